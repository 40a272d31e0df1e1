import type { TableArtifact } from '../../core/artifact';
import type { FilePieceForm } from '../../core/file-piece';
import { cellAt, type Frame } from '../../core/frame';
import type { CsvQuery, ViewQuery } from '../../core/view';

/** Asks the engine about the table that is written; throws the `FailureError` of an answer that is none. */
export type AskPiece = (query: PieceQuery) => Promise<Frame>;
/** A question for a part of a file, about any slot. */
export type PieceQuery = Extract<ViewQuery, { kind: 'csv' | 'file-piece' }>;

/** A table that is written. */
export interface WrittenTable extends Pick<TableArtifact, 'rows' | 'columns'> {
  readonly slot: string;
  readonly ask: AskPiece;
}

/** A part of a file, and the row behind its last one. */
export interface Piece {
  readonly bytes: Uint8Array;
  readonly end: number;
}

/** The row groups of Parquet are as long as those of the database. */
const MOST_ROWS = 122_880;
/** Cells of a piece: some 30 MB. */
const MOST_CELLS = { columnar: 4_000_000, text: 500_000 } as const;
/** So many pieces are asked for ahead: one is packed while the database makes the next. */
const AHEAD = 2;

declare const TextEncoder: new () => { encode(text: string): Uint8Array };

/** The parts of a table in one of the engine's forms, in order; at least one, which is empty where there are no rows. */
export function formPieces(table: WrittenTable, form: FilePieceForm): AsyncGenerator<Piece> {
  const isText = form === 'json-lines' || form === 'sheet-rows';
  return pieces(table, isText ? MOST_CELLS.text : MOST_CELLS.columnar, async (offset, limit) => {
    const answer = await table.ask({ kind: 'file-piece', slot: table.slot, offset, limit, form });
    return { bytes: answer.bytes ?? new Uint8Array(), rows: Number(cellAt(answer, 'rows', 0)) };
  });
}

/** The lines of a table as CSV, in order. */
export function csvPieces(
  table: WrittenTable,
  how: Pick<CsvQuery, 'dialect' | 'isTabbed' | 'isBare'>,
): AsyncGenerator<Piece> {
  return pieces(table, MOST_CELLS.text, async (offset, limit) => {
    const answer = await table.ask({ kind: 'csv', slot: table.slot, offset, limit, ...how });
    const bytes = new TextEncoder().encode(String(cellAt(answer, 'text', 0) ?? ''));
    return { bytes, rows: Number(cellAt(answer, 'rows', 0)) };
  });
}

interface Asked {
  readonly offset: number;
  readonly limit: number;
  readonly answer: Promise<{ readonly bytes: Uint8Array; readonly rows: number }>;
}

async function* pieces(
  { rows, columns }: WrittenTable,
  mostCells: number,
  ask: (offset: number, limit: number) => Asked['answer'],
): AsyncGenerator<Piece> {
  let limit = Math.max(1, Math.min(MOST_ROWS, Math.floor(mostCells / Math.max(1, columns.length))));
  let waiting: Asked[] = [];
  let next = 0;
  for (let end = 0; end < rows || end === 0;) {
    while (waiting.length < AHEAD && (next < rows || next === 0)) {
      const answer = ask(next, limit);
      // One that is not waited for any more, because another failed, fails for nobody.
      answer.catch(() => undefined);
      waiting.push({ offset: next, limit, answer });
      next += limit;
    }
    const first = waiting.shift();
    if (first === undefined) return;
    const { bytes, rows: given } = await first.answer;
    end = first.offset + given;
    yield { bytes, end };
    if (given < Math.min(first.limit, rows - first.offset)) {
      // Rows are larger than they were thought: what was asked for ahead begins at another row.
      limit = Math.max(1, given);
      waiting = [];
      next = end;
    }
    if (rows === 0) return;
  }
}
