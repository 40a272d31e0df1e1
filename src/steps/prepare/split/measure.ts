import type { TableArtifact } from '../../../core/artifact';
import { cellAt, type Cell, type Frame } from '../../../core/frame';
import type { RunContext } from '../../../core/run-context';
import { quoteIdentifier } from '../../../core/sql';
import type { Column } from '../../../core/table';

/** A table and the number of the part of each of its rows, side by side. */
export interface Assigned {
  readonly table: TableArtifact;
  /** The table made by `assignParts`. */
  readonly parts: string;
}

/** SQL: the rows of the table, each with its part as `assigned.part`. */
export function assignedRows({ table, parts }: Assigned): string {
  return `${quoteIdentifier(table.table)} AS source POSITIONAL JOIN ${quoteIdentifier(parts)} AS assigned`;
}

/** Classes whose counts are listed; the others are counted. */
export const LISTED_CLASSES = 200;

/** Rows of each part that equal, in every column, a row of another part. Hashes first; what they hold equal is compared whole. */
export async function countEqualRows(
  { database }: RunContext,
  assigned: Assigned,
  partCount: number,
): Promise<number[]> {
  const { columns } = assigned.table;
  const names = columns.map(({ name }) => `source.${quoteIdentifier(name)}`);
  const aliases = columns.map((_, i) => `c${i}`);
  const hash = `hash(${names.join(', ')})`;
  const from = assignedRows(assigned);
  const frame = await database.query(`
    WITH shared AS (
      SELECT h FROM (SELECT ${hash} AS h, assigned.part AS p FROM ${from}) GROUP BY h HAVING min(p) <> max(p)
    ), suspects AS (
      SELECT ${names.map((name, i) => `${name} AS c${i}`).join(', ')}, assigned.part AS p
      FROM ${from} WHERE ${hash} IN (FROM shared)
    ), grouped AS (
      SELECT p, count(*) AS n, count(*) OVER (PARTITION BY ${aliases.join(', ')}) AS parts
      FROM suspects GROUP BY ${aliases.join(', ')}, p
    )
    SELECT p, sum(n)::DOUBLE AS n FROM grouped WHERE parts > 1 GROUP BY p`);
  const counts = new Array<number>(partCount).fill(0);
  for (let row = 0; row < frame.rows; row++) {
    counts[Number(cellAt(frame, 'p', row))] = Number(cellAt(frame, 'n', row));
  }
  return counts;
}

/** First and last value of a column in each part: `p`, `first`, `last`. */
export async function orderRanges(
  { database }: RunContext,
  assigned: Assigned,
  { name, type }: Column,
): Promise<Frame> {
  const value = `source.${quoteIdentifier(name)}`;
  const shown = (expression: string): string => (type === 'other' ? `${expression}::VARCHAR` : expression);
  return database.query(
    `SELECT assigned.part::INTEGER AS p, ${shown(`min(${value})`)} AS first, ${shown(`max(${value})`)} AS last
    FROM ${assignedRows(assigned)} GROUP BY p`,
  );
}

/** How the classes of a column stand in the parts. */
export interface ClassCounts {
  /** `class`, `p`, `n`: the most frequent classes, each with its rows per part where it has any. */
  readonly counts: Frame;
  readonly classes: number;
  /** Classes that at least one part that has rows lacks. */
  readonly lacking: number;
}

/** Counts the classes of a column per part. */
export async function countClasses(
  { database }: RunContext,
  assigned: Assigned,
  { name, type }: Column,
): Promise<ClassCounts> {
  const groups = `WITH groups AS (
      SELECT source.${quoteIdentifier(name)} AS v, assigned.part::INTEGER AS p, count(*)::DOUBLE AS n
      FROM ${assignedRows(assigned)} GROUP BY v, p
    ), classes AS (SELECT v, sum(n) AS total, count(*) AS parts FROM groups GROUP BY v)`;
  const shown = type === 'other' ? 'v::VARCHAR' : 'v';
  const counts = await database.query(
    `${groups}, top AS (SELECT v AS w, total FROM classes ORDER BY total DESC, v LIMIT ${LISTED_CLASSES})
    SELECT ${shown} AS class, p, n FROM groups JOIN top ON v IS NOT DISTINCT FROM w ORDER BY total DESC, v, p`,
  );
  const totals = await database.query(
    `${groups} SELECT count(*)::DOUBLE AS classes, coalesce(count(*) FILTER (
      parts < (SELECT count(DISTINCT p) FROM groups)), 0)::DOUBLE AS lacking FROM classes`,
  );
  const figure = (column: string): number => Number(cellAt(totals, column, 0));
  return { counts, classes: figure('classes'), lacking: figure('lacking') };
}

/** Rows without any value in the key columns: they count as one key. */
export async function countKeyless(
  { database }: RunContext,
  { table }: TableArtifact,
  by: readonly Column[],
): Promise<number> {
  const isKeyless = by.map(({ name }) => `${quoteIdentifier(name)} IS NULL`).join(' AND ');
  const frame = await database.query(
    `SELECT count(*)::DOUBLE AS n FROM ${quoteIdentifier(table)} WHERE ${isKeyless}`,
  );
  return Number(cellAt(frame, 'n', 0));
}

/** A class as text; null for the rows without one. */
export const classText = (value: Cell): string | null => (value === null ? null : String(value));
