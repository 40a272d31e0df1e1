import { cellAt, type Frame } from '../../../core/frame';
import { FailureError } from '../../../core/failure';
import type { OpenSource, RunContext } from '../../../core/run-context';
import { quoteLiteral } from '../../../core/sql';
import { csvFailure, isEncodingError } from './csv-failure';
import { DELIMITERS, headFields, likelyDelimiter, spacedComma } from './head';
import type { LoadParams } from './step';
import type { Encoding } from './text-check';

/** A column as the sniffer sees it. */
export interface SniffedColumn {
  readonly name: string;
  readonly type: string;
}

/** How a text is read: everything that `read_csv` needs, found out or set. */
export interface Dialect {
  readonly delimiter: string;
  /** Empty where nothing stands around fields. */
  readonly quote: string;
  readonly escape: string;
  readonly newLine: string;
  readonly comment: string;
  readonly skip: number;
  readonly header: boolean;
  readonly encoding: Encoding;
  readonly dateFormat: string | null;
  readonly timestampFormat: string | null;
  readonly columns: readonly SniffedColumn[];
}

/** What the sniffer looks at: its usual sample of 20,480 rows, or every row. */
export type SniffScope = 'sample' | 'all';

/** A file is read in pieces of this size; four times the longest line that DuckDB takes. Its own 32 MB are slow to fetch for a look at some rows. */
export const BUFFER_BYTES = 8 << 20;

/** Stands for "no text means missing": no field holds this character alone. */
const NOTHING = '\u0001';

/** The texts that mean missing, as an SQL list. */
export function missingList({ missing }: LoadParams): string {
  return `[${(missing.length === 0 ? [NOTHING] : missing).map(quoteLiteral).join(', ')}]`;
}

/**
 * Finds out how a text is to be read; what the params set is taken as it is. The sniffer makes a row that does not fit
 * the header disappear: it falls back to a single column, or leaves out the lines above. Where the first line holds the
 * delimiter, neither is believed: that line is the header, and the reading will name the row that does not fit.
 */
export async function findDialect(
  context: RunContext,
  source: OpenSource,
  params: LoadParams,
  encoding: Encoding,
  scope: SniffScope = 'sample',
): Promise<Dialect> {
  const asked = params.delimiter === 'auto' ? spacedComma(source.head, encoding) : params.delimiter;
  const likely = likelyDelimiter(source.head, encoding, asked === null ? DELIMITERS : [asked]);
  // The delimiter of the first line is tried first, then the sniffer's own; what is found must be credible.
  const tries = asked === null && likely !== null ? [likely, null] : [asked];
  for (const delimiter of tries) {
    const dialect = await sniff(context, source, params, encoding, delimiter, scope);
    if (isCredible(dialect, likely)) return dialect;
  }
  return headerDialect(source, params, encoding, asked ?? likely ?? ',');
}

function isCredible(dialect: Dialect | null, likely: string | null): dialect is Dialect {
  if (dialect === null) return false;
  if (likely === null) return true;
  return dialect.columns.length > 1 && (dialect.skip === 0 || dialect.delimiter !== likely);
}

async function sniff(
  context: RunContext,
  source: OpenSource,
  params: LoadParams,
  encoding: Encoding,
  delimiter: string | null,
  scope: SniffScope,
): Promise<Dialect | null> {
  const options = [
    `encoding = ${quoteLiteral(encoding)}`,
    `nullstr = ${missingList(params)}`,
    `buffer_size = ${BUFFER_BYTES}`,
    ...(scope === 'all' ? ['sample_size = -1'] : []),
    ...(delimiter === null ? [] : [`delim = ${quoteLiteral(delimiter)}`]),
    ...(params.quote === 'auto'
      ? []
      : [`quote = ${quoteLiteral(params.quote === 'none' ? '' : params.quote)}`]),
    ...(params.header === 'auto' ? [] : [`header = ${String(params.header === 'yes')}`]),
  ];
  const sql = `SELECT Delimiter, Quote, Escape, NewLineDelimiter, Comment, SkipRows, HasHeader, DateFormat, TimestampFormat,
    list_transform(Columns, c -> c.name) AS names, list_transform(Columns, c -> c.type) AS types
    FROM sniff_csv(${quoteLiteral(source.path)}, ${options.join(', ')})`;
  const unnested = `SELECT * EXCLUDE (names, types), unnest(names) AS name, unnest(types) AS type FROM (${sql})`;
  try {
    return dialectOf(await context.database.query(unnested), params, encoding);
  } catch (error) {
    if (!(error instanceof FailureError) || error.failure.code !== 'sql-error') throw error;
    if (isEncodingError(error.failure.detail ?? '')) throw csvFailure(error, source, encoding, 0);
    return null;
  }
}

function dialectOf(frame: Frame, params: LoadParams, encoding: Encoding): Dialect {
  const text = (column: string): string => {
    const value = String(cellAt(frame, column, 0) ?? '');
    return value === '(empty)' ? '' : value;
  };
  const format = (column: string): string | null => text(column) || null;
  // A sample without quoted fields says nothing about the rest of the file.
  const quote = text('Quote') || (params.quote === 'none' ? '' : '"');
  return {
    delimiter: text('Delimiter'),
    quote,
    escape: text('Escape') || quote,
    newLine: text('NewLineDelimiter'),
    comment: text('Comment'),
    skip: Number(cellAt(frame, 'SkipRows', 0)),
    header: cellAt(frame, 'HasHeader', 0) === true,
    encoding,
    dateFormat: format('DateFormat'),
    timestampFormat: format('TimestampFormat'),
    columns: Array.from({ length: frame.rows }, (_, row) => ({
      name: String(cellAt(frame, 'name', row)),
      type: String(cellAt(frame, 'type', row)),
    })),
  };
}

/** The dialect that the first line suggests, all columns text: for files that the sniffer gives up on. */
function headerDialect(
  source: OpenSource,
  params: LoadParams,
  encoding: Encoding,
  delimiter: string,
): Dialect {
  const header = params.header !== 'no';
  const quote = params.quote === 'auto' ? '"' : params.quote === 'none' ? '' : params.quote;
  const fields = headFields(source.head, encoding, delimiter, quote);
  const names = fields.map((field, index) => (header && field !== '' ? field : `column${index}`));
  return {
    delimiter,
    quote,
    escape: quote,
    newLine: '',
    comment: '',
    skip: 0,
    header,
    encoding,
    dateFormat: null,
    timestampFormat: null,
    columns: uniqueNames(names).map((name) => ({ name, type: 'VARCHAR' })),
  };
}

function uniqueNames(names: readonly string[]): string[] {
  const seen = new Set<string>();
  return names.map((name) => {
    let unique = name;
    for (let n = 1; seen.has(unique.toLowerCase()); n++) unique = `${name}_${n}`;
    seen.add(unique.toLowerCase());
    return unique;
  });
}
