import type { TableArtifact } from '../../../core/artifact';
import { requireColumn } from '../../../core/column-param';
import type { Notice } from '../../../core/contract';
import { failWith } from '../../../core/failure';
import { cellAt, frameRows } from '../../../core/frame';
import type { RunContext } from '../../../core/run-context';
import { quoteIdentifier } from '../../../core/sql';
import type { Column } from '../../../core/table';
import { quotedNames } from '../../../core/words';

/** How a column becomes a number. Dates count in days, timestamps and times of day in seconds. */
export type NumberReading = 'number' | 'date' | 'timestamp' | 'time';

/** A feature of a model: what is read of its column. Levels are the texts of its values, in order. */
export type FeaturePlan =
  | { readonly kind: 'number'; readonly name: string; readonly read: NumberReading }
  | { readonly kind: 'category'; readonly name: string; readonly levels: readonly string[] };

/** The features of a model, and what must be said of the columns that are none. */
export interface FeaturePlans {
  readonly features: readonly FeaturePlan[];
  readonly notices: readonly Notice[];
}

/** Levels of a category that are kept, most frequent first; more are hardly categories. */
export const MOST_LEVELS = 100;
/** Rows from which an integer column without a repeat is taken for an identifier. */
const ROWS_OF_IDENTIFIER = 20;
const COLUMNS_PER_SCAN = 20;

/**
 * Decides what the features are. Named columns all are; of a category with more levels than are kept, the others count as
 * unknown. Where none is named, all columns are but those excluded, identifiers (integers that never repeat in 20 rows or
 * more) and categories with more levels than are kept. `where` says which rows are learned from. Cost: a GROUP BY per category.
 */
export async function planFeatures(
  context: RunContext,
  table: TableArtifact,
  names: readonly string[],
  excluded: readonly string[],
  where: string,
): Promise<FeaturePlans> {
  const isNamed = names.length > 0;
  const columns = isNamed
    ? [...new Set(names)].map((name) => namedColumn(table, name, excluded))
    : table.columns.filter(({ name }) => !excluded.includes(name));
  const identifiers = isNamed ? new Set<string>() : await findIdentifiers(context, table, columns);
  const features: FeaturePlan[] = [];
  const crowded: string[] = [];
  for (const column of columns) {
    if (identifiers.has(column.name)) continue;
    const read = numberReading(column);
    if (read !== null) {
      features.push({ kind: 'number', name: column.name, read });
      continue;
    }
    const levels = await readLevels(context, table, column, where);
    if (levels.length > MOST_LEVELS) crowded.push(column.name);
    if (levels.length > MOST_LEVELS && !isNamed) continue;
    const kept = levels.slice(0, MOST_LEVELS).sort(byText);
    features.push({ kind: 'category', name: column.name, levels: kept });
  }
  const notices: Notice[] = [];
  if (identifiers.size > 0) {
    const text = `Left out, taken for ${identifiers.size === 1 ? 'an identifier' : 'identifiers'}: ${quotedNames([...identifiers])}. Name the features to have ${identifiers.size === 1 ? 'it' : 'them'} among them.`;
    notices.push({ code: 'identifier-left-out', text });
  }
  if (crowded.length > 0) {
    const many = `more than ${MOST_LEVELS} different values`;
    const text = isNamed
      ? `${quotedNames(crowded)}: of ${many} the ${MOST_LEVELS} most frequent are told apart, all others count as unknown.`
      : `Left out, with ${many}: ${quotedNames(crowded)}.`;
    notices.push({ code: 'levels-too-many', text });
  }
  return { features, notices };
}

function namedColumn(table: TableArtifact, name: string, excluded: readonly string[]): Column {
  const column = requireColumn(table, name);
  if (excluded.includes(name)) failWith('feature-is-target', { name });
  return column;
}

/** How a column is read as a number; null for a category. */
export function numberReading({ type }: Column): NumberReading | null {
  switch (type) {
    case 'integer':
    case 'number':
      return 'number';
    case 'date':
    case 'timestamp':
    case 'time':
      return type;
    default:
      return null;
  }
}

/** In the order of code points, as the database sorts. */
const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

async function findIdentifiers(
  { database }: RunContext,
  table: TableArtifact,
  columns: readonly Column[],
): Promise<Set<string>> {
  const integers = table.rows < ROWS_OF_IDENTIFIER ? [] : columns.filter(({ type }) => type === 'integer');
  const found = new Set<string>();
  for (let start = 0; start < integers.length; start += COLUMNS_PER_SCAN) {
    const some = integers.slice(start, start + COLUMNS_PER_SCAN);
    const parts = some.map(({ name }, i) => `count(DISTINCT ${quoteIdentifier(name)})::DOUBLE AS d${i}`);
    const frame = await database.query(`SELECT ${parts.join(', ')} FROM ${quoteIdentifier(table.table)}`);
    some.forEach(({ name }, i) => {
      if (Number(cellAt(frame, `d${i}`, 0)) === table.rows) found.add(name);
    });
  }
  return found;
}

/** The levels of a category, most frequent first, one more than are kept where there are so many. */
async function readLevels(
  { database }: RunContext,
  { table }: TableArtifact,
  { name }: Column,
  where: string,
): Promise<string[]> {
  const value = quoteIdentifier(name);
  const frame = await database.query(
    `SELECT v::VARCHAR AS level FROM (
      SELECT ${value}::VARCHAR AS v, count(*) AS n FROM ${quoteIdentifier(table)}
      WHERE ${value} IS NOT NULL AND (${where}) GROUP BY 1
    ) ORDER BY n DESC, v LIMIT ${MOST_LEVELS + 1}`,
  );
  return frameRows(frame).map(({ level }) => String(level));
}
