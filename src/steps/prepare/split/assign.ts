import { requireColumn } from '../../../core/column-param';
import type { TableArtifact } from '../../../core/artifact';
import type { MadeTable, RunContext } from '../../../core/run-context';
import { quoteIdentifier } from '../../../core/sql';
import type { Column } from '../../../core/table';
import { cutsOf, hashCuts } from './kernel';
import { rowHash } from './row-key';
import type { SplitParams } from './step';

/**
 * Makes a table of one column `part`: for every row, in the order of the rows, the number of its part from 0. One scan for
 * `hash` and plain `position`; the others sort once.
 */
export async function assignParts(
  context: RunContext,
  table: TableArtifact,
  params: SplitParams,
): Promise<MadeTable> {
  const shares = params.parts.map(({ share }) => share);
  switch (params.method) {
    case 'hash':
      return context.database.createTable(byHash(table, keyColumns(table, params.by), params.seed, shares));
    case 'position':
      return context.database.createTable(byPosition(table, orderColumn(table, params.order), shares));
    case 'stratified': {
      const column = requireColumn(table, params.stratify);
      const sizes = await classSizes(context, table, column);
      return context.database.createTable(stratified(table, column, params.seed, shares, sizes));
    }
    default:
      return params.method satisfies never;
  }
}

/** The columns whose values place a row: those named, else all. */
export function keyColumns(table: TableArtifact, by: readonly string[]): readonly Column[] {
  return by.length === 0 ? table.columns : by.map((name) => requireColumn(table, name));
}

/** The column that orders the rows; null where they stay as they stand. */
export function orderColumn(table: TableArtifact, order: string): Column | null {
  return order === '' ? null : requireColumn(table, order);
}

/** SQL: the number of the first part whose cut is greater than the value; the last part where none is. */
function partOf(value: string, cuts: readonly string[]): string {
  const cases = cuts.map((cut, part) => `WHEN ${value} < ${cut} THEN ${part}`);
  return `(CASE ${cases.join(' ')} ELSE ${cuts.length} END)::UTINYINT AS part`;
}

function byHash(
  table: TableArtifact,
  columns: readonly Column[],
  seed: number,
  shares: readonly number[],
): string {
  const cuts = hashCuts(shares).map((cut) => `'${cut}'`);
  return `SELECT ${partOf('h', cuts)} FROM (SELECT ${rowHash(columns, seed)} AS h FROM ${quoteIdentifier(table.table)})`;
}

function byPosition(table: TableArtifact, order: Column | null, shares: readonly number[]): string {
  const cuts = cutsOf(table.rows, shares).map(String);
  const from = quoteIdentifier(table.table);
  if (order === null)
    return `SELECT ${partOf('r', cuts)} FROM (SELECT row_number() OVER () - 1 AS r FROM ${from})`;
  return `SELECT part FROM (
    SELECT i, ${partOf('row_number() OVER (ORDER BY v NULLS LAST, i) - 1', cuts)}
    FROM (SELECT ${quoteIdentifier(order.name)} AS v, row_number() OVER () AS i FROM ${from})
  ) ORDER BY i`;
}

/** The distinct sizes of the classes: cuts depend on nothing else. */
async function classSizes(
  { database }: RunContext,
  { table }: TableArtifact,
  { name }: Column,
): Promise<number[]> {
  const groups = `SELECT count(*)::DOUBLE AS n FROM ${quoteIdentifier(table)} GROUP BY ${quoteIdentifier(name)}`;
  const frame = await database.query(`SELECT DISTINCT n FROM (${groups}) ORDER BY n`);
  return Array.from(frame.columns.n ?? [], Number);
}

/** Within each class the rows stand in the order of their hashes (equal rows as they stand), and are cut there. */
function stratified(
  { table, columns }: TableArtifact,
  column: Column,
  seed: number,
  shares: readonly number[],
  sizes: readonly number[],
): string {
  if (sizes.length === 0) return `SELECT 0::UTINYINT AS part FROM ${quoteIdentifier(table)}`;
  const cutNames = shares.slice(0, -1).map((_, part) => `c${part}`);
  const cuts = sizes.map((size) => `(${[size, ...cutsOf(size, shares)].join(', ')})`);
  return `SELECT part FROM (
    SELECT i, ${partOf('r', cutNames)}
    FROM (
      SELECT i, row_number() OVER (PARTITION BY v ORDER BY h, i) - 1 AS r, count(*) OVER (PARTITION BY v) AS n
      FROM (SELECT ${quoteIdentifier(column.name)} AS v, ${rowHash(columns, seed)} AS h,
        row_number() OVER () AS i FROM ${quoteIdentifier(table)})
    ) JOIN (VALUES ${cuts.join(', ')}) AS cuts(n, ${cutNames.join(', ')}) USING (n)
  ) ORDER BY i`;
}
