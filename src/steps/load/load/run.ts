import { FailureError, failWith } from '../../../core/failure';
import { frameOfRows, type Frame } from '../../../core/frame';
import type { MadeTable, OpenSource, RunContext, RunOutput, RunStep } from '../../../core/run-context';
import { sourceFiles } from '../../../core/source';
import { keepWords } from './booleans';
import { nameNotices, originalNames, skipNotices, typeNotices } from './columns';
import { csvFailure } from './csv-failure';
import { findDialect, type Dialect } from './dialect';
import { readCsv } from './read-sql';
import type { LoadParams } from './step';
import { checkText } from './text-check';

/** Reads one CSV into a table: find the dialect, read it in one statement, say what had to be changed. */
export const run: RunStep<LoadParams> = async (context, params) => {
  const [file] = sourceFiles(params.source);
  if (file === undefined) throw new Error('A source has at least one file.');
  context.progress('opening');
  const source = await context.openSource(file);
  const { table, dialect } = await readTable(context, source, params);
  if (table.rows === 0) failWith('csv-header-only', { name: source.name, columns: table.columns.length });
  const originals = await originalNames(context, source, params, dialect);
  const notices = [
    ...skipNotices(dialect),
    ...nameNotices(dialect, originals),
    ...typeNotices(dialect, params.types),
  ];
  for (const notice of notices) context.notice(notice);
  context.progress('hashing');
  return output(table, dialect, originals, params);
};

async function readTable(
  context: RunContext,
  source: OpenSource,
  params: LoadParams,
): Promise<{ table: MadeTable; dialect: Dialect }> {
  const encoding = checkText(source, params.encoding);
  context.progress('finding delimiter and types');
  const sampled = await keepWords(
    context,
    source,
    params,
    await findDialect(context, source, params, encoding),
  );
  try {
    return { table: await createTable(context, source, params, sampled), dialect: sampled };
  } catch (error) {
    if (!isLateType(error, params)) throw error;
    context.progress('finding types in all rows');
    const found = await findDialect(context, source, params, encoding, 'all');
    const dialect = await keepWords(context, source, params, found);
    return { table: await createTable(context, source, params, dialect), dialect };
  }
}

/** A value beyond the sniffer's sample that does not fit the type found there; types set by hand stay as they are. */
function isLateType(error: unknown, params: LoadParams): boolean {
  if (!(error instanceof FailureError) || error.failure.code !== 'csv-value-not-of-type') return false;
  const column = /Error when converting column "([^"]*)"/.exec(error.failure.detail ?? '')?.[1];
  return column === undefined || !Object.hasOwn(params.types, column);
}

async function createTable(
  context: RunContext,
  source: OpenSource,
  params: LoadParams,
  dialect: Dialect,
): Promise<MadeTable> {
  context.progress('reading');
  const limit = params.limit === null ? '' : ` LIMIT ${params.limit}`;
  try {
    return await context.database.createTable(`SELECT * FROM ${readCsv(source, params, dialect)}${limit}`);
  } catch (error) {
    throw csvFailure(error, source, dialect.encoding, dialect.columns.length);
  }
}

function output(
  table: MadeTable,
  dialect: Dialect,
  originals: readonly (string | null)[],
  { limit }: LoadParams,
): RunOutput {
  const isSampled = limit !== null && table.rows === limit;
  return {
    artifacts: { table: { kind: 'table', ...table } },
    frames: { dialect: dialectFrame(dialect), columns: columnsFrame(table, originals) },
    ...(isSampled ? { traits: { table: { sampled: { rows: limit, of: null } } } } : {}),
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
