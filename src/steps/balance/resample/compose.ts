import type { Artifact, TableArtifact } from '../../../core/artifact';
import type { MadeTable, RunContext } from '../../../core/run-context';
import { quoteIdentifier } from '../../../core/sql';
import type { Scaling } from '../../../kernels/neighbour-graph/scaling';
import { isFeature, numberedRows, targetOf, type RoleColumn } from './columns';
import type { Pairs } from './pairs';

/** The two tables that the step gives. */
export interface Composed {
  readonly balanced: MadeTable;
  readonly provenance: MadeTable;
}

/** What new rows are put together from. */
export interface Ingredients {
  readonly table: TableArtifact;
  readonly columns: readonly RoleColumn[];
  readonly pairs: Pairs;
  /** By the name of a column; null for rows that are repeated whole. */
  readonly scalings: ReadonlyMap<string, Scaling> | null;
  /** Unrounded doubles, for originals and new rows alike. */
  readonly asDoubles: boolean;
}

/** Columns whose values are looked up in one statement: each is a join. */
const DONORS_AT_A_TIME = 32;

/** All rows of the input in their order, then the new ones; they are put together inside the database. */
export async function composeAdded({ database }: RunContext, of: Ingredients): Promise<Composed> {
  const { table, columns, pairs } = of;
  const parents = await readParents({ database }, of);
  const drawn = await database.createNumbers({
    row: Float64Array.from(pairs.bases, (_, i) => table.rows + i + 1),
    base: pairs.bases,
    neighbour: pairs.neighbours,
    gap: pairs.gaps,
  });
  const voted = await takeDonors({ database }, of, parents);
  // -1 finds no row: rows are numbered from 1. A condition on the left side alone would make the join a loop over all pairs.
  const joins = `FROM ${drawn.table} AS s JOIN ${parents.table} AS a ON a.i = s.base::BIGINT + 1
    LEFT JOIN ${parents.table} AS b ON b.i = s.neighbour::BIGINT + 1`;
  const joinVoted = voted.map(({ table: made }, n) => `JOIN ${made} AS w${n} ON w${n}.row = s.row`);
  const originals = columns.map((column) => {
    const name = quoteIdentifier(column.name);
    return widens(column, of) ? `${name}::DOUBLE AS ${name}` : name;
  });
  const places = new Map([...pairs.donors.keys()].map((name, place) => [name, place]));
  const made = columns.map((column) => {
    const place = places.get(column.name);
    const value =
      place === undefined ? newValue(column, of) : `w${Math.floor(place / DONORS_AT_A_TIME)}.${column.alias}`;
    return `${value} AS ${quoteIdentifier(column.name)}`;
  });
  const balanced = await database.createTable(
    `SELECT ${originals.join(', ')} FROM ${quoteIdentifier(table.table)}
    UNION ALL
    (SELECT ${made.join(', ')} ${joins} ${joinVoted.join(' ')} ORDER BY s.row)`,
  );
  const provenance = await database.createTable(
    `SELECT s.row::BIGINT AS new_row, a.${targetOf(columns).alias} AS class, a.i AS parent, b.i AS neighbour,
      CASE WHEN s.neighbour >= 0 THEN s.gap END AS gap,
      CASE WHEN s.neighbour >= 0 THEN 'between' WHEN s.gap < 0 THEN 'vote' ELSE 'copy' END AS origin
    ${joins} ORDER BY s.row`,
  );
  return { balanced, provenance };
}

/** The rows of the input that new rows take anything from, numbered from 1 as `i`. */
async function readParents(
  { database }: Pick<RunContext, 'database'>,
  { table, columns, pairs }: Ingredients,
): Promise<MadeTable> {
  const isNeeded = new Uint8Array(table.rows);
  for (const rows of [pairs.bases, pairs.neighbours, ...pairs.donors.values()]) {
    for (const row of rows) if (row >= 0) isNeeded[row] = 1;
  }
  const needed: number[] = [];
  isNeeded.forEach((flag, row) => flag === 1 && needed.push(row + 1));
  const numbers = await database.createNumbers({ row: Float64Array.from(needed) });
  return database.createTable(
    `SELECT i, ${columns.map(({ alias }) => alias).join(', ')} FROM (${numberedRows(table, columns)})
    WHERE i IN (SELECT row::BIGINT FROM ${numbers.table})`,
  );
}

