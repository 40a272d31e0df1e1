/** One value of a frame. Integers beyond 2^53 and decimals are text, dates ISO 8601 text; NaN and ±Infinity are numbers. */
export type Cell = string | number | boolean | null;

/** The values of one frame column, all of the frame's length. */
export type FrameValues = readonly Cell[] | Float64Array;

/**
 * A small result table, by column: what a view draws, a query answers and the headless runner prints.
 * It crosses workers by structured clone; `rows` is stated so that a frame may have no columns.
 */
export interface Frame {
  readonly rows: number;
  readonly columns: Readonly<Record<string, FrameValues>>;
  /** A part of a file, in the answers that are one. */
  readonly bytes?: Uint8Array;
}

/** What a step promises about one column of one of its frames. */
export interface FrameColumnShape {
  readonly type: 'text' | 'integer' | 'number' | 'boolean' | 'any';
  readonly meaning: string;
}

/** The documented columns of a frame, in order. */
export type FrameShape = Readonly<Record<string, FrameColumnShape>>;

/** One row of a frame as an object. */
export type FrameRow = Readonly<Record<string, Cell>>;

/** A frame with no rows and no columns. */
export const emptyFrame: Frame = { rows: 0, columns: {} };

/** The value at a row of a named column; null where the frame has no such column or row. */
export function cellAt(frame: Frame, column: string, row: number): Cell {
  return frame.columns[column]?.[row] ?? null;
}

/** All rows as objects, in order. Cost: rows x columns. */
export function frameRows(frame: Frame): FrameRow[] {
  const names = Object.keys(frame.columns);
  return Array.from({ length: frame.rows }, (_, row) =>
    Object.fromEntries(names.map((name) => [name, cellAt(frame, name, row)])),
  );
}

/** Builds a frame of the given columns from row objects; a missing value is null. */
export function frameOfRows(
  columns: readonly string[],
  rows: readonly Readonly<Record<string, Cell | undefined>>[],
): Frame {
  return {
    rows: rows.length,
    columns: Object.fromEntries(columns.map((name) => [name, rows.map((row) => row[name] ?? null)])),
  };
}
