import { cellAt, type Frame } from '../../../../core/frame';
import type { Database, MadeTable, RunContext } from '../../../../core/run-context';
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
/** Columns of one statement. */
const GROUP = 10;

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
 * nothing but numbers and such words. A few short statements for every 40 columns; none where no column is text.
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
  const from = quoteIdentifier(table);
  const worded: string[] = [];
  const maybeNumbers: string[] = [];
  for (const names of groupsOf(texts)) {
    const each = (sql: (text: string, index: number) => string): string =>
      names.map((name, index) => sql(quoteIdentifier(name), index)).join(', ');
    const found = await database.query(`SELECT * FROM
      (SELECT ${each((text, i) => `bool_or(${isWord(text)}) AS w${i}`)} FROM (FROM ${from} LIMIT ${WORD_ROWS})),
      (SELECT ${each((text, i) => `bool_and(${isWord(text)} OR ${looksLikeNumber(text)}) AS n${i}`)} FROM (FROM ${from} LIMIT ${FIRST_ROWS}))`);
    worded.push(...names.filter((_, index) => cellAt(found, `w${index}`, 0) === true));
    maybeNumbers.push(...names.filter((_, index) => cellAt(found, `n${index}`, 0) !== false));
  }
  return { worded, maybeNumbers };
}

/** Of these columns, those whose first 20,480 rows hold nothing but numbers, in whatever style, and words for missing. */
async function lookForNumbers(
  { database }: RunContext,
  table: string,
  names: readonly string[],
): Promise<Map<string, WordedColumn>> {
  const sample = `(FROM ${quoteIdentifier(table)} LIMIT ${SAMPLE_ROWS})`;
  const columns: WordedColumn[] = [];
  for (const group of groupsOf(await likeNumbers(database, sample, names))) {
    const texts = group.map((name) => quoteIdentifier(name));
    // The words are looked for once: `n` is a text without them, and what aggregates do not count is null.
    const parts = texts.map(
      (text, index) =>
        `${text} AS t${index}, CASE WHEN ${isWord(text)} THEN NULL ELSE ${text} END AS n${index}`,
    );
    const list = texts.flatMap((_, index) => [
      `min(t${index}) FILTER (n${index} IS NULL) AS word${index}`,
      `count(n${index}) > 0 AS has${index}`,
      `count(TRY_CAST(n${index} AS DOUBLE)) = count(n${index}) AS only${index}`,
      ...styleSql(`n${index}`, index),
    ]);
    const found = await database.query(
      `SELECT ${list.join(', ')} FROM (SELECT ${parts.join(', ')} FROM ${sample})`,
    );
    columns.push(...group.flatMap((name, index) => numbersIn(found, name, index)));
  }
  return new Map(columns.map((column) => [column.name, column]));
}

/** Columns of the sample in which some value has a digit (or is infinite), and none is anything but a number or a word. */
async function likeNumbers(database: Database, sample: string, names: readonly string[]): Promise<string[]> {
  const like: string[] = [];
  for (const group of groupsOf(names)) {
    const list = group.flatMap((name, index) => {
      const text = quoteIdentifier(name);
      return [
        `bool_or(regexp_matches(${text}, '[0-9]|inf', 'i')) AS some${index}`,
        `bool_and(${isWord(text)} OR ${looksLikeNumber(text)}) AS all${index}`,
      ];
    });
    const found = await database.query(`SELECT ${list.join(', ')} FROM ${sample}`);
    const holds = (what: string, index: number) => cellAt(found, `${what}${index}`, 0) === true;
    like.push(...group.filter((_, index) => holds('some', index) && holds('all', index)));
  }
  return like;
}

function numbersIn(found: Frame, name: string, index: number): WordedColumn[] {
  const word = cellAt(found, `word${index}`, 0);
  const has = cellAt(found, `has${index}`, 0) === true;
  const isOfNumbers = has && cellAt(found, `only${index}`, 0) !== false;
  const style = has && !isOfNumbers ? numberStyle(found, index) : null;
  if (!isOfNumbers && style === null) return [];
  return [{ name, word: word === null ? null : String(word), isOfNumbers, style }];
}

const isWord = (text: string): string => `(${text} IN (${WORD_LIST}))`;

const looksLikeNumber = (text: string): string =>
  `regexp_full_match(${text}, '\\s*[-+]?([\\d., ''_e+-]+|inf|infinity|nan)\\s*', 'i')`;

/** The database plans a statement in a time that grows with the square of its columns. */
function groupsOf(names: readonly string[]): string[][] {
  const groups = Math.ceil(names.length / GROUP);
  return Array.from({ length: groups }, (_, group) => names.slice(group * GROUP, (group + 1) * GROUP));
}

/** How often each word for missing stands in text columns, in all rows: one scan of each; by column, the most frequent first. */
export async function countWords(
  { database }: RunContext,
  table: string,
  names: readonly string[],
): Promise<{ column: string; token: string; rows: number; others: number }[]> {
  const counts: { column: string; token: string; rows: number; others: number }[] = [];
  for (const group of groupsOf(names)) counts.push(...(await countGroup(database, table, group)));
  return counts.sort((a, b) => byCode(a.column, b.column) || b.rows - a.rows || byCode(a.token, b.token));
}

async function countGroup(
  database: Database,
  table: string,
  names: readonly string[],
): Promise<{ column: string; token: string; rows: number; others: number }[]> {
  const each = names.map((name) => {
    const text = quoteIdentifier(name);
    return `SELECT ${quoteLiteral(name)} AS name, ${text} AS token, count(*)::DOUBLE AS n,
      ((SELECT count(${text}) FROM ${quoteIdentifier(table)}) - sum(count(*)) OVER ())::DOUBLE AS others
      FROM ${quoteIdentifier(table)} WHERE ${text} IN (${WORD_LIST}) GROUP BY ${text}`;
  });
  const found = await database.query(each.join(' UNION ALL '));
  return Array.from({ length: found.rows }, (_, row) => ({
    column: String(cellAt(found, 'name', row)),
    token: String(cellAt(found, 'token', row)),
    rows: Number(cellAt(found, 'n', row)),
    others: Number(cellAt(found, 'others', row)),
  }));
}

const byCode = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
