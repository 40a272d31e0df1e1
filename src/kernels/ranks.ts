import type { Runs } from './runs';

/**
 * The eleven numbers that cut values into tenths: minimum, nine deciles, maximum. Inverse of the empirical distribution
 * function, quantile type 1 of Hyndman and Fan (1996), as DuckDB's `quantile_disc`. Null without any value. Cost: one pass.
 */
export function decilesOf(runs: Runs): number[] | null {
  if (runs.n === 0) return null;
  const ranks = Array.from({ length: 11 }, (_, tenth) => Math.max(1, Math.ceil((runs.n * tenth) / 10)));
  return valuesAtRanks(runs, ranks);
}

/** The values of the given ranks (from 1, ascending) in sorted order. Cost: one pass over the distinct values. */
export function valuesAtRanks(runs: Runs, ranks: readonly number[]): number[] {
  const found: number[] = [];
  let below = 0;
  for (let i = 0; i < runs.values.length && found.length < ranks.length; i++) {
    below += runs.counts[i]!;
    while (found.length < ranks.length && ranks[found.length]! <= below) found.push(runs.values[i]!);
  }
  return found;
}

/** The two ranks in the middle of n; the same one twice where n is odd. */
function middleRanks(n: number): [number, number] {
  return [Math.floor((n + 1) / 2), Math.floor(n / 2) + 1];
}

/** Half way between two finite numbers, without overflow. */
function halfWay(a: number, b: number): number {
  const sum = a + b;
  return Number.isFinite(sum) ? sum / 2 : a / 2 + b / 2;
}

/** The middle value; the mean of the two middle ones for even n (as quantile type 7). Null without any value. */
export function medianOf(runs: Runs): number | null {
  if (runs.n === 0) return null;
  const [low, high] = valuesAtRanks(runs, middleRanks(runs.n));
  return halfWay(low!, high!);
}

/**
 * Median absolute deviation from the median, unscaled (Hampel 1974): the median of |x - median|, the mean of the two middle
 * ones for even n. Null without any value. Walks outwards from the median with two pointers: O(distinct values).
 */
export function medianAbsoluteDeviationOf(runs: Runs, median: number): number | null {
  if (runs.n === 0) return null;
  const { values, counts } = runs;
  const [lowRank, highRank] = middleRanks(runs.n);
  let right = lowerBound(values, median);
  let left = right - 1;
  let passed = 0;
  let low: number | null = null;
  for (;;) {
    const toLeft = left >= 0 ? median - values[left]! : Infinity;
    const toRight = right < values.length ? values[right]! - median : Infinity;
    const isLeft = left >= 0 && (toLeft < toRight || right >= values.length);
    passed += counts[isLeft ? left-- : right++]!;
    const distance = isLeft ? toLeft : toRight;
    if (low === null && passed >= lowRank) low = distance;
    if (low !== null && passed >= highRank) return halfWay(low, distance);
  }
}

/** The first position whose value is at least `bound`, in ascending values. */
export function lowerBound(values: Float64Array, bound: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle]! < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}
