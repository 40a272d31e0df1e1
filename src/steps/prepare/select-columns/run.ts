import { requireColumn } from '../../../core/column-param';
import { failWith } from '../../../core/failure';
import { frameOfRows } from '../../../core/frame';
import type { RunStep } from '../../../core/run-context';
import { tableAt } from '../../../core/run-inputs';
import { quoteIdentifier } from '../../../core/sql';
import type { SelectColumnsParams } from './step';

/** Makes a table of the columns that stay; rows keep their order. A column named twice counts once. */
export const run: RunStep<SelectColumnsParams> = async (context, { columns, mode }, inputs) => {
  const table = tableAt(inputs);
  const named = [...new Set(columns)].map((name) => requireColumn(table, name).name);
  if (named.length === 0) return failWith('column-unset');
  const all = table.columns.map(({ name }) => name);
  const kept = mode === 'keep' ? named : all.filter((name) => !named.includes(name));
  if (kept.length === 0) return failWith('columns-none-left', { count: all.length });
  context.progress('copying columns');
  const list = kept.map(quoteIdentifier).join(', ');
  const made = await context.database.createTable(`SELECT ${list} FROM ${quoteIdentifier(table.table)}`);
  const rows = table.columns.map(({ name, type }) => {
    const place = kept.indexOf(name);
    return { column: name, type, kept: place >= 0, position: place < 0 ? null : place + 1 };
  });
  return {
    artifacts: { selected: { kind: 'table', ...made } },
    frames: { columns: frameOfRows(['column', 'type', 'kept', 'position'], rows) },
  };
};
