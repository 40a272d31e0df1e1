import {
  Bool,
  Dictionary,
  Float64,
  Int32,
  Table,
  tableToIPC,
  Utf8,
  Vector,
  vectorFromArray,
} from 'apache-arrow';
import { Compression, Table as WasmTable, writeParquet, WriterPropertiesBuilder } from 'parquet-wasm/node';

/** A table as a Parquet file, in row groups of so many rows. */
export function parquetOf(table: Table, rowsPerGroup = 1_000_000): Uint8Array {
  const properties = new WriterPropertiesBuilder()
    .setMaxRowGroupSize(rowsPerGroup)
    .setCompression(Compression.SNAPPY)
    .build();
  return writeParquet(WasmTable.fromIPCStream(tableToIPC(table, 'stream')), properties);
}

/** A table as an Arrow file. */
export const arrowFileOf = (table: Table): Uint8Array => tableToIPC(table, 'file');

/** A table as an Arrow stream. */
export const arrowStreamOf = (table: Table): Uint8Array => tableToIPC(table, 'stream');

/** A table of columns: typed arrays of numbers as they are, and vectors of any type. */
export function tableOf(columns: Readonly<Record<string, Int32Array | Float64Array | Vector>>): Table {
  return new Table(
    Object.fromEntries(
      Object.entries(columns).map(([name, values]) => [
        name,
        values instanceof Vector ? values : vectorFromArray(values),
      ]),
    ),
  );
}

/** Some rows of a few types, the same for the same count. */
export function sampleTable(rows: number): Table {
  const number = (row: number): number => Math.imul(row + 1, 2654435761) >>> 8;
  const each = <T>(value: (row: number) => T): T[] => Array.from({ length: rows }, (_, row) => value(row));
  return new Table({
    id: vectorFromArray(
      each((row) => row),
      new Int32(),
    ),
    x: vectorFromArray(
      each((row) => (number(row) % 7 === 0 ? null : number(row) / 1000)),
      new Float64(),
    ),
    text: vectorFromArray(
      each((row) => (number(row) % 5 === 0 ? null : `t${number(row) % 100}`)),
      new Utf8(),
    ),
    kind: vectorFromArray(
      each((row) => ['a', 'b', 'c'][row % 3]),
      new Dictionary(new Utf8(), new Int32()),
    ),
    flag: vectorFromArray(
      each((row) => row % 2 === 0),
      new Bool(),
    ),
  });
}
