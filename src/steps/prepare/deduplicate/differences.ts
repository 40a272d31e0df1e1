import type { TableArtifact } from '../../../core/artifact';
import { cellAt } from '../../../core/frame';
import type { Database, MadeTable } from '../../../core/run-context';
import { quoteIdentifier } from '../../../core/sql';
import type { Column } from '../../../core/table';

/** Columns compared by one statement: the planner's time grows with their square. */
const PER_STATEMENT = 40;

/** In how many groups rows differ in a column. */
export interface Difference {
  readonly column: string;
  readonly groups: number;
}

/** What rows of one group differ in. */
export interface Differences {
  readonly columns: readonly Difference[];
  /** Groups whose rows differ in one column at least. */
  readonly groups: number;
}

/**
 * Compares the rows of groups (`marks`: a row for each of the table, `kept` the number of its group, null for none) in the given
 * columns. A missing value differs from a value; NaN equals NaN, -0 equals 0. Most groups first, then by place of the column.
 */
export async function differencesOf(
  database: Database,
  table: TableArtifact,
  marks: MadeTable,
  columns: readonly Column[],
): Promise<Differences> {
  const found: Difference[] = [];
  const parts: MadeTable[] = [];
  for (let start = 0; start < columns.length; start += PER_STATEMENT) {
    const some = columns.slice(start, start + PER_STATEMENT);
    const tests = some.map((column, place) => `${isMixed(column)} AS d${place}`);
    const from = `${quoteIdentifier(table.table)} AS source POSITIONAL JOIN ${quoteIdentifier(marks.table)} AS marks`;
    const part = await database.createTable(
      `SELECT marks.kept AS kept, ${tests.join(', ')} FROM ${from} WHERE marks.kept IS NOT NULL GROUP BY marks.kept`,
    );
    const counts = some.map((_, place) => `count(*) FILTER (d${place})::DOUBLE AS d${place}`);
    const frame = await database.query(`SELECT ${counts.join(', ')} FROM ${quoteIdentifier(part.table)}`);
    some.forEach(({ name }, place) =>
      found.push({ column: name, groups: Number(cellAt(frame, `d${place}`, 0)) }),
    );
    parts.push(part);
  }
  const columnsThatDiffer = found
    .filter(({ groups }) => groups > 0)
    .sort((one, two) => two.groups - one.groups);
  return { columns: columnsThatDiffer, groups: await groupsThatDiffer(database, parts, columns.length) };
}

/** SQL: that the values of a group are not all the same. Values without an order are compared by their hash. */
function isMixed({ name, type }: Column): string {
  const column = `source.${quoteIdentifier(name)}`;
  const value = type === 'other' ? `hash(${column})` : column;
  const isPartlyMissing = `count(${column}) BETWEEN 1 AND count(*) - 1`;
  return `(min(${value}) IS DISTINCT FROM max(${value}) OR ${isPartlyMissing})`;
}

async function groupsThatDiffer(
  database: Database,
  parts: readonly MadeTable[],
  columns: number,
): Promise<number> {
  if (parts.length === 0) return 0;
  const each = parts.map(({ table }, part) => {
    const width = Math.min(PER_STATEMENT, columns - part * PER_STATEMENT);
    const any = Array.from({ length: width }, (_, place) => `d${place}`).join(' OR ');
    return `SELECT kept FROM ${quoteIdentifier(table)} WHERE ${any}`;
  });
  const frame = await database.query(
    `SELECT count(DISTINCT kept)::DOUBLE AS n FROM (${each.join(' UNION ALL ')})`,
  );
  return Number(cellAt(frame, 'n', 0));
}
