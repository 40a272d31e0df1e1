import type { BatchLayout } from './arrow-message';
import { TYPE, type ArrowField } from './arrow-schema';

/** The values of one column, or of a part of a nested one, as the buffers that Arrow lays them out in. */
export interface ArrowArray {
  readonly length: number;
  readonly nulls: number;
  /** Validity first, where the type has it (empty: all are there); then what the type says. */
  readonly buffers: readonly Uint8Array[];
  /** How many of the buffers are data of views; null for other types. */
  readonly variadic: number | null;
  readonly children: readonly ArrowArray[];
}

/** Takes the columns of a record batch apart. Buffers are not copied. Throws `RangeError` where one lies outside the body. */
export function takeApart(
  fields: readonly ArrowField[],
  layout: BatchLayout,
  body: Uint8Array,
): ArrowArray[] {
  let node = 0;
  let buffer = 0;
  let views = 0;
  const next = (): Uint8Array => {
    const start = layout.buffers[2 * buffer] ?? -1;
    const length = layout.buffers[2 * buffer + 1] ?? -1;
    buffer += 1;
    if (start < 0 || length < 0 || start + length > body.length) {
      throw new RangeError('A buffer lies outside its message.');
    }
    return body.subarray(start, start + length);
  };
  const take = (field: ArrowField): ArrowArray => {
    const [length = 0, nulls = 0] = layout.nodes.slice(2 * node, 2 * node + 2);
    node += 1;
    const code = field.dictionary === null ? field.type.code : TYPE.int;
    const isView = code === TYPE.binaryView || code === TYPE.utf8View;
    const variadic = isView ? (layout.variadic[views++] ?? 0) : null;
    const count = bufferCount(code, field.type.mode ?? 0) + (variadic ?? 0);
    const buffers = Array.from({ length: count }, next);
    const children = field.dictionary === null ? field.children.map(take) : [];
    return { length, nulls, buffers, variadic, children };
  };
  return fields.map(take);
}

/** How many buffers arrays of a type have, data of views not counted. */
function bufferCount(code: number, mode: number): number {
  switch (code) {
    case TYPE.null:
    case TYPE.runEnd:
      return 0;
    case TYPE.struct:
    case TYPE.fixedList:
      return 1;
    case TYPE.union:
      return 1 + mode;
    case TYPE.binary:
    case TYPE.utf8:
    case TYPE.largeBinary:
    case TYPE.largeUtf8:
    case TYPE.listView:
    case TYPE.largeListView:
      return 3;
    default:
      return 2;
  }
}

/** Puts columns together as the layout and body of a record batch. Buffers stand on multiples of 64. */
export function putTogether(
  rows: number,
  arrays: readonly ArrowArray[],
): { readonly layout: BatchLayout; readonly body: Uint8Array } {
  const nodes: number[] = [];
  const places: number[] = [];
  const variadic: number[] = [];
  const buffers: Uint8Array[] = [];
  let at = 0;
  const put = (array: ArrowArray): void => {
    nodes.push(array.length, array.nulls);
    if (array.variadic !== null) variadic.push(array.variadic);
    for (const buffer of array.buffers) {
      places.push(at, buffer.length);
      buffers.push(buffer);
      at += Math.ceil(buffer.length / 64) * 64;
    }
    array.children.forEach(put);
  };
  arrays.forEach(put);
  const body = new Uint8Array(at);
  buffers.forEach((buffer, index) => body.set(buffer, places[2 * index]));
  return { layout: { rows, nodes, buffers: places, variadic, compression: null }, body };
}
