import * as z from 'zod';
import { columnParam } from '../../../core/column-param';
import { defineStep } from '../../../core/contract';
import { paramsInUse, usedWhen } from '../../../core/param-when';
import { conditionText, OPERATORS, WITH_VALUE } from './condition';
import { read } from './reading';

const value = z.string().max(1000);

/** The params of `filter`: a column, how it is compared and with what; or a condition in SQL, which then counts alone. */
export const filterParams = z.strictObject({
  column: columnParam('table', 'The column to compare'),
  operator: z.enum(OPERATORS).default('=').describe('How the column is compared'),
  value: value
    .default('')
    .describe('What it is compared with; dates as 2024-01-31')
    .meta(usedWhen({ operator: WITH_VALUE })),
  values: z
    .array(value)
    .max(1000)
    .default([])
    .describe('The values of “is one of”')
    .meta(usedWhen({ operator: ['is one of'] })),
  condition: z.string().max(20_000).default('').meta({
    editor: 'sql',
    description: 'A condition in SQL, in place of the column above; the table itself is called “this”',
  }),
});

/** The params of `filter`, complete. */
export type FilterParams = z.output<typeof filterParams>;

/** `filter`: the rows of a table for which a condition is true. */
export const filter = defineStep({
  id: 'filter',
  version: 1,
  stage: 'prepare',
  title: 'Filter',
  summary: 'Keeps the rows for which a condition is true.',
  sentence: 'Keep the rows of {table} where {condition} → {filtered}',
  params: filterParams,
  inputs: { table: { kind: 'table', meaning: 'The table to take rows of' } },
  outputs: {
    filtered: { kind: 'table', meaning: 'The rows for which the condition is true, in their order' },
  },
  picksRows: true,
  isOneStatement: true,
  frames: {
    counts: {
      rows: { type: 'integer', meaning: 'Rows of the input' },
      kept: { type: 'integer', meaning: 'Rows for which the condition is true' },
      dropped: { type: 'integer', meaning: 'Rows for which it is false or unknown' },
      unknown: { type: 'integer', meaning: 'Rows for which it is unknown (null): a value is missing' },
    },
    parts: {
      part: { type: 'text', meaning: 'A part of the condition; given where no row is left' },
      rows: { type: 'integer', meaning: 'Rows for which this part alone is true' },
      least: { type: 'any', meaning: 'Least value of the column compared; null for SQL' },
      greatest: { type: 'any', meaning: 'Greatest value of the column compared; null for SQL' },
    },
  },
  describe: (params) => ({ condition: conditionText(params) }),
  keyParams: (params) =>
    params.condition.trim() === '' ? paramsInUse(filterParams, params) : { condition: params.condition },
  read,
});
