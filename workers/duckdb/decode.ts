import { DataType, TimeUnit, tableFromIPC, type RecordBatch, type Vector } from 'apache-arrow';
import type { Cell, Frame } from '../../src/core/frame';

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
  for (let row = 0; row < vector.length; row++) {
    const value: unknown = valueAt(vector, row);
    values.push(value === null || value === undefined ? null : toCell(value));
  }
}

/** apache-arrow throws at timestamps farther away than numbers count milliseconds, which infinity is: those come raw. */
function valueAt(vector: Vector, row: number): unknown {
  if (!DataType.isTimestamp(vector.type)) return vector.get(row);
  try {
    return vector.get(row);
  } catch {
    let at = row;
    for (const data of vector.data) {
      if (at < data.length) return (data.values as BigInt64Array)[at];
      at -= data.length;
    }
    return null;
  }
}

const INFINITY = 2n ** 63n - 1n;

/** How values of an Arrow type become cells: 64-bit integers beyond 2^53 and decimals as text, dates as ISO 8601. */
function cellDecoder(type: DataType): (value: unknown) => Cell {
  if (DataType.isDecimal(type)) return (value) => decimalText(value, type.scale);
  if (DataType.isDate(type)) return (value) => isoDate(Number(value));
  if (DataType.isTimestamp(type)) {
    return (value) =>
      typeof value === 'bigint' ? farTimestamp(value) : isoTimestamp(Number(value), type.unit);
  }
  if (DataType.isTime(type)) return (value) => isoTime(BigInt(String(value)));
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
  return Number.isNaN(date.getTime()) ? String(milliseconds) : (date.toISOString().split('T')[0] ?? '');
}

/** DuckDB gives a time of day in microseconds. */
function isoTime(microseconds: bigint): string {
  const two = (value: bigint): string => value.toString().padStart(2, '0');
  const seconds = microseconds / 1_000_000n;
  const clock = [seconds / 3600n, (seconds / 60n) % 60n, seconds % 60n].map(two).join(':');
  const fraction = (microseconds % 1_000_000n).toString().padStart(6, '0').replace(/0+$/, '');
  return fraction === '' ? clock : `${clock}.${fraction}`;
}

/** As DuckDB writes infinity; what else no calendar reaches stands as its number. */
function farTimestamp(raw: bigint): string {
  if (raw === INFINITY) return 'infinity';
  return raw === -INFINITY ? '-infinity' : raw.toString();
}

/** apache-arrow gives timestamps in milliseconds with a fraction, whatever their unit. */
function isoTimestamp(milliseconds: number, unit: TimeUnit): string {
  const date = new Date(Math.floor(milliseconds));
  if (Number.isNaN(date.getTime())) return String(milliseconds);
  const text = date.toISOString().split('.')[0] ?? '';
  const fraction = milliseconds / 1000 - Math.floor(milliseconds / 1000);
  const digits =
    unit === TimeUnit.SECOND || fraction === 0 ? '' : fraction.toFixed(6).slice(1).replace(/0+$/, '');
  return digits === '' || digits === '.' ? text : text + digits;
}
