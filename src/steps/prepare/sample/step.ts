import * as z from 'zod';
import { columnParam, columnsParam } from '../../../core/column-param';
import { defineStep } from '../../../core/contract';
import { numberFormat } from '../../../core/number-format';
import { paramsInUse, usedWhen } from '../../../core/param-when';
import { firstOf } from '../../../core/words';
import { read } from './reading';

const NAMED_AT_MOST = 3;
const format = numberFormat('en');

/** The params of `sample`: how many rows, and which. */
export const sampleParams = z.strictObject({
  amount: z
    .number()
    .positive()
    .max(1_000_000_000)
    .refine((amount) => amount < 1 || Number.isInteger(amount), 'a whole number of rows, or a share below 1')
    .default(1000)
    .describe('How many rows; below 1 it is a share of all rows, 0.1 is 10 %'),
  method: z
    .enum(['random', 'stratified', 'by key', 'first'])
    .default('random')
    .describe(
      'random: any rows; stratified: every class in its share; by key: all rows of a key or none; first: the first rows',
    ),
  stratify: columnParam('table', 'For “stratified”: the column whose classes keep their shares').meta(
    usedWhen({ method: ['stratified'] }),
  ),
  eachClass: z
    .boolean()
    .default(false)
    .describe('For “stratified”: at least one row of every class, however rare')
    .meta(usedWhen({ method: ['stratified'] })),
  keys: columnsParam('table', 'For “by key”: the columns whose equal values stay together').meta(
    usedWhen({ method: ['by key'] }),
  ),
  seed: z
    .int()
    .min(0)
    .max(4_294_967_295)
    .default(0)
    .describe('Another seed gives other rows')
    .meta(usedWhen({ method: ['random', 'stratified', 'by key'] })),
});

/** The params of `sample`, complete. */
export type SampleParams = z.output<typeof sampleParams>;

/** `sample`: some rows of a table, in their order. */
export const sample = defineStep({
  id: 'sample',
  version: 1,
  stage: 'prepare',
  title: 'Sample',
  summary: 'Draws some rows of a table, at random, by class, by key or from its start.',
  sentence: 'Sample {amount} of {table}, {method} → {sampled}',
  params: sampleParams,
  inputs: { table: { kind: 'table', meaning: 'The table to draw rows of' } },
  outputs: { sampled: { kind: 'table', meaning: 'The rows drawn, in their order' } },
  picksRows: true,
  frames: {
    summary: {
      rows: { type: 'integer', meaning: 'Rows drawn' },
      of: { type: 'integer', meaning: 'Rows of the table' },
      asked: { type: 'integer', meaning: 'Rows asked for; a share is rounded to whole rows' },
      keys: { type: 'integer', meaning: 'Keys drawn; null unless by key' },
      keys_of: { type: 'integer', meaning: 'Keys of the table; null unless by key' },
      keyless: {
        type: 'integer',
        meaning: 'Rows without a value in any key column, which count as one key; null unless by key',
      },
      classes: { type: 'integer', meaning: 'Classes of the table; null unless stratified' },
      lost: { type: 'integer', meaning: 'Classes of which no row was drawn; null unless stratified' },
    },
    classes: {
      class: {
        type: 'text',
        meaning: 'Class of the column stratified by; null for missing. None unless stratified',
      },
      rows: { type: 'integer', meaning: 'Rows drawn of it' },
      of: { type: 'integer', meaning: 'Its rows in the table' },
      share: { type: 'number', meaning: 'Its share of the rows drawn' },
      share_of: { type: 'number', meaning: 'Its share of the rows of the table' },
    },
  },
  describe: (params) => ({ amount: amountText(params.amount), method: methodText(params) }),
  keyParams: (params) => paramsInUse(sampleParams, params),
  read,
});

/** "10 %" or "1,000 rows". */
function amountText(amount: number): string {
  if (amount < 1) return `${Math.round(amount * 1e6) / 1e4} %`;
  return amount === 1 ? '1 row' : `${format.count(amount)} rows`;
}

function methodText({ method, stratify, keys }: SampleParams): string {
  switch (method) {
    case 'random':
      return 'at random';
    case 'stratified':
      return `stratified by ${stratify || '…'}`;
    case 'by key':
      return `whole keys of ${firstOf(keys, NAMED_AT_MOST) || '…'}`;
    case 'first':
      return 'the first rows';
    default:
      return method satisfies never;
  }
}
