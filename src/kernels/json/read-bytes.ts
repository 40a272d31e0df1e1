import { FailureError, failWith } from '../../core/failure';
import type { ReadableFile } from '../../core/run-context';
import { inflateGzip, type StreamedFile as GzipFile } from '../archive/gzip';

/** What is used of the parts of a `Blob` and of streams that browsers, workers and Node all have. */
interface ByteReader {
  read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array }>;
}
interface ByteStream {
  getReader(): ByteReader;
}
interface StreamedFile extends GzipFile {
  stream(): ByteStream;
}
declare const Blob: new (parts: readonly unknown[]) => StreamedFile;
declare const TextDecoder: new (
  label: string,
  options?: { readonly fatal: boolean },
) => { decode(bytes?: Uint8Array, options?: { readonly stream: boolean }): string };
declare const TextEncoder: new () => { encode(text: string): Uint8Array };

/** How the characters of a text are written as bytes, as far as its first bytes tell. */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** Text that had to be unpacked or turned into UTF-8 is held by the browser outside of the tab's memory; no more than this. */
const MOST_UNPACKED = 2 ** 31;
const BLOB_BYTES = 8 << 20;

/** Bytes of a file from `start`, at most `count`. Fails as `file-unreadable` where the file has changed or gone. */
export async function readBytes(
  file: ReadableFile,
  name: string,
  start: number,
  count: number,
): Promise<Uint8Array> {
  try {
    return new Uint8Array(await file.slice(start, Math.min(start + count, file.size)).arrayBuffer());
  } catch (error) {
    return failWith('file-unreadable', { name }, { detail: String(error) });
  }
}

/** A text as UTF-8: the file itself, or what came out of it. */
export interface Utf8Text {
  readonly text: ReadableFile;
  /** Bytes of a byte-order mark. */
  readonly start: number;
  readonly encoding: TextEncoding;
  /** True where `text` is not the file itself. */
  readonly isMade: boolean;
}

/**
 * The text of a file as UTF-8: gzip is inflated and UTF-16 turned into UTF-8, a piece at a time, up to 2 GiB.
 * Fails as `gzip-damaged`, `json-too-large` and `json-wrong-encoding`.
 */
export async function openText(file: ReadableFile, name: string): Promise<Utf8Text> {
  const packed = await readBytes(file, name, 0, 4);
  const isGzip = packed[0] === 0x1f && packed[1] === 0x8b;
  const text = isGzip ? await collect(name, inflateGzip(file as StreamedFile), true) : file;
  const head = await readBytes(text, name, 0, 4);
  const encoding = encodingOf(head);
  if (encoding !== 'utf-8') {
    const decoded = await collect(name, piecesOf(text as StreamedFile), false, encoding);
    return { text: decoded, start: 0, encoding, isMade: true };
  }
  const start = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0;
  return { text, start, encoding, isMade: isGzip };
}

/** JSON starts with two ASCII characters, or with a mark: where its zeros stand tells how it is written. */
function encodingOf([a, b, c, d]: Uint8Array): TextEncoding {
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  if (b === 0 && a !== 0 && d === 0) return 'utf-16le';
  if (a === 0 && b !== 0 && c === 0) return 'utf-16be';
  return 'utf-8';
}

async function* piecesOf(file: StreamedFile): AsyncGenerator<Uint8Array> {
  const reader = file.stream().getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (value !== undefined) yield value;
    if (done) return;
  }
}

async function collect(
  name: string,
  pieces: AsyncIterable<Uint8Array>,
  isGzip: boolean,
  encoding: TextEncoding = 'utf-8',
): Promise<StreamedFile> {
  const recode = encoding === 'utf-8' ? (bytes: Uint8Array | undefined) => bytes : recoder(encoding);
  const blobs: StreamedFile[] = [];
  let parts: Uint8Array[] = [];
  let held = 0;
  let total = 0;
  const keep = (bytes: Uint8Array | undefined): void => {
    if (bytes === undefined || bytes.length === 0) return;
    parts.push(bytes);
    held += bytes.length;
    total += bytes.length;
    if (total > MOST_UNPACKED) {
      failWith('json-too-large', { name, what: 'unpacked', limit: '2 GB' });
    }
    if (held >= BLOB_BYTES) {
      blobs.push(new Blob(parts));
      parts = [];
      held = 0;
    }
  };
  try {
    for await (const piece of pieces) keep(recode(piece));
    keep(recode(undefined));
    return new Blob([...blobs, ...parts]);
  } catch (error) {
    if (error instanceof FailureError) throw error;
    const code = isGzip ? 'gzip-damaged' : 'json-wrong-encoding';
    return failWith(code, { name, encoding: encoding.toUpperCase() }, { detail: String(error) });
  }
}

/** Turns bytes into UTF-8, piece by piece; undefined ends the text. */
function recoder(encoding: TextEncoding): (bytes: Uint8Array | undefined) => Uint8Array {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const encoder = new TextEncoder();
  return (bytes) =>
    encoder.encode(bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true }));
}
