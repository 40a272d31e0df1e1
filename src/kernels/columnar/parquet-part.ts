import { failWith } from '../../core/failure';
import type { ReadableFile } from '../../core/run-context';
import { joinBytes } from './arrow-message';
import { bytesOf, numberAt, structAt, structs, type ParquetFooter, type RowGroup } from './parquet-footer';
import { verifyChecksums } from './parquet-checksums';
import { THRIFT, writeThrift, type ThriftStruct, type ThriftValue } from './thrift';

declare const TextEncoder: new () => { encode(text: string): Uint8Array };

/** Chunks of more bytes do not fit the reader's memory. */
const MOST_BYTES = 1.5e9;
const SCHEMA_KEY = 'ARROW:schema';

/** Which part of a file is wanted. */
export interface Part {
  /** Numbers of top-level columns, ascending. */
  readonly columns: readonly number[];
  /** Numbers of row groups, `from` up to `to`; none for the schema alone. */
  readonly from: number;
  readonly to: number;
  /** What stands for the file's own Arrow schema, in base64; null for none, undefined for the file's own. */
  readonly arrowSchema?: string | null;
}

/**
 * Some row groups and columns of a Parquet file as a small Parquet file of its own: the chunks are copied as they are, the footer
 * is written anew around them. So a reader that takes bytes in memory reads any part of a file of any size, and what the
 * footer says of places outside that part is never followed.
 */
export async function partOfParquet(
  file: ReadableFile,
  name: string,
  footer: ParquetFooter,
  part: Part,
): Promise<Uint8Array> {
  const wanted = footer.leaves.map((leaf) => part.columns.includes(leaf.column));
  const pieces: Uint8Array[] = [MAGIC];
  let at = MAGIC.length;
  const groups: ThriftStruct[] = [];
  for (const group of footer.groups.slice(part.from, part.to)) {
    const chunks: ThriftStruct[] = [];
    for (const [index, chunk] of group.chunks.entries()) {
      if (!wanted[index]) continue;
      const column = footer.leaves[index]?.path.join('.') ?? '';
      const { start, end } = extentOf(chunk, file.size, name, column, missingBytes(footer.writtenBy));
      if (at + end - start > MOST_BYTES) {
        return failWith('columnar-group-too-large', { name, bytes: Math.round(MOST_BYTES / 1e6) });
      }
      const bytes = await bytesOf(file, start, end);
      verifyChecksums(bytes, name, column);
      pieces.push(bytes);
      chunks.push(movedChunk(chunk, at - start, end - start));
      at += end - start;
    }
    groups.push(groupOf(group, chunks));
  }
  const metadata = writeThrift(metadataOf(footer, part, groups));
  const end = new Uint8Array(8);
  new DataView(end.buffer).setUint32(0, metadata.length, true);
  end.set(MAGIC, 4);
  return joinBytes([...pieces, metadata, end]);
}

const MAGIC = Uint8Array.from('PAR1', (letter) => letter.charCodeAt(0));

/** Where the bytes of a chunk lie. Some writers put 0 for a dictionary that is not there. */
function extentOf(
  chunk: ThriftStruct,
  size: number,
  name: string,
  column: string,
  missing: number,
): { readonly start: number; readonly end: number } {
  const meta = structAt(chunk, 3);
  if (meta === null || chunk.has(8)) return failWith('parquet-encrypted', { name, columns: `“${column}”` });
  const data = numberAt(meta, 9);
  const dictionary = numberAt(meta, 11);
  const start = dictionary > 0 && dictionary < data ? dictionary : data;
  const end = start + numberAt(meta, 7);
  if (start < 0 || end < start) return failWith('columnar-damaged', { name, part: `column “${column}”` });
  if (end > size) return failWith('columnar-truncated', { name, format: 'Parquet' });
  return { start, end: Math.min(size, end + missing) };
}

/** parquet-mr before 1.2.9 left the header of the dictionary out of the length of a chunk (PARQUET-816). */
function missingBytes(writtenBy: string | null): number {
  return /^parquet-mr(?! version (1\.2\.9|1\.[3-9]|1\.\d\d|[2-9]))/.test(writtenBy ?? '') ? 100 : 0;
}

/** Statistics, indexes and filters are left out: nothing is skipped by them here. */
function movedChunk(chunk: ThriftStruct, by: number, bytes: number): ThriftStruct {
  const meta = new Map(structAt(chunk, 3));
  for (const id of [...meta.keys()]) if (id === 10 || id > 11 || id === 8) meta.delete(id);
  const shifted = (id: number): number => numberAt(meta, id) + by;
  const data = shifted(9);
  const dictionary = numberAt(meta, 11) > 0 && numberAt(meta, 11) < numberAt(meta, 9) ? shifted(11) : null;
  meta.set(7, { type: THRIFT.i64, value: bytes });
  meta.set(9, { type: THRIFT.i64, value: data });
  if (dictionary === null) meta.delete(11);
  else meta.set(11, { type: THRIFT.i64, value: dictionary });
  return new Map([
    [2, { type: THRIFT.i64, value: 0 }],
    [3, { type: THRIFT.struct, value: meta }],
  ]);
}

function groupOf({ stored, rows }: RowGroup, chunks: readonly ThriftStruct[]): ThriftStruct {
  return new Map<number, { type: number; value: ThriftValue }>([
    [1, { type: THRIFT.list, value: { element: THRIFT.struct, items: chunks } }],
    [2, { type: THRIFT.i64, value: numberAt(stored, 2) }],
    [3, { type: THRIFT.i64, value: rows }],
  ]);
}

function metadataOf(
  { metadata, starts, groups }: ParquetFooter,
  { columns, from, to, arrowSchema }: Part,
  kept: readonly ThriftStruct[],
): ThriftStruct {
  const elements = structs(metadata, 2);
  const root = new Map(elements[0]);
  root.set(5, { type: THRIFT.i32, value: columns.length });
  const schema = columns.flatMap((column) => elements.slice(starts[column], starts[column + 1]));
  const rows = groups.slice(from, to).reduce((sum, group) => sum + group.rows, 0);
  const own = structs(metadata, 5).filter((pair) => isSchema(pair));
  const pairs = arrowSchema === undefined ? own : arrowSchema === null ? [] : [schemaPair(arrowSchema)];
  return new Map<number, { type: number; value: ThriftValue }>([
    [1, { type: THRIFT.i32, value: numberAt(metadata, 1) }],
    [2, { type: THRIFT.list, value: { element: THRIFT.struct, items: [root, ...schema] } }],
    [3, { type: THRIFT.i64, value: rows }],
    [4, { type: THRIFT.list, value: { element: THRIFT.struct, items: kept } }],
    [5, { type: THRIFT.list, value: { element: THRIFT.struct, items: pairs } }],
    ...(metadata.has(6) ? [[6, metadata.get(6)!] as const] : []),
  ]);
}

function isSchema(pair: ThriftStruct): boolean {
  const key = pair.get(1)?.value;
  return key instanceof Uint8Array && String.fromCharCode(...key.subarray(0, 20)) === SCHEMA_KEY;
}

function schemaPair(base64: string): ThriftStruct {
  return new Map([
    [1, { type: THRIFT.binary, value: new TextEncoder().encode(SCHEMA_KEY) }],
    [2, { type: THRIFT.binary, value: new TextEncoder().encode(base64) }],
  ]);
}
