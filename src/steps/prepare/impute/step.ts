import * as z from 'zod';
import { columnParam, columnsParam } from '../../../core/column-param';
import { defineStep } from '../../../core/contract';
import { paramsInUse, usedWhen } from '../../../core/param-when';
import { firstOf } from '../../../core/words';
import { unmetShape } from '../../../core/unmet';
import { read } from './reading';

/** How a missing cell gets its value. */
export const METHODS = ['mean', 'median', 'mode', 'constant', 'group', 'neighbours', 'forward'] as const;
export type Method = (typeof METHODS)[number];

/** The types of column that can be imputed at all. */
export const IMPUTABLE = ['integer', 'number', 'text', 'boolean', 'date', 'timestamp'] as const;
/** The types of column that say an order. */
export const ORDERED = ['integer', 'number', 'date', 'timestamp', 'time'] as const;

const NAMED_AT_MOST = 3;

/** The params of `impute`: which columns, and what their missing cells become. */
export const imputeParams = z.strictObject({
  columns: columnsParam(
    'table',
    'The columns to impute. None: all that the method fits; of “constant” those of the kind of the value. Identifiers and columns that miss nothing keep their type',
    IMPUTABLE,
  ),
  method: z
    .enum(METHODS)
    .default('median')
    .describe(
      'mean, median: of numbers (median of dates too); mode: the most frequent value; constant: the value given; group: median of numbers and mode of others within groups; neighbours: mean of the nearest rows; forward: the last value before',
    ),
  value: z
    .string()
    .max(10_000)
    .default('0')
    .describe('For “constant”: what missing cells become, as text; dates as 2024-02-29')
    .meta(usedWhen({ method: ['constant'] })),
  groupBy: columnsParam(
    'table',
    'For “group”: the columns whose equal values make a group. For “forward”: values are carried within these groups only',
    IMPUTABLE,
  ).meta(usedWhen({ method: ['group', 'forward'] })),
  orderBy: columnParam(
    'table',
    'For “forward”: the column that says what comes before. None: the order of the rows',
    ORDERED,
  ).meta(usedWhen({ method: ['forward'] })),
  k: z
    .int()
    .min(1)
    .max(1000)
    .default(5)
    .describe('For “neighbours”: how many of the nearest rows that have a value are averaged')
    .meta(usedWhen({ method: ['neighbours'] })),
  distanceBy: columnsParam(
    'table',
    'For “neighbours”: the columns that the distance is taken over, beside those imputed. None: all of type integer or number but identifiers',
    ['integer', 'number'],
  ).meta(usedWhen({ method: ['neighbours'] })),
  indicator: z
    .boolean()
    .default(false)
    .describe(
      'A column beside each imputed one, named after it with “_missing”, that says where a cell was missing',
    ),
});

/** The params of `impute`, complete. */
export type ImputeParams = z.output<typeof imputeParams>;

