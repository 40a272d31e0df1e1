import type { Notice } from '../../../core/contract';
import { frameOfRows, type Frame } from '../../../core/frame';
import type { MadeTable, OpenSource, ReadableFile, RunContext, RunStep } from '../../../core/run-context';
import type { RowsPiece } from '../../../core/rows';
import { sourceFiles } from '../../../core/source';
import { quoteIdentifier } from '../../../core/sql';
import type { Column } from '../../../core/table';
import { unionNotices } from '../../../core/union-by-name';
import { addedName, constantColumn, fitColumns } from '../../../kernels/columns/fit';
import { KIND, typeOfKinds, type BuiltType } from '../../../kernels/columns/kinds';
import { columnNotices, listNames } from '../../../kernels/columns/said';
import { readSheet, type ReadSheetOutput } from '../../../kernels/sheet/read-sheet';
import { sheetNotices } from './notices';
import type { LoadExcelParams } from './step';

/** A column of the table that all files make. */
interface TableColumn {
  readonly name: string;
  readonly original: string;
  readonly kinds: number;
  readonly type: BuiltType;
  readonly isForced: boolean;
}

/** A workbook, and what was read from it. */
interface BookFile {
  readonly source: OpenSource;
  readonly output: ReadSheetOutput;
}

/** Reads a sheet of each workbook into one table; of several, all are looked at before the first is read. */
export const run: RunStep<LoadExcelParams> = async (context, params) => {
  const files: BookFile[] = [];
  const sources = sourceFiles(params.source);
  let left = params.limit ?? Infinity;
  for (const [place, file] of sources.entries()) {
    if (left === 0) break;
    context.progress('reading the workbook', place / sources.length);
    const source = await context.openSource(file);
    const output = await callReader(context, params, source, left, ownTypes(params), sources.length === 1);
    left -= output.rows;
    files.push({ source, output });
  }
  const columns = tableColumns(files, params);
  const names = columns.map(({ name }) => name);
  const label = params.filename === '' ? null : addedName(params.filename, names);
  const made = await context.database.createRows(allPieces(context, params, files, columns, label));
  const table = await withTimes(context, made, columns);
  for (const notice of remarks(files, columns, params, label)) context.notice(notice);
  const isCut = files.length < sources.length || files.some(({ output }) => output.hasMore);
  context.progress('hashing');
  return {
    artifacts: { table: { kind: 'table', ...table } },
    frames: frames(files, table.columns, columns),
    ...(isCut ? { traits: { table: { sampled: { rows: table.rows, of: null } } } } : {}),
  };
};

type Types = Readonly<Record<string, { readonly type: BuiltType; readonly isForced: boolean }>>;

const ownTypes = ({ types }: LoadExcelParams): Types =>
  Object.fromEntries(Object.entries(types).map(([name, type]) => [name, { type, isForced: true }]));

function callReader(
  context: RunContext,
  { sheet, range, header }: LoadExcelParams,
  { file, name }: OpenSource,
  rows: number,
  types: Types,
  isBuilt: boolean,
): Promise<ReadSheetOutput> {
  const input = { file: file as ReadableFile, name, sheet, range, header, rows, types, isBuilt };
  return context.kernels.call(readSheet, input);
}

/** The columns of all files, by name (capitals do not tell names apart); each type holds the values of all files. */
function tableColumns(files: readonly BookFile[], { types }: LoadExcelParams): TableColumn[] {
  const byName = new Map<string, TableColumn>();
  for (const column of files.flatMap(({ output }) => output.columns)) {
    const before = byName.get(column.name.toLowerCase());
    const name = before?.name ?? column.name;
    const kinds = (before?.kinds ?? 0) | column.kinds;
    const forced = Object.hasOwn(types, name) ? types[name] : undefined;
    byName.set(name.toLowerCase(), {
      name,
      original: before?.original ?? column.original,
      kinds,
      type: forced ?? typeOfKinds(kinds),
      isForced: forced !== undefined,
    });
  }
  return [...byName.values()];
}

