import type { ColumnData } from '../../core/rows';
import type { BuiltType } from './kinds';

/** What is used of the encoder that browsers, workers and Node all have. */
declare const TextEncoder: new () => { encode(text: string): Uint8Array };

const encoder = new TextEncoder();
const FIRST_ROWS = 1024;
const MICROS_PER_DAY = 86_400_000_000;
/** Within so many days of 1970 a DOUBLE counts microseconds exactly. */
const EXACT_DAYS = 100_000;
const TWO_32 = 4_294_967_296;

/**
 * Builds one column row by row; rows that are passed over are missing, and a second value for the last row replaces the
 * first. Rows must not go back. Memory: the column, and as much again while it grows.
 */
export class ColumnWriter {
  readonly type: BuiltType;
  #present = new Uint8Array(FIRST_ROWS);
  #doubles = new Float64Array(0);
  #longs = new BigInt64Array(0);
  /** The halves of `#longs`, low before high: WebAssembly and every machine that runs it are little-endian. */
  #halves = new Int32Array(0);
  #days = new Int32Array(0);
  #flags = new Uint8Array(0);
  #bytes = new Uint8Array(0);
  #length = 0;
  #offsets = new Int32Array(0);
  /** Text: the row whose end `#length` is. */
  #textRow = -1;

  constructor(type: BuiltType) {
    this.type = type;
    this.#grow(FIRST_ROWS);
    if (type === 'text') this.#bytes = new Uint8Array(FIRST_ROWS * 8);
  }

  number(row: number, value: number): void {
    this.#mark(row);
    this.#doubles[row] = value;
  }

  /** An integer of at most 2^53 in size. */
  integer(row: number, value: number): void {
    this.#mark(row);
    const high = Math.floor(value / TWO_32);
    this.#halves[2 * row] = value - high * TWO_32;
    this.#halves[2 * row + 1] = high;
  }

  /** An integer of 64 bits. */
  long(row: number, value: bigint): void {
    this.#mark(row);
    this.#longs[row] = value;
  }

  boolean(row: number, value: boolean): void {
    this.#mark(row);
    this.#flags[row] = value ? 1 : 0;
  }

  /** Days since 1970-01-01. */
  date(row: number, days: number): void {
    this.#mark(row);
    this.#days[row] = days;
  }

  /** Days since 1970-01-01 and microseconds since midnight. */
  timestamp(row: number, days: number, micros: number): void {
    if (Math.abs(days) < EXACT_DAYS) this.integer(row, days * MICROS_PER_DAY + micros);
    else this.long(row, BigInt(days) * BigInt(MICROS_PER_DAY) + BigInt(micros));
  }

  text(row: number, value: string): void {
    if (this.#plainText(row, value)) return;
    const bytes = encoder.encode(value);
    this.textBytes(row, bytes, 0, bytes.length);
  }

  /** Writes a text that is all ASCII, as most are: an encoder makes a buffer for each. False where it is not. */
  #plainText(row: number, value: string): boolean {
    this.#mark(row);
    this.#startText(row);
    this.#makeRoom(value.length);
    const [bytes, start] = [this.#bytes, this.#length];
    for (let at = 0; at < value.length; at++) {
      const letter = value.charCodeAt(at);
      if (letter > 127) return false;
      bytes[start + at] = letter;
    }
    this.#length += value.length;
    this.#offsets[row + 1] = this.#length;
    return true;
  }

  /** UTF-8, copied. */
  textBytes(row: number, bytes: Uint8Array, start: number, end: number): void {
    this.#mark(row);
    this.#startText(row);
    this.#makeRoom(end - start);
    // A call to copy costs more than some bytes one by one.
    if (end - start > 24) this.#bytes.set(bytes.subarray(start, end), this.#length);
    else for (let to = this.#length, at = start; at < end; at++, to++) this.#bytes[to] = bytes[at]!;
    this.#length += end - start;
    this.#offsets[row + 1] = this.#length;
  }

  /** Makes room for so many more bytes of text. */
  #makeRoom(more: number): void {
    const length = this.#length + more;
    if (length <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.max(length, this.#bytes.length * 2));
    grown.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = grown;
  }

  /** Takes back what was written at a row. */
  clear(row: number): void {
    if (row < this.#present.length) this.#present[row] = 0;
  }

  /** The column of the rows before `rows`. */
  finish(name: string, rows: number): ColumnData {
    this.#ensure(Math.max(rows, 1) - 1);
    const present = this.#present.slice(0, rows);
    const holes = present.includes(0) ? { present } : {};
    switch (this.type) {
      case 'number':
        return { name, type: 'number', values: this.#doubles.slice(0, rows), ...holes };
      case 'integer':
      case 'timestamp':
        return { name, type: this.type, values: this.#longs.slice(0, rows), ...holes };
      case 'date':
        return { name, type: 'date', values: this.#days.slice(0, rows), ...holes };
      case 'boolean':
        return { name, type: 'boolean', values: this.#flags.slice(0, rows), ...holes };
      case 'text': {
        this.#startText(rows);
        const offsets = this.#offsets.slice(0, rows + 1);
        return { name, type: 'text', offsets, bytes: this.#bytes.slice(0, offsets[rows]), ...holes };
      }
      default:
        return this.type satisfies never;
    }
  }

  #mark(row: number): void {
    if (row >= this.#present.length) this.#ensure(row);
    this.#present[row] = 1;
  }

  /** Fills the ends of rows without text; what stands at the row already goes. */
  #startText(row: number): void {
    if (row <= this.#textRow) this.#length = this.#offsets[row]!;
    else for (let at = this.#textRow + 1; at <= row; at++) this.#offsets[at] = this.#length;
    this.#textRow = row;
  }

  #ensure(row: number): void {
    if (row < this.#present.length) return;
    const rows = Math.max(row + 1, this.#present.length * 2);
    const present = new Uint8Array(rows);
    present.set(this.#present);
    this.#present = present;
    this.#grow(rows);
  }

  #grow(rows: number): void {
    switch (this.type) {
      case 'number':
        this.#doubles = copied(this.#doubles, new Float64Array(rows));
        return;
      case 'integer':
      case 'timestamp':
        this.#longs = copied(this.#longs, new BigInt64Array(rows));
        this.#halves = new Int32Array(this.#longs.buffer);
        return;
      case 'date':
        this.#days = copied(this.#days, new Int32Array(rows));
        return;
      case 'boolean':
        this.#flags = copied(this.#flags, new Uint8Array(rows));
        return;
      case 'text':
        this.#offsets = copied(this.#offsets, new Int32Array(rows + 1));
        return;
      default:
        this.type satisfies never;
    }
  }
}

function copied<Values extends { set(from: Values): void }>(from: Values, to: Values): Values {
  to.set(from);
  return to;
}
