import { requireColumn } from '../../../core/column-param';
import type { TableArtifact } from '../../../core/artifact';
import { failWith } from '../../../core/failure';
import { cellAt } from '../../../core/frame';
import type { MadeTable, RunContext } from '../../../core/run-context';
import { quoteIdentifier } from '../../../core/sql';
import type { Column } from '../../../core/table';
import { byColumn } from './assign-column';
import { byGroups } from './assign-groups';
import { byTime } from './assign-times';
import { cutsOf, hashCuts } from './kernel';
import type { SplitParams } from './params';
import { testFoldOf } from './part-names';
import { placingOf, type Placing } from './placing';
import { rowHash } from './row-key';
import { bucketOf, bucketsOf, featureHashes, keyHashes } from './tfx-hash';

/**
 * Makes a table of one column `part`: for every row, in the order of the rows, the number of its part from 0, or one of
 * `LEFT_OUT`. One scan for `hash`, `column` and plain `position`; the others sort or group once.
 */
export async function assignParts(
  context: RunContext,
  table: TableArtifact,
  params: SplitParams,
): Promise<MadeTable> {
  requireFold(params);
  const placing = placingOf(params);
  switch (params.method) {
    case 'hash':
      return context.database.createTable(await byHash(context, table, params, placing));
    case 'position':
      return context.database.createTable(byPosition(table, orderColumn(table, params.order), placing));
    case 'stratified': {
      const column = requireColumn(table, params.stratify);
      const sizes = await classSizes(context, table, column);
      return context.database.createTable(stratified(table, column, params.seed, placing, sizes));
    }
    case 'group':
      return byGroups(context, table, params, placing);
    case 'time':
      return byTime(context, table, params, placing);
    case 'column':
      return context.database.createTable(byColumn(table, params));
    default:
      return params.method satisfies never;
  }
}

/** Throws `split-fold-unknown` where there is no fold of the number that is to be test. */
function requireFold(params: SplitParams): void {
  const fold = testFoldOf(params);
  const { folds } = params;
  if (fold !== null && folds !== null && fold > folds) failWith('split-fold-unknown', { fold, folds });
}

/** The columns whose values place a row: those named, else all. */
export function keyColumns(table: TableArtifact, by: readonly string[]): readonly Column[] {
  return by.length === 0 ? table.columns : by.map((name) => requireColumn(table, name));
}

/** The column that orders the rows; null where they stay as they stand. */
export function orderColumn(table: TableArtifact, order: string): Column | null {
  return order === '' ? null : requireColumn(table, order);
}

/** SQL: the part of the first piece whose cut is greater than the value; that of the last piece where none is. */
function partAt(value: string, cuts: readonly string[], { partOf }: Placing): string {
  const cases = cuts.map((cut, piece) => `WHEN ${value} < ${cut} THEN ${partOf(piece)}`);
  return `(CASE ${cases.join(' ')} ELSE ${partOf(cuts.length)} END)::UTINYINT AS part`;
}

async function byHash(
  context: RunContext,
  table: TableArtifact,
  { by, rule, seed }: SplitParams,
  placing: Placing,
): Promise<string> {
  if (rule === 'md5') {
    const cuts = hashCuts(placing.shares).map((cut) => `'${cut}'`);
    const hash = rowHash(keyColumns(table, by), seed);
    return `SELECT ${partAt('h', cuts, placing)} FROM (SELECT ${hash} AS h FROM ${quoteIdentifier(table.table)})`;
  }
  const keys = by.map((name) => requireColumn(table, name, ['integer', 'text']));
  if (keys.length > 0) await requireKeys(context, table, keys);
  const [key, ...others] = keys;
  if (rule === 'tfx-feature' && (key === undefined || others.length > 0))
    failWith('split-feature-one', { given: keys.length });
  const hashes =
    rule === 'tfx-feature' && key !== undefined
      ? featureHashes(table, key)
      : keyHashes(table, keyColumns(table, by));
  let sum = 0;
  const ends = bucketsOf(placing.shares).map((buckets) => (sum += buckets));
  const cuts = ends.slice(0, -1).map(String);
  return `SELECT ${partAt('b', cuts, placing)} FROM (SELECT ${bucketOf('h', sum)} AS b FROM (${hashes}))`;
}

/** TFX stops at a row without a key. Throws `split-key-missing`. */
async function requireKeys(
  { database }: RunContext,
  { table }: TableArtifact,
  keys: readonly Column[],
): Promise<void> {
  const isMissing = keys.map(({ name }) => `${quoteIdentifier(name)} IS NULL`).join(' OR ');
  const frame = await database.query(
    `SELECT count(*)::DOUBLE AS n FROM ${quoteIdentifier(table)} WHERE ${isMissing}`,
  );
  const rows = Number(cellAt(frame, 'n', 0));
  if (rows > 0) failWith('split-key-missing', { rows, names: keys.map(({ name }) => name).join(', ') });
}

function byPosition(table: TableArtifact, order: Column | null, placing: Placing): string {
  const cuts = cutsOf(table.rows, placing.shares).map(String);
  const from = quoteIdentifier(table.table);
  if (order === null)
    return `SELECT ${partAt('r', cuts, placing)} FROM (SELECT row_number() OVER () - 1 AS r FROM ${from})`;
  return `SELECT part FROM (
    SELECT i, ${partAt('row_number() OVER (ORDER BY v NULLS LAST, i) - 1', cuts, placing)}
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
  placing: Placing,
  sizes: readonly number[],
): string {
  if (sizes.length === 0) return `SELECT 0::UTINYINT AS part FROM ${quoteIdentifier(table)}`;
  const { shares } = placing;
  const cutNames = shares.slice(0, -1).map((_, part) => `c${part}`);
  const cuts = sizes.map((size) => `(${[size, ...cutsOf(size, shares)].join(', ')})`);
  return `SELECT part FROM (
    SELECT i, ${partAt('r', cutNames, placing)}
    FROM (
      SELECT i, row_number() OVER (PARTITION BY v ORDER BY h, i) - 1 AS r, count(*) OVER (PARTITION BY v) AS n
      FROM (SELECT ${quoteIdentifier(column.name)} AS v, ${rowHash(columns, seed)} AS h,
        row_number() OVER () AS i FROM ${quoteIdentifier(table)})
    ) JOIN (VALUES ${cuts.join(', ')}) AS cuts(n, ${cutNames.join(', ')}) USING (n)
  ) ORDER BY i`;
}
