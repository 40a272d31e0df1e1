import type { TableArtifact } from './artifact';
import { frameRows, type Cell, type FrameColumnShape } from './frame';
import type { Database } from './run-context';
import { quoteIdentifier } from './sql';
import type { Column } from './table';

/** Two tables, the one and the one beside it. */
export type TablePair = readonly [TableArtifact, TableArtifact];

/** A column that both tables have, of one kind. */
export interface SharedColumn {
  readonly column: Column;
  readonly beside: Column;
}

/** Examples that are kept of one finding, unless more are asked for. */
const EXAMPLES = 5;

const isNumeric = ({ type }: Column): boolean => type === 'integer' || type === 'number';
const hasZone = ({ sqlType }: Column): boolean => /ZONE|TZ/.test(sqlType.toUpperCase());

/** True for columns whose values can be set beside each other: of one kind, or numbers both; lists and instants of one type. */
export function areAlike(one: Column, other: Column): boolean {
  if (isNumeric(one) && isNumeric(other)) return true;
  if (one.type !== other.type) return false;
  return one.type === 'other' ? one.sqlType === other.sqlType : hasZone(one) === hasZone(other);
}

/** The columns that two tables share, by name and kind, in the order of the first. */
export function sharedColumns([table, beside]: TablePair): SharedColumn[] {
  const others = new Map(beside.columns.map((column) => [column.name, column]));
  return table.columns.flatMap((column) => {
    const other = others.get(column.name);
    return other !== undefined && areAlike(column, other) ? [{ column, beside: other }] : [];
  });
}

/** What of one table stands in the other too. */
export interface Overlap {
  readonly kind: 'rows' | 'key';
  readonly columns: readonly string[];
  /** Different rows or keys in both. */
  readonly shared: number;
  readonly rows: number;
  readonly rowsBeside: number;
  /** Values of the columns, as texts, in the order of their values. */
  readonly examples: readonly (readonly Cell[])[];
}

/**
 * Rows that are equal in the named columns, in both tables: a missing value equals a missing one, as NaN equals NaN; of a key
 * nothing may be missing. One GROUP BY over both tables: 1 to 3 s per million rows of 20 columns.
 */
export async function overlapOf(
  database: Database,
  tables: TablePair,
  kind: Overlap['kind'],
  columns: readonly string[],
  examples = EXAMPLES,
): Promise<Overlap> {
  const names = columns.map((_, i) => `c${i}`);
  const present = columns.map((column) => `${quoteIdentifier(column)} IS NOT NULL`).join(' AND ');
  const sides = tables.map(({ table }, side) => {
    const list = columns.map((column, i) => `${quoteIdentifier(column)} AS c${i}`);
    const where = kind === 'key' ? ` WHERE ${present}` : '';
    return `SELECT ${list.join(', ')}, ${side} AS side FROM ${quoteIdentifier(table)}${where}`;
  });
  const both = await database.createTable(
    `SELECT ${names.join(', ')}, count(*) FILTER (side = 0)::DOUBLE AS here, count(*) FILTER (side = 1)::DOUBLE AS beside
     FROM (${sides.join(' UNION ALL ')}) GROUP BY ${names.join(', ')} HAVING here > 0 AND beside > 0`,
  );
  const from = quoteIdentifier(both.table);
  const [sums] = frameRows(
    await database.query(`SELECT sum(here) AS here, sum(beside) AS beside FROM ${from}`),
  );
  const texts = names.map((name) => `${name}::VARCHAR AS ${name}`).join(', ');
  const few = await database.query(
    `SELECT ${texts} FROM (SELECT * FROM ${from} ORDER BY ALL LIMIT ${examples}) ORDER BY ALL`,
  );
  return {
    kind,
    columns,
    shared: both.rows,
    rows: Number(sums?.here ?? 0),
    rowsBeside: Number(sums?.beside ?? 0),
    examples: frameRows(few).map((row) => names.map((name) => row[name] ?? null)),
  };
}

const integer = (meaning: string): FrameColumnShape => ({ type: 'integer', meaning });
const number = (meaning: string): FrameColumnShape => ({ type: 'number', meaning });
const text = (meaning: string): FrameColumnShape => ({ type: 'text', meaning });

/** The columns by which a frame tells an overlap. */
export const overlapShape = {
  kind: text('rows: equal in all columns that both tables have; key: equal in the columns of a key'),
  columns: text('The columns that are compared, as a JSON list'),
  shared: integer('Different rows, or keys, that stand in both tables'),
  rows: integer('Rows of the table that have one of these'),
  share: number('Share of its rows'),
  rows_beside: integer('Rows of the table beside it that have one of these'),
  share_beside: number('Share of its rows'),
} as const;

/** An overlap as a row of such a frame; a share of no rows is null. */
export function overlapRow(
  { kind, columns, shared, rows, rowsBeside }: Overlap,
  [table, beside]: TablePair,
): Readonly<Record<keyof typeof overlapShape, Cell>> {
  const shareOf = (count: number, of: TableArtifact): number | null =>
    of.rows === 0 ? null : count / of.rows;
  return {
    kind,
    columns: JSON.stringify(columns),
    shared,
    rows,
    share: shareOf(rows, table),
    rows_beside: rowsBeside,
    share_beside: shareOf(rowsBeside, beside),
  };
}
