import { quoteIdentifier } from './sql';

/** An expression whose finite values are counted in bins of equal width from `low` to `high`; one bin where these are equal. */
export interface BinnedValue {
  /** A name for the counts: it comes back in the column `item`. */
  readonly item: number;
  /** SQL of a DOUBLE. */
  readonly sql: string;
  readonly low: number;
  readonly high: number;
}

/**
 * One SELECT that counts values of a table in bins, for all items: rows of `item`, `bin` (from 0) and `n`; empty bins are left
 * out. Null, NaN and infinities are in no bin; all else must lie between the edges. At most 200 bins. A scan per item, some
 * 0.1 s per million rows.
 */
export function binCountsSql(table: string, items: readonly BinnedValue[], bins: number): string {
  return items
    .map(({ item, sql, low, high }) => {
      // Halved before they are subtracted where the width would overflow, as that of [-max, max] does.
      const isSafe = Number.isFinite((high - low) * bins);
      const width = isSafe ? (high - low) / bins : (high / 2 - low / 2) / bins;
      const off = isSafe ? `v - '${low}'::DOUBLE` : `v / 2 - '${low / 2}'::DOUBLE`;
      const place = width > 0 ? `floor((${off}) / '${width}'::DOUBLE)` : '0';
      // The smallest type: the groups are then found by their number, without hashing.
      return `SELECT ${item} AS item, bin, count(*)::DOUBLE AS n
        FROM (SELECT least(${bins - 1}::UTINYINT, (${place})::UTINYINT) AS bin FROM (SELECT ${sql} AS v FROM ${quoteIdentifier(table)}) WHERE isfinite(v)) GROUP BY bin`;
    })
    .join(' UNION ALL ');
}
