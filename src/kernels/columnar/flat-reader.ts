declare const TextDecoder: new () => { decode(bytes: Uint8Array): string };

/** A place in a FlatBuffers message: a table, or a vector's elements. Reads beyond the end throw `RangeError`. */
export interface FlatTable {
  readonly view: DataView;
  readonly at: number;
}

/** The root table of a buffer. */
export function rootTable(bytes: Uint8Array): FlatTable {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { view, at: view.getUint32(0, true) };
}

/** Where the field of a slot lies; 0 where the table leaves it out. */
function place({ view, at }: FlatTable, slot: number): number {
  const vtable = at - view.getInt32(at, true);
  const entry = 4 + 2 * slot;
  if (entry >= view.getUint16(vtable, true)) return 0;
  const offset = view.getUint16(vtable + entry, true);
  return offset === 0 ? 0 : at + offset;
}

/** Whether a table has the field of a slot. */
export const hasField = (table: FlatTable, slot: number): boolean => place(table, slot) !== 0;

/** A signed byte, by slot; a default where it is left out. The same holds for the next four. */
export function int8(table: FlatTable, slot: number, otherwise = 0): number {
  const at = place(table, slot);
  return at === 0 ? otherwise : table.view.getInt8(at);
}

/** Two bytes, signed. */
export function int16(table: FlatTable, slot: number, otherwise = 0): number {
  const at = place(table, slot);
  return at === 0 ? otherwise : table.view.getInt16(at, true);
}

/** Four bytes, signed. */
export function int32(table: FlatTable, slot: number, otherwise = 0): number {
  const at = place(table, slot);
  return at === 0 ? otherwise : table.view.getInt32(at, true);
}

/** Eight bytes, signed; sizes and counts, which are all below 2^53. */
export function int64(table: FlatTable, slot: number): number {
  const at = place(table, slot);
  return at === 0 ? 0 : Number(table.view.getBigInt64(at, true));
}

/** Text by slot; null where it is left out. */
export function text(table: FlatTable, slot: number): string | null {
  const at = place(table, slot);
  if (at === 0) return null;
  const start = at + table.view.getUint32(at, true);
  const length = table.view.getUint32(start, true);
  return decodeText(new Uint8Array(table.view.buffer, table.view.byteOffset + start + 4, length));
}

/** Another table by slot; null where it is left out. */
export function table(parent: FlatTable, slot: number): FlatTable | null {
  const at = place(parent, slot);
  return at === 0 ? null : { view: parent.view, at: at + parent.view.getUint32(at, true) };
}

/** Where the elements of a vector begin and how many there are. */
export function vector(parent: FlatTable, slot: number): { readonly start: number; readonly length: number } {
  const at = place(parent, slot);
  if (at === 0) return { start: 0, length: 0 };
  const start = at + parent.view.getUint32(at, true);
  const length = parent.view.getUint32(start, true);
  if (length > parent.view.byteLength) throw new RangeError('A vector is longer than its message.');
  return { start: start + 4, length };
}

/** The tables of a vector by slot. */
export function tables(parent: FlatTable, slot: number): FlatTable[] {
  const { start, length } = vector(parent, slot);
  return Array.from({ length }, (_, index) => {
    const at = start + 4 * index;
    return { view: parent.view, at: at + parent.view.getUint32(at, true) };
  });
}

/** UTF-8 to text; what is no UTF-8 becomes the replacement character. */
export const decodeText = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
