import type { TableArtifact } from '../../core/artifact';
import { succeed, type Outcome } from '../../core/outcome';
import type { Ask } from '../../core/view';

/** Cells and rows that one question brings as text: some megabytes. */
const CELLS_PER_PIECE = 300_000;
const ROWS_PER_PIECE = 50_000;

/**
 * A table as a CSV file, fetched piece by piece; each piece is handed to the browser at once, so that never more than one is a text
 * in memory. `onProgress` hears the share of rows done.
 */
export async function csvFile(
  ask: Ask,
  slot: string,
  table: Pick<TableArtifact, 'rows' | 'columns'>,
  signal: AbortSignal,
  onProgress: (fraction: number) => void,
): Promise<Outcome<Blob>> {
  const limit = Math.max(
    1,
    Math.min(ROWS_PER_PIECE, Math.floor(CELLS_PER_PIECE / Math.max(1, table.columns.length))),
  );
  const pieces: Blob[] = [];
  for (let offset = 0; offset === 0 || offset < table.rows; offset += limit) {
    const piece = await ask({ kind: 'csv', slot, offset, limit }, { signal });
    if (!piece.ok) return piece;
    pieces.push(new Blob([String(piece.value.columns.text?.[0] ?? '')]));
    onProgress(Math.min(1, (offset + limit) / Math.max(1, table.rows)));
  }
  return succeed(new Blob(pieces, { type: 'text/csv;charset=utf-8' }));
}

/** Hands a file to the browser as a download of that name. It goes from memory to disk; no server is asked. */
export function saveFile(name: string, file: Blob): void {
  const url = URL.createObjectURL(file);
  const anchor = Object.assign(document.createElement('a'), { href: url, download: name });
  anchor.click();
  // The browser reads the file after the click has been handled, a large one for a while.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** A name for the file of a table: what systems do not allow in names of files is left out. */
export function csvFileName(table: string): string {
  const name = table.replace(/[\\/:*?"<>|\p{Cc}]+/gu, '_').trim();
  return `${name === '' || /^\.+$/.test(name) ? 'table' : name}.csv`;
}
