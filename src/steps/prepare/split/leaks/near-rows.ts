import { cellAt, type Frame } from '../../../../core/frame';
import type { Database, RunContext } from '../../../../core/run-context';
import { quoteIdentifier } from '../../../../core/sql';
import { placedRows, type Assigned } from '../measure';
import type { Comparison } from './compared';
import { EXAMPLES, type Leak, type LeakPair } from './leak';

/** Rows whose likes are looked for, of all parts together; and cells of them. */
const MOST_PROBES = 20_000;
const MOST_PROBED_CELLS = 1_000_000;
/** Cells of the rows that they are compared with. */
const MOST_CELLS = 20_000_000;
/** Pairs of rows whose numbers are compared. */
const MOST_PAIRS = 20_000_000;

/** The parts as they stand: rows of each, and how many of them are looked at and compared with. */
interface Bounds {
  readonly rows: readonly number[];
  readonly probes: readonly number[];
  readonly wholes: readonly number[];
}

/**
 * Rows that nearly equal a row of another part, in two kinds: different in one column alone, columns that number the rows
 * apart; and beyond these, different in numbers alone, each within its tolerance. Missing values are equal to each other. Up to 20,000 rows are looked at,
 * chosen by a hash of their place, and compared with all rows of the other parts, or, beyond 20 million cells, with
 * such a sample of them too: the rows of a part that leak are then a share of those looked at.
 * Cost: hashes of all cells, some 3 s for a million rows of 20 columns.
 */
export async function nearLeaks(
  context: RunContext,
  assigned: Assigned,
  comparison: Comparison,
  partRows: readonly number[],
): Promise<Leak[]> {
  const { compared } = comparison;
  const bounds = boundsOf(partRows, compared.length);
  const apart = await oneColumnApart(context, assigned, comparison, bounds);
  const isLoose = compared.some(({ tolerance }) => tolerance !== null);
  if (!isLoose) return [apart.leak];
  return [apart.leak, await smallDifferences(context, assigned, comparison, bounds, apart.table)];
}

function boundsOf(rows: readonly number[], columns: number): Bounds {
  const parts = rows.length;
  const all = rows.reduce((sum, each) => sum + each, 0);
  const probes = Math.floor(Math.min(MOST_PROBES, MOST_PROBED_CELLS / columns) / parts);
  const share = Math.min(1, MOST_CELLS / columns / Math.max(1, all));
  return {
    rows,
    probes: rows.map((each) => Math.min(each, probes)),
    wholes: rows.map((each) => Math.ceil(each * share)),
  };
}

/** SQL: true for about `wanted` of the rows of each part, for all where all are wanted; by a hash of their place. */
function isChosen({ rows }: Bounds, wanted: readonly number[]): string {
  const cases = rows.map((all, part) =>
    all <= wanted[part]!
      ? `WHEN p = ${part} THEN true`
      : `WHEN p = ${part} THEN hash(r) % ${all} < ${wanted[part]!}`,
  );
  return `(CASE ${cases.join(' ')} END)`;
}

