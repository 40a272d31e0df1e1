import { joinBytes } from './arrow-message';
import { numberAt, structAt, structs } from './parquet-footer';
import { readThrift, THRIFT, writeThrift, type ThriftStruct, type ThriftValue } from './thrift';

const MAGIC = Uint8Array.from('PAR1', (letter) => letter.charCodeAt(0));

/** Fields that say where something stands in the file: of a row group, a chunk, and what a chunk says of its column. */
const PLACES = { group: [5], chunk: [2, 4, 6], column: [9, 10, 11, 14] } as const;

/**
 * Puts Parquet files of the same columns together as one, written as they come: the row groups are copied as they are, the places in
 * their footers moved, and one footer is written at the end. So a file of any length is written with one row group in memory.
 */
export class ParquetFile {
  #at = 0;
  #first: ThriftStruct | null = null;
  #rows = 0;
  readonly #groups: ThriftStruct[] = [];

  /** What the bytes of one more file add to the whole. */
  add(file: Uint8Array): Uint8Array {
    const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
    const end = file.length - 8 - view.getUint32(file.length - 8, true);
    const metadata = readThrift(file.subarray(end, file.length - 8)).value;
    const body = file.subarray(this.#first === null ? 0 : MAGIC.length, end);
    // Without its mark at the start, what follows stands 4 bytes earlier.
    const by = this.#first === null ? 0 : this.#at - MAGIC.length;
    this.#first ??= metadata;
    this.#rows += numberAt(metadata, 3);
    for (const group of structs(metadata, 4)) this.#groups.push(movedGroup(group, by, this.#groups.length));
    this.#at += body.length;
    return body;
  }

  /** The footer. At least one file must have been added. */
  end(): Uint8Array {
    if (this.#first === null) throw new Error('A Parquet file needs at least its columns.');
    const metadata = writeThrift(
      new Map<number, { type: number; value: ThriftValue }>([
        ...this.#first,
        [3, { type: THRIFT.i64, value: this.#rows }],
        [4, { type: THRIFT.list, value: { element: THRIFT.struct, items: this.#groups } }],
      ]),
    );
    const end = new Uint8Array(8);
    new DataView(end.buffer).setUint32(0, metadata.length, true);
    end.set(MAGIC, 4);
    return joinBytes([metadata, end]);
  }
}

function movedGroup(group: ThriftStruct, by: number, ordinal: number): ThriftStruct {
  const moved = moveFields(group, PLACES.group, by);
  const chunks = structs(group, 1).map((chunk) => {
    const column = structAt(chunk, 3);
    const own = moveFields(chunk, PLACES.chunk, by);
    if (column !== null) own.set(3, { type: THRIFT.struct, value: moveFields(column, PLACES.column, by) });
    return own;
  });
  moved.set(1, { type: THRIFT.list, value: { element: THRIFT.struct, items: chunks } });
  // A number of 16 bits: files of more row groups leave it out.
  if (ordinal < 1 << 15) moved.set(7, { type: THRIFT.i16, value: ordinal });
  else moved.delete(7);
  return moved;
}

function moveFields(
  struct: ThriftStruct,
  ids: readonly number[],
  by: number,
): Map<number, { type: number; value: ThriftValue }> {
  const moved = new Map(struct);
  for (const id of ids) {
    const field = moved.get(id);
    // Some writers put 0 for what is not there.
    if (typeof field?.value === 'number' && field.value > 0)
      moved.set(id, { ...field, value: field.value + by });
  }
  return moved;
}
