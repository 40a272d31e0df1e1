import { joinBytes } from '../columnar/arrow-message';
import { Crc32 } from './crc32';
import { FULL_32, memberEnd, memberHead, memberLine, zipEnd } from './zip-records';

/** A file of a zip archive that is written: its path, and its bytes part by part; or at hand with their check sum: then they stay as they are. */
export type ZipEntry =
  | { readonly path: string; readonly content: ZipParts; readonly crc?: undefined }
  | { readonly path: string; readonly content: Uint8Array; readonly crc: number };
type ZipParts = Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

/** What all worlds have; the types of a kernel, which is of no world, do not know it. */
declare const TextEncoder: new () => { encode(text: string): Uint8Array };
declare const CompressionStream: new (format: 'deflate-raw') => {
  readonly readable: {
    getReader(): {
      read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array }>;
      cancel(): Promise<void>;
    };
  };
  readonly writable: {
    getWriter(): {
      write(bytes: Uint8Array): Promise<void>;
      close(): Promise<void>;
      abort(reason: unknown): Promise<void>;
    };
  };
};

const DEFLATED = 8;
const STORED = 0;
/** Names are UTF-8 (bit 11); check sum and sizes stand behind packed content (bit 3), since they are not known before it. */
const FLAGS = 0x0808;
const FLAGS_STORED = 0x0800;

/**
 * A zip archive, written as it comes: nothing of it is held but a list of its entries, some 100 bytes each. About 50 MB/s. With more than
 * 65,534 entries or 4 GB it is a zip64. Throws a `RangeError` where a single entry is larger than 4 GB.
 */
export async function* zipFile(
  entries: Iterable<ZipEntry> | AsyncIterable<ZipEntry>,
): AsyncGenerator<Uint8Array> {
  const list = new LineList();
  let at = 0;
  for await (const entry of entries) {
    const where = { name: new TextEncoder().encode(entry.path), offset: at };
    const { line, length } = yield* entry.crc === undefined
      ? packedMember(where, entry.content)
      : storedMember(where, entry);
    list.add(line);
    at += length;
  }
  yield* list.parts();
  yield zipEnd(list.count, list.bytes, at);
}

/** Where a member stands, and under what name. */
interface Where {
  readonly name: Uint8Array;
  readonly offset: number;
}

/** A member that is written: its line of the list, and its bytes, the head included. */
interface Written {
  readonly line: Uint8Array;
  readonly length: number;
}

function* storedMember(
  where: Where,
  { content, crc }: Extract<ZipEntry, { crc: number }>,
): Generator<Uint8Array, Written> {
  const { length } = content;
  requireRoom(length);
  const facts = { ...where, flags: FLAGS_STORED, method: STORED, crc, packed: length, bytes: length };
  const head = memberHead(facts);
  yield head;
  yield content;
  return { line: memberLine(facts), length: head.length + length };
}

async function* packedMember(where: Where, content: ZipParts): AsyncGenerator<Uint8Array, Written> {
  const how = { ...where, flags: FLAGS, method: DEFLATED };
  const sums: Sums = { crc: new Crc32(), bytes: 0, packed: 0 };
  const head = memberHead({ ...how, ...figures(sums) });
  yield head;
  for await (const part of deflated(content, sums)) {
    requireRoom(Math.max(sums.bytes, sums.packed));
    yield part;
  }
  const end = memberEnd(figures(sums));
  yield end;
  return {
    line: memberLine({ ...how, ...figures(sums) }),
    length: head.length + sums.packed + end.length,
  };
}

function requireRoom(bytes: number): void {
  if (bytes >= FULL_32) throw new RangeError('A member of the archive grows beyond 4 GB.');
}

/** The list of an archive while it grows. Lines are joined by the thousand: a buffer of its own costs each more than its bytes do. */
class LineList {
  count = 0;
  bytes = 0;
  readonly #joined: Uint8Array[] = [];
  #open: Uint8Array[] = [];

  add(line: Uint8Array): void {
    this.count += 1;
    this.bytes += line.length;
    this.#open.push(line);
    if (this.#open.length === 1000) {
      this.#joined.push(joinBytes(this.#open));
      this.#open = [];
    }
  }

  parts(): Uint8Array[] {
    return [...this.#joined, joinBytes(this.#open)];
  }
}

const figures = ({ crc, packed, bytes }: Sums): { crc: number; packed: number; bytes: number } => ({
  ...{ crc: crc.value, packed, bytes },
});

interface Sums {
  readonly crc: Crc32;
  bytes: number;
  packed: number;
}

async function* deflated(content: ZipParts, sums: Sums): AsyncGenerator<Uint8Array> {
  const { readable, writable } = new CompressionStream('deflate-raw');
  const reader = readable.getReader();
  const writer = writable.getWriter();
  const fed = feed(content, writer, sums);
  // It is looked at when all has been read, and may fail before.
  fed.catch(() => undefined);
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done || value === undefined) break;
      sums.packed += value.length;
      yield value;
    }
  } catch (error) {
    await fed;
    throw error;
  } finally {
    // Where nobody wants the rest, what feeds it ends too.
    await reader.cancel().catch(() => undefined);
  }
  await fed;
}

async function feed(
  content: ZipParts,
  writer: ReturnType<InstanceType<typeof CompressionStream>['writable']['getWriter']>,
  sums: Sums,
): Promise<void> {
  try {
    for await (const part of content) {
      sums.crc.add(part);
      sums.bytes += part.length;
      await writer.write(part);
    }
    await writer.close();
  } catch (error) {
    await writer.abort(error).catch(() => undefined);
    throw error;
  }
}
