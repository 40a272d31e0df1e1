import { failWith } from '../../core/failure';
import { takeApart } from './arrow-array';
import { joinBytes, messagesOf, readHead, readLayout, HEADER, type BatchLayout } from './arrow-message';
import { TYPE } from './arrow-schema';
import { guarded } from './columnar';
import { openParquet } from './parquet-module';
import { THRIFT, writeThrift, type ThriftStruct, type ThriftValue } from './thrift';

/** Codecs as Parquet numbers them. */
const CODEC = { lz4: 5, zstd: 6 } as const;
const MOST_BYTES = 1.5e9;

/** The body of a record batch with its buffers inflated, and where they lie then. Throws `columnar-unsupported` and `columnar-damaged`. */
export async function inflateBody(
  layout: BatchLayout,
  body: Uint8Array,
  name: string,
): Promise<{ readonly layout: BatchLayout; readonly body: Uint8Array }> {
  const { compression } = layout;
  if (compression === null) return { layout, body };
  if (compression === 'other')
    return failWith('columnar-unsupported', { name, thing: 'a codec without a name' });
  const parts: Uint8Array[] = [];
  const buffers: number[] = [];
  let at = 0;
  for (let index = 0; index < layout.buffers.length; index += 2) {
    const start = layout.buffers[index] ?? 0;
    const stored = body.subarray(start, start + (layout.buffers[index + 1] ?? 0));
    const bytes = await inflate(stored, CODEC[compression], name);
    const padding = new Uint8Array((8 - (bytes.length % 8)) % 8);
    buffers.push(at, bytes.length);
    parts.push(bytes, padding);
    at += bytes.length + padding.length;
  }
  return { layout: { ...layout, buffers, compression: null }, body: joinBytes(parts) };
}

/** A buffer stands behind its inflated length, which is -1 where it was not worth compressing. */
async function inflate(stored: Uint8Array, codec: number, name: string): Promise<Uint8Array> {
  if (stored.length === 0) return stored;
  if (stored.length < 8) return failWith('columnar-damaged', { name, part: 'a buffer' });
  const length = Number(new DataView(stored.buffer, stored.byteOffset).getBigInt64(0, true));
  if (length === -1) return stored.subarray(8);
  if (length === 0) return new Uint8Array();
  if (length < 0 || length > MOST_BYTES) return failWith('columnar-damaged', { name, part: 'a buffer' });
  const library = await openParquet();
  const file = asParquet(stored.subarray(8), length, codec);
  const stream = await guarded(name, 'a buffer', () => library.readParquet(file).intoIPCStream());
  return onlyValue(stream);
}

/**
 * The reader in WebAssembly inflates LZ4 and Zstandard, but only as pages of Parquet. So the buffer is handed to it as one: a
 * file of one column of one value, as many bytes wide as the buffer is long.
 */
function asParquet(page: Uint8Array, length: number, codec: number): Uint8Array {
  const header = writeThrift(
    struct(
      [1, THRIFT.i32, 0],
      [2, THRIFT.i32, length],
      [3, THRIFT.i32, page.length],
      [
        5,
        THRIFT.struct,
        struct([1, THRIFT.i32, 1], [2, THRIFT.i32, 0], [3, THRIFT.i32, 3], [4, THRIFT.i32, 3]),
      ],
    ),
  );
  const bytes = header.length + page.length;
  const chunk = struct(
    [1, THRIFT.i32, FIXED_BYTES],
    [2, THRIFT.list, { element: THRIFT.i32, items: [0] }],
    [3, THRIFT.list, { element: THRIFT.binary, items: [NAME] }],
    [4, THRIFT.i32, codec],
    [5, THRIFT.i64, 1],
    [6, THRIFT.i64, header.length + length],
    [7, THRIFT.i64, bytes],
    [9, THRIFT.i64, MAGIC.length],
  );
  const group = struct(
    [
      1,
      THRIFT.list,
      { element: THRIFT.struct, items: [struct([2, THRIFT.i64, 0], [3, THRIFT.struct, chunk])] },
    ],
    [2, THRIFT.i64, bytes],
    [3, THRIFT.i64, 1],
  );
  const root = struct([4, THRIFT.binary, NAME], [5, THRIFT.i32, 1]);
  const leaf = struct(
    [1, THRIFT.i32, FIXED_BYTES],
    [2, THRIFT.i32, length],
    [3, THRIFT.i32, 0],
    [4, THRIFT.binary, NAME],
  );
  const footer = writeThrift(
    struct(
      [1, THRIFT.i32, 1],
      [2, THRIFT.list, { element: THRIFT.struct, items: [root, leaf] }],
      [3, THRIFT.i64, 1],
      [4, THRIFT.list, { element: THRIFT.struct, items: [group] }],
    ),
  );
  const size = new Uint8Array(4);
  new DataView(size.buffer).setUint32(0, footer.length, true);
  return joinBytes([MAGIC, header, page, footer, size, MAGIC]);
}

const FIXED_BYTES = 7;
const MAGIC = Uint8Array.from('PAR1', (letter) => letter.charCodeAt(0));
const NAME = Uint8Array.of(98);

function struct(...fields: readonly (readonly [number, number, ThriftValue])[]): ThriftStruct {
  return new Map(fields.map(([id, type, value]) => [id, { type, value }]));
}

function onlyValue(stream: Uint8Array): Uint8Array {
  const field = {
    name: 'b',
    nullable: false,
    type: { code: TYPE.fixedBinary },
    dictionary: null,
    children: [],
    metadata: [],
  };
  for (const { metadata, body } of messagesOf(stream)) {
    const { kind, header } = readHead(metadata);
    if (kind !== HEADER.batch) continue;
    const [array] = takeApart([field], readLayout(header), body);
    return array?.buffers[1] ?? new Uint8Array();
  }
  return new Uint8Array();
}
