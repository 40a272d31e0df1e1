import type { TableArtifact } from '../../../core/artifact';
import { requireColumn } from '../../../core/column-param';
import { failWith } from '../../../core/failure';
import type { MadeTable, RunContext } from '../../../core/run-context';
import { rowHash } from '../../../core/row-key';
import { quoteIdentifier } from '../../../core/sql';
import type { Column } from '../../../core/table';
import { divideGroups, type Groups } from './divide-groups';
import type { SplitParams } from './params';
import type { Placing } from './placing';

/**
 * A table of `part` for every row, in order, rows of equal key columns in one part. Groups come in the order of their size, in
 * powers of two, the largest first, and among such of nearly one size in the order of `md5(key || ':' || seed)`. Cost: some
 * 3 s for a million rows of as many keys.
 */
export async function byGroups(
  context: RunContext,
  table: TableArtifact,
  params: SplitParams,
  { shares, partOf }: Placing,
): Promise<MadeTable> {
  const { database } = context;
  if (params.by.length === 0) failWith('column-unset');
  const columns = params.by.map((name) => requireColumn(table, name));
  const hash = rowHash(columns, params.seed);
  const found = await database.createTable(
    `SELECT h, n FROM (SELECT ${hash} AS h, count(*)::DOUBLE AS n FROM ${quoteIdentifier(table.table)} GROUP BY h)
    ORDER BY floor(log2(n)) DESC, h`,
  );
  const groups =
    params.stratify === ''
      ? await sizesOf(context, found)
      : await classesOf(context, table, found, hash, requireColumn(table, params.stratify));
  const places = Float64Array.from(divideGroups(groups, shares), partOf);
  const chosen = await database.createNumbers({ part: places });
  return database.createTable(
    `SELECT part::UTINYINT AS part FROM (SELECT ${hash} AS h, row_number() OVER () AS i FROM ${quoteIdentifier(table.table)})
    JOIN (SELECT found.h, chosen.part FROM ${quoteIdentifier(found.table)} AS found
      POSITIONAL JOIN ${quoteIdentifier(chosen.table)} AS chosen) USING (h) ORDER BY i`,
  );
}

async function sizesOf({ database }: RunContext, found: MadeTable): Promise<Groups> {
  const [counts = new Float64Array()] = await database.numbers(found.table, ['n']);
  return {
    starts: Int32Array.from({ length: counts.length + 1 }, (_, group) => group),
    classes: new Int32Array(counts.length),
    counts,
    classCount: 1,
  };
}

/** The rows of each group by class; missing values are a class of their own. */
async function classesOf(
  { database }: RunContext,
  { table }: TableArtifact,
  found: MadeTable,
  hash: string,
  { name }: Column,
): Promise<Groups> {
  const value = quoteIdentifier(name);
  const from = quoteIdentifier(table);
  const made = await database.createTable(
    `WITH classes AS (SELECT v, row_number() OVER (ORDER BY v) - 1 AS c FROM (SELECT DISTINCT ${value} AS v FROM ${from})),
      entries AS (SELECT ${hash} AS h, ${value} AS w, count(*)::DOUBLE AS n FROM ${from} GROUP BY h, w),
      groups AS (SELECT h, row_number() OVER () - 1 AS g FROM ${quoteIdentifier(found.table)})
    SELECT g::DOUBLE AS g, c::DOUBLE AS c, entries.n AS n FROM entries JOIN groups USING (h)
    JOIN classes ON v IS NOT DISTINCT FROM w ORDER BY g, c`,
  );
  const [groups, classes, counts] = await database.numbers(made.table, ['g', 'c', 'n']);
  const starts = new Int32Array(found.rows + 1);
  groups?.forEach((group) => (starts[group + 1]! += 1));
  for (let group = 0; group < found.rows; group++) starts[group + 1]! += starts[group]!;
  const most = classes?.reduce((all, each) => Math.max(all, each), -1) ?? -1;
  return {
    starts,
    classes: Int32Array.from(classes ?? []),
    counts: counts ?? new Float64Array(),
    classCount: most + 1,
  };
}
