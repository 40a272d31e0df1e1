import { failWith } from '../../core/failure';
import type { ColumnData } from '../../core/rows';
import type { Kernel, ReadableFile } from '../../core/run-context';
import { quotedNames } from '../../core/words';
import { KIND, type BuiltType } from '../columns/kinds';
import { CellReader } from './cells';
import { findTable, type FilledRow, type FilledSheet } from './find-table';
import { openWorkbook, type OpenWorkbook, type ReadSheet as Sheet, type SheetEntry } from './open-workbook';
import { parseRange, type CellRange } from './range';
import { TableReader } from './table-reader';

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
  /** Columns within the table that have no name and hold nothing; they are left out. */
  readonly emptyColumns: number;
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

const listed = (sheets: readonly SheetEntry[]): string =>
  quotedNames(
    sheets.map(({ name }) => name),
    NAMED_AT_MOST,
  );

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
