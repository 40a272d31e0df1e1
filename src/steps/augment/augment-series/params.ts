import * as z from 'zod';
import { columnParam, columnsParam } from '../../../core/column-param';
import { usedWhen } from '../../../core/param-when';
import {
  DROP_FILLS,
  SERIES_OPERATIONS,
  type OperationSetting,
  type SeriesOperation,
} from '../../../kernels/augment-series/operations';

const chance = (value: number, what: string) =>
  z.number().min(0).max(1).default(value).describe(`Chance that a new window ${what}; 0: never`);

/** The params of `augment-series`. */
export const augmentSeriesParams = z.strictObject({
  channels: columnsParam(
    'table',
    'The columns of lists, a channel each; channels of one window are warped in time together. None: all lists of numbers but the times',
    ['other'],
  ),
  times: columnParam(
    'table',
    'The lists of the times of the samples. None: the column “times” where there is one, else equal steps',
    ['other'],
  ).meta({ unset: 'equal steps' }),
  label: columnParam(
    'table',
    'The column that holds the classes, for amounts by class and the report on label safety; none needed',
  ).meta({ unset: 'no label' }),
  entity: columnsParam(
    'table',
    'Columns that say whose window it is: spreads are then measured for each of them. None: over all windows',
  ),
  key: columnParam(
    'table',
    'The column that names a window: told in the provenance, empty in new rows; none needed',
  ).meta({ unset: 'no key' }),
  classes: z
    .array(z.string().max(1000))
    .default([])
    .describe('The classes that get new windows; none named: all of them, and windows without a class'),
  amount: z
    .enum(['times', 'counts'])
    .default('times')
    .describe('times: so many new windows for each; counts: so many for each class, as set below'),
  copies: z
    .int()
    .min(1)
    .max(100)
    .default(1)
    .describe('New windows for each window')
    .meta(usedWhen({ amount: ['times'] })),
  counts: z
    .record(z.string().max(1000), z.int().min(0).max(10_000_000))
    .default({})
    .describe('New windows for each class; classes not named get none')
    .meta({ ...usedWhen({ amount: ['counts'] }), keysOf: { frame: 'classes', column: 'class' } }),
  slice: chance(0.3, 'is a slice of its parent, stretched back'),
  sliceShare: z.number().min(0.05).max(0.99).default(0.9).describe('Share of the window that a slice keeps'),
  timeWarp: chance(0.3, 'runs faster and slower by turns'),
  speedRatio: z.number().gt(1).max(100).default(3).describe('How many times the least speed the greatest is'),
  permutation: chance(0, 'has its pieces in another order'),
  pieces: z.int().min(2).max(50).default(4).describe('Pieces of a permutation'),
  reverse: chance(0, 'runs backwards'),
  magnitudeWarp: chance(0.3, 'is stretched in height by a factor that changes smoothly'),
  magnitudeSpread: z
    .number()
    .gt(0)
    .max(5)
    .default(0.1)
    .describe('Standard deviation of that factor around 1'),
  scale: chance(0.3, 'is stretched in height by one factor a channel'),
  scaleSpread: z.number().gt(0).max(5).default(0.1).describe('Standard deviation of that factor around 1'),
  drift: chance(0.3, 'drifts away smoothly from where it starts'),
  driftReach: z
    .number()
    .gt(0)
    .max(100)
    .default(0.3)
    .describe('How far the drift reaches, in spreads (standard deviations) of the channel'),
  jitter: chance(0.5, 'has noise on every sample'),
  jitterSpread: z
    .number()
    .gt(0)
    .max(100)
    .default(0.05)
    .describe('Standard deviation of the noise, in spreads of the channel'),
  dropout: chance(0.1, 'loses samples'),
  dropoutRate: z.number().gt(0).max(1).default(0.05).describe('Chance of each sample to begin a gap'),
  dropoutLength: z.int().min(1).max(10_000).default(1).describe('Samples of a gap'),
  dropoutFill: z
    .enum(DROP_FILLS)
    .default('forward')
    .describe(
      'What stands in a gap: the value before, the value behind, the mean of what is left, or a value',
    ),
  dropoutValue: z
    .number()
    .default(0)
    .describe('That value')
    .meta(usedWhen({ dropoutFill: ['value'] })),
  points: z
    .int()
    .min(2)
    .max(50)
    .default(3)
    .describe('Points between the ends that the curves of drift, magnitude warp and time warp pass through'),
  withinRange: z
    .boolean()
    .default(false)
    .describe('New values stay within the least and the greatest of their channel in the table'),
  keep: z.boolean().default(true).describe('The real windows stand before the new ones'),
  seed: z.int().min(0).max(4_294_967_295).default(0).describe('Another seed gives other windows'),
});

/** The params of `augment-series`, complete. */
export type AugmentSeriesParams = z.output<typeof augmentSeriesParams>;

/** Chance and strength of each operation under the params. */
function chanceAndStrength(
  params: AugmentSeriesParams,
): Readonly<Record<SeriesOperation, readonly [number, number]>> {
  return {
    'window slice': [params.slice, params.sliceShare],
    'time warp': [params.timeWarp, params.speedRatio],
    permutation: [params.permutation, params.pieces],
    reverse: [params.reverse, 1],
    'magnitude warp': [params.magnitudeWarp, params.magnitudeSpread],
    scale: [params.scale, params.scaleSpread],
    drift: [params.drift, params.driftReach],
    jitter: [params.jitter, params.jitterSpread],
    dropout: [params.dropout, params.dropoutRate],
  };
}

/** The operations that have a chance, in the order in which they are done. */
export function settingsOf(params: AugmentSeriesParams): OperationSetting[] {
  const all = chanceAndStrength(params);
  return SERIES_OPERATIONS.filter((operation) => all[operation][0] > 0).map((operation) => ({
    ...{ operation, chance: all[operation][0], strength: all[operation][1], points: params.points },
    ...{ gap: params.dropoutLength, fill: params.dropoutFill, value: params.dropoutValue },
  }));
}