/** `impute`: missing cells get values, by what is learned once. */
export const impute = defineStep({
  id: 'impute',
  version: 1,
  stage: 'prepare',
  title: 'Impute',
  summary:
    'Fills missing cells by what it learns from the others: median, mode, group, neighbours or the value before.',
  sentence: 'Impute {columns} of {table} by {method} → {imputed}, {transform}',
  params: imputeParams,
  inputs: { table: { kind: 'table', isLearnt: true, meaning: 'The table to learn from: the training part' } },
  outputs: {
    imputed: { kind: 'table', meaning: 'The table with missing cells filled, all else as it was' },
    transform: { kind: 'transform', meaning: 'What missing cells become, to apply to other tables' },
  },
  learns: ({ method }) => method !== 'constant' && method !== 'forward',
  frames: {
    columns: {
      column: { type: 'text', meaning: 'Name of the column' },
      type: { type: 'text', meaning: 'Kind of its values before' },
      type_after: {
        type: 'text',
        meaning: 'Kind of its values after: integers filled by a mean are numbers',
      },
      count: { type: 'integer', meaning: 'Cells with a value: what was learned from' },
      missing: { type: 'integer', meaning: 'Cells that were missing, NaN among them' },
      nan: { type: 'integer', meaning: 'NaN among the missing cells' },
      share: { type: 'number', meaning: 'Share of cells that were missing, 0 to 1' },
      filled: { type: 'integer', meaning: 'Missing cells that have a value now' },
      left: { type: 'integer', meaning: 'Cells that are still missing' },
      value: {
        type: 'text',
        meaning: 'What missing cells become; of groups the overall value; null where it is no constant',
      },
      mean: { type: 'number', meaning: 'Mean of finite numbers before; null where the column holds none' },
      mean_after: { type: 'number', meaning: 'Mean of finite numbers after' },
      sd: { type: 'number', meaning: 'Population standard deviation of finite numbers before' },
      sd_after: { type: 'number', meaning: 'Population standard deviation of finite numbers after' },
    },
    histograms: {
      column: {
        type: 'text',
        meaning: 'Name of the column, where it holds numbers or dates and misses some; the first 60',
      },
      bin: { type: 'integer', meaning: 'Number of the bin, from 0' },
      low: {
        type: 'number',
        meaning: 'Lower edge, closed; of dates and times milliseconds since 1970 (UTC)',
      },
      high: { type: 'number', meaning: 'Upper edge, open but for the last bin' },
      before: { type: 'integer', meaning: 'Finite values in the bin before' },
      after: { type: 'integer', meaning: 'Finite values in the bin after' },
    },
    categories: {
      column: {
        type: 'text',
        meaning: 'Name of the column, where it holds texts or truths and misses some; the first 60',
      },
      value: { type: 'text', meaning: 'One of its five most frequent values after' },
      before: { type: 'integer', meaning: 'Cells with it before' },
      after: { type: 'integer', meaning: 'Cells with it after' },
    },
    summary: {
      method: { type: 'text', meaning: 'How cells were filled' },
      rows: { type: 'integer', meaning: 'Rows of the table' },
      rows_changed: { type: 'integer', meaning: 'Rows in which a cell was filled' },
      cells: { type: 'integer', meaning: 'Cells filled' },
      left: { type: 'integer', meaning: 'Cells of these columns that are still missing' },
      groups: { type: 'integer', meaning: 'Groups that the transform keeps values of; null but by group' },
      kept_rows: { type: 'integer', meaning: 'Fitted rows that the transform keeps; null but by neighbours' },
      kept_values: {
        type: 'integer',
        meaning: 'Values that the transform keeps of groups or rows; null elsewhere',
      },
    },
    passed_over: {
      column: {
        type: 'text',
        meaning: 'Name of a column that the method cannot fill, though it misses values',
      },
      type: { type: 'text', meaning: 'Kind of its values' },
      missing: { type: 'integer', meaning: 'Cells that are missing' },
    },
    unmet: unmetShape,
  },
  describe: (params) => ({
    columns: params.columns.length === 0 ? 'all columns' : firstOf(params.columns, NAMED_AT_MOST),
    method: methodText(params),
  }),
  keyParams: (params) => paramsInUse(imputeParams, params),
  read,
});

/** "the median", "5 nearest neighbours", "group of Home". */
export function methodText({ method, value, groupBy, orderBy, k }: ImputeParams): string {
  const groups = firstOf(groupBy, NAMED_AT_MOST);
  switch (method) {
    case 'constant':
      return `the constant ${value === '' ? '“”' : value}`;
    case 'group':
      return `group of ${groups || '…'}`;
    case 'neighbours':
      return k === 1 ? 'the nearest neighbour' : `${k} nearest neighbours`;
    case 'forward':
      return `the value before${orderBy === '' ? '' : ` by ${orderBy}`}${groups === '' ? '' : ` within ${groups}`}`;
    case 'mean':
    case 'median':
    case 'mode':
      return `the ${method}`;
    default:
      return method satisfies never;
  }
}
