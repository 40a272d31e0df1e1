import { notFiniteOf, takes, writeForced } from '../columns/force';
import { readIso, type IsoMoment } from '../columns/iso';
import { KIND } from '../columns/kinds';
import { ColumnWriter } from '../columns/writer';
import type { JsonCursor } from './cursor';
import { JsonFault } from './fault';
import { FieldLevel, MOST_COLUMNS, type Field, type FieldColumn } from './field-tree';
import type { JsonColumn, RecordKind } from './plan';
import { textOf, unescape, type Unescaped } from './utf8';

/** Objects within objects become columns down to this depth; below they are kept as JSON. */
const MOST_LEVELS = 32;
/** As long as `-Infinity`. */
const LONGEST_NOT_FINITE = 9;
const LIKE_DATES = KIND.date | KIND.timestamp | KIND.instant;

/** How records are to be read. */
export interface RecordOptions {
  readonly record: RecordKind;
  /** Whether objects within records become columns. */
  readonly isFlat: boolean;
  readonly plan: readonly JsonColumn[];
  /** Whether columns are built, or only looked at. */
  readonly isBuilt: boolean;
}

/** Reads records into columns: finds names and kinds, and builds those columns that the plan knows. */
export class RecordReader {
  readonly columns: FieldColumn[] = [];
  /** Names that stood twice in one object; the last value holds. */
  duplicates = 0;
  readonly #cursor: JsonCursor;
  readonly #options: RecordOptions;
  readonly #root = new FieldLevel([]);
  readonly #moment: IsoMoment = { kind: 0, days: 0, micros: 0 };
  readonly #plain: Unescaped = { into: new Uint8Array(256), length: 0, halves: 0 };

  constructor(cursor: JsonCursor, options: RecordOptions) {
    this.#cursor = cursor;
    this.#options = options;
    for (const column of options.plan) this.#planned(column);
  }

  /** Halves of characters that stood alone and became U+FFFD. */
  get halves(): number {
    return this.#plain.halves;
  }

  set halves(count: number) {
    this.#plain.halves = count;
  }

  /** Values that are NaN or infinite, which JSON does not have. */
  get notFinite(): number {
    return this.#cursor.notFinite;
  }

  set notFinite(count: number) {
    this.#cursor.notFinite = count;
  }

  /** Reads the record that starts here into a row. */
  record(row: number): void {
    const { record } = this.#options;
    const byte = this.#cursor.next();
    if (record === 'value') this.value(this.#root.named('value'), row, 0);
    else if (byte === 110) this.#cursor.word();
    else if (byte === (record === 'object' ? 123 : 91)) {
      if (record === 'object') this.#object(this.#root, row, 0);
      else this.#list(row);
    } else {
      throw new JsonFault('json-record-kinds', this.#cursor.at, {
        first: record === 'object' ? 'an object' : 'a list',
        found: byte === 123 ? 'an object' : byte === 91 ? 'a list' : 'a single value',
      });
    }
  }

  /** Reads the name of a column of an object of columns, and its colon. */
  columnName(): Field {
    if (this.#cursor.next() !== 34) this.#cursor.unexpected('a name in quotation marks');
    const { at } = this.#cursor;
    const field = this.#root.read(this.#cursor);
    if (field.row === 0) {
      throw new JsonFault('json-syntax', at, { expected: 'a name that does not stand already' });
    }
    field.row = 0;
    this.#cursor.colon();
    return field;
  }

  #planned(planned: JsonColumn): void {
    let level = this.#root;
    planned.path.forEach((name, index) => {
      const field = level.named(name);
      if (index < planned.path.length - 1) level = field.within ??= new FieldLevel(field.path);
      else {
        const isBuilt = this.#options.isBuilt && planned.name !== null;
        const writer = isBuilt ? new ColumnWriter(planned.type) : null;
        field.column = { path: planned.path, planned, writer, kinds: 0 };
        this.columns.push(field.column);
      }
    });
  }

