import type { TableArtifact } from '../../src/core/artifact';
import { requireColumn } from '../../src/core/column-param';
import { cellAt, emptyFrame, frameOfRows, type Frame } from '../../src/core/frame';
import { containsSql } from '../../src/core/row-view-sql';
import type { FindQuery } from '../../src/core/view';
import type { Connection } from '../duckdb/connection';
import { slicedRows, type RowOrder, type Slice } from './row-source';

/** Rows scanned at first, and by how many times more with each further step: what is near is found soon. */
const FIRST_ROWS = 20_000;
const GROWTH = 4;
const MOST_ROWS = 1_000_000;

type Question = Pick<FindQuery, 'text' | 'columns' | 'from' | 'backward'>;

/** Answers a `find` question: see `FindQuery`. `order` is null for the table as it stands. */
export async function findValue(
  connection: Connection,
  table: TableArtifact,
  order: RowOrder | null,
  question: Question,
  signal: AbortSignal,
): Promise<Frame> {
  const { from, backward } = question;
  const rows = order?.rows ?? table.rows;
  if (question.text === '' || question.columns.length === 0) return emptyFrame;
  const columnsIn = (row: number): Promise<readonly number[]> =>
    matchesInRow(connection, table, order, row, question, signal);
  const nearest = (columns: readonly number[]): number | undefined =>
    backward ? columns.at(-1) : columns[0];
  if (from.row >= 0 && from.row < rows) {
    const columns = await columnsIn(from.row);
    const column = nearest(columns.filter((each) => (backward ? each < from.column : each > from.column)));
    if (column !== undefined) return found(from.row, column);
  }
  for (const slice of slices(from.row, rows, backward)) {
    const row = await matchingRow(connection, table, order, slice, question, signal);
    if (row !== null) return found(row, nearest(await columnsIn(row)) ?? 0);
  }
  return emptyFrame;
}

const found = (row: number, column: number): Frame => frameOfRows(['row', 'column'], [{ row, column }]);

/** The rows after (or before) one, in growing pieces, the nearest first. */
function* slices(from: number, rows: number, backward: boolean): Generator<Slice> {
  let size = FIRST_ROWS;
  if (backward) {
    for (let end = Math.min(from, rows); end > 0; end -= size, size = Math.min(MOST_ROWS, size * GROWTH)) {
      const offset = Math.max(0, end - size);
      yield { offset, limit: end - offset };
    }
    return;
  }
  for (let offset = Math.max(0, from + 1); offset < rows;) {
    yield { offset, limit: size };
    offset += size;
    size = Math.min(MOST_ROWS, size * GROWTH);
  }
}

async function matchingRow(
  connection: Connection,
  table: TableArtifact,
  order: RowOrder | null,
  slice: Slice,
  question: Question,
  signal: AbortSignal,
): Promise<number | null> {
  const { from, place } = slicedRows(table, order, slice);
  const holds = matchesOf(table, question).join(' OR ');
  const range = `${place} >= ${slice.offset} AND ${place} < ${slice.offset + slice.limit}`;
  const sql = `SELECT (${place})::DOUBLE AS place FROM ${from} WHERE ${range} AND (${holds}) ORDER BY ${place} ${question.backward ? 'DESC' : 'ASC'} LIMIT 1`;
  const { columns } = await connection.query(sql, { signal });
  const place0 = columns.place?.[0];
  return place0 === undefined || place0 === null ? null : Number(place0);
}

/** The columns of one row that hold the text, in order. */
async function matchesInRow(
  connection: Connection,
  table: TableArtifact,
  order: RowOrder | null,
  row: number,
  question: Question,
  signal: AbortSignal,
): Promise<readonly number[]> {
  const { from, rest } = slicedRows(table, order, { offset: row, limit: 1 });
  const matches = matchesOf(table, question).map((sql, index) => `${sql} AS m${index}`);
  const frame = await connection.query(`SELECT ${matches.join(', ')} FROM ${from} ${rest}`, { signal });
  return question.columns.flatMap((_, index) => (cellAt(frame, `m${index}`, 0) === true ? [index] : []));
}

const matchesOf = (table: TableArtifact, { columns, text }: Question): string[] =>
  columns.map((name) => `coalesce(${containsSql(requireColumn(table, name), text)}, false)`);
