import type { TableArtifact } from '../../../core/artifact';
import { cellAt, type Cell } from '../../../core/frame';
import type { Database } from '../../../core/run-context';
import { quoteIdentifier } from '../../../core/sql';
import type { Column } from '../../../core/table';
import { freshName } from './names';

/** Cells that are shown at most, of all groups together. */
const MOST_CELLS = 40_000;
/** Columns that are shown of a row. */
const MOST_COLUMNS = 24;
/** Groups that are shown of rows that are equal: one looks like the other. */
const MOST_GROUPS = 60;
const MOST_ROWS = 8;

/** Rows that stand side by side: their places from 1, and the one that stays. */
export interface ShownGroup {
  readonly rows: readonly number[];
  readonly kept: number;
}

/** A row of the frame `cells`. */
export type ShownCell = Readonly<
  Record<'group' | 'row_number' | 'is_kept' | 'column' | 'value' | 'differs', Cell>
>;

/** The columns that are shown of each row: those named first, then the others in their order. */
export function shownColumns(table: TableArtifact, first: readonly string[]): Column[] {
  const leading = new Set(first);
  const named = first.flatMap((name) => table.columns.filter((column) => column.name === name));
  return [...named, ...table.columns.filter(({ name }) => !leading.has(name))].slice(0, MOST_COLUMNS);
}

/** The first groups of a table of `i` and `kept`, by the row that stays, each with its first rows. */
export async function firstGroups(database: Database, groups: string): Promise<ShownGroup[]> {
  const chosen = `SELECT DISTINCT kept FROM ${quoteIdentifier(groups)} ORDER BY kept LIMIT ${MOST_GROUPS}`;
  // The row that stays is shown, wherever it stands.
  const ranked = `SELECT i, kept, row_number() OVER (PARTITION BY kept ORDER BY i <> kept, i) AS n FROM ${quoteIdentifier(groups)} WHERE kept IN (${chosen})`;
  const frame = await database.query(
    `SELECT i::DOUBLE AS i, kept::DOUBLE AS kept FROM (${ranked}) WHERE n <= ${MOST_ROWS} ORDER BY kept, i`,
  );
  const byKept = new Map<number, number[]>();
  for (let place = 0; place < frame.rows; place++) {
    const kept = Number(cellAt(frame, 'kept', place));
    byKept.set(kept, [...(byKept.get(kept) ?? []), Number(cellAt(frame, 'i', place))]);
  }
  return [...byKept].map(([kept, rows]) => ({ rows, kept }));
}

/** How many groups of two rows are shown where each row has so many columns. */
export function mostPairs(columns: number): number {
  return Math.floor(MOST_CELLS / (2 * Math.max(1, columns)));
}

/** The cells of groups, as text. One scan for all of them. */
export async function cellsOf(
  database: Database,
  table: TableArtifact,
  columns: readonly Column[],
  groups: readonly ShownGroup[],
): Promise<ShownCell[]> {
  if (groups.length === 0) return [];
  const places = [...new Set(groups.flatMap(({ rows }) => rows))];
  const values = columns.map((column, place) => `${textOf(column)} AS v${place}`);
  const own = quoteIdentifier(freshName(table.columns, 'row_place'));
  const numbered = `SELECT *, row_number() OVER () AS ${own} FROM ${quoteIdentifier(table.table)}`;
  const frame = await database.query(
    `SELECT ${own}::DOUBLE AS i, ${values.join(', ')} FROM (${numbered}) WHERE ${own} IN (${places.join(', ')})`,
  );
  const rowAt = new Map(places.map((place) => [place, -1]));
  for (let row = 0; row < frame.rows; row++) rowAt.set(Number(cellAt(frame, 'i', row)), row);
  return groups.flatMap(({ rows, kept }, group) =>
    columns.flatMap(({ name }, column) => {
      const texts = rows.map((place) => cellAt(frame, `v${column}`, rowAt.get(place) ?? -1));
      const differs = texts.some((value) => value !== texts[0]);
      return rows.map((place, at) => ({
        group: group + 1,
        row_number: place,
        is_kept: place === kept,
        column: name,
        value: texts[at] ?? null,
        differs,
      }));
    }),
  );
}

/** SQL: a value as text; equal numbers have equal texts. */
function textOf({ name, sqlType }: Column): string {
  const column = quoteIdentifier(name);
  if (!/^(FLOAT|DOUBLE)/i.test(sqlType)) return `${column}::VARCHAR`;
  return `CASE WHEN isnan(${column}) THEN 'NaN' ELSE (${column} + 0)::VARCHAR END`;
}
