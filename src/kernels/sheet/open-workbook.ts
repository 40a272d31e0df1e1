import { failWith } from '../../core/failure';
import type { ReadableFile } from '../../core/run-context';
import type { RawCells } from './cells';
import type { NumberFormats } from './formats';
import { hasEndlessChain } from './ole-chains';
import { openArchive } from './unpack';

declare const TextDecoder: new () => { decode(bytes: Uint8Array): string };
declare const console: { readonly error: unknown; readonly warn: unknown };

/** A workbook of the old kind is read as a whole too. */
const MOST_OLD_BYTES = 200_000_000;
const HEAD_BYTES = 4096;
/** No program writes more columns (up to XFD): cells beyond are places that were misread. */
const MOST_COLUMNS = 16_384;
const ZIP = [0x50, 0x4b];
const OLE = [0xd0, 0xcf, 0x11, 0xe0];
const SAVE_AS = 'Open it in a spreadsheet program and save it as .xlsx.';

/** A sheet as a workbook lists it. */
export interface SheetEntry {
  readonly name: string;
  readonly isHidden: boolean;
}

/** A sheet that was read. */
export interface ReadSheet {
  readonly name: string;
  readonly cells: RawCells;
  /** Blocks of merged cells; ends belong to them. */
  readonly merges: readonly { readonly s: { r: number; c: number }; readonly e: { r: number; c: number } }[];
}

/** A workbook of which sheets are read one by one. */
export interface OpenWorkbook {
  readonly sheets: readonly SheetEntry[];
  readonly is1904: boolean;
  readonly formats: NumberFormats;
  /** The cells of a sheet; none where it is a chart. */
  read(name: string): ReadSheet;
}

/** What is used of the spreadsheet library. */
interface Library {
  read(bytes: Uint8Array, options: object): Book;
  readonly SSF: NumberFormats;
}
interface Book {
  readonly SheetNames: readonly string[];
  readonly Sheets: Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>;
  readonly Workbook?: {
    readonly WBProps?: { readonly date1904?: boolean };
    readonly Sheets?: readonly { readonly name?: string; readonly Hidden?: number }[];
  };
}

/**
 * Opens a workbook: .xlsx, .xlsm, .xls or .ods, by its bytes, whatever its name. Fails by name for what is protected, damaged, too
 * large, or something else.
 */
export async function openWorkbook(file: ReadableFile, name: string): Promise<OpenWorkbook> {
  const bytes = await workbookBytes(file, name);
  const library = (await import('@e965/xlsx')) as unknown as Library;
  const read = (sheet: number): Book => readBook(library, bytes, sheet, name);
  const first = read(0);
  const props = first.Workbook?.Sheets ?? [];
  const sheets = first.SheetNames.map((sheet, place) => ({
    name: sheet,
    isHidden: (props[place]?.Hidden ?? 0) > 0,
  }));
  return {
    sheets,
    is1904: first.Workbook?.WBProps?.date1904 === true,
    formats: library.SSF,
    read: (sheet) => {
      const book = Object.hasOwn(first.Sheets, sheet) ? first : read(first.SheetNames.indexOf(sheet));
      const raw = Object.hasOwn(book.Sheets, sheet) ? book.Sheets[sheet] : undefined;
      const cells = Array.isArray(raw?.['!data']) ? (raw['!data'] as RawCells) : [];
      if (cells.some((row) => (row?.length ?? 0) > MOST_COLUMNS))
        failWith('sheet-damaged', { name }, { detail: `Cells stand beyond column ${MOST_COLUMNS}.` });
      const merges = Array.isArray(raw?.['!merges']) ? (raw['!merges'] as ReadSheet['merges']) : [];
      return { name: sheet, cells, merges };
    },
  };
}

function readBook(library: Library, bytes: Uint8Array, sheet: number, name: string): Book {
  const options = {
    type: 'array',
    dense: true,
    cellNF: true,
    cellText: false,
    cellHTML: false,
    cellFormula: true,
    cellDates: false,
    sheetStubs: true,
    sheets: [sheet],
  };
  try {
    const book = quietly(() => library.read(bytes, options));
    if (!Array.isArray(book.SheetNames) || book.SheetNames.length === 0)
      throw new Error('There is no sheet.');
    return book;
  } catch (error) {
    const detail = String(error);
    const code = /password|encrypt/i.test(detail) ? 'sheet-encrypted' : 'sheet-damaged';
    return failWith(code, { name }, { detail });
  }
}

/** The library prints what it finds odd in a file to the console, which is for faults of ours. It reads without a pause. */
function quietly<T>(work: () => T): T {
  const { error, warn } = console;
  Object.assign(console, { error: () => undefined, warn: () => undefined });
  try {
    return work();
  } finally {
    Object.assign(console, { error, warn });
  }
}

async function workbookBytes(file: ReadableFile, name: string): Promise<Uint8Array> {
  const head = await bytesOf(file, name, HEAD_BYTES);
  if (head.length === 0) failWith('file-empty', { name });
  if (startsWith(head, OLE)) {
    if (file.size > MOST_OLD_BYTES) {
      failWith('sheet-too-large', { name, what: 'it has more than 200 MB' });
    }
    const bytes = await bytesOf(file, name, file.size);
    if (hasEndlessChain(bytes))
      failWith('sheet-damaged', { name }, { detail: 'A chain of sectors has no end.' });
    return bytes;
  }
  if (!startsWith(head, ZIP)) return refuse(name, looksOf(head), SAVE_AS);
  const archive = await openArchive(file, name);
  const has = (pattern: RegExp): boolean => archive.names.some((member) => pattern.test(member));
  if (has(/^xl\/workbook\.bin$/i)) refuse(name, 'a binary Excel workbook (.xlsb)', SAVE_AS);
  if (has(/^Index\/Document\.iwa$|^Index\.zip$/i))
    refuse(name, 'a Numbers document', 'Export it as Excel from Numbers.');
  if (has(/^word\//i) || has(/^ppt\//i))
    refuse(name, 'a document or a presentation', 'Copy the table into a spreadsheet.');
  if (!has(/^\[Content_Types\]\.xml$/i) && !has(/^content\.xml$/i)) {
    refuse(name, 'a zip archive without a workbook', 'Unpack it and drop what is in it.');
  }
  return archive.unpack();
}

function refuse(name: string, looks: string, instead: string): never {
  return failWith('sheet-format-not-read', { name, looks, instead });
}

async function bytesOf(file: ReadableFile, name: string, count: number): Promise<Uint8Array> {
  try {
    return new Uint8Array(await file.slice(0, Math.min(count, file.size)).arrayBuffer());
  } catch (error) {
    return failWith('file-unreadable', { name }, { detail: String(error) });
  }
}

const startsWith = (head: Uint8Array, bytes: readonly number[]): boolean =>
  bytes.every((byte, index) => head[index] === byte);

/** What a file is that is no workbook: many programs give web pages and plain text the ending .xls. */
function looksOf(head: Uint8Array): string {
  const text = new TextDecoder().decode(head).trimStart().toLowerCase();
  if (/^\ufeff?<(!doctype html|html|table|meta)/.test(text)) return 'a web page with the name of a workbook';
  if (text.includes('urn:schemas-microsoft-com:office:spreadsheet')) return 'an Excel 2003 XML file';
  return head.includes(0) ? 'no workbook' : 'plain text';
}
