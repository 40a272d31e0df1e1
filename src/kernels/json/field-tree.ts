import type { ColumnWriter } from '../columns/writer';
import type { JsonCursor } from './cursor';
import { JsonFault } from './fault';
import type { JsonColumn } from './plan';
import { textOf } from './utf8';

/** What is used of the encoder that browsers, workers and Node all have. */
declare const TextEncoder: new () => { encode(text: string): Uint8Array };

const encoder = new TextEncoder();
/** Names tried by their bytes before the name is looked up as a text. */
const TRIED = 24;
/** A table has no more columns than this. */
export const MOST_COLUMNS = 10_000;

/** A column while records are read. */
export interface FieldColumn {
  readonly path: readonly string[];
  readonly planned: JsonColumn | undefined;
  readonly writer: ColumnWriter | null;
  kinds: number;
}

/** A name within an object: the column of its plain values, and the names within it where it holds objects. */
export interface Field {
  /** As it stands between its quotation marks. */
  readonly raw: Uint8Array;
  readonly path: readonly string[];
  readonly index: number;
  column: FieldColumn | null;
  within: FieldLevel | null;
  /** The row that had it last. */
  row: number;
}

/** The names of one object level, in the order in which they were first met. */
export class FieldLevel {
  readonly fields: Field[] = [];
  readonly #path: readonly string[];
  readonly #byName = new Map<string, Field>();
  /** The place of the name that is likely to come next: records mostly repeat their order. */
  guess = 0;

  constructor(path: readonly string[]) {
    this.#path = path;
  }

  /** Reads a name and finds its field, or makes it. */
  read(cursor: JsonCursor): Field {
    const { bytes, end } = cursor;
    const from = cursor.at + 1;
    const count = this.fields.length;
    for (let tried = 0; tried < TRIED && tried < count; tried++) {
      const index = this.guess + tried < count ? this.guess + tried : this.guess + tried - count;
      const field = this.fields[index]!;
      const stop = from + field.raw.length;
      if (stop < end && bytes[stop] === 34 && isSame(bytes, from, field.raw)) {
        cursor.at = stop + 1;
        this.guess = index + 1;
        return field;
      }
    }
    cursor.string();
    const raw = bytes.slice(cursor.start, cursor.stop);
    const field = this.named(textOf(raw, 0, raw.length, cursor.hasEscapes), raw, cursor.at);
    this.guess = field.index + 1;
    return field;
  }

  /** The field of a name, made where there is none. */
  named(name: string, raw: Uint8Array = encoder.encode(name), at = 0): Field {
    const known = this.#byName.get(name);
    if (known !== undefined) return known;
    if (this.fields.length >= MOST_COLUMNS) {
      throw new JsonFault('json-too-many-columns', at, { most: MOST_COLUMNS });
    }
    const field: Field = {
      raw,
      path: [...this.#path, name],
      index: this.fields.length,
      column: null,
      within: null,
      row: -1,
    };
    this.fields.push(field);
    this.#byName.set(name, field);
    return field;
  }
}

function isSame(bytes: Uint8Array, from: number, raw: Uint8Array): boolean {
  for (let index = 0; index < raw.length; index++) if (bytes[from + index] !== raw[index]) return false;
  return true;
}
