import { sortNumbers } from './sort';

/**
 * Finite numbers as a multiset: distinct values ascending, and how often each occurs. Every figure of a numeric column is
 * computed from this, so that a column's values and its value counts give the same figures to the last bit, whatever the
 * order of rows. -0 is 0.
 */
export interface Runs {
  /** How many numbers: the sum of `counts`. */
  readonly n: number;
  readonly values: Float64Array;
  readonly counts: Float64Array;
}

/** Numbers that have no place among the finite ones, by count. */
export interface SpecialCounts {
  readonly nan: number;
  readonly positiveInfinity: number;
  readonly negativeInfinity: number;
}

/** A numeric column without its nulls: the finite values as runs, the others counted. */
export interface NumberMultiset {
  readonly runs: Runs;
  readonly special: SpecialCounts;
}

/**
 * Sorts and counts the values of a column. Nulls come as NaN: `missing` of the NaN in `values` are nulls, the rest are NaN.
 * Cost: O(n), dominated by the sort.
 */
export function countNumbers(values: Float64Array, missing: number): NumberMultiset {
  const finite = new Float64Array(values.length);
  let kept = 0;
  let nan = 0;
  let positiveInfinity = 0;
  let negativeInfinity = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value - value === 0) finite[kept++] = value + 0;
    else if (value === Infinity) positiveInfinity++;
    else if (value === -Infinity) negativeInfinity++;
    else nan++;
  }
  const runs = runsOfSorted(sortNumbers(finite.subarray(0, kept)));
  return { runs, special: { nan: nan - missing, positiveInfinity, negativeInfinity } };
}

/** Runs of finite numbers that stand in ascending order. */
export function runsOfSorted(sorted: Float64Array): Runs {
  const values = new Float64Array(sorted.length);
  const counts = new Float64Array(sorted.length);
  let last = -1;
  for (let i = 0; i < sorted.length; i++) {
    const value = sorted[i]!;
    if (last < 0 || value !== values[last]) values[++last] = value;
    counts[last]!++;
  }
  return { n: sorted.length, values: values.slice(0, last + 1), counts: counts.slice(0, last + 1) };
}

/** The multiset of numbers with counts, in any order, equal numbers allowed. Cost: O(d log d) for d entries. */
export function countedNumbers(entries: readonly (readonly [number, number])[]): NumberMultiset {
  const count = (wanted: number): number =>
    entries.reduce((sum, [value, times]) => (Object.is(value, wanted) ? sum + times : sum), 0);
  const byValue = new Map<number, number>();
  for (const [value, times] of entries) {
    if (Number.isFinite(value)) byValue.set(value + 0, (byValue.get(value + 0) ?? 0) + times);
  }
  const sorted = [...byValue].sort(([a], [b]) => a - b);
  const counts = Float64Array.from(sorted, ([, times]) => times);
  return {
    runs: {
      n: counts.reduce((sum, times) => sum + times, 0),
      values: Float64Array.from(sorted, ([value]) => value),
      counts,
    },
    special: {
      nan: count(NaN),
      positiveInfinity: count(Infinity),
      negativeInfinity: count(-Infinity),
    },
  };
}
