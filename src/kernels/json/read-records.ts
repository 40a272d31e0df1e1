import { failWith } from '../../core/failure';
import type { Kernel, ReadableFile } from '../../core/run-context';
import type { ColumnData } from '../../core/rows';
import { areWider } from '../columns/kinds';
import { JsonCursor } from './cursor';
import { failAt, Incomplete, JsonFault } from './fault';
import type { FieldColumn } from './field-tree';
import { MOST_BYTES } from './find-form';
import type { JsonColumn, JsonForm } from './plan';
import { readBytes } from './read-bytes';
import { RecordReader } from './record-reader';

/** Cells that a piece may have, so that many columns of few bytes do not fill the memory. */
const MOST_CELLS = 16_000_000;
const LINE_FEED = 10;
const RETURN = 13;

/** What a stretch of records is read with. */
export interface ReadRecords {
  readonly file: ReadableFile;
  readonly name: string;
  readonly form: JsonForm;
  /** Where to go on, in bytes: the first record, or what follows the last one read. */
  readonly from: number;
  /** About as many bytes are read; more where one record is longer. */
  readonly bytes: number;
  /** At most so many rows. */
  readonly rows: number;
  readonly plan: readonly JsonColumn[];
  readonly isFlat: boolean;
  /** False to look at names and kinds alone. */
  readonly isBuilt: boolean;
}

/** What was read. */
export interface RecordsPiece {
  readonly rows: number;
  /** The columns of the plan that have names, in its order; empty where `isWider`, or where nothing was built. */
  readonly columns: readonly ColumnData[];
  /** The columns of the plan and those that are new, with the kinds that were met in this piece. */
  readonly found: readonly Pick<JsonColumn, 'path' | 'kinds'>[];
  /** Values or names were met that the plan does not hold: it must be made wider, and everything read anew. */
  readonly isWider: boolean;
  /** Where to go on. */
  readonly next: number;
  /** The last record was read. */
  readonly isDone: boolean;
  /** As many rows as asked for were read, and there are more. */
  readonly hasMore: boolean;
  readonly duplicates: number;
  readonly halves: number;
  readonly notFinite: number;
}

/**
 * Reads a stretch of records of a JSON text in UTF-8 into columns. Every call stands for itself: it is told where to start and says
 * where the next one does, so that a text of any length passes through in pieces. About 100 MB/s.
 */
export const readRecords: Kernel<ReadRecords, RecordsPiece> = {
  name: 'read-json',
  async run(input, report) {
    const { file, name, from } = input;
    for (let size = input.bytes; ; size *= 2) {
      const bytes = await readBytes(file, name, from, size);
      report(0);
      const stretch = new Stretch(input, bytes, from + bytes.length >= file.size);
      try {
        stretch.read();
      } catch (error) {
        if (error instanceof JsonFault) return failAt(file, name, error, from);
        throw error;
      }
      if (stretch.rows > 0 || stretch.isDone || stretch.hasMore) return stretch.piece();
      if (size >= MOST_BYTES) failWith('json-too-large', { name, what: 'in one record', limit: '256 MB' });
    }
  },
};

/** One stretch of bytes and the records in it. */
class Stretch {
  rows = 0;
  isDone = false;
  hasMore = false;
  readonly #input: ReadRecords;
  readonly #cursor: JsonCursor;
  readonly #reader: RecordReader;
  /** Behind the last whole record. */
  #next = 0;

  constructor(input: ReadRecords, bytes: Uint8Array, isLast: boolean) {
    this.#input = input;
    this.#cursor = new JsonCursor(bytes, 0, isLast);
    this.#reader = new RecordReader(this.#cursor, { ...input, record: input.form.record });
  }

  /** Reads whole records until the bytes, the rows asked for or the records end. */
  read(): void {
    const reader = this.#reader;
    let { duplicates, halves, notFinite } = reader;
    try {
      if (this.#input.form.layout === 'columns') {
        this.#readColumns();
        return;
      }
      while (this.#goesOn()) {
        ({ duplicates, halves, notFinite } = reader);
        reader.record(this.rows);
        this.rows += 1;
        this.#next = this.#cursor.at;
      }
    } catch (error) {
      if (!(error instanceof Incomplete)) throw error;
      // The record that was cut off is read again by the next call.
      reader.duplicates = duplicates;
      reader.halves = halves;
      reader.notFinite = notFinite;
    }
  }

