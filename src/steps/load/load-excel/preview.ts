import { cellAt, type Frame } from '../../../core/frame';
import { columnLetters, parseRange } from '../../../kernels/sheet/range';

/** A cell of the preview; `isRead` where it became part of the table. */
export interface PreviewCell {
  readonly column: string;
  readonly text: string;
  readonly isRead: boolean;
}

/** The first rows of a sheet, as a grid of all columns that are shown. */
export interface PreviewGrid {
  readonly columns: readonly string[];
  readonly rows: readonly { readonly row: number; readonly cells: readonly PreviewCell[] }[];
}

/** Turns the frame of single cells into a grid; `range` are the cells that were read, in A1 notation. */
export function previewGrid(preview: Frame, range: string): PreviewGrid {
  const byRow = new Map<number, Map<string, string>>();
  for (let index = 0; index < preview.rows; index++) {
    const row = Number(cellAt(preview, 'row', index));
    const cells = byRow.get(row) ?? new Map<string, string>();
    cells.set(String(cellAt(preview, 'column', index)), String(cellAt(preview, 'text', index)));
    byRow.set(row, cells);
  }
  const used = new Set([...byRow.values()].flatMap((cells) => [...cells.keys()]));
  const columns: string[] = [];
  for (let column = 0; columns.length < used.size || !hasAll(columns, used); column++)
    columns.push(columnLetters(column));
  const read = parseRange(range);
  const isRead = (row: number, column: number): boolean =>
    read !== null && row >= read.top && row <= read.bottom && column >= read.left && column <= read.right;
  const rows = [...byRow].map(([row, cells]) => ({
    row,
    cells: columns.map((column, place) => ({
      column,
      text: cells.get(column) ?? '',
      isRead: isRead(row - 1, place),
    })),
  }));
  return { columns, rows };
}

function hasAll(columns: readonly string[], used: ReadonlySet<string>): boolean {
  return [...used].every((column) => columns.includes(column));
}
