import type { OpenSource } from '../../../../core/run-context';
import type { LoadParams } from '../params';
import type { Encoding } from './encodings';
import { belowLines, blankLinesAbove, headFields, headText } from './head';

/** A column as the sniffer sees it. */
export interface SniffedColumn {
  readonly name: string;
  readonly type: string;
  /** True of integers of which only the first have been seen: one that comes later may have decimals. */
  readonly isUnseen?: boolean;
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
  /** How the registered text is written. */
  readonly encoding: Encoding;
  readonly dateFormat: string | null;
  readonly timestampFormat: string | null;
  readonly columns: readonly SniffedColumn[];
  /** What has to be borne with: line ends of several kinds, lines longer than usual. */
  readonly leniency: Leniency;
}

/** What a text is read with that the engine does not take as it is; costs time or watchfulness, so only where it is needed. */
export interface Leniency {
  /** Line ends of several kinds in one file. Then quotes that are not closed are not noticed either. */
  readonly anyLineEnd: boolean;
  /** Lines of up to 32 MB, against 2 MB. */
  readonly longLines: boolean;
}

/** A text as most are. */
export const STRICT: Leniency = { anyLineEnd: false, longLines: false };

/** A file is read in pieces of this size; four times the longest line that DuckDB takes. Its own 32 MB are slow to fetch for a look at some rows. */
const BUFFER_BYTES = 8 << 20;
const LONG_LINE_BYTES = 32 << 20;

/** The options of `read_csv` and `sniff_csv` that say what is borne with. */
export function leniencyOptions({ anyLineEnd, longLines }: Leniency): string[] {
  const size = longLines
    ? [`buffer_size = ${2 * LONG_LINE_BYTES}`, `max_line_size = ${LONG_LINE_BYTES}`]
    : [`buffer_size = ${BUFFER_BYTES}`];
  // Told that lines end with two characters, the engine takes the first letter of a line for the second of them.
  return anyLineEnd ? [...size, 'strict_mode = false', String.raw`new_line = '\n'`] : size;
}

/** The character of a param; empty for none, undefined where it is to be found out. */
export function characterOf(param: string): string | undefined {
  if (param === 'auto') return undefined;
  return param === 'none' ? '' : param;
}

/** The start of a text from where its table begins, as far as the params say where that is; blank lines above it do not count. */
export function tableText(source: OpenSource, encoding: Encoding, params: LoadParams): string {
  const text = belowLines(headText(source.head, encoding), leastSkip(source, encoding, params), '');
  return belowLines(text, 0, characterOf(params.comment) ?? '');
}

/** How many lines stand above the table at least: those set by hand, and blank ones where none is. */
export function leastSkip({ head }: OpenSource, encoding: Encoding, { skip }: LoadParams): number {
  return skip ?? blankLinesAbove(headText(head, encoding));
}

/** The dialect that the first line suggests, all columns text: for files that the sniffer gives up on. */
export function headerDialect(
  text: string,
  params: LoadParams,
  encoding: Encoding,
  delimiter: string,
  { skip, leniency }: Pick<Dialect, 'skip' | 'leniency'>,
): Dialect {
  const header = params.header !== 'no';
  const quote = characterOf(params.quote) ?? '"';
  const fields = headFields(text, delimiter, quote);
  const names = fields.map((field, index) => (header && field !== '' ? field : `column${index}`));
  return {
    delimiter,
    quote,
    escape: characterOf(params.escape) ?? quote,
    newLine: '',
    comment: characterOf(params.comment) ?? '',
    skip,
    header,
    encoding,
    dateFormat: characterOf(params.dateFormat) ?? null,
    timestampFormat: characterOf(params.timestampFormat) ?? null,
    columns: uniqueNames(names).map((name) => ({ name, type: 'VARCHAR' })),
    leniency,
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
