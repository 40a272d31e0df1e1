import { FailureError, failWith, makeFailure } from '../../../core/failure';
import { cellAt, frameOfRows, type Frame } from '../../../core/frame';
import type { Notice } from '../../../core/contract';
import type { MadeTable, OpenSource, RunContext, RunOutput, RunStep } from '../../../core/run-context';
import { sourceFiles } from '../../../core/source';
import { dateNotices, nameNotices, originalNames, skipNotices, typeNotices, widenedNotices } from './columns';
import { csvFailure } from './csv-failure';
import { findDialect, type Dialect, type SniffScope } from './dialect';
import { likelyDelimiter } from './head';
import { keepAsWritten, keptNotices, type Kept } from './keep-as-written';
import { missingWordNotices } from './missing-words';
import { readCsv } from './read-sql';
import type { LoadParams } from './step';
import { checkText, type Encoding } from './text-check';

/** Reads one CSV into a table: find the dialect, read it in one statement, say what had to be changed. */
export const run: RunStep<LoadParams> = async (context, params) => {
  const [file] = sourceFiles(params.source);
  if (file === undefined) throw new Error('A source has at least one file.');
  context.progress('opening');
  const source = await context.openSource(file);
  const { table, dialect, notices } = await readTable(context, source, params);
  if (table.rows === 0) failWith('csv-header-only', { name: source.name, columns: table.columns.length });
  const originals = await originalNames(context, source, params, dialect);
  const named = nameNotices(dialect, originals);
  const remarks = [
    ...skipNotices(dialect),
    ...named,
    ...typeNotices(dialect, params.types),
    ...dateNotices(dialect),
    ...notices,
    ...(await missingWordNotices(context, table, params)),
  ];
  for (const notice of remarks) context.notice(notice);
  const isCut = await isCutOff(context, source, params, dialect, table);
  context.progress('hashing');
  return output(table, dialect, originals, isCut);
};

/** A table that was read, how, and what is to be said about its types. */
interface ReadTable {
  readonly table: MadeTable;
  readonly dialect: Dialect;
  readonly notices: readonly Notice[];
}

/** How a file is to be read, as far as was found out before an error: for its message, and for what changed since. */
interface Attempt {
  dialect: Dialect | undefined;
}

async function readTable(context: RunContext, source: OpenSource, params: LoadParams): Promise<ReadTable> {
  const encoding = checkText(source, params.encoding);
  const sampled: Attempt = { dialect: undefined };
  try {
    const { table, dialect, losses } = await readAs(context, source, params, encoding, 'sample', sampled);
    return { table, dialect, notices: keptNotices(losses) };
  } catch (error) {
    if (!isLateType(error, params)) throw error;
    const all: Attempt = { dialect: undefined };
    const { table, dialect, losses } = await readAs(context, source, params, encoding, 'all', all);
    const widened = sampled.dialect === undefined ? [] : widenedNotices(sampled.dialect, dialect, losses);
    return { table, dialect, notices: [...keptNotices(losses), ...widened] };
  }
}

async function readAs(
  context: RunContext,
  source: OpenSource,
  params: LoadParams,
  encoding: Encoding,
  scope: SniffScope,
  attempt: Attempt,
): Promise<Kept & { readonly table: MadeTable }> {
  context.progress(scope === 'sample' ? 'finding delimiter and types' : 'finding types in all rows');
  try {
    attempt.dialect = await findDialect(context, source, params, encoding, scope);
    const { dialect, losses } = await keepAsWritten(context, source, params, attempt.dialect, scope);
    attempt.dialect = dialect;
    context.progress('reading');
    const limit = params.limit === null ? '' : ` LIMIT ${params.limit}`;
    const select = `SELECT * FROM ${readCsv(source, params, dialect)}${limit}`;
    return { table: await context.database.createTable(select), dialect, losses };
  } catch (error) {
    throw doubtedDelimiter(
      csvFailure(error, source, encoding, attempt.dialect?.columns.length ?? 0),
      source,
      params,
      encoding,
    );
  }
}

/** What a file cannot be read by is first of all a delimiter that was set by hand and does not stand in its first line. */
function doubtedDelimiter(
  error: FailureError,
  source: OpenSource,
  { delimiter }: LoadParams,
  encoding: Encoding,
): FailureError {
  const { code, detail } = error.failure;
  if (delimiter === 'auto' || !code.startsWith('csv-') || code === 'csv-wrong-encoding') return error;
  const likely = likelyDelimiter(source.head, encoding);
  if (
    likely === null ||
    likely === delimiter ||
    likelyDelimiter(source.head, encoding, [delimiter]) !== null
  ) {
    return error;
  }
  const facts = { name: source.name, delimiter, likely: likely === '\t' ? 'tab' : likely };
  return new FailureError(
    makeFailure('csv-delimiter-doubtful', facts, detail === undefined ? {} : { detail }),
  );
}

/** A value beyond the sniffer's sample that does not fit the type found there; types set by hand stay as they are. */
function isLateType(error: unknown, params: LoadParams): boolean {
  if (!(error instanceof FailureError) || error.failure.code !== 'csv-value-not-of-type') return false;
  const column = /Error when converting column "([^"]*)"/.exec(error.failure.detail ?? '')?.[1];
  return column === undefined || !Object.hasOwn(params.types, column);
}

/** Whether the limit left rows out: a file that ends there is whole, one that cannot be read further is not. */
async function isCutOff(
  context: RunContext,
  source: OpenSource,
  params: LoadParams,
  dialect: Dialect,
  table: MadeTable,
): Promise<boolean> {
  if (params.limit === null || table.rows < params.limit) return false;
  const rows = `SELECT 1 FROM ${readCsv(source, params, dialect)} LIMIT ${params.limit + 1}`;
  try {
    const counted = await context.database.query(`SELECT count(*)::DOUBLE AS n FROM (${rows})`);
    return Number(cellAt(counted, 'n', 0)) > table.rows;
  } catch (error) {
    if (error instanceof FailureError && error.failure.code === 'sql-error') return true;
    throw error;
  }
}

function output(
  table: MadeTable,
  dialect: Dialect,
  originals: readonly (string | null)[],
  isSampled: boolean,
): RunOutput {
  return {
    artifacts: { table: { kind: 'table', ...table } },
    frames: { dialect: dialectFrame(dialect), columns: columnsFrame(table, originals) },
    ...(isSampled ? { traits: { table: { sampled: { rows: table.rows, of: null } } } } : {}),
  };
}

function dialectFrame({ delimiter, quote, header, encoding }: Dialect): Frame {
  return frameOfRows(['delimiter', 'quote', 'header', 'encoding'], [{ delimiter, quote, header, encoding }]);
}

function columnsFrame(table: MadeTable, originals: readonly (string | null)[]): Frame {
  return {
    rows: table.columns.length,
    columns: {
      column: table.columns.map((column) => column.name),
      original: originals,
      type: table.columns.map((column) => column.type),
      sql_type: table.columns.map((column) => column.sqlType),
    },
  };
}
