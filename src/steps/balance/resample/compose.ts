import type { TableArtifact } from '../../../core/artifact';
import type { MadeTable, RunContext } from '../../../core/run-context';
import { quoteIdentifier } from '../../../core/sql';
import { numberedRows, type RoleColumn } from './columns';
import type { Kin } from './kin';
import type { Scaling } from './scaling';
import type { Pairs } from './smote';

/** The two tables that the step gives. */
export interface Composed {
  readonly balanced: MadeTable;
  readonly provenance: MadeTable;
}

/** What new rows are put together from. */
export interface Ingredients {
  readonly table: TableArtifact;
  readonly columns: readonly RoleColumn[];
  readonly kin: Kin;
  readonly pairs: Pairs;
  /** Null for rows that are repeated whole. */
  readonly scalings: ReadonlyMap<RoleColumn, Scaling> | null;
  /** Unrounded doubles, for originals and new rows alike. */
  readonly asDoubles: boolean;
}

/** All rows of the input in their order, then the new ones; they are put together inside the database. */
export async function composeAdded({ database }: RunContext, of: Ingredients): Promise<Composed> {
  const { table, columns, kin, pairs } = of;
  const drawn = await database.createNumbers({
    row: Float64Array.from(pairs.bases, (_, i) => table.rows + i + 1),
    base: pairs.bases,
    neighbour: pairs.neighbours,
    gap: pairs.gaps,
    ...Object.fromEntries(pairs.donors.map((donors, category) => [`d${category}`, donors])),
  });
  const kinTable = kin.made.table;
  const categories = columns.filter(({ role }) => role === 'category');
  const joinDonors = pairs.donors.map((_, n) => `JOIN ${kinTable} AS k${n} ON k${n}.pos = s.d${n}::BIGINT`);
  const joins = `FROM ${drawn.table} AS s JOIN ${kinTable} AS a ON a.pos = s.base::BIGINT
    LEFT JOIN ${kinTable} AS b ON b.pos = s.neighbour::BIGINT`;
  const originals = columns.map((column) => {
    const name = quoteIdentifier(column.name);
    return widens(column, of) ? `${name}::DOUBLE AS ${name}` : name;
  });
  const made = columns.map(
    (column) => `${newValue(column, categories.indexOf(column), of)} AS ${quoteIdentifier(column.name)}`,
  );
  const balanced = await database.createTable(
    `SELECT ${originals.join(', ')} FROM ${quoteIdentifier(table.table)}
    UNION ALL
    (SELECT ${made.join(', ')} ${joins} ${joinDonors.join(' ')} ORDER BY s.row)`,
  );
  const target = columns.find(({ role }) => role === 'target')!;
  const provenance = await database.createTable(
    `SELECT s.row::BIGINT AS new_row, a.${target.alias} AS class, a.i AS parent, b.i AS neighbour,
      CASE WHEN s.neighbour >= 0 THEN s.gap END AS gap ${joins} ORDER BY s.row`,
  );
  return { balanced, provenance };
}

/** True for a column of whole or decimal numbers that becomes one of doubles, so that new values need no rounding. */
export const widens = (
  { role, sqlType }: RoleColumn,
  { asDoubles, scalings }: Pick<Ingredients, 'asDoubles' | 'scalings'>,
): boolean =>
  asDoubles &&
  scalings !== null &&
  (role === 'integer' || role === 'decimal' || (role === 'float' && sqlType !== 'DOUBLE'));

/** SQL of a value of a new row: `a` and `b` are its parents, `s.gap` its place between them. */
function newValue(column: RoleColumn, category: number, { scalings, asDoubles }: Ingredients): string {
  const { role, alias, sqlType } = column;
  const [a, b] = [`a.${alias}`, `b.${alias}`];
  if (role === 'target' || scalings === null) return a;
  if (role === 'outside') return `NULL::${sqlType}`;
  if (role === 'category') return `k${category}.${alias}`;
  const [x, y] = [doubleOf(role, a), doubleOf(role, b)];
  const between = `${x} + s.gap * (${y} - ${x})`;
  if (asDoubles) return `CASE WHEN s.neighbour < 0 THEN ${x} ELSE ${between} END`;
  const exact = typed(column, between, scalings.get(column)?.decimals ?? null);
  // Rounding must not leave the stretch between the parents, nor must a sum that overflows.
  const kept = `greatest(least(${a}, ${b}), least(greatest(${a}, ${b}), coalesce(${exact}, ${a})))`;
  const areFinite = [a, b].map((value) => finiteTest(role, value)).join(' AND ');
  return `CASE WHEN ${areFinite} THEN ${kept} WHEN s.neighbour < 0 OR s.gap < 0.5 THEN ${a} ELSE ${b} END`;
}

function doubleOf(role: RoleColumn['role'], value: string): string {
  if (role === 'date') return `(${value} - DATE '1970-01-01')::DOUBLE`;
  return role === 'timestamp' ? `epoch_us(${value})::DOUBLE` : `${value}::DOUBLE`;
}

const finiteTest = (role: RoleColumn['role'], value: string): string =>
  role === 'integer' || role === 'decimal' ? `${value} IS NOT NULL` : `coalesce(isfinite(${value}), false)`;

/** A double in the type of its column, with the digits that the column has; null where the type cannot hold it. */
function typed({ role, sqlType }: RoleColumn, value: string, decimals: number | null): string {
  switch (role) {
    case 'integer':
      return `TRY_CAST(round(${value}) AS ${sqlType})`;
    case 'date':
      return `DATE '1970-01-01' + TRY_CAST(round(${value}) AS INTEGER)`;
    case 'timestamp':
      return `make_timestamp(TRY_CAST(round(${value}) AS BIGINT))`;
    case 'float':
      return `TRY_CAST(${decimals === null ? value : `round(${value}, ${decimals})`} AS ${sqlType})`;
    default:
      return `TRY_CAST(${value} AS ${sqlType})`;
  }
}

/** The rows of the given numbers (from 1), in the order given. */
export async function composeKept(
  { database }: RunContext,
  table: TableArtifact,
  columns: readonly RoleColumn[],
  kept: Float64Array,
): Promise<Composed> {
  const order = await database.createNumbers({ row: Float64Array.from(kept, (_, n) => n + 1), source: kept });
  const joined = `FROM ${order.table} AS o JOIN (${numberedRows(table, columns)}) AS r ON r.i = o.source::BIGINT`;
  const values = columns.map(({ name, alias }) => `r.${alias} AS ${quoteIdentifier(name)}`);
  const target = columns.find(({ role }) => role === 'target')!;
  return {
    balanced: await database.createTable(`SELECT ${values.join(', ')} ${joined} ORDER BY o.row`),
    provenance: await database.createTable(
      `SELECT o.row::BIGINT AS new_row, r.${target.alias} AS class, r.i AS parent, NULL::BIGINT AS neighbour,
        NULL::DOUBLE AS gap ${joined} ORDER BY o.row`,
    ),
  };
}
