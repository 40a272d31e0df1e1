import type { Notice } from '../../../../core/contract';
import { cellAt } from '../../../../core/frame';
import type { OpenSource, RunContext } from '../../../../core/run-context';
import { quoteIdentifier, quoteLiteral } from '../../../../core/sql';
import { listNames } from '../columns';
import type { Dialect, SniffedColumn } from '../dialect/dialect';
import type { SniffScope } from '../dialect/sniff';
import { readTexts } from '../read-sql';
import type { LoadParams } from '../params';
import { isForced, ownMissing } from './conversion';
import { STAND_INS } from './stand-ins';

/** The rows of the sniffer's sample, and texts that are looked at: a wide table is judged by fewer rows, but at least by some. */
const SAMPLE_ROWS = 20_480;
const SAMPLE_CELLS = 1_000_000;
const LEAST_ROWS = 20;
/** Integers of so many digits are exact as numbers. */
const SAFE_DIGITS = 15;

/** What a type would lose of the texts: which word meant true, zeros in front, the last digits, parts of a microsecond. */
type Loss = 'words' | 'zeros' | 'digits' | 'parts';

/** A dialect in which columns are text where their sniffed type would have lost what is written, and those columns. */
export interface Kept {
  readonly dialect: Dialect;
  readonly losses: ReadonlyMap<string, Loss>;
  /** Number columns with a value that people write where one is missing. */
  readonly standIns: readonly string[];
}

/** Types of the sniffer under which something written may be lost. */
const LOSSY = new Set(['BOOLEAN', 'BIGINT', 'DOUBLE', 'TIMESTAMP', 'TIMESTAMP WITH TIME ZONE', 'TIME']);
const TIMES = /^TIME/;

/**
 * The sniffer takes `yes`, `no`, `t`, `f`, `1` and `0` for booleans too, `-007` for an integer, integers beyond 64 bits for numbers
 * that hold some 16 digits, and times of nanoseconds for those of microseconds: what was written would be lost. Such columns stay text, unless somebody asks for
 * a type. Looks at the rows that the sniffer has seen (of a table with more than 48 columns at fewer).
 */
export async function keepAsWritten(
  context: RunContext,
  source: OpenSource,
  params: LoadParams,
  dialect: Dialect,
  scope: SniffScope,
): Promise<Kept> {
  const checked = dialect.columns.filter(({ name, type }) => LOSSY.has(type) && !isForced(name, params));
  if (checked.length === 0) return { dialect, losses: new Map(), standIns: [] };
  const from = `FROM ${readTexts(source, params, dialect)}${sampleLimit(checked.length, params, scope)}`;
  const { suspects, standIns, long } = await lookAt(context, from, checked, params);
  // Which of the two it is, and whether digits are lost at all, takes ten times as long to find out.
  const withZeros = await whereTrue(context, from, suspects, hasZeros);
  const withDigits = await whereTrue(context, from, suspects, losesDigits);
  const losses = new Map<string, Loss>([
    ...withDigits.map(({ name }) => [name, 'digits'] as const),
    ...withZeros.map(({ name }) => [name, 'zeros'] as const),
    ...suspects.filter(({ type }) => type === 'BOOLEAN').map(({ name }) => [name, 'words'] as const),
    ...suspects.filter(({ type }) => TIMES.test(type)).map(({ name }) => [name, 'parts'] as const),
  ]);
  const isSeen = scope === 'all' || hasFewLines(source);
  const columns = dialect.columns.map((column) => {
    if (losses.has(column.name)) return { ...column, type: 'VARCHAR' };
    const isUnseen = !isSeen && column.type === 'BIGINT' && !long.has(column.name);
    return isUnseen ? { ...column, isUnseen } : column;
  });
  return { dialect: { ...dialect, columns }, losses, standIns };
}

/** Whether the sniffer's sample is the whole text. */
function hasFewLines({ head, headIsAll }: OpenSource): boolean {
  if (!headIsAll) return false;
  let ends = 0;
  for (const byte of head) if (byte === 0x0a || byte === 0x0d) ends++;
  return ends < SAMPLE_ROWS;
}

function sampleLimit(columns: number, { limit }: LoadParams, scope: SniffScope): string {
  const sample = Math.min(SAMPLE_ROWS, Math.max(LEAST_ROWS, Math.floor(SAMPLE_CELLS / columns)));
  const rows = scope === 'all' ? limit : Math.min(sample, limit ?? sample);
  return rows === null ? '' : ` LIMIT ${rows}`;
}

