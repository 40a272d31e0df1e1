import type { Notice } from '../../../core/contract';
import { cellAt, type Cell } from '../../../core/frame';
import type { MadeTable, RunContext } from '../../../core/run-context';
import { quoteIdentifier, quoteLiteral } from '../../../core/sql';
import { listNames } from './columns';
import type { LoadParams } from './step';

/** Words that people write where a value is missing; the empty field is one where the params do not say so already. */
const WORDS = ['', 'NA', 'N/A', 'n/a', 'na', 'NULL', 'null', 'None', 'none', '#N/A', '-', '--', '?', '.'];
const FIRST_ROWS = 50;
const SAMPLE_ROWS = 20_480;
const MOST_COLUMNS = 500;

/**
 * Remarks about columns that are text only because some fields hold a word for missing: all other values of their first
 * 20,480 rows are numbers.
 */
export async function missingWordNotices(
  context: RunContext,
  { table, columns }: MadeTable,
  { types }: LoadParams,
): Promise<Notice[]> {
  const texts = columns
    .filter(({ name, type }) => type === 'text' && !Object.hasOwn(types, name))
    .slice(0, MOST_COLUMNS)
    .map(({ name }) => name);
  const found = await numbersAndWords(context, table, await notSurelyText(context, table, texts));
  const names = new Map<string, string[]>();
  for (const [name, { word, hasNumber }] of found) {
    if (word !== null && hasNumber) names.set(word, [...(names.get(word) ?? []), name]);
  }
  return [...names].map(([word, kept]) => notice(word, kept));
}

/** The columns whose first rows do not show yet that they hold more than numbers and words for missing. */
async function notSurelyText(
  context: RunContext,
  table: string,
  texts: readonly string[],
): Promise<readonly string[]> {
  if (texts.length === 0) return [];
  const list = texts.map((name, index) => `${quoteIdentifier(name)} AS c${index}`);
  const first = await context.database.query(
    `SELECT ${list.join(', ')} FROM ${quoteIdentifier(table)} LIMIT ${FIRST_ROWS}`,
  );
  const mayBe = (value: Cell): boolean =>
    value === null || WORDS.includes(String(value)) || /^\s*[-+\d.in]/i.test(String(value));
  return texts.filter((_, index) => first.columns[`c${index}`]?.every(mayBe) ?? true);
}

/** What stands in a column: some word for missing, and whether there is anything else. */
interface Found {
  readonly word: string | null;
  readonly hasNumber: boolean;
}

/** The columns whose first 20,480 rows hold nothing but numbers and words for missing. */
async function numbersAndWords(
  context: RunContext,
  table: string,
  texts: readonly string[],
): Promise<Map<string, Found>> {
  if (texts.length === 0) return new Map();
  const words = WORDS.map(quoteLiteral).join(', ');
  const list = texts.flatMap((name, index) => {
    const text = quoteIdentifier(name);
    return [
      `any_value(${text}) FILTER (${text} IN (${words})) AS word${index}`,
      `bool_or(${text} NOT IN (${words})) AS has${index}`,
      `bool_and(${text} IN (${words}) OR TRY_CAST(${text} AS DOUBLE) IS NOT NULL) AS only${index}`,
    ];
  });
  const found = await context.database.query(
    `SELECT ${list.join(', ')} FROM (FROM ${quoteIdentifier(table)} LIMIT ${SAMPLE_ROWS})`,
  );
  return new Map(
    texts.flatMap((name, index) => {
      if (cellAt(found, `only${index}`, 0) === false) return [];
      const word = cellAt(found, `word${index}`, 0);
      const hasNumber = cellAt(found, `has${index}`, 0) === true;
      return [[name, { word: word === null ? null : String(word), hasNumber }] as const];
    }),
  );
}

function notice(word: string, names: readonly string[]): Notice {
  const are = names.length === 1 ? 'is' : 'are';
  const [because, what] = word === '' ? ['empty fields', '""'] : [`“${word}”`, word];
  const text = `${listNames(names)} ${are} text only because of ${because} among numbers; where that means missing, add ${what} to “Missing” in how it is read.`;
  return { code: 'columns-text-by-word', text };
}