  #object(level: FieldLevel, row: number, depth: number): void {
    const cursor = this.#cursor;
    cursor.at += 1;
    level.guess = 0;
    if (cursor.next() === 125) {
      cursor.at += 1;
      return;
    }
    do {
      if (cursor.next() !== 34) cursor.unexpected('a name in quotation marks');
      const field = level.read(cursor);
      cursor.colon();
      if (field.row === row) {
        this.duplicates += 1;
        clear(field, row);
      }
      field.row = row;
      this.value(field, row, depth);
    } while (cursor.follows(125));
  }

  #list(row: number): void {
    const cursor = this.#cursor;
    cursor.at += 1;
    if (cursor.next() === 93) {
      cursor.at += 1;
      return;
    }
    let place = 0;
    do {
      const field = this.#root.fields[place] ?? this.#root.named(`column${place}`);
      this.value(field, row, 0);
      place += 1;
    } while (cursor.follows(93));
  }

  /** Reads a value into its column, or into those of its members. */
  value(field: Field, row: number, depth: number): void {
    const cursor = this.#cursor;
    const byte = cursor.next();
    if (byte === 34) {
      cursor.string();
      this.#string(this.#columnOf(field), row);
    } else if (byte === 123 && this.#options.isFlat && depth < MOST_LEVELS && !this.#isEmptyObject()) {
      this.#object((field.within ??= new FieldLevel(field.path)), row, depth + 1);
    } else if (byte === 123 || byte === 91) {
      cursor.skip();
      this.#nested(this.#columnOf(field), row);
    } else if (cursor.isWord(byte)) {
      cursor.word();
      if (byte === 110) this.#columnOf(field);
      else this.#boolean(this.#columnOf(field), row, byte === 116);
    } else {
      cursor.number();
      this.#number(this.#columnOf(field), row);
    }
  }

  #isEmptyObject(): boolean {
    const cursor = this.#cursor;
    const start = cursor.at;
    cursor.at += 1;
    const isEmpty = cursor.next() === 125;
    cursor.at = start;
    return isEmpty;
  }

  #columnOf(field: Field): FieldColumn {
    if (field.column !== null) return field.column;
    if (this.columns.length >= MOST_COLUMNS) {
      throw new JsonFault('json-too-many-columns', this.#cursor.at, { most: MOST_COLUMNS });
    }
    field.column = { path: field.path, planned: undefined, writer: null, kinds: 0 };
    this.columns.push(field.column);
    return field.column;
  }

  #string(column: FieldColumn, row: number): void {
    const { bytes, start, stop, hasEscapes } = this.#cursor;
    const { writer } = column;
    let kind: number = KIND.text;
    // Once one text is no date, the others need no look.
    if ((column.kinds & KIND.text) === 0 && !hasEscapes) {
      readIso(bytes, start, stop, this.#moment);
      kind = this.#moment.kind || (this.#notFinite() === null ? KIND.text : KIND.notFinite);
    }
    column.kinds |= kind;
    if (writer === null) return;
    if (writer.type === 'text') {
      if (hasEscapes) {
        unescape(bytes, start, stop, this.#plain);
        writer.textBytes(row, this.#plain.into, 0, this.#plain.length);
      } else writer.textBytes(row, bytes, start, stop);
    } else if ((kind & LIKE_DATES) !== 0 && takes(writer.type, kind)) {
      if (writer.type === 'date') writer.date(row, this.#moment.days);
      else writer.timestamp(row, this.#moment.days, this.#moment.micros);
    } else if (kind === KIND.notFinite && writer.type === 'number') {
      writer.number(row, this.#notFinite() ?? NaN);
      this.notFinite += 1;
    } else if (column.planned?.isForced === true)
      this.#forced(column, row, textOf(bytes, start, stop, hasEscapes, this.#plain));
  }

  /** The number that the last text is a word for, where that is not finite; else null. */
  #notFinite(): number | null {
    const { start, stop } = this.#cursor;
    return stop - start > LONGEST_NOT_FINITE ? null : notFiniteOf(this.#cursor.ascii());
  }

  #number(column: FieldColumn, row: number): void {
    const { kind, value, bytes, start, stop } = this.#cursor;
    column.kinds |= kind;
    const { writer } = column;
    if (writer === null) return;
    if (writer.type === 'text') writer.textBytes(row, bytes, start, stop);
    else if (!takes(writer.type, kind)) {
      if (column.planned?.isForced === true) this.#forced(column, row, this.#cursor.ascii());
    } else if (writer.type === 'number') writer.number(row, value);
    else if (kind === KIND.wide) writer.long(row, this.#cursor.long);
    else writer.integer(row, value);
  }

  #boolean(column: FieldColumn, row: number, value: boolean): void {
    column.kinds |= KIND.boolean;
    const { writer } = column;
    if (writer === null) return;
    if (writer.type === 'boolean') writer.boolean(row, value);
    else if (writer.type === 'text') writer.text(row, String(value));
    else if (column.planned?.isForced === true) this.#forced(column, row, String(value));
  }

  #nested(column: FieldColumn, row: number): void {
    column.kinds |= KIND.nested;
    const { writer } = column;
    if (writer === null) return;
    const { bytes, start, stop } = this.#cursor;
    if (writer.type === 'text') {
      compact(bytes, start, stop, this.#plain);
      writer.textBytes(row, this.#plain.into, 0, this.#plain.length);
    } else if (column.planned?.isForced === true) {
      this.#forced(column, row, textOf(bytes, start, stop, false));
    }
  }

  #forced(column: FieldColumn, row: number, text: string): void {
    const { writer, planned } = column;
    if (writer === null || writeForced(writer, row, text)) return;
    const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text;
    throw new JsonFault('json-value-not-of-type', this.#cursor.start, {
      column: planned?.name ?? '',
      value: shown,
      type: writer.type,
    });
  }
}

/** Takes back what a name that stands twice has written at a row. */
function clear(field: Field, row: number): void {
  field.column?.writer?.clear(row);
  for (const within of field.within?.fields ?? []) {
    if (within.row !== row) continue;
    within.row = -1;
    clear(within, row);
  }
}

/** A value without the white space between its tokens. */
function compact(bytes: Uint8Array, start: number, stop: number, result: Unescaped): void {
  if (result.into.length < stop - start) result.into = new Uint8Array(2 * (stop - start));
  const { into } = result;
  let to = 0;
  let isText = false;
  for (let at = start; at < stop; at++) {
    const byte = bytes[at]!;
    if (isText) {
      into[to++] = byte;
      if (byte === 92) into[to++] = bytes[(at += 1)]!;
      else if (byte === 34) isText = false;
    } else if (byte !== 32 && byte !== 10 && byte !== 13 && byte !== 9) {
      into[to++] = byte;
      isText = byte === 34;
    }
  }
  result.length = to;
}
