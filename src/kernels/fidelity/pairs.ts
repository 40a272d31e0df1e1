import type { Kernel } from '../../core/run-context';
import { correlate, orderValues, type Ordered } from './correlation';
import { codesOf, type CategoryValues, type ColumnValues } from './values';

/** Columns, and which of them are compared two by two, by their places. */
export interface PairInput {
  readonly columns: readonly ColumnValues[];
  readonly pairs: readonly (readonly [number, number])[];
}

/** How like that of the real rows the relation of two columns is; null where a figure is undefined. */
export interface PairFigures {
  readonly metric: 'CorrelationSimilarity' | 'ContingencySimilarity';
  readonly score: number | null;
  readonly real: number | null;
  readonly synthetic: number | null;
  readonly rank_score: number | null;
  readonly real_rank: number | null;
  readonly synthetic_rank: number | null;
}

/** Two-way tables of more cells than these are counted by what occurs. */
const MOST_CELLS = 4_000_000;

/**
 * The figures of pairs of columns. Two numbers: 1 − |ρ of the real rows − ρ of the synthetic ones| / 2, over the rows that have both
 * values. Else 1 − ½ Σ |P − Q| over the two-way tables of shares, a missing value a category, numbers cut by edges that both tables
 * share (SDMetrics 0.32 cuts each table by edges of its own). Cost: a few passes over the rows for each pair.
 */
export const judgePairs: Kernel<PairInput, PairFigures[]> = {
  name: 'fidelity-pairs',
  run: ({ columns, pairs }, report) => {
    const coded = once((place) => codesOf(columns[place]!));
    const ordered = once((place) => orderedOf(columns[place]!));
    return pairs.map(([first, second], done) => {
      report(done / pairs.length);
      return columns[first]!.kind === 'number' && columns[second]!.kind === 'number'
        ? correlation(ordered(first), ordered(second))
        : contingency(coded(first), coded(second));
    });
  },
};

function once<T>(make: (place: number) => T): (place: number) => T {
  const made = new Map<number, T>();
  return (place) => {
    const known = made.get(place);
    if (known !== undefined) return known;
    const value = make(place);
    made.set(place, value);
    return value;
  };
}

interface OrderedColumn {
  readonly real: Ordered;
  readonly synthetic: Ordered;
}

function orderedOf(values: ColumnValues): OrderedColumn {
  if (values.kind === 'category') throw new Error('A category has no order.');
  return { real: orderValues(values.real), synthetic: orderValues(values.synthetic) };
}

function correlation(one: OrderedColumn, other: OrderedColumn): PairFigures {
  const real = correlate(one.real, other.real);
  const synthetic = correlate(one.synthetic, other.synthetic);
  return {
    metric: 'CorrelationSimilarity',
    score: similarity(real.pearson, synthetic.pearson),
    real: real.pearson,
    synthetic: synthetic.pearson,
    rank_score: similarity(real.spearman, synthetic.spearman),
    real_rank: real.spearman,
    synthetic_rank: synthetic.spearman,
  };
}

const similarity = (real: number | null, synthetic: number | null): number | null =>
  real === null || synthetic === null ? null : 1 - Math.abs(real - synthetic) / 2;

function contingency(one: CategoryValues, other: CategoryValues): PairFigures {
  const none = { real: null, synthetic: null, rank_score: null, real_rank: null, synthetic_rank: null };
  const isEmpty = one.real.length === 0 || one.synthetic.length === 0;
  return {
    metric: 'ContingencySimilarity',
    score: isEmpty ? null : 1 - variation(one, other),
    ...none,
  };
}

/** Half the sum of the differences of the shares of two-way tables. */
function variation(one: CategoryValues, other: CategoryValues): number {
  const width = other.levels + 1;
  const cells = (one.levels + 1) * width;
  // Counted in whole numbers, so that equal tables are told to be equal: a real row counts as many as there are synthetic ones.
  const [ours, theirs] = [one.synthetic.length, -one.real.length];
  const counts = cells <= MOST_CELLS ? new Float64Array(cells) : new Map<number, number>();
  count(counts, one.real, other.real, width, ours);
  count(counts, one.synthetic, other.synthetic, width, theirs);
  let sum = 0;
  counts.forEach((difference: number) => (sum += Math.abs(difference)));
  return sum / 2 / (one.real.length * one.synthetic.length);
}

function count(
  counts: Float64Array | Map<number, number>,
  one: Int32Array,
  other: Int32Array,
  width: number,
  by: number,
): void {
  if (counts instanceof Map) {
    for (let row = 0; row < one.length; row++) {
      const cell = one[row]! * width + other[row]!;
      counts.set(cell, (counts.get(cell) ?? 0) + by);
    }
    return;
  }
  for (let row = 0; row < one.length; row++) counts[one[row]! * width + other[row]!]! += by;
}