async function* allPieces(
  context: RunContext,
  params: LoadExcelParams,
  files: readonly BookFile[],
  columns: readonly TableColumn[],
  label: string | null,
): AsyncGenerator<RowsPiece> {
  const byName = new Map(columns.map((column) => [column.name.toLowerCase(), column]));
  for (const [place, { source, output }] of files.entries()) {
    let { pieces } = output;
    if (pieces.length === 0) {
      context.progress('reading the workbooks', place / files.length);
      const own = output.columns.map(({ name }) => [name, byName.get(name.toLowerCase())] as const);
      const types = Object.fromEntries(
        own.flatMap(([name, column]) => (column === undefined ? [] : [[name, column]])),
      );
      ({ pieces } = await callReader(context, params, source, output.rows, types, true));
    }
    for (const piece of pieces) {
      const named = piece.columns.map((column) => ({
        ...column,
        name: byName.get(column.name.toLowerCase())?.name ?? column.name,
      }));
      const fit = fitColumns(piece.rows, named, columns);
      yield {
        rows: piece.rows,
        columns: label === null ? fit : [...fit, constantColumn(label, piece.rows, source.name)],
      };
    }
  }
}

/** Columns that hold nothing but times of day come as text and become times. */
async function withTimes(
  context: RunContext,
  made: MadeTable,
  columns: readonly TableColumn[],
): Promise<MadeTable> {
  const times = new Set(
    columns.filter(({ kinds, isForced }) => kinds === KIND.time && !isForced).map(({ name }) => name),
  );
  if (times.size === 0) return made;
  const list = made.columns.map(({ name }) => {
    const quoted = quoteIdentifier(name);
    return times.has(name) ? `${quoted}::TIME AS ${quoted}` : quoted;
  });
  return context.database.createTable(`SELECT ${list.join(', ')} FROM ${quoteIdentifier(made.table)}`);
}

/** All that is to be said of what was read. */
function remarks(
  files: readonly BookFile[],
  columns: readonly TableColumn[],
  params: LoadExcelParams,
  label: string | null,
): Notice[] {
  const { types, filename } = params;
  const unknown = Object.keys(types).filter((name) => !columns.some((column) => column.name === name));
  return [
    ...files.flatMap(({ source, output }) =>
      sheetNotices(output, params, files.length > 1 ? source.name : null),
    ),
    ...columnNotices(columns),
    ...(files.length > 1 ? unionNotices(files.map((file) => partOf(file, columns))) : []),
    ...(label === null || label === filename
      ? []
      : [
          {
            code: 'filename-renamed',
            text: `The column of file names is “${label}”: “${filename}” stands already.`,
          },
        ]),
    ...(unknown.length === 0
      ? []
      : [
          {
            code: 'types-unknown',
            text: `No column is called ${listNames(unknown)}; a type was set for it.`,
          },
        ]),
  ];
}

/** The columns that a file brings, for what differs between files; one without values is of the table's type. */
function partOf(
  { source, output }: BookFile,
  columns: readonly TableColumn[],
): Parameters<typeof unionNotices>[0][number] {
  const own = output.columns.map(({ name, kinds }): Column => {
    const column = columns.find((one) => one.name.toLowerCase() === name.toLowerCase());
    return { name, type: kinds === 0 ? (column?.type ?? 'text') : typeOfKinds(kinds), sqlType: '' };
  });
  return { label: source.name, table: '', columns: own };
}

function frames(
  files: readonly BookFile[],
  made: readonly Column[],
  columns: readonly TableColumn[],
): Readonly<Record<string, Frame>> {
  const first = files[0]?.output;
  return {
    files: frameOfRows(
      ['file', 'sheet', 'range', 'header_row', 'rows'],
      files.map(({ source, output: { sheet, range, headerRow, rows } }) => ({
        file: source.name,
        sheet,
        range,
        header_row: headerRow,
        rows,
      })),
    ),
    sheets: frameOfRows(
      ['sheet', 'hidden', 'read'],
      (first?.sheets ?? []).map(({ name, isHidden }) => ({
        sheet: name,
        hidden: isHidden,
        read: name === first?.sheet,
      })),
    ),
    preview: frameOfRows(['row', 'column', 'text'], first?.preview ?? []),
    columns: frameOfRows(
      ['column', 'original', 'type', 'sql_type'],
      made.map(({ name, type, sqlType }, place) => {
        const original = columns[place]?.original ?? '';
        return { column: name, original: original === '' ? null : original, type, sql_type: sqlType };
      }),
    ),
  };
}
