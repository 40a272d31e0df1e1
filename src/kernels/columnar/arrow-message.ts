import { int64, int8, rootTable, table, vector, type FlatTable } from './flat-reader';
import { writeFlat, type FlatFields, type FlatValue } from './flat-writer';
import { schemaFields, type ArrowField } from './arrow-schema';

/** Kinds of messages. */
export const HEADER = { schema: 1, dictionary: 2, batch: 3 } as const;

/** What a record batch says of its body: rows, value counts, and where its buffers lie. */
export interface BatchLayout {
  readonly rows: number;
  /** Length and missing values, two numbers per array of the tree of columns, in depth-first order. */
  readonly nodes: readonly number[];
  /** Offset in the body and length, two numbers per buffer. */
  readonly buffers: readonly number[];
  /** How many buffers of data each array of views has. */
  readonly variadic: readonly number[];
  readonly compression: 'lz4' | 'zstd' | 'other' | null;
}

/** The head of a message, decoded. */
export interface MessageHead {
  readonly kind: number;
  readonly header: FlatTable;
  readonly bodyBytes: number;
}

/** Reads the head of a message from its metadata (without length and padding in front). */
export function readHead(metadata: Uint8Array): MessageHead {
  const message = rootTable(metadata);
  const header = table(message, 2);
  if (header === null) throw new RangeError('A message has no content.');
  const bodyBytes = int64(message, 3);
  if (bodyBytes < 0) throw new RangeError('A message has a body of less than nothing.');
  return { kind: int8(message, 1), header, bodyBytes };
}

/** What a dictionary batch says: which dictionary, whether it adds to it, and its values as a record batch of one column. */
export function readDictionary(header: FlatTable): {
  readonly id: number;
  readonly isDelta: boolean;
  readonly batch: FlatTable;
} {
  const batch = table(header, 1);
  if (batch === null) throw new RangeError('A dictionary holds nothing.');
  return { id: int64(header, 0), isDelta: int8(header, 2) !== 0, batch };
}

/** What a record batch says of its body. */
export function readLayout(batch: FlatTable): BatchLayout {
  const compression = table(batch, 3);
  const codecs = ['lz4', 'zstd'] as const;
  return {
    rows: int64(batch, 0),
    nodes: int64s(batch, 1, 2),
    buffers: int64s(batch, 2, 2),
    variadic: int64s(batch, 4, 1),
    compression: compression === null ? null : (codecs[int8(compression, 0)] ?? 'other'),
  };
}

function int64s(parent: FlatTable, slot: number, each: number): number[] {
  const { start, length } = vector(parent, slot);
  return Array.from({ length: length * each }, (_, index) =>
    Number(parent.view.getBigInt64(start + 8 * index, true)),
  );
}

const V5: FlatValue = { kind: 'int16', value: 4 };

/** A schema as a message. */
export function schemaMessage(fields: readonly ArrowField[]): Uint8Array {
  return message(HEADER.schema, schemaFields(fields), 0);
}

/** A record batch as a message, its body to follow. */
export function batchMessage(layout: BatchLayout, bodyBytes: number): Uint8Array {
  return message(HEADER.batch, layoutFields(layout), bodyBytes);
}

/** A dictionary batch as a message, its body to follow. */
export function dictionaryMessage(
  id: number,
  isDelta: boolean,
  layout: BatchLayout,
  bodyBytes: number,
): Uint8Array {
  const fields: FlatFields = [
    { kind: 'int64', value: id },
    { kind: 'table', fields: layoutFields(layout) },
    { kind: 'int8', value: isDelta ? 1 : 0 },
  ];
  return message(HEADER.dictionary, fields, bodyBytes);
}

function layoutFields({ rows, nodes, buffers, variadic }: BatchLayout): FlatFields {
  return [
    { kind: 'int64', value: rows },
    { kind: 'numbers', bytes: 8, values: nodes, count: nodes.length / 2 },
    { kind: 'numbers', bytes: 8, values: buffers, count: buffers.length / 2 },
    null,
    variadic.length === 0 ? null : { kind: 'numbers', bytes: 8, values: variadic, count: variadic.length },
  ];
}

/** A message with what stands in front of it: the mark of a continuation and the length of its metadata. */
function message(kind: number, header: FlatFields, bodyBytes: number): Uint8Array {
  const metadata = writeFlat([
    V5,
    { kind: 'int8', value: kind },
    { kind: 'table', fields: header },
    { kind: 'int64', value: bodyBytes },
  ]);
  const bytes = new Uint8Array(8 + metadata.length);
  new DataView(bytes.buffer).setInt32(0, -1, true);
  new DataView(bytes.buffer).setInt32(4, metadata.length, true);
  bytes.set(metadata, 8);
  return bytes;
}

/** The end of a stream. */
export const END_OF_STREAM = Uint8Array.of(255, 255, 255, 255, 0, 0, 0, 0);

/** Bytes one behind the other. */
export function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** The messages of a stream in memory, in order: their metadata and bodies, not copied. */
export function* messagesOf(
  stream: Uint8Array,
): Generator<{ readonly metadata: Uint8Array; readonly body: Uint8Array }> {
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
  let at = 0;
  while (at + 8 <= stream.length) {
    const length = view.getInt32(at + 4, true);
    if (length === 0) return;
    const metadata = stream.subarray(at + 8, at + 8 + length);
    const start = at + 8 + length;
    const { bodyBytes } = readHead(metadata);
    yield { metadata, body: stream.subarray(start, start + bodyBytes) };
    at = start + bodyBytes;
  }
}
