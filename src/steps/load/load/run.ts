import { FailureError, failWith } from '../../../core/failure';
import { cellAt, frameOfRows, type Frame } from '../../../core/frame';
import type { MadeTable, RunContext, RunStep } from '../../../core/run-context';
import { sourceFiles } from '../../../core/source';
import { typeNotices } from './columns';
import { headText, previewLines } from './dialect/head';
import { rejectsFrame } from './messy/rejects';
import type { LoadParams } from './params';
import { readFile, type ReadFile } from './read-file';
import { readCsv } from './read-sql';
import { unite } from './unite';
import { suggest } from './values/suggest';

/** Reads the files of a source one by one, unites them by the names of their columns, and says what had to be changed. */
export const run: RunStep<LoadParams> = async (context, params) => {
  const files = await readFiles(context, params);
  const [first] = files;
  if (first === undefined) throw new Error('A source has at least one file.');
  const { table, notices } = await unite(context, files, params);
  const {
    missing,
    numbers,
    notices: remarks,
  } = await suggest(context, table, params, [...new Set(files.flatMap(({ standIns }) => standIns))]);
  const known = new Set(files.flatMap(({ dialect }) => dialect.columns.map(({ name }) => name)));
  const own = files.flatMap((file) => file.notices);
  for (const notice of [...own, ...typeNotices(known, params), ...notices, ...remarks])
    context.notice(notice);
  const isCut = await isCutOff(context, files, params, table);
  context.progress('hashing');
  return {
    artifacts: { table: { kind: 'table', ...table } },
    frames: {
      dialect: dialectFrame(files),
      columns: columnsFrame(table, files),
      preview: previewFrame(first),
      missing_suggestions: missing,
      number_suggestions: numbers,
      rejects: rejectsFrame(files.map(({ rejects }) => rejects)),
    },
    ...(isCut ? { traits: { table: { sampled: { rows: table.rows, of: null } } } } : {}),
  };
};

/** Reads files until the limit is reached. A file with a header and no rows is a failure where it is the only one. */
async function readFiles(context: RunContext, params: LoadParams): Promise<ReadFile[]> {
  const sources = sourceFiles(params.source);
  const files: ReadFile[] = [];
  let rows = 0;
  for (const file of sources) {
    if (params.limit !== null && rows >= params.limit) break;
    context.progress('opening');
    const source = await context.openSource(file);
    const rest = params.limit === null ? params : { ...params, limit: params.limit - rows };
    const label =
      file.kind === 'file' && file.member !== undefined ? `${file.name}/${file.member}` : source.name;
    const read = await readFile(context, source, rest, label);
    files.push(read);
    rows += read.table.rows;
  }
  const [only] = files;
  if (rows === 0 && only !== undefined) {
    failWith('csv-header-only', { name: only.text.source.name, columns: only.dialect.columns.length });
  }
  return files;
}

/** Whether the limit left rows out: a file that ends there is whole, one that cannot be read further is not. */
async function isCutOff(
  context: RunContext,
  files: readonly ReadFile[],
  params: LoadParams,
  table: MadeTable,
): Promise<boolean> {
  const last = files.at(-1);
  if (params.limit === null || table.rows < params.limit || last === undefined) return false;
  if (files.length < sourceFiles(params.source).length) return true;
  const { text, dialect, table: own } = last;
  const rows = `SELECT 1 FROM ${readCsv(text.source, params, dialect)} LIMIT ${own.rows + 1}`;
  try {
    const counted = await context.database.query(`SELECT count(*)::DOUBLE AS n FROM (${rows})`);
    return Number(cellAt(counted, 'n', 0)) > own.rows;
  } catch (error) {
    if (error instanceof FailureError && error.failure.code === 'sql-error') return true;
    throw error;
  }
}

function dialectFrame(files: readonly ReadFile[]): Frame {
  return frameOfRows(
    [
      ...['file', 'delimiter', 'quote', 'escape', 'header', 'skip', 'comment', 'encoding'],
      ...['date_format', 'timestamp_format', 'rows', 'rejected'],
    ],
    files.map(({ label, dialect, text, table, rejects }) => ({
      file: label,
      delimiter: dialect.delimiter,
      quote: dialect.quote,
      escape: dialect.escape,
      header: dialect.header,
      skip: dialect.skip,
      comment: dialect.comment,
      encoding: text.encoding,
      date_format: dialect.dateFormat,
      timestamp_format: dialect.timestampFormat,
      rows: table.rows,
      rejected: rejects.count,
    })),
  );
}

/** The columns of the table, with the name that each has in the first file that has it. */
function columnsFrame(table: MadeTable, files: readonly ReadFile[]): Frame {
  const originals = new Map<string, string | null>();
  for (const { dialect, originals: own } of files) {
    dialect.columns.forEach(({ name }, index) => {
      const key = name.toLowerCase();
      if (!originals.has(key)) originals.set(key, own[index] ?? null);
    });
  }
  return {
    rows: table.columns.length,
    columns: {
      column: table.columns.map((column) => column.name),
      original: table.columns.map((column) => originals.get(column.name.toLowerCase()) ?? null),
      type: table.columns.map((column) => column.type),
      sql_type: table.columns.map((column) => column.sqlType),
    },
  };
}

function previewFrame({ text }: ReadFile): Frame {
  const lines = previewLines(headText(text.source.head, text.readAs));
  return frameOfRows(
    ['line', 'text'],
    lines.map((line, index) => ({ line: index + 1, text: line })),
  );
}
