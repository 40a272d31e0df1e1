import { cellAt, type Frame } from '../../../../core/frame';
import { FailureError } from '../../../../core/failure';
import type { OpenSource, RunContext } from '../../../../core/run-context';
import { quoteLiteral } from '../../../../core/sql';
import { csvFailure, isEncodingError } from '../messy/csv-failure';
import type { LoadParams } from '../params';
import {
  characterOf,
  headerDialect,
  leastSkip,
  leniencyOptions,
  tableText,
  STRICT,
  type Dialect,
  type Leniency,
} from './dialect';
import type { Encoding } from './encodings';
import { areYearNames, DELIMITERS, headFields, likelyDelimiter, spacedComma } from './head';
import { missingList, numberOptions } from './value-options';

/** What the sniffer looks at: its usual sample of 20,480 rows, or every row. */
export type SniffScope = 'sample' | 'all';

/** What a text is sniffed with besides its params. */
export interface SniffOptions {
  readonly scope: SniffScope;
  readonly leniency: Leniency;
  /** Rows that do not fit the others are looked away from. */
  readonly forgives: boolean;
}

/** As most texts are sniffed. */
export const PLAIN_SNIFF: SniffOptions = { scope: 'sample', leniency: STRICT, forgives: false };

/**
 * Finds out how a text is to be read; what the params set is taken as it is. The sniffer makes a row that does not fit
 * the header disappear: it falls back to a single column, or leaves out the lines above. Where the first line holds the
 * delimiter, neither is believed: that line is the header, and the reading will name the row that does not fit. Nor does it know a
 * header of years, which are numbers above numbers.
 */
export async function findDialect(
  context: RunContext,
  source: OpenSource,
  params: LoadParams,
  encoding: Encoding,
  options: SniffOptions,
): Promise<Dialect> {
  const text = tableText(source, encoding, params);
  const skip = leastSkip(source, encoding, params);
  const asked = params.delimiter === 'auto' ? spacedComma(text) : params.delimiter;
  const likely = likelyDelimiter(text, asked === null ? DELIMITERS : [asked]);
  // The delimiter of the first line is tried first, then the sniffer's own; what is found must be credible.
  const tries = asked === null && likely !== null ? [likely, null] : [asked];
  const passes = options.forgives || params.strict ? [options] : [options, { ...options, forgives: true }];
  for (const pass of passes) {
    for (const delimiter of pass.forgives ? [asked ?? likely] : tries) {
      const dialect = await sniff(context, source, params, encoding, { ...pass, delimiter });
      if (!isCredible(dialect, likely, skip)) continue;
      const isHeadOfYears =
        !dialect.header &&
        params.header === 'auto' &&
        dialect.skip === skip &&
        areYearNames(headFields(text, dialect.delimiter, dialect.quote));
      const named = { ...params, header: 'yes' } as const;
      const again = isHeadOfYears && (await sniff(context, source, named, encoding, { ...pass, delimiter }));
      return again || dialect;
    }
  }
  return headerDialect(text, params, encoding, asked ?? likely ?? ',', { skip, leniency: options.leniency });
}

function isCredible(dialect: Dialect | null, likely: string | null, skip: number): dialect is Dialect {
  if (dialect === null) return false;
  if (likely === null) return true;
  return dialect.columns.length > 1 && (dialect.skip === skip || dialect.delimiter !== likely);
}

/** Sniffs once; null where the sniffer finds nothing. */
export async function sniff(
  context: RunContext,
  source: OpenSource,
  params: LoadParams,
  encoding: Encoding,
  { scope, leniency, forgives, delimiter }: SniffOptions & { readonly delimiter: string | null },
): Promise<Dialect | null> {
  const options = [
    `encoding = ${quoteLiteral(encoding)}`,
    `nullstr = ${missingList(params.missing)}`,
    ...leniencyOptions(leniency),
    ...(scope === 'all' ? ['sample_size = -1'] : []),
    ...(forgives ? ['ignore_errors = true'] : []),
    ...(delimiter === null ? [] : [`delim = ${quoteLiteral(delimiter)}`]),
    ...character('quote', params.quote),
    ...character('escape', params.escape),
    ...character('comment', params.comment),
    ...(params.skip === null ? [] : [`skip = ${params.skip}`]),
    ...(params.header === 'auto' ? [] : [`header = ${String(params.header === 'yes')}`]),
    ...character('dateformat', params.dateFormat),
    ...character('timestampformat', params.timestampFormat),
    ...numberOptions(params),
  ];
  const sql = `SELECT Delimiter, Quote, Escape, NewLineDelimiter, Comment, SkipRows, HasHeader, DateFormat, TimestampFormat,
    list_transform(Columns, c -> c.name) AS names, list_transform(Columns, c -> c.type) AS types
    FROM sniff_csv(${quoteLiteral(source.path)}, ${options.join(', ')})`;
  const unnested = `SELECT * EXCLUDE (names, types), unnest(names) AS name, unnest(types) AS type FROM (${sql})`;
  try {
    return dialectOf(await context.database.query(unnested), params, encoding, leniency);
  } catch (error) {
    if (!(error instanceof FailureError) || error.failure.code !== 'sql-error') throw error;
    if (isEncodingError(error.failure.detail ?? '')) throw csvFailure(error, source, encoding, 0);
    return null;
  }
}

function character(option: string, param: string): string[] {
  const value = characterOf(param);
  return value === undefined ? [] : [`${option} = ${quoteLiteral(value)}`];
}

function dialectOf(frame: Frame, params: LoadParams, encoding: Encoding, leniency: Leniency): Dialect {
  const text = (column: string): string => {
    const value = String(cellAt(frame, column, 0) ?? '');
    return value === '(empty)' ? '' : value;
  };
  // A sample without quoted fields says nothing about the rest of the file.
  const quote = text('Quote') || (params.quote === 'none' ? '' : '"');
  return {
    delimiter: text('Delimiter'),
    quote,
    escape: characterOf(params.escape) ?? (text('Escape') || quote),
    newLine: leniency.anyLineEnd ? '' : text('NewLineDelimiter'),
    comment: characterOf(params.comment) ?? text('Comment'),
    skip: Number(cellAt(frame, 'SkipRows', 0)),
    header: cellAt(frame, 'HasHeader', 0) === true,
    encoding,
    dateFormat: characterOf(params.dateFormat) ?? (text('DateFormat') || null),
    timestampFormat: characterOf(params.timestampFormat) ?? (text('TimestampFormat') || null),
    columns: Array.from({ length: frame.rows }, (_, row) => ({
      name: String(cellAt(frame, 'name', row)),
      type: String(cellAt(frame, 'type', row)),
    })),
    leniency,
  };
}
