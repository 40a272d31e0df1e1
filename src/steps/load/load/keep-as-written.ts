import type { Notice } from '../../../core/contract';
import type { Cell } from '../../../core/frame';
import type { OpenSource, RunContext } from '../../../core/run-context';
import { quoteIdentifier } from '../../../core/sql';
import { listNames } from './columns';
import type { Dialect, SniffedColumn } from './dialect';
import { readCsv } from './read-sql';
import type { LoadParams } from './step';

/** Texts that are looked at; a wide table is judged by fewer rows, but at least by some. */
const SAMPLE_CELLS = 100_000;
const LEAST_ROWS = 20;

/** What a type would lose of the texts: which word meant true, zeros in front, the last digits. */
type Loss = 'words' | 'zeros' | 'digits';

/** A dialect in which columns are text where their sniffed type would have lost what is written, and those columns. */
export interface Kept {
  readonly dialect: Dialect;
  readonly losses: ReadonlyMap<string, Loss>;
}

/** Types of the sniffer under which something written may be lost. */
const LOSSY = new Set(['BOOLEAN', 'BIGINT', 'DOUBLE']);

/**
 * The sniffer takes `yes`, `no`, `t`, `f`, `1` and `0` for booleans too, `-007` for an integer, and integers beyond 64 bits
 * for numbers that hold some 16 digits: what was written would be lost. Such columns stay text, unless somebody asks for
 * a type. Looks at the first rows: some 5,000 of a table with 20 columns.
 */
export async function keepAsWritten(
  context: RunContext,
  source: OpenSource,
  params: LoadParams,
  dialect: Dialect,
): Promise<Kept> {
  const checked = dialect.columns.filter(
    ({ name, type }) => LOSSY.has(type) && !Object.hasOwn(params.types, name),
  );
  if (checked.length === 0) return { dialect, losses: new Map() };
  const asText = { ...dialect, columns: dialect.columns.map(({ name }) => ({ name, type: 'VARCHAR' })) };
  const rows = Math.max(LEAST_ROWS, Math.floor(SAMPLE_CELLS / checked.length));
  const list = checked.map(({ name }, index) => `${quoteIdentifier(name)} AS c${index}`).join(', ');
  const sample = await context.database.query(
    `SELECT ${list} FROM ${readCsv(source, { ...params, types: {} }, asText)} LIMIT ${Math.min(rows, params.limit ?? rows)}`,
  );
  const losses = new Map<string, Loss>();
  for (const [index, column] of checked.entries()) {
    const loss = lossOf(column, sample.columns[`c${index}`] ?? []);
    if (loss !== null) losses.set(column.name, loss);
  }
  const columns = dialect.columns.map((column) =>
    losses.has(column.name) ? { ...column, type: 'VARCHAR' } : column,
  );
  return { dialect: { ...dialect, columns }, losses };
}

/** What a sniffed type would lose of a column's texts, at the first text that tells. */
function lossOf({ type }: SniffedColumn, texts: Iterable<Cell>): Loss | null {
  for (const text of texts) {
    if (typeof text !== 'string') continue;
    if (type === 'BOOLEAN' && !/^(?:true|false)$/i.test(text)) return 'words';
    if (type !== 'BOOLEAN' && /^[+-]?0\d/.test(text)) return 'zeros';
    if (type === 'DOUBLE' && /^[+-]?\d{16,}$/.test(text) && BigInt(text) !== BigInt(Number(text))) {
      return 'digits';
    }
  }
  return null;
}

/** Remarks about number columns that are kept as text. Words for yes and no need none: they stand there as they are. */
export function keptNotices(losses: Kept['losses']): Notice[] {
  const named = (loss: Loss): string[] => [...losses].filter((one) => one[1] === loss).map(([name]) => name);
  return [
    ...keptNotice(named('zeros'), 'values start with zeros'),
    ...keptNotice(named('digits'), 'integers have more digits than a number can hold'),
  ];
}

function keptNotice(names: readonly string[], because: string): Notice[] {
  if (names.length === 0) return [];
  const [are, their] = names.length === 1 ? ['is', 'its'] : ['are', 'their'];
  return [
    { code: 'columns-kept-text', text: `${listNames(names)} ${are} kept as text: ${their} ${because}.` },
  ];
}
