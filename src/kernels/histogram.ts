import type { Histogram } from '../core/statistics';
import type { Runs } from './runs';

/** Bins that a histogram has, as in TensorFlow Data Validation. */
export const BINS = 10;

/**
 * Edges of equal-width bins from `low` to `high`: `low + i·(high - low)/bins`, computed in doubles in this order, the last one
 * exactly `high`. One bin where low = high. A range beyond the largest double is halved first.
 */
export function equalWidthEdges(low: number, high: number, bins: number): number[] {
  if (low === high) return [low, high];
  const range = high - low;
  const isSafe = Number.isFinite(range * bins);
  const edge = (i: number): number =>
    isSafe ? low + (i * range) / bins : 2 * (low / 2 + (high / 2 - low / 2) * (i / bins));
  return Array.from({ length: bins + 1 }, (_, i) => (i === bins ? high : edge(i)));
}

/**
 * Counts values between ascending edges: bin i is [edges[i], edges[i+1]), the last one closed; a value goes to the last bin
 * whose lower edge it reaches. By comparison with the edges, so that the counts are those of SQL and numpy on the same edges.
 * The values must lie within the edges. Cost: one pass over the distinct values.
 */
export function countBetween(runs: Runs, edges: readonly number[]): Histogram {
  const counts = new Array<number>(edges.length - 1).fill(0);
  let bin = 0;
  for (let i = 0; i < runs.values.length; i++) {
    while (bin < counts.length - 1 && runs.values[i]! >= edges[bin + 1]!) bin++;
    counts[bin]! += runs.counts[i]!;
  }
  return { edges, counts };
}

/** Ten bins of equal width from minimum to maximum; null without any value. */
export function equalWidthHistogram(runs: Runs): Histogram | null {
  if (runs.n === 0) return null;
  const low = runs.values[0]!;
  const high = runs.values[runs.values.length - 1]!;
  return countBetween(runs, equalWidthEdges(low, high, BINS));
}

/**
 * Ten bins between the deciles, a tenth of the values each: what equal edges would take is shared out evenly, as the quantile
 * histograms of TensorFlow Data Validation do, so that counts may be fractions. Null without any value.
 */
export function quantileHistogram(n: number, deciles: readonly number[] | null): Histogram | null {
  if (deciles === null) return null;
  return { edges: deciles, counts: new Array<number>(BINS).fill(n / BINS) };
}

/** Adds two histograms of equal edges, which is exact; null where the edges differ. */
export function addHistograms(a: Histogram, b: Histogram): Histogram | null {
  const areEqual = a.edges.length === b.edges.length && a.edges.every((edge, i) => edge === b.edges[i]);
  if (!areEqual) return null;
  return { edges: a.edges, counts: a.counts.map((count, i) => count + b.counts[i]!) };
}
