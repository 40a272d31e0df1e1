import * as z from 'zod';
import { columnParam } from '../../../core/column-param';
import { defineStep } from '../../../core/contract';
import { paramsInUse, usedWhen } from '../../../core/param-when';
import { frames } from './frames';
import { read } from './reading';
import { words } from './words';

const KINDS = ['bar', 'histogram', 'line', 'scatter'] as const;

const OF_VALUES = ['sum', 'mean', 'median', 'min', 'max'] as const;
const AGGREGATES = ['count', ...OF_VALUES] as const;
/** How the values of y are put together. */
export type Aggregate = (typeof AGGREGATES)[number];

const SCALES = ['linear', 'log'] as const;

/** The params of `chart`. Those that a kind has no use for are kept, so that changing the kind back loses nothing. */
export const chartParams = z.strictObject({
  kind: z
    .enum(KINDS)
    .default('bar')
    .describe('Bars compare groups, a histogram shows a shape, a line a course, a scatter two numbers'),
  x: columnParam('table', 'The column along x: the groups of bars, the values of a histogram'),
  aggregate: z
    .enum(AGGREGATES)
    .default('count')
    .describe('What bars and lines show: the number of rows, or the values of y put together')
    .meta(usedWhen({ kind: ['bar', 'line'] })),
  y: columnParam('table', 'The column along y; bars and lines that count rows need none', [
    'integer',
    'number',
  ]).meta(usedWhen({ kind: ['scatter'] }, { kind: ['bar', 'line'], aggregate: OF_VALUES })),
  colour: columnParam('table', 'Draw each of its values in a colour of its own; empty for one colour'),
  bins: z
    .int()
    .min(1)
    .max(500)
    .nullable()
    .default(null)
    .describe('Bins of a histogram of numbers; by the rule of Freedman and Diaconis, 60 at most, where empty')
    .meta(usedWhen({ kind: ['histogram'] })),
  categories: z
    .int()
    .min(1)
    .max(200)
    .default(20)
    .describe('Bars at most; rarer values are put together as “other”')
    .meta(usedWhen({ kind: ['bar'] })),
  points: z
    .int()
    .min(1)
    .max(20_000)
    .default(5000)
    .describe('Dots of a scatter at most; of more rows, so many are chosen by the seed')
    .meta(usedWhen({ kind: ['scatter'] })),
  seed: z
    .int()
    .min(0)
    .max(2_147_483_647)
    .default(1)
    .describe('Decides which rows a scatter draws')
    .meta(usedWhen({ kind: ['scatter'] })),
  xScale: z
    .enum(SCALES)
    .default('linear')
    .describe('The scale of numbers along x in a histogram, line or scatter; log leaves out 0 and below')
    .meta(usedWhen({ kind: ['histogram', 'line', 'scatter'] })),
  yScale: z
    .enum(SCALES)
    .default('linear')
    .describe('The scale along y in a line or scatter; log leaves out 0 and below')
    .meta(usedWhen({ kind: ['line', 'scatter'] })),
});

/** The params of `chart`, complete. */
export type ChartParams = z.output<typeof chartParams>;

/** `chart`: one picture of one or two columns, computed in the database. */
export const chart = defineStep({
  id: 'chart',
  version: 1,
  stage: 'understand',
  title: 'Chart',
  summary: 'Draws bars, a histogram, a line or a scatter of one or two columns.',
  sentence: 'Draw {kind} of {y} {x} in {table}',
  params: chartParams,
  inputs: { table: { kind: 'table', meaning: 'The table to draw' } },
  outputs: {},
  frames,
  describe: (params) => words(params),
  keyParams: (params) => paramsInUse(chartParams, params),
  read,
});
