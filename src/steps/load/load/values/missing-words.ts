import { cellAt } from '../../../../core/frame';
import type { MadeTable, RunContext } from '../../../../core/run-context';
import { quoteIdentifier, quoteLiteral } from '../../../../core/sql';
import type { LoadParams } from '../params';
import { numberStyle, styleSql, type NumberStyle } from './number-style';

/** Words that people write where a value is missing; the empty field is one where the params do not say so already. */
const WORDS = [
  ...['', 'NA', 'N/A', 'n/a', 'na', 'NULL', 'null', 'None', 'none', '#N/A', '-', '--', '?', '.'],
  ...['NaN', 'nan', 'Unknown', 'unknown', 'missing', 'Missing', '(null)', '\\N', '#NULL!', '..', '*'],
];
const WORD_LIST = WORDS.map(quoteLiteral).join(', ');
const FIRST_ROWS = 50;
const WORD_ROWS = 2048;
const SAMPLE_ROWS = 20_480;
const MOST_COLUMNS = 500;

/** A text column in which words for missing stand, or nothing but numbers written in another way. */
export interface WordedColumn {
  readonly name: string;
  /** Some word for missing that stands in it; null where none was seen. */
  readonly word: string | null;
  /** Whether all else in its first rows is numbers, and there is something else. */
  readonly isOfNumbers: boolean;
  readonly style: NumberStyle | null;
}

/**
 * Text columns that may be something else: where words for missing stand in the first 2,048 rows, or where the first 20,480 hold
 * nothing but numbers and such words. Two short statements at most; none where no column is text.
 */
export async function wordedColumns(
  context: RunContext,
  { table, columns }: MadeTable,
  { types }: LoadParams,
): Promise<WordedColumn[]> {
  const texts = columns
    .filter(({ name, type }) => type === 'text' && !Object.hasOwn(types, name))
    .slice(0, MOST_COLUMNS)
    .map(({ name }) => name);
  if (texts.length === 0) return [];
  const { worded, maybeNumbers } = await firstLook(context, table, texts);
  const found = await lookForNumbers(context, table, maybeNumbers);
  const others = worded.filter((name) => !found.has(name));
  return [...found.values(), ...others.map((name) => ({ name, word: '', isOfNumbers: false, style: null }))];
}

/** Columns whose first rows hold a word for missing, and those that do not show yet that they hold more than numbers and such words. */
async function firstLook(
  { database }: RunContext,
  table: string,
  texts: readonly string[],
): Promise<{ worded: string[]; maybeNumbers: string[] }> {
  const each = (sql: (text: string, index: number) => string): string =>
    texts.map((name, index) => sql(quoteIdentifier(name), index)).join(', ');
  const from = quoteIdentifier(table);
  const looks = (text: string): string =>
    `regexp_full_match(${text}, '\\s*[-+]?([\\d., ''_e+-]+|inf|infinity|nan)\\s*', 'i')`;
  const found = await database.query(`SELECT * FROM
    (SELECT ${each((text, i) => `bool_or(${text} IN (${WORD_LIST})) AS w${i}`)} FROM (FROM ${from} LIMIT ${WORD_ROWS})),
    (SELECT ${each((text, i) => `bool_and(${text} IN (${WORD_LIST}) OR ${looks(text)}) AS n${i}`)} FROM (FROM ${from} LIMIT ${FIRST_ROWS})),
    (SELECT ${each((text, i) => `count(${text})::DOUBLE AS c${i}`)} FROM (FROM ${from} LIMIT ${SAMPLE_ROWS}))`);
  return {
    worded: texts.filter((_, index) => cellAt(found, `w${index}`, 0) === true),
    // Empty columns are left alone: what is asked of the others is long, and there may be hundreds.
    maybeNumbers: texts.filter(
      (_, index) => cellAt(found, `n${index}`, 0) !== false && Number(cellAt(found, `c${index}`, 0)) > 0,
    ),
  };
}

/** Of these columns, those whose first 20,480 rows hold nothing but numbers, in whatever style, and words for missing. */
async function lookForNumbers(
  { database }: RunContext,
  table: string,
  names: readonly string[],
): Promise<Map<string, WordedColumn>> {
  if (names.length === 0) return new Map();
  const list = names.flatMap((name, index) => {
    const text = quoteIdentifier(name);
    return [
      `min(${text}) FILTER (${text} IN (${WORD_LIST})) AS word${index}`,
      `bool_or(${text} NOT IN (${WORD_LIST})) AS has${index}`,
      `bool_and(${text} IN (${WORD_LIST}) OR TRY_CAST(${text} AS DOUBLE) IS NOT NULL) AS only${index}`,
      ...styleSql(text, `${text} IN (${WORD_LIST})`, index),
    ];
  });
  const found = await database.query(
    `SELECT ${list.join(', ')} FROM (FROM ${quoteIdentifier(table)} LIMIT ${SAMPLE_ROWS})`,
  );
  const columns = names.flatMap((name, index): WordedColumn[] => {
    const word = cellAt(found, `word${index}`, 0);
    const has = cellAt(found, `has${index}`, 0) === true;
    const isOfNumbers = has && cellAt(found, `only${index}`, 0) !== false;
    const style = has && !isOfNumbers ? numberStyle(found, index) : null;
    if (!isOfNumbers && style === null) return [];
    return [{ name, word: word === null ? null : String(word), isOfNumbers, style }];
  });
  return new Map(columns.map((column) => [column.name, column]));
}

/** How often each word for missing stands in text columns, in all rows: one statement, one scan of each. */
export async function countWords(
  { database }: RunContext,
  table: string,
  names: readonly string[],
): Promise<{ column: string; token: string; rows: number; others: number }[]> {
  if (names.length === 0) return [];
  const each = names.map((name) => {
    const text = quoteIdentifier(name);
    return `SELECT ${quoteLiteral(name)} AS name, ${text} AS token, count(*)::DOUBLE AS n,
      ((SELECT count(${text}) FROM ${quoteIdentifier(table)}) - sum(count(*)) OVER ())::DOUBLE AS others
      FROM ${quoteIdentifier(table)} WHERE ${text} IN (${WORD_LIST}) GROUP BY ${text}`;
  });
  const found = await database.query(
    `SELECT * FROM (${each.join(' UNION ALL ')}) ORDER BY name, n DESC, token`,
  );
  return Array.from({ length: found.rows }, (_, row) => ({
    column: String(cellAt(found, 'name', row)),
    token: String(cellAt(found, 'token', row)),
    rows: Number(cellAt(found, 'n', row)),
    others: Number(cellAt(found, 'others', row)),
  }));
}
