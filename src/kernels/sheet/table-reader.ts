import { failWith } from '../../core/failure';
import type { ColumnData } from '../../core/rows';
import { takes, writeForced } from '../columns/force';
import { typeOfKinds, type BuiltType } from '../columns/kinds';
import { tableNames } from '../columns/names';
import { ColumnWriter } from '../columns/writer';
import type { CellReader, RawCell, SheetValue } from './cells';
import type { FoundTable } from './find-table';
import type { ReadSheet as Sheet, SheetEntry } from './open-workbook';
import { cellName, columnLetters, rangeName } from './range';
import type { ReadSheetInput, ReadSheetOutput } from './read-sheet';

const PREVIEW_ROWS = 30;
const PREVIEW_COLUMNS = 20;
const SHOWN_TEXT = 200;
const PIECE_ROWS = 100_000;
/** Cells of the table; a sheet of Excel may have a hundred times as many. */
const MOST_CELLS = 60_000_000;

/** Reads the cells of a table that was found: first which kinds of values its columns hold, then the columns. */
export class TableReader {
  readonly #input: ReadSheetInput;
  readonly #sheet: Sheet;
  readonly #reader: CellReader;
  readonly #table: FoundTable;
  readonly #rows: readonly number[];
  readonly #names: readonly string[];
  readonly #originals: readonly string[];
  readonly #kinds: number[];
  /** The columns of the table, but those without a name that hold nothing; all where the range was set by hand. */
  readonly #places: readonly number[];
  readonly #filled = new Set<number>();
  readonly #remarks = { duration: new Set<number>(), percent: new Set<number>(), padded: new Set<number>() };
  readonly #errors = new Map<string, number>();
  #withoutResult = 0;

  constructor(input: ReadSheetInput, sheet: Sheet, reader: CellReader, table: FoundTable) {
    this.#input = input;
    this.#sheet = sheet;
    this.#reader = reader;
    this.#table = table;
    this.#rows = table.rows.slice(0, Math.min(input.rows, table.rows.length));
    const width = table.right - table.left + 1;
    if (width * this.#rows.length > MOST_CELLS) {
      failWith('sheet-too-large', {
        name: input.name,
        what: `its table has ${this.#rows.length} rows of ${width} cells`,
      });
    }
    const { header } = table;
    this.#originals = Array.from({ length: width }, (_, place) =>
      header === null ? '' : reader.text(this.#cellAt(header, place)).trim(),
    );
    this.#names = tableNames(this.#originals);
    this.#kinds = new Array<number>(width).fill(0);
    for (const row of this.#rows) for (let place = 0; place < width; place++) this.#look(row, place);
    const isGiven = input.range.trim() !== '';
    this.#places = Array.from(this.#names.keys()).filter(
      (place) => isGiven || this.#originals[place] !== '' || this.#filled.has(place),
    );
  }

