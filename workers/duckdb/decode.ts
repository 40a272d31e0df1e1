import { DataType, tableFromIPC, type RecordBatch, type TimeUnit, type Vector } from 'apache-arrow';
import type { Cell, Frame } from '../../src/core/frame';
import { clockText, isoDay, timestampText } from './timestamp-text';

/** Turns record batches of a small result into a frame. Cost: rows x columns. */
export function decodeFrame(batches: readonly RecordBatch[]): Frame {
  const [first] = batches;
  if (first === undefined) return { rows: 0, columns: {} };
  const rows = batches.reduce((sum, batch) => sum + batch.numRows, 0);
  const columns = first.schema.fields.map((field, index) => {
    const toCell = cellDecoder(field.type as DataType);
    const values: Cell[] = [];
    for (const batch of batches) {
      const vector = batch.getChildAt(index);
      if (vector !== null) pushCells(vector, toCell, values);
    }
    return [field.name, values] as const;
  });
  return { rows, columns: Object.fromEntries(columns) };
}

/** Copies the DOUBLE columns of an IPC message behind each other into arrays; nulls become NaN. */
export function decodeNumbers(bytes: Uint8Array): Float64Array[] {
  const table = tableFromIPC(bytes);
  return table.schema.fields.map((_, index) => {
    const target = new Float64Array(table.numRows);
    let offset = 0;
    for (const batch of table.batches) {
      const data = batch.data.children[index];
      if (data === undefined) continue;
      target.set((data.values as Float64Array).subarray(0, data.length), offset);
      if (data.nullCount > 0) blankNulls(target, offset, batch.getChildAt(index));
      offset += data.length;
    }
    return target;
  });
}

/** Copies one BIGINT column of an IPC message; it must not hold nulls. */
export function decodeBigints(bytes: Uint8Array): BigInt64Array {
  const table = tableFromIPC(bytes);
  const target = new BigInt64Array(table.numRows);
  let offset = 0;
  for (const batch of table.batches) {
    const data = batch.data.children[0];
    if (data === undefined) continue;
    target.set((data.values as BigInt64Array).subarray(0, data.length), offset);
    offset += data.length;
  }
  return target;
}

function blankNulls(target: Float64Array, offset: number, vector: Vector | null): void {
  for (let row = 0; vector !== null && row < vector.length; row++) {
    if (!vector.isValid(row)) target[offset + row] = NaN;
  }
}

function pushCells(vector: Vector, toCell: (value: unknown) => Cell, values: Cell[]): void {
  const type = vector.type as DataType;
  if (DataType.isTimestamp(type)) return pushTimestamps(vector, type.unit, values);
  for (let row = 0; row < vector.length; row++) {
    const value: unknown = vector.get(row);
    values.push(value === null || value === undefined ? null : toCell(value));
  }
}

/** apache-arrow gives milliseconds in a double, which has no room for the microseconds of far years: they are read as they are held. */
function pushTimestamps(vector: Vector, unit: TimeUnit, values: Cell[]): void {
  for (const data of vector.data) {
    const units = data.values as BigInt64Array;
    for (let row = 0; row < data.length; row++) {
      values.push(data.getValid(row) ? timestampText(units[row] ?? 0n, unit) : null);
    }
  }
}

/** How values of an Arrow type become cells: 64-bit integers beyond 2^53 and decimals as text, dates as ISO 8601. */
function cellDecoder(type: DataType): (value: unknown) => Cell {
  if (DataType.isDecimal(type)) return (value) => decimalText(value, type.scale);
  if (DataType.isDate(type)) return (value) => isoDate(Number(value));
  if (DataType.isTime(type)) return (value) => clockText(BigInt(String(value)), type.unit);
  return (value) => {
    if (typeof value === 'bigint') {
      const number = Number(value);
      return Number.isSafeInteger(number) ? number : value.toString();
    }
    if (typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean') return value;
    return String(value);
  };
}

function decimalText(value: unknown, scale: number): Cell {
  const unscaled = BigInt(String(value));
  if (scale === 0) {
    const number = Number(unscaled);
    return Number.isSafeInteger(number) ? number : unscaled.toString();
  }
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, '0');
  const text = `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
  return unscaled < 0n ? `-${text}` : text;
}

function isoDate(milliseconds: number): string {
  const date = new Date(milliseconds);
  return Number.isNaN(date.getTime()) ? String(milliseconds) : isoDay(date);
}
