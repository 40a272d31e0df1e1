import * as z from 'zod';
import { defineStep } from '../../../core/contract';
import { sqlKeyText } from '../../../core/sql-rename';
import { unmetShape } from '../../../core/unmet';
import { firstOf } from '../../../core/words';
import { definitions } from './definitions';
import { read } from './reading';

/** The longest list: one that a person would still read. */
const LONGEST = 20_000;
const NAMED_AT_MOST = 4;

/** The params of `derive`: the new columns as SQL expressions with names. */
export const deriveParams = z.strictObject({
  expressions: z.string().max(LONGEST).default('').meta({
    editor: 'sql',
    description:
      'New columns: SQL expressions with names, such as weight / height ^ 2 AS bmi, upper(city) AS city',
  }),
});

/** The params of `derive`, complete. */
export type DeriveParams = z.output<typeof deriveParams>;

/** `derive`: new columns from the others, row by row. */
export const derive = defineStep({
  id: 'derive',
  version: 1,
  stage: 'prepare',
  title: 'Derive columns',
  summary: 'Adds columns that SQL expressions make of the others; one of an old name takes its place.',
  sentence: 'Add {expressions} to {table} → {derived}',
  params: deriveParams,
  inputs: { table: { kind: 'table', meaning: 'The table to add columns to' } },
  outputs: { derived: { kind: 'table', meaning: 'All rows in their order, with the new columns' } },
  isOneStatement: true,
  frames: {
    columns: {
      column: { type: 'text', meaning: 'New column' },
      expression: { type: 'text', meaning: 'The SQL that makes it' },
      type: { type: 'text', meaning: 'Kind of values' },
      missing: { type: 'integer', meaning: 'Rows in which it is null' },
      replaced: { type: 'boolean', meaning: 'Whether a column of the table had that name' },
      changed: {
        type: 'integer',
        meaning: 'Rows in which it differs from the column that it replaces; null where it replaces none',
      },
    },
    summary: { rows: { type: 'integer', meaning: 'Rows of the table' } },
    unmet: unmetShape,
  },
  describe: ({ expressions }) => ({
    expressions:
      firstOf(
        definitions(expressions).map(({ name, text }) => name ?? text),
        NAMED_AT_MOST,
      ) || '…',
  }),
  keyParams: ({ expressions }) => ({ expressions: sqlKeyText(expressions) }),
  read,
});
