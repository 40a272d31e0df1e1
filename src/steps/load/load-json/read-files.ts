import type { Amount } from '../../../core/amount';
import { failWith } from '../../../core/failure';
import type { KernelFile, MadeTable, OpenSource, ReadableFile, RunContext } from '../../../core/run-context';
import type { RowsPiece } from '../../../core/rows';
import { constantColumn, fitColumns } from '../../../kernels/columns/fit';
import { tableColumns, type TableColumn } from '../../../kernels/columns/table-columns';
import { openJson, type OpenedJson } from '../../../kernels/json/open-json';
import { readRecords, type RecordsPiece } from '../../../kernels/json/read-records';
import { fileColumns, filePlan, merged, type FileColumn, type FoundColumn } from './plan';
import type { LoadJsonParams } from './step';

/** A piece is read while the database takes the one before it. */
const PIECE_BYTES = 8 << 20;

/** A file that is being read: how it holds its records, and what was found in it so far. */
export interface JsonFile {
  readonly name: string;
  readonly bytes: number;
  readonly text: KernelFile;
  readonly opened: OpenedJson;
  found: readonly FoundColumn[];
  rows: number;
  duplicates: number;
  halves: number;
  /** Values that are NaN or infinite, which JSON does not have. */
  notFinite: number;
}

/** The table that files made. */
export interface ReadFiles {
  readonly table: MadeTable;
  readonly columns: readonly TableColumn[];
  /** Whether the limit left rows out. */
  readonly isCut: boolean;
}

const NOTHING_READ = { rows: 0, duplicates: 0, halves: 0, notFinite: 0 };

/** Opens a file: where its records are, and the columns of the first of them. */
export async function openFile(
  context: RunContext,
  { file, name, bytes }: OpenSource,
  { at, header, nested, limit }: LoadJsonParams,
): Promise<JsonFile> {
  const opened = await context.kernels.call(openJson, {
    file: file as ReadableFile,
    name,
    at,
    header,
    isFlat: nested === 'columns',
    rows: limit ?? Infinity,
  });
  const text = opened.text ?? file;
  return { name, bytes, text, opened, found: opened.found, ...NOTHING_READ };
}

/** The columns of a file with names. */
const columnsOf = ({ found, opened }: JsonFile): FileColumn[] => fileColumns(found, opened.names);

/** The columns that a file brings to a table: those that have a name. */
export const namedColumns = (file: JsonFile): NamedColumn[] =>
  columnsOf(file).flatMap((column) => (column.name === null ? [] : [{ ...column, name: column.name }]));

type NamedColumn = FileColumn & { readonly name: string };

/**
 * Reads files one behind the other into one table. Where a value beyond the first MiB of a file does not fit the types found
 * there, or brings a new column, all is looked at first and then read again: no value passes through a narrower type.
 */
export async function readFiles(
  context: RunContext,
  files: readonly JsonFile[],
  params: LoadJsonParams,
  label: string | null,
): Promise<ReadFiles> {
  try {
    return await readOnce(context, files, params, label);
  } catch (error) {
    if (!(error instanceof MustWiden)) throw error;
    await lookAtAll(context, files, params, error);
    return readOnce(context, files, params, label);
  }
}

/** Thrown by the piece that does not fit: from there on the rest is only looked at. */
class MustWiden extends Error {
  readonly file: JsonFile;
  readonly from: number;
  /** Rows read before that place. */
  readonly rows: number;
  constructor(file: JsonFile, from: number, rows: number) {
    super('wider');
    this.file = file;
    this.from = from;
    this.rows = rows;
  }
}

async function readOnce(
  context: RunContext,
  files: readonly JsonFile[],
  params: LoadJsonParams,
  label: string | null,
): Promise<ReadFiles> {
  const columns = tableColumns(files.flatMap(namedColumns), params.types);
  if (columns.length === 0) failWith('json-no-columns', { name: files[0]?.name ?? '' });
  for (const file of files) Object.assign(file, NOTHING_READ);
  const state: Reading = { context, params, label, columns, rows: 0, isCut: false };
  const table = await context.database.createRows(allPieces(state, files));
  return { table, columns, isCut: state.isCut };
}

/** One pass over all files. */
interface Reading {
  readonly context: RunContext;
  readonly params: LoadJsonParams;
  readonly label: string | null;
  readonly columns: readonly TableColumn[];
  rows: number;
  isCut: boolean;
}