async function oneColumnApart(
  { database }: RunContext,
  assigned: Assigned,
  { compared, numbering }: Comparison,
  bounds: Bounds,
): Promise<{ readonly leak: Leak; readonly table: string }> {
  const columns = [...compared.map(({ column }) => column), ...numbering];
  const places = columns.map((_, place) => place);
  // Hashed twice: a hash of two values is an exclusive or of theirs, in which equal values of two columns would cancel out.
  const hashed = `SELECT r, p, ${places.map((place) => `hash(hash(c${place}, ${place})) AS h${place}`).join(', ')}
    FROM (${placedRows(assigned, columns)})`;
  const fold = (of: readonly number[]): string =>
    of.map((place) => `h${place}`).reduce((all, each) => `xor(${all}, ${each})`);
  const [half, count] = [Math.floor(compared.length / 2), compared.length];
  // Of all columns, by which rows are different at all, and of those compared: of each half of them, and of all.
  const halves = `SELECT *, ${fold(places)} AS h, ${fold(places.slice(0, half))} AS u, ${fold(places.slice(half, count))} AS v FROM (${hashed})`;
  const folded = `SELECT *, xor(u, v) AS x FROM (${halves})`;
  // The hash of all compared columns but one, told from that of all but another; -1 where none is left out.
  const one = compared.map((_, place) => `xor(xor(x, h${place}), hash(${place}))`);
  const isNumbered = numbering.length > 0;
  const keys = `unnest([${[...(isNumbered ? ['xor(x, hash(-1))'] : []), ...one].join(', ')}])`;
  const probes = await database.createTable(
    `SELECT r, p, h, u, v, ${keys} AS k, unnest(range(${isNumbered ? -1 : 0}, ${compared.length})) AS c
    FROM (${folded}) WHERE ${isChosen(bounds, bounds.probes)}`,
  );
  const probed = quoteIdentifier(probes.table);
  // Rows that differ in one column are equal in one of the halves: few others are taken apart.
  const hasHalf = `(u IN (SELECT u FROM ${probed}) OR v IN (SELECT v FROM ${probed}))`;
  const near = await database.createTable(
    `WITH wholes AS (SELECT r, p, h, ${keys} AS k FROM (${folded}) WHERE ${isChosen(bounds, bounds.wholes)} AND ${hasHalf}),
    hits AS (
      SELECT k, p, min(h) AS low, max(h) AS high, arg_min(r, h) AS low_r, arg_max(r, h) AS high_r
      FROM wholes WHERE k IN (SELECT k FROM ${probed}) GROUP BY k, p
    )
    SELECT probes.r AS r, probes.p AS p, probes.c AS c, min(CASE WHEN low <> probes.h THEN low_r ELSE high_r END) AS other
    FROM ${probed} AS probes JOIN hits
      ON probes.k = hits.k AND probes.p <> hits.p AND (low <> probes.h OR high <> probes.h)
    GROUP BY probes.r, probes.p, probes.c`,
  );
  const from = quoteIdentifier(near.table);
  const most = await database.query(
    `SELECT c::INTEGER AS c FROM ${from} GROUP BY c ORDER BY count(*) DESC, c LIMIT 1`,
  );
  const rows = `SELECT r, p, arg_min(other, c) AS other FROM ${from} GROUP BY r, p`;
  const found = await countNear(database, rows, `SELECT DISTINCT r, p FROM ${probed}`, bounds);
  const place = most.rows === 0 ? null : Number(cellAt(most, 'c', 0));
  const differing = place === null ? [] : place < 0 ? numbering : [columns[place]!];
  return {
    leak: { kind: 'one column apart', columns: differing.map(({ name }) => name), ...found },
    table: near.table,
  };
}

async function smallDifferences(
  context: RunContext,
  assigned: Assigned,
  { compared }: Comparison,
  bounds: Bounds,
  apart: string,
): Promise<Leak> {
  const { database } = context;
  const loose = compared.flatMap(({ tolerance }, place) =>
    tolerance === null ? [] : [{ place, tolerance }],
  );
  const exact = compared.flatMap(({ tolerance }, place) => (tolerance === null ? [`c${place}`] : []));
  const rows = `SELECT r, p, hash(${[0, ...exact].join(', ')}) AS e,
      ${loose.map(({ place }, i) => `c${place}::DOUBLE AS x${i}`).join(', ')}
    FROM (${placedRows(
      assigned,
      compared.map(({ column }) => column),
    )})`;
  const probes = await database.createTable(
    `SELECT * FROM (${rows}) WHERE ${isChosen(bounds, bounds.probes)} AND r NOT IN (SELECT r FROM ${quoteIdentifier(apart)})`,
  );
  const probed = quoteIdentifier(probes.table);
  const [first, second] = await binned(
    database,
    probed,
    loose.map(({ tolerance }) => tolerance),
  );
  const [a, b] = [binOf(first, loose[first]!.tolerance), binOf(second, loose[second]!.tolerance)];
  const steps = '(VALUES (-1), (0), (1))';
  const around = `SELECT *, ${a} + i AS a, ${b} + j AS b FROM ${probed}, ${steps} AS i(i), ${steps} AS j(j)`;
  const wholes = await database.createTable(
    `SELECT p, e, a, b, ${loose.map((_, i) => `x${i}`).join(', ')}, min(r) AS r
    FROM (SELECT *, ${a} AS a, ${b} AS b FROM (${rows}) WHERE ${isChosen(bounds, bounds.wholes)})
    WHERE (e, a, b) IN (SELECT (e, a, b) FROM (${around})) GROUP BY ALL`,
  );
  const from = quoteIdentifier(wholes.table);
  const some = await fewEnough(database, around, from, bounds);
  const near = loose.map(
    ({ tolerance }, i) =>
      `(one.x${i} IS NOT DISTINCT FROM two.x${i} OR abs(one.x${i} - two.x${i}) <= ${tolerance})`,
  );
  const differ = loose.map((_, i) => `one.x${i} IS DISTINCT FROM two.x${i}`);
  const made = await database.createTable(
    `SELECT one.r AS r, one.p AS p, min(two.r) AS other
    FROM (SELECT * FROM (${around}) WHERE ${some}) AS one JOIN ${from} AS two
      ON one.e = two.e AND one.a = two.a AND one.b = two.b AND one.p <> two.p
      AND ${near.join(' AND ')} AND (${differ.join(' OR ')})
    GROUP BY one.r, one.p`,
  );
  // Rows one column apart were looked at as well, and are told there.
  const looked = `SELECT r, p FROM ${probed} WHERE ${some} UNION ALL SELECT r, p FROM ${quoteIdentifier(apart)}`;
  const found = await countNear(
    database,
    `SELECT r, p, other FROM ${quoteIdentifier(made.table)}`,
    looked,
    bounds,
  );
  return { kind: 'small differences', columns: [], ...found };
}

