import { joinBytes } from '../columnar/arrow-message';
import { Crc32 } from './crc32';

/** A file of a zip archive that is written: its path, and its bytes part by part. */
export interface ZipEntry {
  readonly path: string;
  readonly content: Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
}

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

/** Sizes are written with 32 bits. */
export const LARGEST_ZIP = 0xffff_fffe;

const DEFLATED = 8;
/** Names are UTF-8 (bit 11); check sum and sizes stand behind the content (bit 3), since they are not known before it. */
const FLAGS = 0x0808;
/** 1980-01-01, the first day the format knows: the same content is the same archive. */
const DATE = 0x0021;

/**
 * A zip archive, written as it comes: nothing of it is held but a list of its entries. About 50 MB/s. Throws a `RangeError` where an
 * entry or the whole is larger than `LARGEST_ZIP`.
 */
export async function* zipFile(
  entries: Iterable<ZipEntry> | AsyncIterable<ZipEntry>,
): AsyncGenerator<Uint8Array> {
  const list: Uint8Array[] = [];
  let at = 0;
  for await (const { path, content } of entries) {
    const name = new TextEncoder().encode(path);
    const offset = at;
    const head = fields(0x04034b50, [20, FLAGS, DEFLATED, 0, DATE], [0, 0, 0], [name.length, 0]);
    yield joinBytes([head, name]);
    at += head.length + name.length;
    const sums = { crc: new Crc32(), bytes: 0, packed: 0 };
    for await (const part of deflated(content, sums)) {
      at += part.length;
      if (at > LARGEST_ZIP || sums.bytes > LARGEST_ZIP)
        throw new RangeError('The archive grows beyond 4 GB.');
      yield part;
    }
    const sizes = [sums.crc.value, sums.packed, sums.bytes];
    const descriptor = fields(0x08074b50, [], sizes, []);
    yield descriptor;
    at += descriptor.length;
    const line = fields(
      0x02014b50,
      [20, 20, FLAGS, DEFLATED, 0, DATE],
      sizes,
      [name.length, 0, 0, 0, 0],
      [0, offset],
    );
    list.push(joinBytes([line, name]));
  }
  const listed = joinBytes(list);
  yield listed;
  const count = list.length;
  if (count > 0xffff) throw new RangeError('The archive has too many members.');
  yield fields(0x06054b50, [0, 0, count, count], [listed.length, at], [0]);
}

/** A record of the format: its mark, then numbers of 16, 32, 16 and 32 bits. */
function fields(
  mark: number,
  first: readonly number[],
  second: readonly number[],
  third: readonly number[],
  last: readonly number[] = [],
): Uint8Array {
  const bytes = new Uint8Array(4 + 2 * (first.length + third.length) + 4 * (second.length + last.length));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, mark, true);
  let at = 4;
  const put = (numbers: readonly number[], size: 2 | 4): void => {
    for (const number of numbers) {
      if (size === 2) view.setUint16(at, number, true);
      else view.setUint32(at, number, true);
      at += size;
    }
  };
  put(first, 2);
  put(second, 4);
  put(third, 2);
  put(last, 4);
  return bytes;
}

interface Sums {
  readonly crc: Crc32;
  bytes: number;
  packed: number;
}

async function* deflated(content: ZipEntry['content'], sums: Sums): AsyncGenerator<Uint8Array> {
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
  content: ZipEntry['content'],
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