/** The values that are voted on, some columns to a table: `row` and the values under their working names. */
async function takeDonors(
  { database }: Pick<RunContext, 'database'>,
  { table, columns, pairs }: Ingredients,
  parents: MadeTable,
): Promise<MadeTable[]> {
  const aliases = new Map(columns.map(({ name, alias }) => [name, alias]));
  const all = [...pairs.donors];
  const made: MadeTable[] = [];
  for (let start = 0; start < all.length; start += DONORS_AT_A_TIME) {
    const some = all.slice(start, start + DONORS_AT_A_TIME);
    const drawn = await database.createNumbers({
      row: Float64Array.from(pairs.bases, (_, i) => table.rows + i + 1),
      ...Object.fromEntries(some.map(([, rows], n) => [`d${n}`, rows])),
    });
    const joins = some.map((_, n) => `JOIN ${parents.table} AS k${n} ON k${n}.i = s.d${n}::BIGINT + 1`);
    const values = some.map(([name], n) => `k${n}.${aliases.get(name)!}`);
    made.push(
      await database.createTable(
        `SELECT s.row, ${values.join(', ')} FROM ${drawn.table} AS s ${joins.join(' ')}`,
      ),
    );
  }
  return made;
}

/** True for a column of whole or decimal numbers that becomes one of doubles, so that new values need no rounding. */
export const widens = (
  { role, sqlType, name }: RoleColumn,
  { asDoubles, scalings, pairs }: Pick<Ingredients, 'asDoubles' | 'scalings' | 'pairs'>,
): boolean =>
  asDoubles &&
  scalings !== null &&
  !pairs.donors.has(name) &&
  (role === 'integer' || role === 'decimal' || (role === 'float' && sqlType !== 'DOUBLE'));

/** SQL of a value of a new row: `a` and `b` are its parents, `s.gap` its place between them. */
function newValue(column: RoleColumn, { scalings, asDoubles }: Ingredients): string {
  const { role, alias, sqlType } = column;
  const [a, b] = [`a.${alias}`, `b.${alias}`];
  if (role === 'target' || scalings === null) return a;
  if (!isFeature(column)) return `NULL::${sqlType}`;
  // A category that was not voted on is that of a copy.
  if (role === 'category') return a;
  const [x, y] = [finiteDouble(role, a), finiteDouble(role, b)];
  const between = `${x} + s.gap * (${y} - ${x})`;
  if (asDoubles) return `CASE WHEN s.neighbour < 0 THEN ${x} ELSE ${between} END`;
  const exact = typed(column, between, scalings.get(column.name)?.decimals ?? null);
  // Rounding must not leave the stretch between the parents, nor must a sum that overflows.
  const kept = `greatest(least(${a}, ${b}), least(greatest(${a}, ${b}), coalesce(${exact}, ${a})))`;
  const areFinite = [a, b].map((value) => finiteTest(role, value)).join(' AND ');
  return `CASE WHEN ${areFinite} THEN ${kept} WHEN s.neighbour < 0 OR s.gap < 0.5 THEN ${a} ELSE ${b} END`;
}

function finiteDouble(role: RoleColumn['role'], value: string): string {
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

/** Where rows are kept from: a table, and for its new rows what they were made of. */
export interface KeptFrom {
  readonly table: Pick<Extract<Artifact, { kind: 'table' }>, 'table' | 'columns' | 'rows'>;
  readonly provenance: MadeTable | null;
}

/** The rows of the given numbers (from 0), in the order given. */
export async function composeKept(
  { database }: RunContext,
  { table, provenance }: KeptFrom,
  columns: readonly RoleColumn[],
  kept: ArrayLike<number>,
): Promise<Composed> {
  const order = await database.createNumbers({
    row: Float64Array.from({ length: kept.length }, (_, n) => n + 1),
    source: Float64Array.from(kept, (row) => row + 1),
  });
  const joined = `FROM ${order.table} AS o JOIN (${numberedRows(table, columns)}) AS r ON r.i = o.source::BIGINT`;
  const values = columns.map(({ name, alias }) => `r.${alias} AS ${quoteIdentifier(name)}`);
  const target = targetOf(columns).alias;
  const of =
    provenance === null
      ? `SELECT o.row::BIGINT AS new_row, r.${target} AS class, r.i AS parent, NULL::BIGINT AS neighbour,
          NULL::DOUBLE AS gap, 'kept' AS origin ${joined}`
      : `SELECT o.row::BIGINT AS new_row, r.${target} AS class, coalesce(p.parent, r.i) AS parent, p.neighbour,
          p.gap, coalesce(p.origin, 'kept') AS origin ${joined} LEFT JOIN ${provenance.table} AS p ON p.new_row = r.i`;
  return {
    balanced: await database.createTable(`SELECT ${values.join(', ')} ${joined} ORDER BY o.row`),
    provenance: await database.createTable(`${of} ORDER BY o.row`),
  };
}
