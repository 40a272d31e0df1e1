import { failWith } from '../../core/failure';
import type { Kernel, ReadableFile } from '../../core/run-context';
import type { ColumnData } from '../../core/rows';
import { takes, writeForced } from '../columns/force';
import { KIND, typeOfKinds, type BuiltType } from '../columns/kinds';
import { tableNames } from '../columns/names';
import { ColumnWriter } from '../columns/writer';
import { CellReader, type RawCell, type SheetValue } from './cells';
import { findTable, type FilledRow, type FilledSheet, type FoundTable } from './find-table';
import { openWorkbook, type OpenWorkbook, type ReadSheet as Sheet, type SheetEntry } from './open-workbook';
import { cellName, columnLetters, parseRange, rangeName, type CellRange } from './range';

const PREVIEW_ROWS = 30;
const PREVIEW_COLUMNS = 20;
const SHOWN_TEXT = 200;
const PIECE_ROWS = 100_000;
/** Cells of the table; a sheet of Excel may have a hundred times as many. */
const MOST_CELLS = 60_000_000;
const NAMED_AT_MOST = 20;

/** What a sheet is read with. */
export interface ReadSheetInput {
  readonly file: ReadableFile;
  readonly name: string;
  /** Empty for the first sheet with data, those that are hidden last. */
  readonly sheet: string;
  /** In A1 notation; empty where the table is to be found. */
  readonly range: string;
  readonly header: 'auto' | 'yes' | 'no';
  readonly rows: number;
  /** Types by the names of columns: set by hand, or those of a table that several files make. */
  readonly types: Readonly<Record<string, { readonly type: BuiltType; readonly isForced: boolean }>>;
  /** False to look at names and kinds alone. */
  readonly isBuilt: boolean;
}

/** A column that was found. */
export interface SheetColumn {
  readonly name: string;
  /** As the header writes it; empty where it gives none. */
  readonly original: string;
  readonly kinds: number;
}

/** A sheet that was read. */
export interface ReadSheetOutput {
  readonly sheets: readonly SheetEntry[];
  readonly sheet: string;
  /** Of the header and the rows, in A1 notation. */
  readonly range: string;
  /** Row of the header, from 1; null where there is none. */
  readonly headerRow: number | null;
  /** Rows, from 1, above and below the table that were left out. */
  readonly above: readonly number[];
  readonly below: readonly number[];
  readonly emptyRows: number;
  readonly columns: readonly SheetColumn[];
  readonly pieces: readonly { readonly rows: number; readonly columns: readonly ColumnData[] }[];
  readonly rows: number;
  readonly hasMore: boolean;
  /** The first cells of the sheet as it shows them. */
  readonly preview: readonly { readonly row: number; readonly column: string; readonly text: string }[];
  /** How many cells hold each error, such as #N/A. */
  readonly errors: Readonly<Record<string, number>>;
  readonly withoutResult: number;
  readonly merged: number;
  /** Columns in which such numbers stand. */
  readonly durations: readonly string[];
  readonly percents: readonly string[];
  readonly padded: readonly string[];
}

/** Reads one sheet of a workbook into columns. The whole workbook is held in memory: about 5 MB of .xlsx a second. */
export const readSheet: Kernel<ReadSheetInput, ReadSheetOutput> = {
  name: 'read-sheet',
  async run(input, report) {
    const range = input.range.trim() === '' ? null : parseRange(input.range);
    if (range === null && input.range.trim() !== '') failWith('sheet-range-invalid', { range: input.range });
    const workbook = await openWorkbook(input.file, input.name);
    report(0.5);
    const reader = new CellReader(workbook.formats, workbook.is1904);
    const { sheet, filled } = chooseSheet(workbook, reader, input, range);
    const table = findTable(filled, input.header, range !== null);
    if (table === null) return failEmpty(input, workbook, sheet.name);
    if (table.rows.length === 0) {
      failWith('sheet-header-only', { name: input.name, sheet: sheet.name, row: (table.header ?? 0) + 1 });
    }
    return new TableReader(input, sheet, reader, table).output(workbook.sheets);
  },
};

function chooseSheet(
  workbook: OpenWorkbook,
  reader: CellReader,
  { sheet: asked, name }: ReadSheetInput,
  range: CellRange | null,
): { readonly sheet: Sheet; readonly filled: FilledSheet } {
  const { sheets } = workbook;
  if (asked !== '' && !sheets.some((entry) => entry.name === asked)) {
    failWith('sheet-unknown', { name, sheet: asked, sheets: listed(sheets) });
  }
  const visibleFirst = [...sheets].sort((a, b) => Number(a.isHidden) - Number(b.isHidden));
  const candidates = asked === '' ? visibleFirst.map((entry) => entry.name) : [asked];
  let last: { readonly sheet: Sheet; readonly filled: FilledSheet } | undefined;
  for (const candidate of candidates) {
    const sheet = workbook.read(candidate);
    last = { sheet, filled: filledRows(sheet, reader, range) };
    if (last.filled.rows.length > 0) return last;
  }
  return last ?? failWith('sheet-damaged', { name });
}

