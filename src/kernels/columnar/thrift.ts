/** A value of Thrift's compact protocol: numbers, bytes, lists and structs by field number. */
export type ThriftValue = boolean | number | Uint8Array | ThriftList | ThriftStruct;

/** A list and the type of its elements. */
export interface ThriftList {
  readonly element: number;
  readonly items: readonly ThriftValue[];
}

/** The fields of a struct: type and value, by number. */
export type ThriftStruct = ReadonlyMap<number, { readonly type: number; readonly value: ThriftValue }>;

/** Types as the protocol numbers them. */
export const THRIFT = {
  yes: 1,
  no: 2,
  i8: 3,
  i16: 4,
  i32: 5,
  i64: 6,
  double: 7,
  binary: 8,
  list: 9,
  set: 10,
  struct: 12,
};

const DEEPEST = 32;

/** Where reading stands. */
interface Cursor {
  readonly bytes: Uint8Array;
  at: number;
}

/** Reads one struct from the start of the bytes, and says where it ends. Throws `RangeError` where they are damaged. */
export function readThrift(bytes: Uint8Array): { readonly value: ThriftStruct; readonly end: number } {
  const cursor = { bytes, at: 0 };
  const value = readStruct(cursor, 0);
  return { value, end: cursor.at };
}

function readStruct(cursor: Cursor, depth: number): ThriftStruct {
  if (depth > DEEPEST) throw new RangeError('Structs are nested too deep.');
  const fields = new Map<number, { type: number; value: ThriftValue }>();
  let id = 0;
  for (;;) {
    const head = byte(cursor);
    if (head === 0) return fields;
    const type = head & 15;
    id = head >> 4 === 0 ? zigzag(cursor) : id + (head >> 4);
    fields.set(id, { type, value: readValue(cursor, type, depth) });
  }
}

function readValue(cursor: Cursor, type: number, depth: number): ThriftValue {
  switch (type) {
    case THRIFT.yes:
    case THRIFT.no:
      return type === THRIFT.yes;
    case THRIFT.i8:
      return (byte(cursor) << 24) >> 24;
    case THRIFT.i16:
    case THRIFT.i32:
    case THRIFT.i64:
      return zigzag(cursor);
    case THRIFT.double:
      return take(cursor, 8);
    case THRIFT.binary:
      return take(cursor, varint(cursor));
    case THRIFT.list:
    case THRIFT.set:
      return readList(cursor, depth);
    case THRIFT.struct:
      return readStruct(cursor, depth + 1);
    default:
      throw new RangeError(`There is no Thrift type ${type}.`);
  }
}

function readList(cursor: Cursor, depth: number): ThriftList {
  const head = byte(cursor);
  const length = head >> 4 === 15 ? varint(cursor) : head >> 4;
  const element = head & 15;
  if (length > cursor.bytes.length - cursor.at) throw new RangeError('A list is longer than its bytes.');
  const isFlag = element === THRIFT.yes || element === THRIFT.no;
  const items = Array.from({ length }, () =>
    isFlag ? byte(cursor) === 1 : readValue(cursor, element, depth + 1),
  );
  return { element, items };
}

function byte(cursor: Cursor): number {
  const value = cursor.bytes[cursor.at];
  if (value === undefined) throw new RangeError('The bytes end within a struct.');
  cursor.at += 1;
  return value;
}

function take(cursor: Cursor, length: number): Uint8Array {
  if (length > cursor.bytes.length - cursor.at) throw new RangeError('A value is longer than its bytes.');
  cursor.at += length;
  return cursor.bytes.subarray(cursor.at - length, cursor.at);
}

/** Exact up to 2^53, which no size, count or place in a file exceeds. */
function varint(cursor: Cursor): number {
  let value = 0;
  for (let scale = 1; ; scale *= 128) {
    const next = byte(cursor);
    value += (next & 127) * scale;
    if (next < 128) return value;
    if (scale > 2 ** 63) throw new RangeError('A number has too many bytes.');
  }
}

function zigzag(cursor: Cursor): number {
  const value = varint(cursor);
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
}

/** Writes a struct. */
export function writeThrift(struct: ThriftStruct): Uint8Array {
  const out: number[] = [];
  writeStruct(out, struct);
  return Uint8Array.from(out);
}

function writeStruct(out: number[], struct: ThriftStruct): void {
  let last = 0;
  for (const [id, { type, value }] of [...struct].sort(([a], [b]) => a - b)) {
    const kind = typeof value === 'boolean' ? (value ? THRIFT.yes : THRIFT.no) : type;
    if (id - last > 0 && id - last < 16) out.push(((id - last) << 4) | kind);
    else {
      out.push(kind);
      writeZigzag(out, id);
    }
    if (typeof value !== 'boolean') writeValue(out, type, value);
    last = id;
  }
  out.push(0);
}

function writeValue(out: number[], type: number, value: ThriftValue): void {
  if (typeof value === 'boolean') out.push(value ? 1 : 2);
  else if (typeof value === 'number') {
    if (type === THRIFT.i8) out.push(value & 255);
    else writeZigzag(out, value);
  } else if (value instanceof Uint8Array) {
    if (type !== THRIFT.double) writeVarint(out, value.length);
    for (const each of value) out.push(each);
  } else if ('items' in value) {
    if (value.items.length < 15) out.push((value.items.length << 4) | value.element);
    else {
      out.push(0xf0 | value.element);
      writeVarint(out, value.items.length);
    }
    for (const item of value.items) writeValue(out, value.element, item);
  } else {
    writeStruct(out, value);
  }
}

function writeZigzag(out: number[], value: number): void {
  writeVarint(out, value < 0 ? -2 * value - 1 : 2 * value);
}

function writeVarint(out: number[], value: number): void {
  let rest = value;
  while (rest >= 128) {
    out.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  out.push(rest);
}
