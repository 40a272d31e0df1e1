import * as z from 'zod';
import { defineStep, type Ports } from '../../../core/contract';
import { renameTable, sqlKeyText } from '../../../core/sql-rename';
import { listText } from '../../../core/words';
import { read } from './reading';
import { readableNames } from './readable-names';

/** The longest query: one that a person would still read. */
const LONGEST = 100_000;

/** The params of `sql`: the query. */
export const sqlParams = z.strictObject({
  text: z
    .string()
    .max(LONGEST)
    .default('')
    .meta({ editor: 'sql', description: 'One SELECT over any tables of the workbench, by their names' }),
});

/** The params of `sql`, complete. */
export type SqlParams = z.output<typeof sqlParams>;

/** `sql`: a query of the user's own makes a table. */
export const sql = defineStep({
  id: 'sql',
  version: 1,
  stage: 'prepare',
  title: 'SQL',
  summary: 'Makes a table by one SELECT over any tables of the workbench.',
  sentence: 'Query {text} with SQL → {result}',
  params: sqlParams,
  inputs: ({ text }) => tablePorts(text),
  outputs: { result: { kind: 'table', meaning: 'What the query gives, in its order' } },
  picksRows: true,
  frames: {
    columns: {
      column: { type: 'text', meaning: 'Name in the table' },
      written: {
        type: 'text',
        meaning: 'Name as the query gives it; the same but where a name occurs twice',
      },
      type: { type: 'text', meaning: 'Kind of values' },
      sql_type: { type: 'text', meaning: 'Storage type in DuckDB' },
    },
    inputs: {
      place: { type: 'integer', meaning: 'Number of the table by its first mention in the query, from 1' },
      rows: { type: 'integer', meaning: 'Its rows' },
    },
  },
  describe: ({ text }) => ({ text: listText(readableNames(text)) || '…' }),
  keyParams: ({ text }) => ({ text: sqlKeyText(text) }),
  keySlots: ({ text }) =>
    Object.fromEntries(readableNames(text).map((name, index) => [name, `$${index + 1}`] as const)),
  renameInput: (params, slot, name) => {
    const text = renameTable(params.text, slot, name);
    return text === null ? null : { ...params, text };
  },
  read,
});

function tablePorts(text: string): Ports {
  return Object.fromEntries(
    readableNames(text).map((name) => [
      name,
      { kind: 'table', meaning: `The table that the query calls ${name}`, artifact: name } as const,
    ]),
  );
}
