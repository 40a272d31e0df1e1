import type { Notice } from '../../../core/contract';
import { frameOfRows, type Frame } from '../../../core/frame';
import type { MadeTable, OpenSource, ReadableFile, RunContext, RunStep } from '../../../core/run-context';
import type { RowsPiece } from '../../../core/rows';
import { sourceFiles } from '../../../core/source';
import { quoteIdentifier } from '../../../core/sql';
import type { Column } from '../../../core/table';
import { unionNotices } from '../../../core/union-by-name';
import { addedName, constantColumn, fitColumns } from '../../../kernels/columns/fit';
import { KIND, type BuiltType } from '../../../kernels/columns/kinds';
import { columnNotices } from '../../../kernels/columns/said';
import {
  columnsFrame,
  tableColumns,
  unionPart,
  unmetNotices,
  type TableColumn,
} from '../../../kernels/columns/table-columns';
import { readSheet, type ReadSheetInput, type ReadSheetOutput } from '../../../kernels/sheet/read-sheet';
import { sheetNotices } from './notices';
import type { LoadExcelParams } from './step';

/** What takes most of the time. */
const OPENING = 'unpacking and reading the workbook';

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
    const phase = sources.length === 1 ? OPENING : `${OPENING} ${place + 1} of ${sources.length}`;
    context.progress(phase);
    const source = await context.openSource(file);
    const how = { rows: left, types: ownTypes(params), isBuilt: sources.length === 1, phase };
    const output = await callReader(context, params, source, how);
    left -= output.rows;
    files.push({ source, output });
  }
  const columns = tableColumns(
    files.flatMap(({ output }) => output.columns),
    params.types,
  );
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
  { phase, ...how }: Pick<ReadSheetInput, 'rows' | 'types' | 'isBuilt'> & { readonly phase: string },
): Promise<ReadSheetOutput> {
  const input = { file: file as ReadableFile, name, sheet, range, header, ...how };
  // It is opened in one go: how far that is cannot be told, so the phase has no share. The rest takes a phase of its own.
  context.progress(phase);
  return context.kernels.call(readSheet, input, [], () => context.progress('finding the table'));
}

async function* allPieces(
  context: RunContext,
  params: LoadExcelParams,
  files: readonly BookFile[],
  columns: readonly TableColumn[],
  label: string | null,
): AsyncGenerator<RowsPiece> {
  const byName = new Map(columns.map((column) => [column.name.toLowerCase(), column]));
  const total = files.reduce((sum, { output }) => sum + output.rows, 0);
  let done = 0;
  for (const [place, { source, output }] of files.entries()) {
    let { pieces } = output;
    if (pieces.length === 0) {
      const own = output.columns.map(({ name }) => [name, byName.get(name.toLowerCase())] as const);
      const types = Object.fromEntries(
        own.flatMap(([name, column]) => (column === undefined ? [] : [[name, column]])),
      );
      const phase = `${OPENING} ${place + 1} of ${files.length} again`;
      const how = { rows: output.rows, types, isBuilt: true, phase };
      ({ pieces } = await callReader(context, params, source, how));
    }
    for (const piece of pieces) {
      context.progress('making the table', done / Math.max(1, total), { done, total, unit: 'rows' });
      done += piece.rows;
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
  return [
    ...files.flatMap(({ source, output }) =>
      sheetNotices(output, params, files.length > 1 ? source.name : null),
    ),
    ...columnNotices(columns),
    ...(files.length > 1
      ? unionNotices(files.map(({ source, output }) => unionPart(source.name, output.columns, columns)))
      : []),
    ...unmetNotices(columns, params, label),
  ];
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
    columns: columnsFrame(made, columns),
  };
}
