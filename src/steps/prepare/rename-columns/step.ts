import * as z from 'zod';
import { columnsParam } from '../../../core/column-param';
import { defineStep } from '../../../core/contract';
import { firstOf } from '../../../core/words';
import { unmetShape } from '../../../core/unmet';
import { read } from './reading';
import { STYLES } from './new-names';

const NAMED_AT_MOST = 3;

/** The params of `rename-columns`: new names by old ones, one style for the others, and what comes first. */
export const renameColumnsParams = z.strictObject({
  names: z
    .record(z.string().max(1000), z.string().max(1000))
    .default({})
    .meta({ description: 'New names by the present ones', columnOf: 'table' }),
  style: z
    .enum(STYLES)
    .default('as they are')
    .describe('How all other names are written: as they are, in lower case, or snake_case'),
  first: columnsParam('table', 'Columns that come first, in this order, by their present names'),
});

/** The params of `rename-columns`, complete. */
export type RenameColumnsParams = z.output<typeof renameColumnsParams>;

function orderText(first: readonly string[]): string {
  if (first.length === 0) return 'in the same order';
  return `${first.length > NAMED_AT_MOST ? `${first.length} columns` : first.join(', ')} first`;
}

/** `rename-columns`: the same table with other names, or its columns in another order. */
export const renameColumns = defineStep({
  id: 'rename-columns',
  version: 1,
  stage: 'prepare',
  title: 'Rename columns',
  summary: 'Gives columns other names and another order; all values stay.',
  sentence: 'Rename columns of {table}: {names}, the others {style}, {first} → {renamed}',
  params: renameColumnsParams,
  inputs: { table: { kind: 'table', meaning: 'The table whose columns are renamed' } },
  outputs: { renamed: { kind: 'table', meaning: 'The same rows and values under the new names' } },
  isOneStatement: true,
  frames: {
    columns: {
      column: { type: 'text', meaning: 'Name in the result' },
      was: { type: 'text', meaning: 'Name in the input' },
      type: { type: 'text', meaning: 'Kind of values' },
      position: { type: 'integer', meaning: 'Place in the result, from 1' },
      position_was: { type: 'integer', meaning: 'Place in the input, from 1' },
    },
    unmet: unmetShape,
  },
  describe: ({ names, style, first }) => {
    const renamed = Object.entries(names).map(([from, to]) => `${from} → ${to}`);
    return {
      names: firstOf(renamed, NAMED_AT_MOST) || 'none by hand',
      style,
      first: orderText(first),
    };
  },
  keyParams: (params) => params,
  read,
});
