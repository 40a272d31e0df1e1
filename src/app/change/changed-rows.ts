import { cellAt, type Cell, type Frame } from '../../core/frame';
import type { NumberFormat } from '../../core/number-format';
import { counted, firstOf } from '../../core/words';

/** Steps that keep every row in its place, so that rows can be compared by their number. */
const IN_PLACE = [
  'missing-tokens',
  'parse',
  'impute',
  'clip',
  'merge-values',
  'standardise',
  'apply-transform',
  'derive',
];

/** True where the rows after a step are those before it, one by one. */
export function keepsRowsInPlace(step: string, rowsBefore: number, rowsAfter: number): boolean {
  return IN_PLACE.includes(step) && rowsBefore === rowsAfter;
}

/** A row in which something changed: its number from 0, and its cells before and after, by column. */
export interface ChangedRow {
  readonly number: number;
  readonly before: Readonly<Record<string, Cell>>;
  readonly after: Readonly<Record<string, Cell>>;
}

/** What is known of the changed rows so far. */
export interface RowChanges {
  /** Rows compared. */
  readonly compared: number;
  /** Rows of them in which a cell changed. */
  readonly rows: number;
  /** Cells that changed, by column; a column without any is not in it. */
  readonly cells: ReadonlyMap<string, number>;
  /** The first of the changed rows. */
  readonly first: readonly ChangedRow[];
}

/** Before the first rows are compared. */
export const NOTHING_COMPARED: RowChanges = { compared: 0, rows: 0, cells: new Map(), first: [] };

/** So many changed rows are shown. */
export const MOST_SHOWN = 8;

/** True where a cell reads otherwise than before. Another type alone is no change: `5` read as a number is still `5`. */
export function isChanged(before: Cell, after: Cell): boolean {
  if (before === null || after === null) return before !== after;
  return String(before) !== String(after);
}

/** Compares the next rows of two tables, piece by piece from the first row on, and adds what is found. Cost: the cells. */
export function withPiece(
  known: RowChanges,
  before: Frame,
  after: Frame,
  columns: readonly string[],
): RowChanges {
  const cells = new Map(known.cells);
  const first = [...known.first];
  let rows = known.rows;
  const count = Math.min(before.rows, after.rows);
  for (let row = 0; row < count; row++) {
    const changed = columns.filter((name) => isChanged(cellAt(before, name, row), cellAt(after, name, row)));
    if (changed.length === 0) continue;
    rows += 1;
    for (const name of changed) cells.set(name, (cells.get(name) ?? 0) + 1);
    if (first.length >= MOST_SHOWN) continue;
    const cellsOf = (frame: Frame) =>
      Object.fromEntries(columns.map((name) => [name, cellAt(frame, name, row)]));
    first.push({ number: known.compared + row, before: cellsOf(before), after: cellsOf(after) });
  }
  return { compared: known.compared + count, rows, cells, first };
}

/** Columns named before the rest is only counted. */
const NAMED = 4;

/** How many rows and cells changed, and of how many rows that is known. */
export function changesText(changes: RowChanges, rows: number, format: NumberFormat): string {
  const { compared, cells } = changes;
  const among =
    compared < rows
      ? `the first ${counted(compared, 'row', format)} of ${format.count(rows)}`
      : counted(rows, 'row', format);
  if (changes.rows === 0) return `No cell reads otherwise in ${among}.`;
  const names = [...cells]
    .sort(([, a], [, b]) => b - a)
    .map(([name, count]) => `${name} ${format.count(count)}`);
  return `${format.count(changes.rows)} of ${among} changed. Cells: ${firstOf(names, NAMED, (rest) => format.count(rest))}.`;
}

/** The columns to show: the first of the table, by which a row is known again, then those that changed, in their order. */
export function shownColumns(columns: readonly string[], { cells }: RowChanges, most: number): string[] {
  const changed = columns.filter((name) => cells.has(name));
  const [head] = columns;
  const known = head === undefined || changed.includes(head) ? [] : [head];
  return [...known, ...changed].slice(0, most);
}

/** So many cells are compared at most, since all of them come to the page. */
const MOST_CELLS = 2_000_000;
const MOST_ROWS = 100_000;
/** So many cells are compared at once, for the page to stay at ease. */
const AT_ONCE = 40_000;
const MOST_COLUMNS = 200;

/** Which columns, and how many rows of them in pieces of how many, are compared. */
export interface Scope {
  readonly columns: readonly string[];
  readonly rows: number;
  readonly piece: number;
}

/** What is compared of tables with the given rows and common columns. */
export function scopeOf(columns: readonly string[], rows: number): Scope {
  const some = columns.slice(0, MOST_COLUMNS);
  const width = Math.max(1, some.length);
  return {
    columns: some,
    rows: Math.min(rows, MOST_ROWS, Math.floor(MOST_CELLS / width)),
    piece: Math.max(100, Math.floor(AT_ONCE / width)),
  };
}
