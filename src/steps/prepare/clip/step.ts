import * as z from 'zod';
import { columnsParam } from '../../../core/column-param';
import { defineStep } from '../../../core/contract';
import { numberFormat } from '../../../core/number-format';
import { firstOf } from '../../../core/words';
import { unmetShape } from '../../../core/unmet';
import { read } from './reading';

/** The types of column that can be clipped. */
export const NUMERIC = ['integer', 'number'] as const;

const NAMED_AT_MOST = 3;
const format = numberFormat('en');

/** The params of `clip`: which columns, and the bounds. */
export const clipParams = z.strictObject({
  columns: columnsParam(
    'table',
    'The columns to clip. None: all of type integer or number, but for identifiers (integers that never repeat, in 20 rows or more) and flags (integers that are only 0 and 1)',
    NUMERIC,
  ),
  method: z
    .enum(['range', 'quantiles'])
    .default('quantiles')
    .describe(
      'range: the bounds are values; quantiles: they are shares of the rows, and the values there are learned',
    ),
  low: z
    .number()
    .nullable()
    .default(0.01)
    .describe(
      'Values below become this one; of quantiles 0.01 is the value that 1 % of rows lie below; nothing: no low bound',
    ),
  high: z
    .number()
    .nullable()
    .default(0.99)
    .describe(
      'Values above become this one; of quantiles 0.99 is the value that 1 % of rows lie above; nothing: no high bound',
    ),
});

/** The params of `clip`, complete. */
export type ClipParams = z.output<typeof clipParams>;

/** `clip`: values beyond two bounds become the bound. */
export const clip = defineStep({
  id: 'clip',
  version: 1,
  stage: 'prepare',
  title: 'Clip',
  summary: 'Brings values beyond a low and a high bound to the bound, given or learned as quantiles.',
  sentence: 'Clip {columns} of {table} to {method} {low} to {high} → {clipped}, {transform}',
  params: clipParams,
  inputs: { table: { kind: 'table', isLearnt: true, meaning: 'The table to learn from: the training part' } },
  outputs: {
    clipped: { kind: 'table', meaning: 'The table with the columns clipped, all else as it was' },
    transform: { kind: 'transform', meaning: 'The bounds of each column, to apply to other tables' },
  },
  learns: ({ method }) => method === 'quantiles',
  frames: {
    columns: {
      column: { type: 'text', meaning: 'Name of the column' },
      type: { type: 'text', meaning: 'Kind of its values, which clipping keeps' },
      low: { type: 'number', meaning: 'Low bound; null where there is none' },
      high: { type: 'number', meaning: 'High bound; null where there is none' },
      count: { type: 'integer', meaning: 'Values that are neither missing nor NaN' },
      below: { type: 'integer', meaning: 'Values below the low bound, −Infinity among them: they became it' },
      above: { type: 'integer', meaning: 'Values above the high bound, Infinity among them: they became it' },
      missing: { type: 'integer', meaning: 'Nulls; they stay missing' },
      nan: { type: 'integer', meaning: 'NaN values; they stay NaN' },
      infinite: { type: 'integer', meaning: '±Infinity values; nothing is learned from them' },
      min: { type: 'number', meaning: 'Least finite value before' },
      max: { type: 'number', meaning: 'Greatest finite value before' },
    },
    histograms: {
      column: { type: 'text', meaning: 'Name of the column; the first 60' },
      bin: { type: 'integer', meaning: 'Number of the bin, from 0' },
      low: { type: 'number', meaning: 'Lower edge, closed' },
      high: { type: 'number', meaning: 'Upper edge, open but for the last bin' },
      count: { type: 'integer', meaning: 'Finite values in the bin before' },
    },
    summary: {
      method: { type: 'text', meaning: 'range or quantiles' },
      rows: { type: 'integer', meaning: 'Rows of the table' },
      rows_changed: { type: 'integer', meaning: 'Rows in which a value was moved' },
      below: { type: 'integer', meaning: 'Values moved up to a low bound' },
      above: { type: 'integer', meaning: 'Values moved down to a high bound' },
    },
    unmet: unmetShape,
  },
  describe: (params) => ({
    columns: params.columns.length === 0 ? 'all numeric columns' : firstOf(params.columns, NAMED_AT_MOST),
    method: params.method === 'range' ? 'the range' : 'the quantiles',
    low: boundText(params, params.low, '−∞'),
    high: boundText(params, params.high, '∞'),
  }),
  keyParams: (params) => params,
  read,
});

/** "10", "1 %" of quantiles, or a word for an open side. */
function boundText({ method }: ClipParams, bound: number | null, open: string): string {
  if (bound === null) return open;
  return method === 'quantiles' ? format.share(bound) : format.number(bound);
}
