import { Float64, makeData, RecordBatch, Schema, Field, Struct, Table, tableToIPC } from 'apache-arrow';

/** Writes number columns of one length as an Arrow IPC stream of one batch, without copying them first. */
export function encodeNumbers(columns: Readonly<Record<string, Float64Array>>): Uint8Array {
  const entries = Object.entries(columns);
  const type = new Float64();
  const schema = new Schema(entries.map(([name]) => new Field(name, type, false)));
  const length = entries[0]?.[1].length ?? 0;
  const children = entries.map(([, data]) => makeData({ type, data, length, nullCount: 0 }));
  const data = makeData({ type: new Struct(schema.fields), children, length, nullCount: 0 });
  return tableToIPC(new Table([new RecordBatch(schema, data)]), 'stream');
}
