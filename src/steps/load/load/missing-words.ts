import type { Notice } from '../../../core/contract';
import { cellAt } from '../../../core/frame';
import type { MadeTable, RunContext } from '../../../core/run-context';
import { quoteIdentifier, quoteLiteral } from '../../../core/sql';
import { listNames } from './columns';
import type { LoadParams } from './step';

/** Words that people write where a value is missing; the empty field is one where the params do not say so already. */
const WORDS = ['', 'NA', 'N/A', 'n/a', 'na', 'NULL', 'null', 'None', 'none', '#N/A', '-', '--', '?', '.'];
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
    .slice(0, MOST_COLUMNS);
  if (texts.length === 0) return [];
  const words = WORDS.map(quoteLiteral).join(', ');
  const list = texts.flatMap(({ name }, index) => {
    const text = quoteIdentifier(name);
    return [
      `any_value(${text}) FILTER (${text} IN (${words})) AS word${index}`,
      `bool_or(${text} NOT IN (${words})) AND bool_and(${text} IN (${words}) OR TRY_CAST(${text} AS DOUBLE) IS NOT NULL) AS numbers${index}`,
    ];
  });
  const found = await context.database.query(
    `SELECT ${list.join(', ')} FROM (FROM ${quoteIdentifier(table)} LIMIT ${SAMPLE_ROWS})`,
  );
  const names = new Map<string, string[]>();
  for (const [index, { name }] of texts.entries()) {
    const word = cellAt(found, `word${index}`, 0);
    if (word === null || cellAt(found, `numbers${index}`, 0) !== true) continue;
    names.set(String(word), [...(names.get(String(word)) ?? []), name]);
  }
  return [...names].map(([word, kept]) => notice(word, kept));
}

function notice(word: string, names: readonly string[]): Notice {
  const are = names.length === 1 ? 'is' : 'are';
  const [because, what] = word === '' ? ['empty fields', '""'] : [`“${word}”`, word];
  const text = `${listNames(names)} ${are} text only because of ${because} among numbers; where that means missing, add ${what} to “Missing” in how it is read.`;
  return { code: 'columns-text-by-word', text };
}
