import * as z from 'zod';
import { columnsParam } from '../../../core/column-param';
import { defineStep } from '../../../core/contract';
import { firstOf } from '../../../core/words';
import { read } from './reading';

const NAMED_AT_MOST = 4;

/** The params of `select-columns`. */
export const selectColumnsParams = z.strictObject({
  mode: z.enum(['keep', 'drop']).default('keep').describe('Whether the columns named stay, or go'),
  columns: columnsParam('table', 'The columns; those kept stand in the order given here'),
});

/** The params of `select-columns`, complete. */
export type SelectColumnsParams = z.output<typeof selectColumnsParams>;

/** `select-columns`: some columns of a table, all of its rows. */
export const selectColumns = defineStep({
  id: 'select-columns',
  version: 1,
  stage: 'prepare',
  title: 'Select columns',
  summary: 'Keeps or drops columns, and puts those kept in order.',
  sentence: 'Select {columns} of {table} → {selected}',
  params: selectColumnsParams,
  inputs: { table: { kind: 'table', meaning: 'The table to take columns of' } },
  outputs: { selected: { kind: 'table', meaning: 'The columns that stay, in all rows' } },
  isOneStatement: true,
  frames: {
    columns: {
      column: { type: 'text', meaning: 'Name of a column of the input' },
      type: { type: 'text', meaning: 'Kind of values' },
      kept: { type: 'boolean', meaning: 'Whether it stands in the result' },
      position: { type: 'integer', meaning: 'Its place in the result, from 1; null where it is dropped' },
    },
  },
  describe: ({ columns, mode }) => ({ columns: described(columns, mode), mode }),
  keyParams: (params) => params,
  read,
});

function described(columns: readonly string[], mode: SelectColumnsParams['mode']): string {
  const names = firstOf(columns, NAMED_AT_MOST) || '…';
  return mode === 'keep' ? names : `all columns but ${names}`;
}
