import type { FindNear, SumFarthest } from './find-near';
import { rowsOfClass, type Labels } from './labels';

/** What NearMiss is asked for. */
export interface NearMissAsked {
  readonly labels: Labels;
  /** Rows to keep of each class; null for a class that is left as it is. */
  readonly keep: readonly (number | null)[];
  /** The class whose neighbourhood decides. */
  readonly rarest: number;
  readonly version: 1 | 2 | 3;
  /** Rows of the rarest class that the distances are summed over. */
  readonly k: number;
  /** For version 3: rows of the other class that each row of the rarest puts on the short list. */
  readonly shortList: number;
}

/**
 * NearMiss (Mani and Zhang 2003): of each class to be cut, the rows are kept whose distances to the rarest class have the least sum,
 * over its k nearest rows (version 1) or its k farthest (version 2); version 3 takes the rows that are among the nearest to some row
 * of the rarest class, and keeps those with the largest sum. It can then keep fewer than asked. Of equal sums the row that comes
 * first. Gives the rows class after class, each class as it was ranked; k is cut to the rows of the rarest class.
 */
export async function nearMiss(
  asked: NearMissAsked,
  near: FindNear,
  sumFarthest: SumFarthest,
): Promise<Int32Array[]> {
  const { labels, keep, rarest, version } = asked;
  const rareRows = rowsOfClass(labels, rarest);
  const k = Math.min(asked.k, rareRows.length);
  const kept: Int32Array[] = [];
  for (const [label, count] of keep.entries()) {
    const rows = rowsOfClass(labels, label);
    if (count === null || rows.length === 0) {
      kept.push(rows);
      continue;
    }
    if (version === 2) {
      kept.push(ranked(rows, await sumFarthest(rows, rareRows, k), 1).slice(0, count));
      continue;
    }
    const listed =
      version === 1 ? rows : await shortListed(rows, rareRows, Math.min(asked.shortList, rows.length), near);
    const sums = sumsOf((await near(listed, rareRows, k)).distances, k);
    kept.push(ranked(listed, sums, version === 1 ? 1 : -1).slice(0, count));
  }
  return kept;
}

async function shortListed(
  rows: Int32Array,
  rareRows: Int32Array,
  k: number,
  near: FindNear,
): Promise<Int32Array> {
  const found = await near(rareRows, rows, k);
  return Int32Array.from(new Set(found.rows)).sort();
}

function sumsOf(distances: Float64Array, k: number): Float64Array {
  const sums = new Float64Array(distances.length / k);
  for (let i = 0; i < distances.length; i++) sums[Math.floor(i / k)]! += Math.sqrt(distances[i]!);
  return sums;
}

/** Rows by their sums, ascending (1) or descending (-1), of equal sums in their order. */
function ranked(rows: Int32Array, sums: Float64Array, direction: 1 | -1): Int32Array {
  const places = Array.from(rows, (_, place) => place);
  places.sort((a, b) => direction * (sums[a]! - sums[b]!) || a - b);
  return Int32Array.from(places, (place) => rows[place]!);
}