function failEmpty({ name, sheet, range }: ReadSheetInput, { sheets }: OpenWorkbook, read: string): never {
  const part = range.trim() === '' ? '' : `Range ${range.trim()} of `;
  const what =
    sheet === '' && sheets.length > 1 && part === ''
      ? 'Every sheet'
      : `${part}${part === '' ? 'S' : 's'}heet “${read}”`;
  return failWith('sheet-empty', { name, sheet: what, sheets: listed(sheets) });
}

function listed(sheets: readonly SheetEntry[]): string {
  const names = sheets.slice(0, NAMED_AT_MOST).map(({ name }) => `“${name}”`);
  const more = sheets.length > NAMED_AT_MOST ? ` and ${sheets.length - NAMED_AT_MOST} more` : '';
  return `${names.join(', ')}${more}`;
}

/** The rows with a value, an error or a formula, within the range. Cost: the cells that the sheet holds. */
function filledRows({ cells }: Sheet, reader: CellReader, range: CellRange | null): FilledSheet {
  const rows: FilledRow[] = [];
  const filled: number[] = [];
  const texts: number[] = [];
  const cellsOf = (row: number): { readonly column: number; readonly isText: boolean }[] => {
    const found: { readonly column: number; readonly isText: boolean }[] = [];
    cells[row]?.forEach((cell, column) => {
      if (range !== null && (column < range.left || column > range.right)) return;
      const value = reader.read(cell);
      if (value.kind === 0 && value.remark === null) return;
      found.push({ column, isText: value.kind === KIND.text && value.remark === null });
    });
    return found;
  };
  cells.forEach((_, row) => {
    if (range !== null && (row < range.top || row > range.bottom)) return;
    const found = cellsOf(row);
    const [first] = found;
    const last = found.at(-1);
    if (first === undefined || last === undefined) return;
    let words = 0;
    for (const { column, isText } of found) {
      filled[column] = (filled[column] ?? 0) + 1;
      texts[column] = (texts[column] ?? 0) + (isText ? 1 : 0);
      if (isText) words += 1;
    }
    rows.push({ row, width: found.length, texts: words, left: first.column, right: last.column });
  });
  return {
    rows,
    filled: Array.from(filled, (count) => count ?? 0),
    texts: Array.from(texts, (count) => count ?? 0),
    cellsOf,
  };
}

/** Reads the cells of a table that was found. */
class TableReader {
  readonly #input: ReadSheetInput;
  readonly #sheet: Sheet;
  readonly #reader: CellReader;
  readonly #table: FoundTable;
  readonly #rows: readonly number[];
  readonly #names: readonly string[];
  readonly #originals: readonly string[];
  readonly #kinds: number[];
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
  }

  #cellAt(row: number, place: number): RawCell | undefined {
    return this.#sheet.cells[row]?.[this.#table.left + place];
  }

  output(sheets: readonly SheetEntry[]): ReadSheetOutput {
    for (const row of this.#rows)
      for (let place = 0; place < this.#kinds.length; place++) this.#look(row, place);
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
      columns: this.#names.map((name, place) => ({
        name,
        original: this.#originals[place] ?? '',
        kinds: this.#kinds[place] ?? 0,
      })),
      pieces: this.#input.isBuilt ? this.#pieces() : [],
      rows: this.#rows.length,
      hasMore: this.#rows.length < rows.length,
      preview: this.#preview(),
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
      const columns = this.#names.map((name, place) => this.#column(name, place, rows));
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

  /** The first rows that hold something, as the sheet shows them. */
  #preview(): ReadSheetOutput['preview'] {
    const shown: { readonly row: number; readonly column: string; readonly text: string }[] = [];
    const { cells } = this.#sheet;
    let rows = 0;
    for (let row = 0; row < cells.length && rows < PREVIEW_ROWS; row++) {
      const before = shown.length;
      (cells[row] ?? []).slice(0, PREVIEW_COLUMNS).forEach((cell, column) => {
        const text = this.#reader.shown(cell).slice(0, SHOWN_TEXT);
        if (text !== '') shown.push({ row: row + 1, column: columnLetters(column), text });
      });
      if (shown.length > before) rows += 1;
    }
    return shown;
  }
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