  /** Whether a record follows that is to be read; the cursor then stands at its start. */
  #goesOn(): boolean {
    const { form, from, rows } = this.#input;
    const cursor = this.#cursor;
    const isFirst = this.rows === 0 && from === form.start;
    if (form.layout === 'single') {
      if (isFirst) return true;
      this.#finish();
      return false;
    }
    if (form.layout === 'lines') this.isDone = this.#linesEnd(isFirst);
    else if (isFirst ? cursor.next() === 93 : !cursor.follows(93)) {
      if (isFirst) cursor.at += 1;
      this.#finish();
    }
    if (this.isDone) return false;
    this.hasMore = this.rows >= rows;
    return !this.hasMore && (this.rows + 1) * this.#reader.columns.length < MOST_CELLS;
  }

  /** Whether no line follows; one that does must start on a line of its own. */
  #linesEnd(isFirst: boolean): boolean {
    const cursor = this.#cursor;
    const from = cursor.at;
    if (cursor.isDone()) return true;
    if (isFirst) return false;
    for (let at = from; at < cursor.at; at++) {
      const byte = cursor.bytes[at];
      if (byte === LINE_FEED || byte === RETURN) return false;
    }
    const isComma = cursor.bytes[cursor.at] === 44;
    throw new JsonFault(isComma ? 'json-comma-lines' : 'json-two-roots', cursor.at);
  }

  /** Passes over what stands behind the records: the ends of the objects around them, and nothing else. */
  #finish(): void {
    const cursor = this.#cursor;
    const { notFinite } = cursor;
    for (let depth = this.#input.form.depth; depth > 0; depth--) {
      while (cursor.follows(125)) {
        cursor.name();
        cursor.skip();
      }
    }
    cursor.notFinite = notFinite;
    if (!cursor.isDone()) throw new JsonFault('json-two-roots', cursor.at);
    this.isDone = true;
    this.#next = cursor.at;
  }

  /** Reads an object of columns; it must stand in the bytes as a whole. */
  #readColumns(): void {
    const cursor = this.#cursor;
    let rows = -1;
    cursor.next();
    cursor.at += 1;
    do {
      const field = this.#reader.columnName();
      let row = 0;
      if (cursor.next() !== 91) cursor.unexpected('a list');
      cursor.at += 1;
      if (cursor.next() === 93) cursor.at += 1;
      else {
        do this.#reader.value(field, row++, 0);
        while (cursor.follows(93));
      }
      if (rows >= 0 && row !== rows) {
        throw new JsonFault('json-uneven-columns', cursor.at, {
          column: field.path.join('.'),
          rows,
          found: row,
        });
      }
      rows = row;
    } while (cursor.follows(125));
    this.#finish();
    this.rows = Math.min(rows, this.#input.rows);
    this.isDone = this.rows === rows;
    this.hasMore = !this.isDone;
  }

  piece(): RecordsPiece {
    const { columns, duplicates, halves, notFinite } = this.#reader;
    const isWider = columns.some(isWiderThanPlanned);
    const isKept = this.#input.isBuilt && !isWider;
    return {
      rows: this.rows,
      columns: isKept ? columns.flatMap((column) => this.#finished(column)) : [],
      found: columns.map(({ path, kinds }) => ({ path, kinds })),
      isWider,
      next: this.#input.from + this.#next,
      isDone: this.isDone,
      hasMore: this.hasMore,
      duplicates,
      halves,
      notFinite,
    };
  }

  #finished({ planned, writer }: FieldColumn): ColumnData[] {
    const name = planned?.name ?? null;
    return name === null || writer === null ? [] : [writer.finish(name, this.rows)];
  }
}

function isWiderThanPlanned({ planned, kinds }: FieldColumn): boolean {
  return planned === undefined || (!planned.isForced && areWider(kinds, planned.kinds));
}
