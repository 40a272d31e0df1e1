import { succeed, type Outcome } from '../../core/outcome';
import type { RowView } from '../../core/row-view';
import type { Ask } from '../../core/view';

/** Cells that are copied at most: what a spreadsheet takes in a moment. */
export const MOST_COPIED = 100_000;
const CELLS_PER_QUESTION = 50_000;

/** What is copied: rows of a view, and columns by name. */
export interface CopiedCells {
  readonly slot: string;
  readonly view: RowView;
  readonly firstRow: number;
  readonly endRow: number;
  readonly columns: readonly string[];
  readonly hasHeads: boolean;
}

/** Cells as lines of tab-separated text with exact values, as the CSV files write them; no line end after the last. */
export async function cellsAsText(
  ask: Ask,
  cells: CopiedCells,
  signal: AbortSignal,
): Promise<Outcome<string>> {
  const { slot, view, columns, firstRow, endRow } = cells;
  const rows = Math.max(1, Math.floor(CELLS_PER_QUESTION / Math.max(1, columns.length)));
  let text = '';
  for (let offset = firstRow; offset < endRow || offset === firstRow; offset += rows) {
    const limit = Math.max(0, Math.min(rows, endRow - offset));
    const piece = await ask(
      { kind: 'csv', slot, view, columns, offset, limit, isTabbed: true, isBare: !cells.hasHeads },
      { signal },
    );
    if (!piece.ok) return piece;
    text += String(piece.value.columns.text?.[0] ?? '');
  }
  return succeed(text.replace(/\n$/, ''));
}

/** Puts a text on the clipboard that is still on its way; a browser takes it so only right after a key or a click. */
export async function putOnClipboard(text: Promise<string>): Promise<void> {
  const blob = text.then((value) => new Blob([value], { type: 'text/plain' }));
  await navigator.clipboard.write([new ClipboardItem({ 'text/plain': blob })]);
}