/** SQL: the number of the bin of a column's width of tolerance; two values within it are in one bin or in neighbours. */
function binOf(loose: number, tolerance: number): string {
  return `coalesce(TRY_CAST(floor(x${loose} / ${tolerance}) AS BIGINT), 0)`;
}

/** The two columns whose bins set the most rows apart; the same twice where there is but one. */
async function binned(
  database: Database,
  probes: string,
  tolerances: readonly number[],
): Promise<readonly [number, number]> {
  const counts = tolerances.map((tolerance, i) => `count(DISTINCT ${binOf(i, tolerance)})::DOUBLE AS n${i}`);
  const frame = await database.query(`SELECT ${counts.join(', ')} FROM ${probes}`);
  const order = tolerances
    .map((_, i) => i)
    .sort(
      (one, two) => Number(cellAt(frame, `n${two}`, 0)) - Number(cellAt(frame, `n${one}`, 0)) || one - two,
    );
  return [order[0] ?? 0, order[1] ?? order[0] ?? 0];
}

/** SQL: true for all rows looked at, or for as many as leave no more pairs to compare than can be. */
async function fewEnough(
  database: Database,
  around: string,
  wholes: string,
  { rows }: Bounds,
): Promise<string> {
  const frame = await database.query(
    `SELECT coalesce(sum(n * m), 0)::DOUBLE AS pairs
    FROM (SELECT e, a, b, count(*) AS n FROM (${around}) GROUP BY e, a, b)
    JOIN (SELECT e, a, b, count(*) AS m FROM ${wholes} GROUP BY e, a, b) USING (e, a, b)`,
  );
  const pairs = Number(cellAt(frame, 'pairs', 0));
  const all = rows.reduce((sum, each) => sum + each, 0);
  if (pairs <= MOST_PAIRS) return 'true';
  return `hash(r + ${all}) % 1000000 < ${Math.floor((1_000_000 * MOST_PAIRS) / pairs)}`;
}

/** Counts the rows found (`r`, `p`, `other`), those looked at, and those they were compared with; the first pairs. */
async function countNear(
  database: Database,
  near: string,
  probes: string,
  { wholes }: Bounds,
): Promise<Omit<Leak, 'kind' | 'columns'>> {
  const found = await database.query(
    `SELECT p::INTEGER AS p, count(*)::DOUBLE AS n FROM (${near}) GROUP BY p`,
  );
  const looked = await database.query(
    `SELECT p::INTEGER AS p, count(*)::DOUBLE AS n FROM (${probes}) GROUP BY p`,
  );
  const pairs = await database.query(
    `SELECT one::DOUBLE AS one, other::DOUBLE AS other FROM (
      SELECT DISTINCT least(r, other) AS one, greatest(r, other) AS other FROM (${near})
    ) ORDER BY one, other LIMIT ${EXAMPLES}`,
  );
  const all = wholes.reduce((sum, each) => sum + each, 0);
  return {
    byPart: byPart(found, wholes.length),
    lookedAt: byPart(looked, wholes.length),
    compared: wholes.map((own) => all - own),
    pairs: Array.from({ length: pairs.rows }, (_, row): LeakPair => ({
      one: Number(cellAt(pairs, 'one', row)),
      other: Number(cellAt(pairs, 'other', row)),
    })),
  };
}

function byPart(counts: Frame, parts: number): number[] {
  const all = new Array<number>(parts).fill(0);
  for (let row = 0; row < counts.rows; row++)
    all[Number(cellAt(counts, 'p', row))] = Number(cellAt(counts, 'n', row));
  return all;
}
