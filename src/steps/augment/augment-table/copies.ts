import type { MadeTable, RunContext } from '../../../core/run-context';
import { rowHash } from '../../../core/row-key';
import { quoteIdentifier } from '../../../core/sql';
import type { PlanColumn } from './columns';

/** What became of a new row. */
export const FATE = { kept: 0, copy: 1, repeat: 2, unmade: 3 } as const;

/** The hashes of the real rows, by which copies are told; null where there is nothing to compare. */
export type RealHashes = MadeTable | null;

const comparedOf = (columns: readonly PlanColumn[]): PlanColumn[] =>
  columns.filter(({ part }) => part !== 'key');

/** The MD5 of all different real rows, without their key; NaN equals NaN, a missing value a missing one. */
export async function hashReal(
  { database }: Pick<RunContext, 'database'>,
  table: string,
  columns: readonly PlanColumn[],
): Promise<RealHashes> {
  const compared = comparedOf(columns);
  if (compared.length === 0) return null;
  return database.createTable(`SELECT DISTINCT ${rowHash(compared, 0)} AS h FROM ${quoteIdentifier(table)}`);
}

/** New rows that were judged together: `row`, `h` and `fate`, one of `FATE`. */
export interface Judged {
  readonly table: MadeTable;
  /** The fate of each, in the order of their numbers. */
  readonly fates: Uint8Array;
}

/**
 * What becomes of some new rows, whose numbers run from `first`: those that equal a real row in all columns but the key are copies, those
 * that equal one before them, or a kept one of `earlier`, repeats; rows that could not be made stay so.
 */
export async function judgeCopies(
  { database }: Pick<RunContext, 'database'>,
  real: MadeTable,
  made: MadeTable,
  columns: readonly PlanColumn[],
  { first, isUnmade, earlier }: Judging,
): Promise<Judged> {
  const aliased = comparedOf(columns).map((column) => ({ ...column, name: column.alias }));
  const kept = earlier.map(({ table }) => `SELECT h FROM ${table.table} WHERE fate = ${FATE.kept}`);
  const known = kept.length === 0 ? `SELECT '' AS h WHERE false` : kept.join(' UNION ALL ');
  const table = await database.createTable(
    `WITH made AS (SELECT row, ${rowHash(aliased, 0)} AS h FROM ${made.table})
    SELECT m.row, m.h, CASE WHEN o.h IS NOT NULL THEN ${FATE.copy}
      WHEN k.h IS NOT NULL OR row_number() OVER (PARTITION BY m.h ORDER BY m.row) > 1 THEN ${FATE.repeat} ELSE ${FATE.kept} END AS fate
    FROM made AS m LEFT JOIN ${real.table} AS o ON o.h = m.h LEFT JOIN (${known}) AS k ON k.h = m.h`,
  );
  const fates = isUnmade.map((flag) => (flag === 1 ? FATE.unmade : FATE.kept));
  const [rows, found] = await database.numbers(table.table, ['row', 'fate'], 'fate > 0');
  rows!.forEach((row, n) => {
    if (fates[row - first] === FATE.kept) fates[row - first] = found![n]!;
  });
  return { table, fates };
}

interface Judging {
  readonly first: number;
  readonly isUnmade: Uint8Array;
  readonly earlier: readonly Judged[];
}
