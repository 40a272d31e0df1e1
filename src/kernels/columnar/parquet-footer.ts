import { failWith } from '../../core/failure';
import type { ReadableFile } from '../../core/run-context';
import { decodeText } from './flat-reader';
import { readThrift, THRIFT, type ThriftStruct, type ThriftValue } from './thrift';

/** Footers are read with so many bytes in front of them, which are the whole footer of most files. */
const TAIL_BYTES = 1 << 16;

/** One column of values in the file, a leaf of its schema. */
export interface ParquetLeaf {
  /** Names from the top-level column down. */
  readonly path: readonly string[];
  /** Number of its top-level column. */
  readonly column: number;
  /** BOOLEAN, INT32, INT64, INT96, FLOAT, DOUBLE, BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY. */
  readonly physical: string;
  readonly isUuid: boolean;
}

/** The footer of a Parquet file, as it is stored, and what is asked of it most. */
export interface ParquetFooter {
  readonly metadata: ThriftStruct;
  readonly leaves: readonly ParquetLeaf[];
  /** Names of the top-level columns. */
  readonly columns: readonly string[];
  /** Where the elements of each top-level column begin in the list of schema elements, and the end behind the last. */
  readonly starts: readonly number[];
  readonly groups: readonly RowGroup[];
  readonly writtenBy: string | null;
}

/** Rows that are stored together, one chunk a leaf. */
export interface RowGroup {
  readonly rows: number;
  /** Bytes of its values, inflated. */
  readonly bytes: number;
  readonly stored: ThriftStruct;
  readonly chunks: readonly ThriftStruct[];
}

const PHYSICAL = [
  'BOOLEAN',
  'INT32',
  'INT64',
  'INT96',
  'FLOAT',
  'DOUBLE',
  'BYTE_ARRAY',
  'FIXED_LEN_BYTE_ARRAY',
];
const UUID = 14;

/** Reads the footer. Throws `parquet-encrypted`, `columnar-truncated` and `columnar-damaged`. */
export async function readFooter(file: ReadableFile, name: string): Promise<ParquetFooter> {
  const start = await bytesOf(file, 0, 2);
  if (start[0] === 0x1f && start[1] === 0x8b) {
    return failWith('columnar-unsupported', { name, thing: 'Parquet within gzip' });
  }
  const tail = await bytesOf(file, Math.max(0, file.size - TAIL_BYTES), file.size);
  const mark = decodeText(tail.subarray(-4));
  if (mark === 'PARE') return failWith('parquet-encrypted', { name, columns: 'all columns' });
  if (mark !== 'PAR1' || tail.length < 12) return failWith('columnar-truncated', { name, format: 'Parquet' });
  const length = new DataView(tail.buffer, tail.byteOffset + tail.length - 8).getUint32(0, true);
  if (length > file.size - 12) return failWith('columnar-damaged', { name, part: 'its footer' });
  const footer =
    length + 8 <= tail.length
      ? tail.subarray(tail.length - 8 - length, tail.length - 8)
      : await bytesOf(file, file.size - 8 - length, file.size - 8);
  return soundly(name, 'its footer', () => parseFooter(footer));
}

/** Bytes of a file from `start` up to `end`. */
export async function bytesOf(file: ReadableFile, start: number, end: number): Promise<Uint8Array> {
  return new Uint8Array(await file.slice(start, end).arrayBuffer());
}

/** What `read` gives; a `RangeError` in it is damage of that part of the file. */
function soundly<T>(name: string, part: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) {
      return failWith('columnar-damaged', { name, part }, { detail: error.message });
    }
    throw error;
  }
}

function parseFooter(bytes: Uint8Array): ParquetFooter {
  const metadata = readThrift(bytes).value;
  const elements = structs(metadata, 2);
  const { leaves, columns, starts } = readElements(elements);
  const groups = structs(metadata, 4).map((stored) => {
    const chunks = structs(stored, 1);
    if (chunks.length !== leaves.length) throw new RangeError('A row group lacks columns.');
    return { rows: numberAt(stored, 3), bytes: numberAt(stored, 2), stored, chunks };
  });
  if (groups.some((group) => group.rows < 0)) throw new RangeError('A row group has less than no rows.');
  return { metadata, leaves, columns, starts, groups, writtenBy: textAt(metadata, 6) };
}

/** Walks the elements of the schema, which stand parents first, children behind them. */
function readElements(
  elements: readonly ThriftStruct[],
): Pick<ParquetFooter, 'leaves' | 'columns' | 'starts'> {
  const leaves: ParquetLeaf[] = [];
  const columns: string[] = [];
  const starts: number[] = [];
  let at = 1;
  const walk = (path: readonly string[], depth: number): void => {
    const element = elements[at];
    if (element === undefined || depth > 64) throw new RangeError('The schema lacks elements.');
    const name = textAt(element, 4) ?? '';
    if (depth === 0) {
      starts.push(at);
      columns.push(name);
    }
    at += 1;
    const own = [...path, name];
    const children = numberAt(element, 5);
    // A group without children has no values and no type; a value has a type.
    if (!element.has(1)) for (let child = 0; child < children; child++) walk(own, depth + 1);
    else {
      const logical = structAt(element, 10);
      leaves.push({
        path: own,
        column: columns.length - 1,
        physical: PHYSICAL[numberAt(element, 1)] ?? 'of an unknown type',
        isUuid: logical?.has(UUID) ?? false,
      });
    }
  };
  const [root] = elements;
  const count = root === undefined ? 0 : numberAt(root, 5);
  for (let column = 0; column < count; column++) walk([], 0);
  return { leaves, columns, starts: [...starts, at] };
}

/** The structs of a list field; none where it is left out. */
export function structs(struct: ThriftStruct, id: number): ThriftStruct[] {
  const value = struct.get(id)?.value;
  if (!isList(value) || value.element !== THRIFT.struct) return [];
  return value.items.filter((item) => item instanceof Map);
}

/** The struct of a field; null where it is left out. */
export function structAt(struct: ThriftStruct, id: number): ThriftStruct | null {
  const value = struct.get(id)?.value;
  return value instanceof Map ? value : null;
}

/** The number of a field; 0 where it is left out. */
export function numberAt(struct: ThriftStruct, id: number): number {
  const value = struct.get(id)?.value;
  return typeof value === 'number' ? value : 0;
}

/** The text of a field; null where it is left out. */
export function textAt(struct: ThriftStruct, id: number): string | null {
  const value = struct.get(id)?.value;
  return value instanceof Uint8Array ? decodeText(value) : null;
}

function isList(value: ThriftValue | undefined): value is Extract<ThriftValue, { items: unknown }> {
  return typeof value === 'object' && !(value instanceof Uint8Array) && 'items' in value;
}
