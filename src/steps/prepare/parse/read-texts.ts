import type { TableArtifact } from '../../../core/artifact';
import { failWith } from '../../../core/failure';
import { frameRows } from '../../../core/frame';
import type { Database } from '../../../core/run-context';
import { quoteIdentifier, quoteLiteral } from '../../../core/sql';
import type { Column } from '../../../core/table';
import { dateSql, guessDateFormats, hasTime } from '../../../core/written-date';
import { trimmed } from '../../../core/written-number';
import { trimmedSql } from '../../../core/written-number-sql';
import { readNumbers, type UnitMet } from './read-numbers';
import type { ParseParams } from './step';

/** Distinct texts that formats of dates are found from. */
const MOST_GUESSED = 2000;

/** The distinct texts of a column with what was read. */
export interface ReadTexts {
  /** Columns `x` (text), `rows`, `first_row` (from 1), and `value` of the type asked for, null where it could not be read. */
  readonly table: string;
  readonly unit: string | null;
  readonly units: readonly UnitMet[];
  readonly formats: readonly { readonly format: string; readonly rows: number }[];
  /** Rows whose time of day is cut off. */
  readonly cut: number;
  /** Rows whose number has more digits than a double holds. */
  readonly rounded: number;
}

/** SQL: the distinct texts of a column, how many rows hold each and which is the first. */
export function distinctSql({ table }: Pick<TableArtifact, 'table'>, { name }: Column): string {
  return `(SELECT x, count(*)::DOUBLE AS rows, min(i)::DOUBLE AS first_row
    FROM (SELECT ${quoteIdentifier(name)}::VARCHAR AS x, row_number() OVER () AS i FROM ${quoteIdentifier(table)})
    WHERE x IS NOT NULL GROUP BY x)`;
}

/**
 * Reads each distinct text of a column once. About 0.5 s, and 5 s per million distinct texts. Throws `date-formats-unclear`,
 * `date-formats-none`.
 */
export async function readTexts(
  database: Database,
  table: TableArtifact,
  column: Column,
  params: ParseParams,
): Promise<ReadTexts> {
  const from = distinctSql(table, column);
  switch (params.to) {
    case 'number':
    case 'integer':
      return readNumbers(database, from, params);
    case 'date':
    case 'timestamp':
      return readDates(database, { from, column }, params);
    case 'boolean':
      return readTruths(database, from, params);
    default:
      return params.to satisfies never;
  }
}

const NOTHING = { unit: null, units: [], formats: [], cut: 0, rounded: 0 } as const;

async function readTruths(
  database: Database,
  from: string,
  { trueWords, falseWords }: ParseParams,
): Promise<ReadTexts> {
  const word = `lower(${trimmedSql('x')})`;
  const is = (words: readonly string[]): string =>
    words.length === 0
      ? 'false'
      : `${word} IN (${words.map((each) => quoteLiteral(wordOf(each))).join(', ')})`;
  const { table } = await database.createTable(
    `SELECT x, rows, first_row, CASE WHEN ${is(trueWords)} THEN true WHEN ${is(falseWords)} THEN false END AS value FROM ${from}`,
  );
  return { ...NOTHING, table };
}

/** A word for true or false as it is compared. */
export function wordOf(word: string): string {
  return trimmed(word).toLowerCase();
}

async function readDates(
  database: Database,
  { from, column }: { readonly from: string; readonly column: Column },
  { to, formats: named }: ParseParams,
): Promise<ReadTexts> {
  const distinct = await database.createTable(`SELECT *, ${trimmedSql('x')} AS t FROM ${from}`);
  const texts = quoteIdentifier(distinct.table);
  const formats = named.length > 0 ? named : await formatsOf(database, texts, column);
  const moments = await database.createTable(
    `SELECT x, rows, first_row, ${placeSql(formats)} AS place,
      ${dateSql('t', formats)} AS moment FROM ${texts}`,
  );
  const counted = await database.query(
    `SELECT place, sum(rows)::DOUBLE AS rows, sum(rows) FILTER (WHERE moment <> date_trunc('day', moment))::DOUBLE AS timed
     FROM ${quoteIdentifier(moments.table)} WHERE place IS NOT NULL GROUP BY place ORDER BY place`,
  );
  const used = frameRows(counted).map((row) => ({
    format: formats[Number(row.place)] ?? '',
    rows: Number(row.rows),
    timed: Number(row.timed ?? 0),
  }));
  const { table } = await database.createTable(
    `SELECT x, rows, first_row, moment::${to === 'date' ? 'DATE' : 'TIMESTAMP'} AS value FROM ${quoteIdentifier(moments.table)}`,
  );
  const timed = used.filter(({ format }) => hasTime(format)).reduce((sum, one) => sum + one.timed, 0);
  return { ...NOTHING, table, formats: used, cut: to === 'date' ? timed : 0 };
}

/** SQL: the place of the first format that a text is written in; null where it is in none. */
function placeSql(formats: readonly string[]): string {
  if (formats.length === 0) return 'NULL::INTEGER';
  const when = formats.map(
    (format, place) => `WHEN ${dateSql('t', [format])} IS NOT NULL THEN ${String(place)}`,
  );
  return `CASE ${when.join(' ')} END`;
}

/** The formats found in the most frequent texts; none for a column without any text. */
async function formatsOf(database: Database, texts: string, { name }: Column): Promise<readonly string[]> {
  const frame = await database.query(
    `SELECT t FROM ${texts} WHERE t <> '' GROUP BY t ORDER BY sum(rows) DESC, t LIMIT ${String(MOST_GUESSED)}`,
  );
  if (frame.rows === 0) return [];
  const guess = guessDateFormats(frameRows(frame).map(({ t }) => String(t)));
  if ('unclear' in guess) {
    const [first, second] = guess.unclear;
    return failWith('date-formats-unclear', { column: name, first, second, example: guess.example });
  }
  return guess.formats.length === 0 ? failWith('date-formats-none', { column: name }) : guess.formats;
}
