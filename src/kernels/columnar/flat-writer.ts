declare const TextEncoder: new () => { encode(text: string): Uint8Array };

/** What stands in one field of a table that is written; null leaves the field out. */
export type FlatValue =
  | { readonly kind: 'int8' | 'int16' | 'int32' | 'int64'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'table'; readonly fields: FlatFields }
  | { readonly kind: 'tables'; readonly items: readonly FlatFields[] }
  /** Elements of 4 or 8 bytes, written as whole numbers. */
  | {
      readonly kind: 'numbers';
      readonly bytes: 4 | 8;
      readonly values: readonly number[];
      readonly count: number;
    };

/** The fields of a table, by slot. */
export type FlatFields = readonly (FlatValue | null)[];

const SIZES = { int8: 1, int16: 2, int32: 4, int64: 8, text: 4, table: 4, tables: 4, numbers: 4 } as const;

/** Writes a FlatBuffers message: parents before children, so that every offset points forward. Its length is a multiple of 8. */
export function writeFlat(root: FlatFields): Uint8Array {
  const out = new Output();
  out.skip(8);
  const start = writeTable(out, root);
  out.view.setUint32(0, start, true);
  out.align(8);
  return out.bytes();
}

function writeTable(out: Output, fields: FlatFields): number {
  out.align(2);
  const vtable = out.length;
  out.skip(4 + 2 * fields.length);
  out.align(8);
  const start = out.length;
  out.skip(4);
  const places = fields.map((field) => {
    if (field === null) return 0;
    out.align(SIZES[field.kind]);
    const at = out.length;
    out.skip(SIZES[field.kind]);
    return at;
  });
  out.view.setUint16(vtable, 4 + 2 * fields.length, true);
  out.view.setUint16(vtable + 2, out.length - start, true);
  places.forEach((at, slot) => out.view.setUint16(vtable + 4 + 2 * slot, at === 0 ? 0 : at - start, true));
  out.view.setInt32(start, start - vtable, true);
  fields.forEach((field, slot) => {
    if (field !== null) writeValue(out, field, places[slot] ?? 0);
  });
  return start;
}

function writeValue(out: Output, value: FlatValue, at: number): void {
  switch (value.kind) {
    case 'int8':
      return out.view.setInt8(at, value.value);
    case 'int16':
      return out.view.setInt16(at, value.value, true);
    case 'int32':
      return out.view.setInt32(at, value.value, true);
    case 'int64':
      return out.view.setBigInt64(at, BigInt(value.value), true);
    case 'text':
      return point(out, at, writeText(out, value.value));
    case 'table':
      return point(out, at, writeTable(out, value.fields));
    case 'tables':
      return point(out, at, writeTables(out, value.items));
    case 'numbers':
      return point(out, at, writeNumbers(out, value));
    default:
      return value satisfies never;
  }
}

function point(out: Output, from: number, to: number): void {
  out.view.setUint32(from, to - from, true);
}

function writeText(out: Output, value: string): number {
  const bytes = new TextEncoder().encode(value);
  out.align(4);
  const start = out.length;
  out.skip(4 + bytes.length + 1);
  out.view.setUint32(start, bytes.length, true);
  out.set(bytes, start + 4);
  return start;
}

function writeTables(out: Output, items: readonly FlatFields[]): number {
  out.align(4);
  const start = out.length;
  out.skip(4 + 4 * items.length);
  out.view.setUint32(start, items.length, true);
  items.forEach((fields, index) => point(out, start + 4 + 4 * index, writeTable(out, fields)));
  return start;
}

function writeNumbers(
  out: Output,
  { bytes, values, count }: Extract<FlatValue, { kind: 'numbers' }>,
): number {
  out.align(8);
  // The elements, not the length in front of them, stand on a multiple of 8.
  out.skip(4);
  const start = out.length;
  out.skip(4 + bytes * values.length);
  out.view.setUint32(start, count, true);
  values.forEach((value, index) => {
    if (bytes === 4) out.view.setInt32(start + 4 + 4 * index, value, true);
    else out.view.setBigInt64(start + 4 + 8 * index, BigInt(value), true);
  });
  return start;
}

/** Bytes that grow. */
class Output {
  #buffer = new ArrayBuffer(4096);
  view = new DataView(this.#buffer);
  length = 0;

  skip(count: number): void {
    this.length += count;
    if (this.length <= this.#buffer.byteLength) return;
    const larger = new Uint8Array(2 * this.length);
    larger.set(new Uint8Array(this.#buffer));
    this.#buffer = larger.buffer;
    this.view = new DataView(this.#buffer);
  }

  align(to: number): void {
    this.skip((to - (this.length % to)) % to);
  }

  set(bytes: Uint8Array, at: number): void {
    new Uint8Array(this.#buffer).set(bytes, at);
  }

  bytes(): Uint8Array {
    return new Uint8Array(this.#buffer, 0, this.length);
  }
}
