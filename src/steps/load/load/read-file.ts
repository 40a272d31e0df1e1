import { amountOfFile } from '../../../core/amount';
import type { Notice } from '../../../core/contract';
import { FailureError, failWith, makeFailure } from '../../../core/failure';
import type { MadeTable, OpenSource, RunContext } from '../../../core/run-context';
import { dateNotices, nameNotices, originalNames, skipNotices, widenedNotices, zoneNotices } from './columns';
import { tableText, type Dialect } from './dialect/dialect';
import { hasMixedEnds, headText, likelyDelimiter, separatorLine } from './dialect/head';
import { openText, reopenText, type OpenText } from './dialect/open-text';
import { findDialect, PLAIN_SNIFF, type SniffOptions } from './dialect/sniff';
import { csvFailure } from './messy/csv-failure';
import { readForgiving } from './messy/read-forgiving';
import { NO_REJECTS, rejectNotices, type Rejects } from './messy/rejects';
import type { LoadParams } from './params';
import { readCsv, selectList } from './read-sql';
import { conversionOf, isForced, LATE_DECIMAL } from './values/conversion';
import { keepAsWritten, keptNotices, type Kept } from './values/keep-as-written';
import { withOwnMissing } from './values/own-missing';

/** A file that was read into a table, how, and what is to be said about it. */
export interface ReadFile {
  /** What its rows are said to come from. */
  readonly label: string;
  readonly table: MadeTable;
  readonly text: OpenText;
  readonly dialect: Dialect;
  /** The names in the file, in order of its columns; null where it gives none. */
  readonly originals: readonly (string | null)[];
  readonly rejects: Rejects;
  /** Number columns with a value that may stand for missing. */
  readonly standIns: readonly string[];
  readonly notices: readonly Notice[];
}

/** One reading of a text: its table and what was decided on the way. */
interface Reading extends Kept {
  readonly table: MadeTable;
  readonly rejects: Rejects;
}

/** What was tried: how, and as far as was found out before an error. */
interface Attempt {
  readonly options: SniffOptions;
  dialect: Dialect | undefined;
}

/** A text is read at most so often: types of all rows, line ends, long lines, rows that do not fit. */
const MOST_ATTEMPTS = 6;

/** Reads one file: finds how it is written, reads it in one statement, and again where it turns out to be written otherwise. */
export async function readFile(
  context: RunContext,
  source: OpenSource,
  params: LoadParams,
  label: string,
): Promise<ReadFile> {
  const text = await openText(context, source, params.encoding);
  const how = asFirstLineSays(text, params);
  const isEncodingSure = params.encoding !== 'auto' || text.encoding !== 'utf-8';
  try {
    return await readText(context, text, how, label, isEncodingSure);
  } catch (error) {
    if (!hasCode(error, 'csv-wrong-encoding') || params.encoding !== 'auto') throw error;
    const other = text.encoding === 'utf-8' ? await reopenText(context, source) : null;
    return readText(context, other ?? text, how, label, true);
  }
}

/** A first line that names the delimiter is believed, where nothing else is set; the table begins below it. */
function asFirstLineSays({ source, readAs }: OpenText, params: LoadParams): LoadParams {
  const delimiter = separatorLine(headText(source.head, readAs));
  if (delimiter === null || params.delimiter !== 'auto' || params.skip !== null) return params;
  return { ...params, delimiter, skip: 1 };
}

async function readText(
  context: RunContext,
  text: OpenText,
  params: LoadParams,
  label: string,
  isEncodingSure: boolean,
): Promise<ReadFile> {
  const attempts: Attempt[] = [];
  let options = PLAIN_SNIFF;
  for (;;) {
    const attempt: Attempt = { options, dialect: undefined };
    attempts.push(attempt);
    try {
      const reading = await readAs(context, text, params, label, attempt, attempts.length > 1);
      return await described(context, text, params, { ...reading, label }, attempts[0]?.dialect);
    } catch (error) {
      if (!(error instanceof FailureError) || attempts.length === MOST_ATTEMPTS) throw error;
      if (error.failure.code === 'csv-wrong-encoding' && !isEncodingSure) throw error;
      const next = nextOptions(error, params, attempt, text);
      if (next === null) throw error;
      options = next;
    }
  }
}