async function* allPieces(state: Reading, files: readonly JsonFile[]): AsyncGenerator<RowsPiece> {
  const bytes = files.reduce((sum, file) => sum + sizeOf(file), 0);
  let before = 0;
  for (const file of files) {
    yield* filePieces(state, file, (at) => {
      const amount = amountRead(state, before + at, bytes);
      state.context.progress('reading', amount.done / amount.total, amount);
    });
    before += sizeOf(file);
    if (state.isCut) return;
  }
  if (state.rows === 0) failWith('json-no-rows', { name: files[0]?.name ?? '' });
}

/** How much of the files is read: of their bytes, or of the rows wanted where a limit says how many. */
function amountRead({ params, rows }: Reading, done: number, total: number): Amount {
  if (params.limit !== null) return { done: rows, total: params.limit, unit: 'rows' };
  return { done, total, unit: 'bytes', rows: Math.round((rows / Math.max(1, done)) * total) };
}

const sizeOf = ({ text, bytes }: JsonFile): number => (text as Partial<ReadableFile>).size ?? bytes;

async function* filePieces(
  state: Reading,
  file: JsonFile,
  report: (at: number) => void,
): AsyncGenerator<RowsPiece> {
  const plan = filePlan(columnsOf(file), state.columns);
  const call = (from: number): Promise<RecordsPiece> =>
    callReader(state, file, from, { plan, isBuilt: true, before: state.rows });
  let from = file.opened.form.start;
  let piece = await call(from);
  for (;;) {
    file.found = merged(file.found, piece.found);
    if (piece.isWider) throw new MustWiden(file, from, state.rows);
    state.rows += piece.rows;
    file.rows += piece.rows;
    file.duplicates += piece.duplicates;
    file.halves += piece.halves;
    file.notFinite += piece.notFinite;
    state.isCut ||= piece.hasMore;
    report(piece.next);
    const isEnd = piece.isDone || piece.hasMore;
    from = piece.next;
    const next = isEnd ? undefined : call(from);
    // Should the database refuse this piece, nobody waits for the next one.
    next?.catch(() => undefined);
    if (piece.rows > 0) yield { rows: piece.rows, columns: fitted(state, file, piece) };
    if (next === undefined) return;
    piece = await next;
  }
}

function fitted(
  { columns, label }: Reading,
  file: JsonFile,
  piece: RecordsPiece,
): ReturnType<typeof fitColumns> {
  const fit = fitColumns(piece.rows, piece.columns, columns);
  return label === null ? fit : [...fit, constantColumn(label, piece.rows, file.name)];
}

function callReader(
  { context, params }: Pick<Reading, 'context' | 'params'>,
  file: JsonFile,
  from: number,
  how: { readonly plan: ReturnType<typeof filePlan>; readonly isBuilt: boolean; readonly before: number },
): Promise<RecordsPiece> {
  return context.kernels.call(readRecords, {
    file: file.text as ReadableFile,
    name: file.name,
    form: file.opened.form,
    from,
    bytes: PIECE_BYTES,
    rows: params.limit === null ? Infinity : Math.max(0, params.limit - how.before),
    plan: how.plan,
    isFlat: params.nested === 'columns',
    isBuilt: how.isBuilt,
  });
}

/** Finds the names and kinds of all that stands behind the piece that did not fit. */
async function lookAtAll(
  context: RunContext,
  files: readonly JsonFile[],
  params: LoadJsonParams,
  start: MustWiden,
): Promise<void> {
  let { rows } = start;
  for (const file of files.slice(files.indexOf(start.file))) {
    let from = file === start.file ? start.from : file.opened.form.start;
    for (let goesOn = true; goesOn;) {
      const amount = { done: from, total: sizeOf(file), unit: 'bytes' } as const;
      context.progress('finding types in all rows', amount.done / amount.total, amount);
      const plan = file.found.map(
        (column) => ({ ...column, name: null, type: 'text', isForced: false }) as const,
      );
      const piece = await callReader({ context, params }, file, from, { plan, isBuilt: false, before: rows });
      file.found = merged(file.found, piece.found);
      rows += piece.rows;
      from = piece.next;
      goesOn = !piece.isDone && !piece.hasMore;
      if (piece.hasMore) return;
    }
  }
}
