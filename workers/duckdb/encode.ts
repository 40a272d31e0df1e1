import {
  Bool,
  DateDay,
  Field,
  Float64,
  Int64,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  Table,
  tableToIPC,
  TimestampMicrosecond,
  Utf8,
  type Data,
} from 'apache-arrow';
import type { ColumnData } from '../../src/core/rows';

/** Writes columns of one length as an Arrow IPC stream of one batch; their values are not copied first. */
export function encodeColumns(rows: number, columns: readonly ColumnData[]): Uint8Array {
  const children = columns.map((column) => columnData(rows, column));
  const fields = columns.map(
    ({ name, present }, index) => new Field(name, children[index]?.type ?? new Utf8(), present !== undefined),
  );
  const schema = new Schema(fields);
  const data = makeData({ type: new Struct(schema.fields), children, length: rows, nullCount: 0 });
  return tableToIPC(new Table([new RecordBatch(schema, data)]), 'stream');
}

/** Writes number columns of one length as an Arrow IPC stream of one batch, without copying them first. */
export function encodeNumbers(columns: Readonly<Record<string, Float64Array>>): Uint8Array {
  const entries = Object.entries(columns);
  return encodeColumns(
    entries[0]?.[1].length ?? 0,
    entries.map(([name, values]) => ({ name, type: 'number', values })),
  );
}

function columnData(length: number, column: ColumnData): Data {
  const { present } = column;
  const nulls =
    present === undefined
      ? { nullCount: 0 }
      : { nullBitmap: bitsOf(present), nullCount: length - count(present) };
  switch (column.type) {
    case 'number':
      return makeData({ type: new Float64(), length, data: column.values, ...nulls });
    case 'integer':
      return makeData({ type: new Int64(), length, data: column.values, ...nulls });
    case 'boolean':
      return makeData({ type: new Bool(), length, data: bitsOf(column.values), ...nulls });
    case 'date':
      return makeData({ type: new DateDay(), length, data: column.values, ...nulls });
    case 'timestamp':
      return makeData({ type: new TimestampMicrosecond(), length, data: column.values, ...nulls });
    case 'text':
      return makeData({
        type: new Utf8(),
        length,
        data: column.bytes,
        valueOffsets: column.offsets,
        ...nulls,
      });
    default:
      return column satisfies never;
  }
}

function bitsOf(flags: Uint8Array): Uint8Array {
  const bits = new Uint8Array((flags.length + 7) >> 3);
  flags.forEach((flag, row) => {
    if (flag) bits[row >> 3] = (bits[row >> 3] ?? 0) | (1 << (row & 7));
  });
  return bits;
}

function count(flags: Uint8Array): number {
  return flags.reduce((sum, flag) => sum + (flag ? 1 : 0), 0);
}
