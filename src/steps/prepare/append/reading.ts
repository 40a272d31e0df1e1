import type { Reading, ReadingInput } from '../../../core/contract';
import { cellAt, emptyFrame, frameRows, type FrameRow } from '../../../core/frame';
import { counted, firstOf, listText } from '../../../core/words';
import type { AppendParams } from './step';

const NAMED_AT_MOST = 5;
const TABLES_AT_MOST = 6;

/** Says what each table gave, which columns not all of them have, and which became wider. */
export function read(input: ReadingInput<AppendParams>): Reading {
  const { frames, inputs, outputs, params, notices, format } = input;
  const tables = frameRows(frames.tables ?? emptyFrame);
  if (tables.length === 0) return { text: '', suggestions: [] };
  const names = typeof inputs.tables === 'string' ? [inputs.tables] : (inputs.tables ?? []);
  const nameOf = (row: FrameRow): string => names[Number(row.table) - 1] ?? `table ${String(row.table)}`;
  const summary = frames.summary ?? emptyFrame;
  const rows = Number(cellAt(summary, 'rows', 0));
  const gave = tables.map((row) => `${format.count(Number(row.rows))} of ${nameOf(row)}`);
  const listed = gave.length > TABLES_AT_MOST ? firstOf(gave, TABLES_AT_MOST) : listText(gave);
  const text = [
    `${counted(rows, 'row', format)}: ${listed}.`,
    differences(input, nameOf),
    widened(frameRows(frames.changes ?? emptyFrame)),
    params.source === '' ? '' : `“${params.source}” says which table a row came from.`,
    ...notices.map((notice) => notice.text),
  ];
  const suggestion = {
    step: 'profile',
    title: `Profile ${outputs.appended ?? 'the result'}`,
    reason: 'Rows that stand in two of the tables are now duplicates: the profile counts them.',
    params: {},
    inputs: { table: { output: 'appended' } },
  };
  return { text: text.filter((each) => each !== '').join(' '), suggestions: rows > 0 ? [suggestion] : [] };
}

function differences(
  { frames, format }: ReadingInput<AppendParams>,
  nameOf: (row: FrameRow) => string,
): string {
  const missing = frameRows(frames.changes ?? emptyFrame).filter(({ change }) => change === 'missing');
  if (missing.length === 0) return 'All have the same columns.';
  const byTable = new Map<string, string[]>();
  for (const row of missing) {
    const columns = byTable.get(nameOf(row)) ?? [];
    byTable.set(nameOf(row), [...columns, `“${String(row.column)}”`]);
  }
  const said = [...byTable].map(
    ([name, columns]) => `${name} lacks ${firstOf(columns, NAMED_AT_MOST, (rest) => format.count(rest))}`,
  );
  return `${firstOf(said, TABLES_AT_MOST)}: ${missing.length === 1 ? 'its cells there are' : 'cells there are'} missing.`;
}

function widened(changes: readonly FrameRow[]): string {
  const byColumn = new Map<string, FrameRow>();
  for (const row of changes) if (row.change === 'widened') byColumn.set(String(row.column), row);
  const said = [...byColumn].map(
    ([column, { from, to }]) => `“${column}” (${String(from)} in one table, now ${String(to)})`,
  );
  return said.length === 0 ? '' : `Made wider: ${firstOf(said, NAMED_AT_MOST)}.`;
}
