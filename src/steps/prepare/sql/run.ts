import { failWith } from '../../../core/failure';
import { frameOfRows } from '../../../core/frame';
import type { MadeTable, RunContext, RunInputs, RunStep } from '../../../core/run-context';
import { readableNames } from './readable-names';
import type { SqlParams } from './step';
import { volatileParts } from '../../../core/sql-volatile';
import { firstOf } from '../../../core/words';

const NAMED_AT_MOST = 5;

/** Runs the query into a table, its rows in the order it asks for. */
export const run: RunStep<SqlParams> = async (context, { text }, inputs) => {
  if (text.trim() === '') return failWith('sql-unset');
  const read = tablesOf(text, inputs);
  const tables = Object.fromEntries(read.map(({ name, table }) => [name, table]));
  const guarded = await context.database.guardQuery({ text, tables });
  context.progress('running the query');
  const table = await context.database.createTable(guarded.sql);
  sayWhatChanged(context, table, guarded.names);
  sayWhatDrifts(context, text);
  return {
    artifacts: { result: { kind: 'table', ...table } },
    frames: {
      columns: frameOfRows(
        ['column', 'written', 'type', 'sql_type'],
        table.columns.map(({ name, type, sqlType }, index) => ({
          column: name,
          written: guarded.names[index] ?? name,
          type,
          sql_type: sqlType,
        })),
      ),
      inputs: frameOfRows(['place', 'rows'], read),
    },
  };
};

/** Names are no part of the result, which stands for every query of the same meaning: tables are numbered in it. */
function tablesOf(text: string, inputs: RunInputs) {
  return readableNames(text).flatMap((name, index) => {
    const input = inputs[name];
    if (input === undefined || !('kind' in input) || input.kind !== 'table') return [];
    return [{ name, place: index + 1, table: input.table, rows: input.rows }];
  });
}

/** Two columns of a table cannot share a name, whatever its capitals. */
function sayWhatChanged(context: RunContext, { columns }: MadeTable, written: readonly string[]): void {
  const changed = columns.flatMap(({ name }, index) =>
    written[index] === name ? [] : [`the second “${written[index]}” is “${name}”`],
  );
  if (changed.length === 0) return;
  context.notice({
    code: 'columns-renamed',
    text: `Names that occur twice got a number: ${firstOf(changed, NAMED_AT_MOST)}.`,
  });
}

function sayWhatDrifts(context: RunContext, text: string): void {
  const parts = volatileParts(text);
  if (parts.length === 0) return;
  context.notice({
    code: 'volatile',
    text: `It gives another result each run: it uses ${parts.join(', ')}.`,
  });
}
