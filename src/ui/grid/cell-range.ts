import type { CellPlace } from './grid-keys';

/** A rectangle of cells, the ends left out. Columns are counted as they are seen. */
export interface CellRange {
  readonly firstRow: number;
  readonly endRow: number;
  readonly firstColumn: number;
  readonly endColumn: number;
}

/** The rectangle between two of its corners. */
export function rangeBetween(a: CellPlace, b: CellPlace): CellRange {
  return {
    firstRow: Math.min(a.row, b.row),
    endRow: Math.max(a.row, b.row) + 1,
    firstColumn: Math.min(a.column, b.column),
    endColumn: Math.max(a.column, b.column) + 1,
  };
}

/** How many cells a rectangle has. */
export const cellsIn = ({ firstRow, endRow, firstColumn, endColumn }: CellRange): number =>
  (endRow - firstRow) * (endColumn - firstColumn);

/** True where a rectangle holds a cell. */
export const isInRange = (range: CellRange, row: number, column: number): boolean =>
  row >= range.firstRow && row < range.endRow && column >= range.firstColumn && column < range.endColumn;

/** True where whole columns of so many rows are chosen. */
export const isOfWholeColumns = ({ firstRow, endRow }: CellRange, rows: number): boolean =>
  firstRow === 0 && endRow === rows;
