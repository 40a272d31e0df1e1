import * as z from 'zod';
import { defineStep } from '../../../core/contract';
import { read } from './reading';

/** The params of `append`. */
export const appendParams = z.strictObject({
  source: z
    .string()
    .max(200)
    .default('')
    .describe('Name of a last column that says which table a row came from; none where left empty'),
  labels: z
    .array(z.string().max(1000))
    .max(1000)
    .default([])
    .describe(
      'What that column says of each table, in their order; left out: its part of a split, else 1, 2, 3',
    ),
});

/** The params of `append`, complete. */
export type AppendParams = z.output<typeof appendParams>;

/** `append`: the rows of several tables under each other, columns matched by name. */
export const append = defineStep({
  id: 'append',
  version: 1,
  stage: 'prepare',
  title: 'Append',
  summary: 'Puts the rows of several tables under each other, columns matched by name.',
  sentence: 'Append {tables} → {appended}',
  params: appendParams,
  inputs: {
    tables: { kind: 'table', list: true, least: 2, meaning: 'The tables, in the order of their rows' },
  },
  outputs: { appended: { kind: 'table', meaning: 'The rows of all tables, in their order' } },
  frames: {
    tables: {
      table: { type: 'integer', meaning: 'Place of the table in the list, from 1' },
      label: { type: 'text', meaning: 'What the source column says of its rows' },
      rows: { type: 'integer', meaning: 'Rows it gave' },
      columns: { type: 'integer', meaning: 'Columns it gave' },
      added: { type: 'integer', meaning: 'Columns that no table before it has' },
      missing: {
        type: 'integer',
        meaning: 'Columns of the result that it lacks; its cells there are missing',
      },
      widened: { type: 'integer', meaning: 'Columns of it that have another kind of values in the result' },
      part: { type: 'text', meaning: 'The part of a split that it is; null for a whole table' },
    },
    changes: {
      table: { type: 'integer', meaning: 'Place of the table in the list, from 1' },
      column: { type: 'text', meaning: 'Name of the column in the result' },
      change: { type: 'text', meaning: 'added, missing or widened' },
      from: { type: 'text', meaning: 'Kind of values in the table; null where it lacks the column' },
      to: { type: 'text', meaning: 'Kind of values in the result' },
    },
    summary: {
      rows: { type: 'integer', meaning: 'Rows of the result' },
      columns: { type: 'integer', meaning: 'Columns of the result, the source column among them' },
      tables: { type: 'integer', meaning: 'Tables appended' },
      rounded: { type: 'integer', meaning: 'Numbers that lost digits because a column became a DOUBLE' },
    },
  },
  describe: () => ({}),
  // The labels are words in the table only where there is a column for them.
  keyParams: ({ source, labels }) => (source === '' ? { source } : { source, labels }),
  read,
});
