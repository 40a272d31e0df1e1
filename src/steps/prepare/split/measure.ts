import type { TableArtifact } from '../../../core/artifact';
import { cellAt, type Cell, type Frame } from '../../../core/frame';
import type { RunContext } from '../../../core/run-context';
import { quoteIdentifier } from '../../../core/sql';
import type { Column } from '../../../core/table';
import { FIRST_LEFT_OUT, LEFT_OUT } from './placing';

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

/**
 * SELECT of the rows that are in a part: `r`, their place in the table from 1, `p`, the number of their part, and the
 * values of columns as `c0`, `c1` and so on.
 */
export function placedRows(assigned: Assigned, columns: readonly Column[]): string {
  const values = columns.map(({ name }, place) => `, source.${quoteIdentifier(name)} AS c${place}`);
  return `SELECT * FROM (SELECT row_number() OVER () AS r, assigned.part AS p${values.join('')}
    FROM ${assignedRows(assigned)}) WHERE p < ${FIRST_LEFT_OUT}`;
}

/** Classes whose counts are listed; the others are counted. */
export const LISTED_CLASSES = 200;

/** Why rows are in no part, and how many; none where all are in one. */
export async function countLeftOut(
  { database }: RunContext,
  { parts }: Assigned,
): Promise<{ readonly reason: keyof typeof LEFT_OUT; readonly rows: number }[]> {
  const frame = await database.query(
    `SELECT part::INTEGER AS p, count(*)::DOUBLE AS n FROM ${quoteIdentifier(parts)}
    WHERE part >= ${FIRST_LEFT_OUT} GROUP BY p ORDER BY p`,
  );
  const reasons = Object.keys(LEFT_OUT) as (keyof typeof LEFT_OUT)[];
  return Array.from({ length: frame.rows }, (_, row) => ({
    reason: reasons.find((each) => LEFT_OUT[each] === Number(cellAt(frame, 'p', row)))!,
    rows: Number(cellAt(frame, 'n', row)),
  }));
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
  /** Of these the largest, as text, with their rows. */
  readonly lackingClasses: readonly { readonly name: string | null; readonly rows: number }[];
}

/** Classes too small for every part that are named. */
const NAMED_LACKING = 3;

/** Counts the classes of a column per part. */
export async function countClasses(
  { database }: RunContext,
  assigned: Assigned,
  { name, type }: Column,
): Promise<ClassCounts> {
  const groups = `WITH groups AS (
      SELECT source.${quoteIdentifier(name)} AS v, assigned.part::INTEGER AS p, count(*)::DOUBLE AS n
      FROM ${assignedRows(assigned)} WHERE assigned.part < ${FIRST_LEFT_OUT} GROUP BY v, p
    ), classes AS (SELECT v, sum(n) AS total, count(*) AS parts FROM groups GROUP BY v)`;
  const shown = type === 'other' ? 'v::VARCHAR' : 'v';
  const counts = await database.query(
    `${groups}, top AS (SELECT v AS w, total FROM classes ORDER BY total DESC, v LIMIT ${LISTED_CLASSES})
    SELECT ${shown} AS class, p, n FROM groups JOIN top ON v IS NOT DISTINCT FROM w ORDER BY total DESC, v, p`,
  );
  const isLacking = 'parts < (SELECT count(DISTINCT p) FROM groups)';
  const totals = await database.query(
    `${groups} SELECT count(*)::DOUBLE AS classes, coalesce(count(*) FILTER (${isLacking}), 0)::DOUBLE AS lacking FROM classes`,
  );
  const lacking = await database.query(
    `${groups} SELECT ${shown} AS class, total AS n FROM classes WHERE ${isLacking} ORDER BY total DESC, v LIMIT ${NAMED_LACKING}`,
  );
  const figure = (column: string): number => Number(cellAt(totals, column, 0));
  return {
    counts,
    classes: figure('classes'),
    lacking: figure('lacking'),
    lackingClasses: Array.from({ length: lacking.rows }, (_, row) => ({
      name: classText(cellAt(lacking, 'class', row)),
      rows: Number(cellAt(lacking, 'n', row)),
    })),
  };
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