/** Columns in which something may be lost, and those that may hold a stand-in for missing: both in one look at the rows. */
async function lookAt(
  context: RunContext,
  from: string,
  columns: readonly SniffedColumn[],
  params: LoadParams,
): Promise<{ suspects: SniffedColumn[]; standIns: string[]; long: ReadonlySet<string> }> {
  const numbers = STAND_INS.map(quoteLiteral).join(', ');
  const list = columns.flatMap((column, index) => {
    const text = quoteIdentifier(column.name);
    const missing = ownMissing(column.name, params).map(quoteLiteral).join(', ');
    const present = missing === '' ? '' : `${text} NOT IN (${missing}) AND `;
    const loss = `bool_or(${present}(${suspicion(column, text)})) AS c${index}`;
    if (column.type === 'BOOLEAN' || TIMES.test(column.type)) return [loss];
    const long = `bool_or(strlen(${text}) > ${SAFE_DIGITS}) AS l${index}`;
    return [loss, `bool_or(${present}(${isOneOf(text, numbers, columns.length)})) AS s${index}`, long];
  });
  const found = await context.database.query(`SELECT ${list.join(', ')} FROM (${from})`);
  const where = (letter: string): SniffedColumn[] =>
    columns.filter((_, index) => cellAt(found, `${letter}${index}`, 0) === true);
  return {
    suspects: where('c'),
    standIns: where('s').map(({ name }) => name),
    long: new Set(where('l').map(({ name }) => name)),
  };
}

/** Every mention of a column costs the planner time that grows with the square of the columns: a wide table has the plain form. */
const FEW_COLUMNS = 200;

/** Stand-ins begin with a minus or a nine: their list need not be gone through for other texts. */
function isOneOf(text: string, standIns: string, columns: number): string {
  const isIn = `${text} IN (${standIns})`;
  if (columns > FEW_COLUMNS) return isIn;
  return `CASE WHEN prefix(${text}, '-') OR prefix(${text}, '9') THEN ${isIn} END`;
}

/** The columns of which a condition holds in some row. */
async function whereTrue(
  context: RunContext,
  from: string,
  columns: readonly SniffedColumn[],
  condition: (column: SniffedColumn, text: string) => string,
): Promise<SniffedColumn[]> {
  if (columns.length === 0) return [];
  const list = columns.map((column, index) => {
    return `bool_or(${condition(column, quoteIdentifier(column.name))}) AS c${index}`;
  });
  const found = await context.database.query(`SELECT ${list.join(', ')} FROM (${from})`);
  return columns.filter((_, index) => cellAt(found, `c${index}`, 0) === true);
}

/** Holds wherever something may be lost, and now and then elsewhere: it is cheap, and what it finds is looked at closely. */
function suspicion({ type }: SniffedColumn, text: string): string {
  if (type === 'BOOLEAN') return `lower(${text}) NOT IN ('true', 'false')`;
  if (TIMES.test(type)) return `regexp_matches(${text}, '\\.\\d{6}\\d*[1-9]')`;
  const zeros = ['', '-', '+'].map((sign) => `${text} LIKE '${sign}0_%'`).join(' OR ');
  if (type === 'BIGINT') return zeros;
  return `${text} NOT LIKE '%.%' AND (strlen(${text}) >= 16 OR ${zeros})`;
}

const hasZeros = ({ type }: SniffedColumn, text: string): string =>
  type === 'BOOLEAN' || TIMES.test(type) ? 'false' : `regexp_matches(${text}, '^[+-]?0\\d')`;

function losesDigits({ type }: SniffedColumn, text: string): string {
  if (type !== 'DOUBLE') return 'false';
  const exact = `TRY_CAST(${text} AS HUGEINT)`;
  const held = `TRY_CAST(TRY_CAST(${text} AS DOUBLE) AS HUGEINT)`;
  return `regexp_full_match(${text}, '[+-]?\\d{16,}') AND (${exact} IS NULL OR ${exact} IS DISTINCT FROM ${held})`;
}

/** Remarks about number columns that are kept as text. Words for yes and no need none: they stand there as they are. */
export function keptNotices(losses: Kept['losses']): Notice[] {
  const named = (loss: Loss): string[] => [...losses].filter((one) => one[1] === loss).map(([name]) => name);
  return [
    ...keptNotice(named('zeros'), 'values start with zeros'),
    ...keptNotice(named('digits'), 'integers have more digits than a number can hold'),
    ...keptNotice(named('parts'), 'times are finer than a microsecond'),
  ];
}

function keptNotice(names: readonly string[], because: string): Notice[] {
  if (names.length === 0) return [];
  const [are, their] = names.length === 1 ? ['is', 'its'] : ['are', 'their'];
  return [
    { code: 'columns-kept-text', text: `${listNames(names)} ${are} kept as text: ${their} ${because}.` },
  ];
}