  #cellAt(row: number, place: number): RawCell | undefined {
    return this.#sheet.cells[row]?.[this.#table.left + place];
  }

  /** All that is told of the table; `sheets` are those of the workbook. */
  output(sheets: readonly SheetEntry[]): ReadSheetOutput {
    const { header, rows, above, below, left, right } = this.#table;
    const top = header ?? rows[0] ?? 0;
    const bottom = this.#rows.at(-1) ?? top;
    const named = (places: ReadonlySet<number>): string[] =>
      [...places].sort((a, b) => a - b).map((place) => this.#names[place] ?? '');
    return {
      sheets,
      sheet: this.#sheet.name,
      range: rangeName({ top, left, bottom, right }),
      headerRow: header === null ? null : header + 1,
      above: above.map((row) => row + 1),
      below: below.map((row) => row + 1),
      emptyRows: bottom - top + 1 - this.#rows.length - (header === null ? 0 : 1),
      emptyColumns: this.#names.length - this.#places.length,
      columns: this.#places.map((place) => ({
        name: this.#names[place] ?? '',
        original: this.#originals[place] ?? '',
        kinds: this.#kinds[place] ?? 0,
      })),
      pieces: this.#input.isBuilt ? this.#pieces() : [],
      rows: this.#rows.length,
      hasMore: this.#rows.length < rows.length,
      preview: previewOf(this.#sheet, this.#reader),
      errors: Object.fromEntries(this.#errors),
      withoutResult: this.#withoutResult,
      merged: this.#sheet.merges.filter(
        ({ s, e }) => s.r <= bottom && e.r >= top && s.c <= right && e.c >= left,
      ).length,
      durations: named(this.#remarks.duration),
      percents: named(this.#remarks.percent),
      padded: named(this.#remarks.padded),
    };
  }

  #look(row: number, place: number): void {
    const value = this.#reader.read(this.#cellAt(row, place));
    this.#kinds[place]! |= value.kind;
    if (value.kind !== 0 || value.remark !== null) this.#filled.add(place);
    switch (value.remark) {
      case null:
        return;
      case 'error':
        this.#errors.set(value.text, (this.#errors.get(value.text) ?? 0) + 1);
        return;
      case 'no-result':
        this.#withoutResult += 1;
        return;
      default:
        this.#remarks[value.remark].add(place);
    }
  }

  #pieces(): ReadSheetOutput['pieces'] {
    const pieces: { readonly rows: number; readonly columns: readonly ColumnData[] }[] = [];
    for (let start = 0; start < this.#rows.length; start += PIECE_ROWS) {
      const rows = this.#rows.slice(start, start + PIECE_ROWS);
      const columns = this.#places.map((place) => this.#column(this.#names[place] ?? '', place, rows));
      pieces.push({ rows: rows.length, columns });
    }
    return pieces;
  }

  #column(name: string, place: number, rows: readonly number[]): ColumnData {
    const { types } = this.#input;
    const set = Object.hasOwn(types, name) ? types[name] : undefined;
    const writer = new ColumnWriter(set?.type ?? typeOfKinds(this.#kinds[place] ?? 0));
    rows.forEach((row, at) => {
      const cell = this.#cellAt(row, place);
      const value = this.#reader.read(cell);
      if (value.kind === 0) return;
      if (writer.type !== 'text' && takes(writer.type, value.kind))
        return writeAs(writer.type, writer, at, value);
      const text = this.#reader.text(cell);
      if (writeForced(writer, at, text)) return;
      const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text;
      failWith('sheet-value-not-of-type', {
        name: this.#input.name,
        cell: cellName(row, this.#table.left + place),
        column: name,
        value: shown,
        type: writer.type,
      });
    });
    return writer.finish(name, rows.length);
  }
}

/** The first rows that hold something, as the sheet shows them. */
function previewOf({ cells }: Sheet, reader: CellReader): ReadSheetOutput['preview'] {
  const shown: { readonly row: number; readonly column: string; readonly text: string }[] = [];
  let rows = 0;
  for (let row = 0; row < cells.length && rows < PREVIEW_ROWS; row++) {
    const before = shown.length;
    (cells[row] ?? []).slice(0, PREVIEW_COLUMNS).forEach((cell, column) => {
      const text = reader.shown(cell).slice(0, SHOWN_TEXT);
      if (text !== '') shown.push({ row: row + 1, column: columnLetters(column), text });
    });
    if (shown.length > before) rows += 1;
  }
  return shown;
}

/** Writes a value into a column whose type takes it. */
function writeAs(
  type: Exclude<BuiltType, 'text'>,
  writer: ColumnWriter,
  row: number,
  value: SheetValue,
): void {
  switch (type) {
    case 'boolean':
      return writer.boolean(row, value.number === 1);
    case 'integer':
      return writer.integer(row, value.number);
    case 'number':
      return writer.number(row, value.number);
    case 'date':
      return writer.date(row, value.days);
    case 'timestamp':
      return writer.timestamp(row, value.days, value.micros);
    default:
      return type satisfies never;
  }
}