/** How to read a text again after a failure; null where nothing would help. */
function nextOptions(
  { failure }: FailureError,
  params: LoadParams,
  { options, dialect }: Attempt,
  { source, readAs }: OpenText,
): SniffOptions | null {
  const { leniency } = options;
  const detail = failure.detail ?? '';
  const converts = dialect?.columns.some((column) => conversionOf(column, params).misfit !== null) === true;
  // A quote before a line end of another kind is taken for one within a value.
  const isEnd = failure.code === 'csv-unclosed-quote' && source.headIsAll;
  const mayBeEnds = isEnd && hasMixedEnds(headText(source.head, readAs));
  if ((mayBeEnds || detail.includes('state machine reached an invalid state')) && !leniency.anyLineEnd) {
    return { ...options, leniency: { ...leniency, anyLineEnd: true } };
  }
  if (failure.code === 'csv-line-too-long' && !leniency.longLines) {
    return { ...options, leniency: { ...leniency, longLines: true } };
  }
  const isOwn = failure.code === 'csv-unreadable' && (converts || detail.includes(LATE_DECIMAL));
  if (options.scope === 'sample' && (isLateType(failure, params) || isOwn))
    return { ...options, scope: 'all' };
  const canForgive = FORGIVEN.has(failure.code) && !params.strict;
  // A conversion of our own does not know its line: the forgiving reading finds it, and fails where rows are not to be lost.
  if (options.forgives || !(canForgive || isOwn)) return null;
  return { ...options, scope: 'all', forgives: true };
}

/** Failures of single rows. */
const FORGIVEN: ReadonlySet<string> = new Set([
  'csv-row-too-wide',
  'csv-row-too-short',
  'csv-unclosed-quote',
  'csv-value-not-of-type',
  'csv-wrong-encoding',
  'csv-line-too-long',
  'csv-unreadable',
]);

async function readAs(
  context: RunContext,
  { source, readAs: encoding }: OpenText,
  params: LoadParams,
  label: string,
  attempt: Attempt,
  again: boolean,
): Promise<Reading> {
  const { options } = attempt;
  context.progress(again ? 'reading again' : 'finding delimiter and types');
  try {
    const found = await findDialect(context, source, params, encoding, options);
    attempt.dialect = found;
    const typed = await withOwnMissing(context, source, params, found, options);
    const kept = await keepAsWritten(context, source, params, typed, options.scope);
    attempt.dialect = kept.dialect;
    requireColumns(source, params, kept.dialect);
    context.progress('reading', undefined, params.limit === null ? amountOfFile(source) : undefined);
    if (options.forgives) return await readForgiving(context, source, params, kept, label);
    const limit = params.limit === null ? '' : ` LIMIT ${params.limit}`;
    const select = `SELECT ${selectList(kept.dialect, params, label)} FROM ${readCsv(source, params, kept.dialect)}${limit}`;
    return { ...kept, table: await context.database.createTable(select), rejects: NO_REJECTS };
  } catch (error) {
    const failure = csvFailure(error, source, encoding, attempt.dialect?.columns.length ?? 0);
    throw doubtedDelimiter(failure, tableText(source, encoding, params), source.name, params);
  }
}

/** The names in the file, and the remarks that belong to it. */
async function described(
  context: RunContext,
  text: OpenText,
  params: LoadParams,
  { label, table, dialect, losses, rejects, standIns }: Reading & { readonly label: string },
  first: Dialect | undefined,
): Promise<ReadFile> {
  const originals = await originalNames(context, text.source, params, dialect);
  const widened = first === undefined || first === dialect ? [] : widenedNotices(first, dialect, losses);
  const notices = [
    ...text.notices,
    ...rejectNotices(rejects),
    ...skipNotices(dialect),
    ...nameNotices(dialect, originals),
    ...dateNotices(dialect),
    ...zoneNotices(dialect),
    ...keptNotices(losses),
    ...widened,
  ];
  return { label, table, text, dialect, originals, rejects, standIns, notices };
}

function requireColumns({ name }: OpenSource, params: LoadParams, { columns }: Dialect): void {
  const names = columns.map((column) => column.name);
  if (params.columns.length > 0 && !params.columns.some((column) => names.includes(column))) {
    const known = names.slice(0, 12).join(', ');
    failWith('csv-columns-unknown', { name, columns: params.columns.slice(0, 12).join(', '), known });
  }
  if (names.some((each) => each.toLowerCase() === params.filename.toLowerCase())) {
    failWith('csv-filename-taken', { name, column: params.filename });
  }
}

/** What a file cannot be read by is first of all a delimiter that was set by hand and does not stand in its first line. */
function doubtedDelimiter(
  error: FailureError,
  text: string,
  name: string,
  { delimiter }: LoadParams,
): FailureError {
  const { code, detail } = error.failure;
  if (delimiter === 'auto' || !code.startsWith('csv-') || code === 'csv-wrong-encoding') return error;
  const likely = likelyDelimiter(text);
  if (likely === null || likely === delimiter || likelyDelimiter(text, [delimiter]) !== null) return error;
  const facts = { name, delimiter, likely: likely === '\t' ? 'tab' : likely };
  return new FailureError(
    makeFailure('csv-delimiter-doubtful', facts, detail === undefined ? {} : { detail }),
  );
}

/** A value beyond the sniffer's sample that does not fit the type found there; types set by hand stay as they are. */
function isLateType({ code, detail = '' }: FailureError['failure'], params: LoadParams): boolean {
  if (code !== 'csv-value-not-of-type') return false;
  const column = /Error when converting column "([^"]*)"/.exec(detail)?.[1];
  return column === undefined || !isForced(column, params);
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof FailureError && error.failure.code === code;
}
