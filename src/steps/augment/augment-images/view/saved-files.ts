import { FailureError } from '../../../../core/failure';
import { cellAt, frameRows, type Frame } from '../../../../core/frame';
import type { Ask, ViewQuery } from '../../../../core/view';
import { freeBuffer } from '../../../../core/free-buffer';
import type { FileToSave } from '../../../../ui/files-saver';

declare const TextEncoder: new () => { encode(text: string): Uint8Array };

/** Images asked for in one piece. */
const PIECE_FILES = 500;
/** Lines of the provenance in one piece, some 400 bytes each: they are one task of the page, as it is told them and as it packs them. */
const PIECE_LINES = 1000;
/** An image that is a piece of its own is large from so many bytes on; so many of them are made at once, some 200 MB each. */
const LARGE_BYTES = 1e6;
const LARGE_AT_ONCE = 2;

/** What is saved, and how its makers are asked. */
export interface SavedImages {
  readonly ask: Ask;
  readonly signal: AbortSignal;
  readonly withReal: boolean;
  readonly provenanceRows: number;
  /** Hears of every image that is in the file. */
  readonly onImage: () => void;
}

/** The provenance as a table, then the real images where they are wanted, then the new ones, each made when it is written. */
export async function* savedFiles(saved: SavedImages): AsyncGenerator<FileToSave> {
  yield { path: 'provenance.csv', content: provenanceLines(saved) };
  if (saved.withReal) yield* madeFiles(saved, 'real');
  yield* madeFiles(saved, 'new');
}

async function answered({ ask, signal }: SavedImages, query: ViewQuery): Promise<Frame> {
  const answer = await ask(query, { signal });
  if (!answer.ok) throw new FailureError(answer.failure);
  return answer.value;
}

async function* provenanceLines(saved: SavedImages): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for (let offset = 0; offset === 0 || offset < saved.provenanceRows; offset += PIECE_LINES) {
    const query = { kind: 'csv', slot: 'provenance', offset, limit: PIECE_LINES } as const;
    yield encoder.encode(String(cellAt(await answered(saved, query), 'text', 0) ?? ''));
  }
}

/**
 * A piece is made while the one before is packed; of large images, which come one at a time, two are made at once. Where each of them begins is
 * known only if no more than one is asked for.
 */
async function* madeFiles(saved: SavedImages, which: 'real' | 'new'): AsyncGenerator<FileToSave> {
  const asked: { readonly limit: number; readonly piece: Promise<Frame> }[] = [];
  let offset = 0;
  const ask = (limit: number): void => {
    const query = { kind: 'made-files', slot: 'augmented', beside: ['provenance'], which } as const;
    const piece = answered(saved, { ...query, offset, limit });
    // It is looked at later, and may fail before.
    piece.catch(() => undefined);
    asked.push({ limit, piece });
    if (limit === 1) offset += 1;
  };
  ask(PIECE_FILES);
  for (;;) {
    const { limit, piece: making } = asked.shift()!;
    const piece = await making;
    if (piece.rows === 0) return;
    if (limit !== 1) offset += piece.rows;
    const isLarge = piece.rows === 1 && (piece.bytes?.length ?? 0) >= LARGE_BYTES;
    while (asked.length < (isLarge ? LARGE_AT_ONCE : 1)) ask(isLarge ? 1 : PIECE_FILES);
    yield* filesIn(piece, saved.onImage);
    // All of it is written.
    if (piece.bytes !== undefined) freeBuffer(piece.bytes.buffer);
  }
}

function* filesIn(piece: Frame, onImage: () => void): Generator<FileToSave> {
  let start = 0;
  for (const { path, length, crc } of frameRows(piece)) {
    const end = start + Number(length);
    // What could not be made has no bytes, and no file.
    if (end > start) {
      onImage();
      yield { path: String(path), content: piece.bytes!.subarray(start, end), crc: Number(crc) };
    }
    start = end;
  }
}
