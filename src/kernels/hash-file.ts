import { createSHA256 } from 'hash-wasm';
import type { Kernel, ReadableFile } from '../core/run-context';

/** What all worlds have; the types of a kernel, which is of no world, do not know it. */
declare const setTimeout: (work: () => void, milliseconds: number) => number;
declare const clearTimeout: (timer: number) => void;

const PIECE = 4 << 20;
/** As long as somebody else reads the file, so long is waited for what it reads next. */
const PATIENCE_MS = 300;

/** A file to hash; `tap` brings the pieces that the database reads of it at the same time. */
interface HashInput {
  readonly file: ReadableFile;
  readonly tap?: Tap | undefined;
}

/** The part of a `MessagePort` that the kernel uses; every message is `{ start, bytes }`. */
interface Tap {
  onmessage: ((event: never) => void) | null;
  close(): void;
}

interface Piece {
  readonly start: number;
  readonly bytes: ArrayBuffer;
}

/**
 * SHA-256 of a file as lower-case hex, read in pieces of 4 MiB, so that no file is ever held whole. About 0.3 GB/s. What
 * the tap brings is not read again; where nothing comes for a while, or something is left out, the kernel reads by itself.
 */
export const hashFile: Kernel<HashInput, string> = {
  name: 'hash-file',
  async run({ file, tap }, report) {
    const hasher = await createSHA256();
    hasher.init();
    const next = tap === undefined ? () => Promise.resolve(null) : listen(tap);
    for (let done = 0; done < file.size;) {
      const piece = (await next(done)) ?? (await read(file, done));
      hasher.update(piece);
      done += piece.length;
      report(done / file.size);
    }
    tap?.close();
    return hasher.digest('hex');
  },
};

async function read(file: ReadableFile, start: number): Promise<Uint8Array> {
  const end = Math.min(start + PIECE, file.size);
  return new Uint8Array(await file.slice(start, end).arrayBuffer());
}

/** Waits for the bytes from a place on; null when nothing more comes for now. */
function listen(tap: Tap): (start: number) => Promise<Uint8Array | null> {
  const waiting: Piece[] = [];
  let wake: (() => void) | undefined;
  tap.onmessage = ({ data }: { readonly data: unknown }) => {
    waiting.push(data as Piece);
    wake?.();
  };
  let patience = PATIENCE_MS;
  return async (start) => {
    for (;;) {
      if (waiting.length === 0) await somethingComes(patience, (woken) => (wake = woken));
      const [piece] = waiting;
      patience = piece === undefined ? 0 : PATIENCE_MS;
      if (piece === undefined || piece.start > start) return null;
      waiting.shift();
      const skipped = start - piece.start;
      if (skipped < piece.bytes.byteLength) return new Uint8Array(piece.bytes, skipped);
    }
  };
}

/** Resolves when `onWake`'s function is called, or after so long. */
function somethingComes(milliseconds: number, onWake: (wake: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    onWake(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
