import * as z from 'zod';
import { columnsParam } from '../../../core/column-param';
import { defineStep } from '../../../core/contract';
import { paramsInUse, usedWhen } from '../../../core/param-when';
import { firstOf } from '../../../core/words';
import { unmetShape } from '../../../core/unmet';
import { read } from './reading';

const near = usedWhen({ method: ['near'] });
const NAMED_AT_MOST = 3;

/** The params of `deduplicate`: what makes two rows the same, and which of them stays. */
export const deduplicateParams = z.strictObject({
  method: z
    .enum(['exact', 'keys', 'near'])
    .default('exact')
    .describe(
      'exact: rows equal in all columns; keys: rows equal in the columns named; near: rows whose texts are much alike, each pair to be accepted',
    ),
  columns: columnsParam(
    'table',
    'The columns that are compared. For “near”: texts by likeness, numbers within the tolerance, all else by equality; none: all columns of text',
  ).meta(usedWhen({ method: ['keys', 'near'] })),
  keep: z
    .enum(['first', 'last'])
    .default('first')
    .describe('Which of rows that are the same stays, in their order'),
  similarity: z
    .number()
    .min(0.5)
    .max(1)
    .default(0.85)
    .describe('How alike the texts of two rows are on average, from 0 to 1 for equal words')
    .meta(near),
  tolerance: z
    .number()
    .min(0)
    .max(1e300)
    .default(0)
    .describe('By how much numbers of two rows may differ')
    .meta(near),
  accept: z
    .enum(['chosen', 'all'])
    .default('chosen')
    .describe(
      'chosen: only pairs accepted by hand are one row; all: every pair, but for those told apart by hand',
    )
    .meta(near),
  identify: columnsParam(
    'table',
    'Columns by which decisions remember a row, such as an identifier. None: all values of the row',
  ).meta(near),
});

/** The params of `deduplicate`, complete. */
export type DeduplicateParams = z.output<typeof deduplicateParams>;

/** `deduplicate`: rows that stand there more than once, once. */
export const deduplicate = defineStep({
  id: 'deduplicate',
  version: 1,
  stage: 'prepare',
  title: 'Deduplicate',
  summary: 'Keeps one of the rows that are the same, and shows those that went.',
  sentence: 'Keep the {keep} of the rows of {table} with {method} → {deduplicated}, the others → {dropped}',
  params: deduplicateParams,
  inputs: { table: { kind: 'table', meaning: 'The table with rows that may stand there twice' } },
  outputs: {
    deduplicated: { kind: 'table', meaning: 'The rows that stay, in their order' },
    dropped: {
      kind: 'table',
      meaning:
        'The rows that went, with row_number, their place in the input from 1, and kept_row, that of the row kept',
    },
  },
  frames: {
    summary: {
      rows: { type: 'integer', meaning: 'Rows of the table' },
      kept: { type: 'integer', meaning: 'Rows that stay' },
      dropped: { type: 'integer', meaning: 'Rows that went' },
      is_compared: {
        type: 'boolean',
        meaning:
          'False where columns to compare by are not there: by fewer, other rows would go, so none does',
      },
      groups: { type: 'integer', meaning: 'Rows that stay for others as well' },
      differing: {
        type: 'integer',
        meaning: 'Of these, groups whose rows differ in other columns; null for “exact”',
      },
      pairs: { type: 'integer', meaning: 'Pairs of rows that are near; null for other methods' },
      accepted: { type: 'integer', meaning: 'Of these, pairs accepted; null for other methods' },
      shown: { type: 'integer', meaning: 'Groups, or pairs, whose rows are in the frame `cells`' },
      common_words: {
        type: 'integer',
        meaning: 'Words of so many rows that they brought none together; null for other methods',
      },
      unfit: { type: 'integer', meaning: 'Decisions that did not fit' },
    },
    differences: {
      column: { type: 'text', meaning: 'A column in which rows of one group differ' },
      groups: {
        type: 'integer',
        meaning: 'Groups whose rows differ in it; a missing value differs from a value',
      },
    },
    pairs: {
      pair: { type: 'integer', meaning: 'Number of the pair, from 1, the most similar first' },
      first: { type: 'integer', meaning: 'Place of the first row in the table, from 1' },
      second: { type: 'integer', meaning: 'Place of the other one' },
      similarity: { type: 'number', meaning: 'Mean similarity of their texts, from 0 to 1' },
      is_accepted: { type: 'boolean', meaning: 'True where the two are taken for one row' },
      first_key: { type: 'text', meaning: 'By which decisions remember the first row' },
      second_key: { type: 'text', meaning: 'By which decisions remember the other one' },
    },
    cells: {
      group: { type: 'integer', meaning: 'Number of the group or the pair, from 1' },
      row_number: { type: 'integer', meaning: 'Place of the row in the table, from 1' },
      is_kept: { type: 'boolean', meaning: 'True for the row that stays, or would stay' },
      column: { type: 'text', meaning: 'Name of the column' },
      value: { type: 'text', meaning: 'The value as text; null where it is missing' },
      differs: { type: 'boolean', meaning: 'True where rows of the group have different values here' },
    },
    decisions: {
      row: { type: 'text', meaning: 'The row of a decision that did not fit' },
      other: { type: 'text', meaning: 'The row it was said to be the same as, or not' },
      problem: { type: 'text', meaning: 'Why it did not fit' },
    },
    unmet: unmetShape,
  },
  describe: (params) => ({ method: methodText(params), keep: params.keep }),
  keyParams: (params) => paramsInUse(deduplicateParams, params),
  read,
});

function methodText({ method, columns }: DeduplicateParams): string {
  const named = firstOf(columns, NAMED_AT_MOST);
  switch (method) {
    case 'exact':
      return 'all values the same';
    case 'keys':
      return `the same ${columns.length === 0 ? '…' : named}`;
    case 'near':
      return `nearly the same ${columns.length === 0 ? 'texts' : named}`;
    default:
      return method satisfies never;
  }
}
