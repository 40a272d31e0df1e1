import { cellAt, type Cell, type Frame } from '../../../core/frame';
import type { RunContext } from '../../../core/run-context';
import type { ValueCount } from '../../../core/statistics';
import { branchOf, SUMS } from './branches';
import { columnsPerPiece, piecesOf, type ProfileTable, type Ticker } from './columns';
import { decimalText, isoText } from './value-text';
import type { ColumnRange } from './ranges';

/** What a GROUP BY over one column tells. */
export interface GroupedColumn {
  /** Non-null values. */
  readonly count: number;
  /** The sums of `SUMS`; those that the column's type does not have are null, and so are lengths without any text. */
  readonly sums: Readonly<Record<(typeof SUMS)[number], number | null>>;
  /** The most frequent values: all of them unless they are more than the cap, or very long. */
  readonly values: readonly ValueCount[];
  /** Begins of calendar units in milliseconds, each with the dates in it. */
  readonly bins: readonly (readonly [start: number, count: number])[];
}

const ROWS_PER_STATEMENT = 2_000_000;
const MOST_COLUMNS = 50;
const MOST_RESULT_ROWS = 10_000;

/**
 * Groups columns by value, each once, and reads everything off the groups: counts, lengths, frequent values, calendar bins.
 * Small tables answer for many columns in one statement. Gives the answers in the order of the columns; `tick` hears how far
 * they are.
 */
export async function groupColumns(
  { database }: RunContext,
  table: ProfileTable,
  ranges: readonly ColumnRange[],
  tick: Ticker,
): Promise<GroupedColumn[]> {
  const most = Math.min(MOST_COLUMNS, Math.ceil(MOST_RESULT_ROWS / table.cap));
  const grouped: GroupedColumn[] = [];
  for (const piece of piecesOf(ranges, columnsPerPiece(table.rows, ROWS_PER_STATEMENT, most))) {
    tick.begun(piece[0]!.column.name);
    const branches = piece.map((range, i) => branchOf(range, i, table));
    const frame = await database.query(branches.join('\nUNION ALL\n'));
    const rowsByColumn = rowsOfColumns(frame, piece.length);
    grouped.push(...piece.map((range, i) => readColumn(frame, rowsByColumn[i]!, range)));
    tick.done(piece.length);
  }
  return grouped;
}

/** The rows of the frame that belong to each column of the statement. */
function rowsOfColumns(frame: Frame, columns: number): number[][] {
  const rows: number[][] = Array.from({ length: columns }, () => []);
  for (let row = 0; row < frame.rows; row++) rows[Number(cellAt(frame, 'c', row))]!.push(row);
  return rows;
}

const toNumber = (cell: Cell): number | null => (cell === null ? null : Number(cell));

function readColumn(frame: Frame, rows: readonly number[], range: ColumnRange): GroupedColumn {
  const ofKind = (kind: string): number[] => rows.filter((row) => cellAt(frame, 'kind', row) === kind);
  const countAt = (row: number): number => toNumber(cellAt(frame, 'n', row)) ?? 0;
  const [total] = ofKind('sum');
  if (total === undefined) throw new Error(`No sums came back for the column ${range.column.name}.`);
  const sums = SUMS.map((name, i) => [name, toNumber(cellAt(frame, `s${i}`, total))] as const);
  return {
    count: countAt(total),
    sums: Object.fromEntries(sums) as GroupedColumn['sums'],
    values: ofKind('top').map((row) => ({
      value: listedText(range, String(cellAt(frame, 'v', row))),
      count: countAt(row),
    })),
    bins: ofKind('bin').map((row) => [toNumber(cellAt(frame, 's0', row)) ?? 0, countAt(row)] as const),
  };
}

/** ISO 8601 for dates, no zeros behind a decimal's last digit, other texts as they are. */
function listedText({ treatment }: ColumnRange, text: string): string {
  if (treatment === 'dates') return isoText(text);
  return treatment === 'wide' ? decimalText(text) : text;
}
