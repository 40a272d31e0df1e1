import * as z from 'zod';
import { columnParam, columnsParam } from '../../../core/column-param';
import { defineStep } from '../../../core/contract';
import { paramsInUse, usedWhen } from '../../../core/param-when';
import { augmentTableFrames } from './frames';
import { CHANGING, JITTERING, METHOD_LINES, METHODS, SWAPPING } from './methods';
import { read } from './reading';

const label = z.string().max(1000);

/** The params of `augment-table`. */
export const augmentTableParams = z.strictObject({
  method: z
    .enum(METHODS)
    .default('jitter and swap')
    .describe('How new rows are made')
    .meta({ lines: METHOD_LINES }),
  label: columnParam(
    'table',
    'The column that holds the label, where there is one: new rows keep it, and are judged by it',
  ).meta({ unset: 'no label' }),
  amount: z
    .enum(['times', 'counts'])
    .default('times')
    .describe('times: new rows for each real row; counts: new rows for each class'),
  times: z
    .number()
    .gt(0)
    .max(100)
    .default(1)
    .describe('New rows for each real row; 0.5 makes one for every other row')
    .meta(usedWhen({ amount: ['times'] })),
  classes: z
    .array(label)
    .default([])
    .describe('The classes that get new rows; none: all of them')
    .meta(usedWhen({ amount: ['times'] })),
  counts: z
    .record(label, z.int().min(0).max(5_000_000))
    .default({})
    .describe('New rows for each class; classes not named get none')
    .meta({ ...usedWhen({ amount: ['counts'] }), keysOf: { frame: 'classes', column: 'class' } }),
  columns: columnsParam(
    'table',
    'The columns that change; the others are as in the parent. None: all but label and key',
  ).meta(usedWhen({ method: [...CHANGING] })),
  strength: z
    .number()
    .min(0)
    .max(10)
    .default(0.1)
    .describe('The standard deviation of the noise, as a share of the spread of each column')
    .meta(usedWhen({ method: [...JITTERING] })),
  spread: z
    .enum(['standard deviation', 'interquartile range'])
    .default('standard deviation')
    .describe('What the spread of a column is; the interquartile range is not widened by outliers')
    .meta(usedWhen({ method: [...JITTERING] })),
  rounding: z
    .enum(['stochastic', 'nearest'])
    .default('stochastic')
    .describe(
      'How whole numbers and dates stay whole: up or down by chance, so that the mean is kept, or to the nearest',
    )
    .meta(usedWhen({ method: [...JITTERING, 'mixup'] })),
  swap: z
    .number()
    .min(0)
    .max(1)
    .default(0.1)
    .describe('The probability that a category is swapped for another')
    .meta(usedWhen({ method: [...SWAPPING] })),
  alpha: z
    .number()
    .min(0.01)
    .max(100)
    .default(0.2)
    .describe('The weight of two rows is drawn from Beta(alpha, alpha): small values stay near one of them')
    .meta(usedWhen({ method: ['mixup'] })),
  partners: z
    .enum(['own class', 'all classes'])
    .default('own class')
    .describe(
      'own class: labels stay hard and true; all classes: the label is that of the row of more weight',
    )
    .meta(usedWhen({ method: ['mixup'] })),
  softLabel: z
    .boolean()
    .default(false)
    .describe('Adds a column with the weight of the label: 1 in real rows and where both rows have it')
    .meta(usedWhen({ method: ['mixup'], partners: ['all classes'] })),
  visit: columnsParam(
    'table',
    'The columns to be drawn first, in this order; the others follow in the order of the table. The label always leads',
  ).meta(usedWhen({ method: ['synthesise'] })),
  minLeaf: z
    .int()
    .min(1)
    .max(1000)
    .default(5)
    .describe('Real rows that a leaf holds at least: a value is drawn from so many')
    .meta(usedWhen({ method: ['synthesise'] })),
  depth: z
    .int()
    .min(1)
    .max(60)
    .default(30)
    .describe('Splits one after the other at most')
    .meta(usedWhen({ method: ['synthesise'] })),
  complexity: z
    .number()
    .min(0)
    .max(1)
    .default(1e-8)
    .describe('A split must lessen the impurity of the whole column by more than this share')
    .meta(usedWhen({ method: ['synthesise'] })),
  predictors: z
    .int()
    .min(1)
    .max(1000)
    .default(30)
    .describe('Columns that a tree may split by at most: of those before it the ones that say most')
    .meta(usedWhen({ method: ['synthesise'] })),
  smoothing: z
    .boolean()
    .default(false)
    .describe('Adds a little noise to drawn numbers, so that they are not those of real rows')
    .meta(usedWhen({ method: ['synthesise'] })),
  key: columnParam(
    'table',
    'The column that names rows: provenance speaks of parents by it, and it stays empty in new rows',
  ),
  keep: z.boolean().default(true).describe('The real rows stand before the new ones'),
  seed: z.int().min(0).max(4_294_967_295).default(0).describe('Another seed gives other rows'),
});

/** The params of `augment-table`, complete. */
export type AugmentTableParams = z.output<typeof augmentTableParams>;

/** `augment-table`: new rows of a table, made of real ones, with where each came from. */
export const augmentTable = defineStep({
  id: 'augment-table',
  version: 1,
  stage: 'augment',
  title: 'Augment a table',
  summary:
    'Makes new rows of a training table: with noise on numbers and categories swapped, mixed of two rows, or drawn from trees.',
  sentence: 'Augment {table} by {label} with {method}, {amount} → {augmented}',
  params: augmentTableParams,
  inputs: { table: { kind: 'table', isLearnt: true, meaning: 'The training rows' } },
  resamples: true,
  outputs: {
    augmented: { kind: 'table', meaning: 'The real rows, unchanged and in order, then the new ones' },
    provenance: {
      kind: 'table',
      meaning:
        'What each new row was made of: new_row, parent_row, parent, operation, parameters (JSON), seed; rows are numbered from 1',
    },
  },
  frames: augmentTableFrames,
  describe: (params) => ({
    label: params.label || 'no label',
    method: params.method,
    amount: amountText(params),
  }),
  keyParams: (params) => paramsInUse(augmentTableParams, params),
  read,
});

function amountText({ amount, times, classes, counts }: AugmentTableParams): string {
  if (amount === 'counts') {
    const rows = Object.values(counts).reduce((sum, count) => sum + count, 0);
    return `${rows} new rows`;
  }
  const where = classes.length === 0 ? '' : ` of ${classes.join(', ')}`;
  return `${times} new ${times === 1 ? 'row' : 'rows'} for each${where}`;
}
