import type { CellRange } from './range';

/** A row of a sheet that holds something: how many cells, how many of those text, and the first and last column. */
export interface FilledRow {
  readonly row: number;
  readonly width: number;
  readonly texts: number;
  readonly left: number;
  readonly right: number;
}

/** The rows of a sheet that hold something, and where text stands in them. */
export interface FilledSheet {
  readonly rows: readonly FilledRow[];
  /** By column: how many cells are filled, and how many of those with text. */
  readonly filled: readonly number[];
  readonly texts: readonly number[];
  /** The columns of a row that are filled, and whether with text. */
  readonly cellsOf: (row: number) => readonly { readonly column: number; readonly isText: boolean }[];
}

/** Where the table of a sheet stands. */
export interface FoundTable {
  /** Null where no row holds names. */
  readonly header: number | null;
  /** Rows of values, in order; rows without any are left out. */
  readonly rows: readonly number[];
  readonly left: number;
  readonly right: number;
  /** Rows above and below the table that hold notes. */
  readonly above: readonly number[];
  readonly below: readonly number[];
}

const ROWS_BELOW = 30;
/** A header or first row fills at least this share of what the rows below fill: a name may be missing. */
const WIDTH_SHARE = 0.7;
const TEXT_SHARE = 2 / 3;
const MOST_NOTES = 20;

/**
 * Finds the table among the rows that are filled. It starts with the first row that is as wide as the rows below it; what stands above
 * is notes. That row is the header where it is mostly text. Rows at the end are notes where each fills at most half of
 * the columns, all with text, and some of that text stands in columns that hold none otherwise. A range set by hand
 * (`isGiven`) is taken as it is.
 */
export function findTable(
  sheet: FilledSheet,
  header: 'auto' | 'yes' | 'no',
  isGiven: boolean,
): FoundTable | null {
  const all = sheet.rows;
  const start = isGiven ? 0 : findStart(sheet);
  const first = all[start];
  if (first === undefined) return null;
  const hasHeader = header === 'yes' || (header === 'auto' && first.texts >= TEXT_SHARE * first.width);
  const from = start + (hasHeader ? 1 : 0);
  const below = isGiven ? 0 : notesBelow(sheet, from);
  const rows = all.slice(from, all.length - below);
  return {
    header: hasHeader ? first.row : null,
    rows: rows.map(({ row }) => row),
    ...extent(hasHeader ? [first, ...rows] : rows),
    above: all.slice(0, start).map(({ row }) => row),
    below: all.slice(all.length - below).map(({ row }) => row),
  };
}

/** The first and the last column that is filled. */
function extent(rows: readonly FilledRow[]): Pick<CellRange, 'left' | 'right'> {
  return {
    left: rows.reduce((least, { left }) => Math.min(least, left), Infinity),
    right: rows.reduce((most, { right }) => Math.max(most, right), 0),
  };
}

/**
 * The first row that is about as wide as those below it. Where it is narrower, one soon after it that is as wide is taken instead if
 * it is clearly a header: text above columns that hold something else. Then what stood above that was notes.
 */
function findStart(sheet: FilledSheet): number {
  const { rows } = sheet;
  const below = (place: number): readonly FilledRow[] => rows.slice(place + 1, place + 1 + ROWS_BELOW);
  const loose = rows.findIndex((row, place) => row.width >= WIDTH_SHARE * typicalWidth(below(place)));
  if (loose < 0 || rows[loose]!.width >= typicalWidth(below(loose))) return loose;
  for (let place = loose; place < Math.min(rows.length, loose + MOST_NOTES); place++) {
    const row = rows[place]!;
    if (row.texts < row.width) break;
    if (row.width >= typicalWidth(below(place)) && standsAboveValues(sheet, row, below(place))) return place;
  }
  return loose;
}

function typicalWidth(rows: readonly FilledRow[]): number {
  const widths = rows.map(({ width }) => width).sort((a, b) => a - b);
  return widths[Math.floor(widths.length / 2)] ?? 0;
}

/** Whether a column in which the row holds text holds mostly something else below. */
function standsAboveValues(
  { cellsOf }: FilledSheet,
  { row }: FilledRow,
  below: readonly FilledRow[],
): boolean {
  const texts = new Map<number, number>();
  const values = new Map<number, number>();
  for (const { column, isText } of below.flatMap((one) => cellsOf(one.row))) {
    const counts = isText ? texts : values;
    counts.set(column, (counts.get(column) ?? 0) + 1);
  }
  return cellsOf(row).some(
    ({ column, isText }) => isText && (values.get(column) ?? 0) > (texts.get(column) ?? 0),
  );
}

/** How many rows at the end are notes; the table's own rows start at `from`. */
function notesBelow({ rows, filled, texts, cellsOf }: FilledSheet, from: number): number {
  const body = rows.slice(from);
  const width = body.reduce((most, row) => Math.max(most, row.width), 0);
  const isNote = (row: FilledRow): boolean => row.width <= width / 2 && row.texts === row.width;
  let end = body.length;
  while (end > 0 && isNote(body[end - 1]!)) end -= 1;
  const notes = body.slice(end).map(({ row }) => row);
  if (notes.length === 0 || notes.length > MOST_NOTES || end === 0) return 0;
  // What the columns hold in the table: in the whole sheet, less the rows above and the notes.
  const values = [...filled];
  const words = [...texts];
  for (const row of [...rows.slice(0, from).map((one) => one.row), ...notes]) {
    for (const { column, isText } of cellsOf(row)) {
      values[column]! -= 1;
      if (isText) words[column]! -= 1;
    }
  }
  const isStray = (column: number): boolean => (values[column] ?? 0) > 0 && words[column] === 0;
  return notes.some((row) => cellsOf(row).some(({ column }) => isStray(column))) ? notes.length : 0;
}
