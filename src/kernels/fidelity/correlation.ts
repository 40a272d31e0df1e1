import { lowerBound } from '../ranks';
import { sortNumbers } from '../sort';

/** Values of a column by their place among its different values, from 1; 0 where there is none. */
export interface Ordered {
  readonly values: Float64Array;
  readonly codes: Int32Array;
  readonly levels: number;
  readonly hasGaps: boolean;
  /** What a pair without gaps is compared by: deviations of the values and of their ranks; null where they do not vary. */
  readonly whole: { readonly values: Float64Array | null; readonly ranks: Float64Array | null };
}

/** Orders the values of a column once, so that they can be ranked among any of its rows. Cost: a sort and a search for each row. */
export function orderValues(values: Float64Array): Ordered {
  const sorted = sortNumbers(values.filter((value) => !Number.isNaN(value)));
  const hasGaps = sorted.length < values.length;
  let levels = 0;
  for (let i = 0; i < sorted.length; i++) {
    if (i === 0 || sorted[i] !== sorted[levels - 1]) sorted[levels++] = sorted[i]!;
  }
  const distinct = sorted.subarray(0, levels);
  const codes = new Int32Array(values.length);
  for (let row = 0; row < values.length; row++) {
    if (!Number.isNaN(values[row]!)) codes[row] = lowerBound(distinct, values[row]!) + 1;
  }
  const whole = hasGaps
    ? { values: null, ranks: null }
    : { values: deviations(values), ranks: deviations(ranksOf({ codes, levels }, null)) };
  return { values, codes, levels, hasGaps, whole };
}

/** Pearson's and Spearman's coefficient of two columns over the rows that have both values; null where one of them does not vary. */
export function correlate(one: Ordered, other: Ordered): { pearson: number | null; spearman: number | null } {
  if (!one.hasGaps && !other.hasGaps) {
    return {
      pearson: pearsonOf(one.whole.values, other.whole.values),
      spearman: pearsonOf(one.whole.ranks, other.whole.ranks),
    };
  }
  const rows = rowsOfBoth(one.codes, other.codes);
  return {
    pearson: pearsonOf(deviations(pick(one.values, rows)), deviations(pick(other.values, rows))),
    spearman: pearsonOf(deviations(ranksOf(one, rows)), deviations(ranksOf(other, rows))),
  };
}

/** The rows that have both values. */
function rowsOfBoth(one: Int32Array, other: Int32Array): Int32Array {
  const rows = new Int32Array(one.length);
  let count = 0;
  for (let row = 0; row < one.length; row++) if (one[row]! > 0 && other[row]! > 0) rows[count++] = row;
  return rows.subarray(0, count);
}

function pick(values: Float64Array, rows: Int32Array): Float64Array {
  const picked = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) picked[i] = values[rows[i]!]!;
  return picked;
}

/** The ranks of some rows among themselves (null: of all), from 1, ties at the mean of theirs. */
function ranksOf(
  { codes, levels }: Pick<Ordered, 'codes' | 'levels'>,
  rows: Int32Array | null,
): Float64Array {
  const count = rows === null ? codes.length : rows.length;
  const codeAt = (i: number): number => codes[rows === null ? i : rows[i]!]!;
  const counts = new Int32Array(levels + 1);
  for (let i = 0; i < count; i++) counts[codeAt(i)]! += 1;
  const ranks = new Float64Array(levels + 1);
  let before = 0;
  for (let code = 1; code <= levels; code++) {
    ranks[code] = before + (counts[code]! + 1) / 2;
    before += counts[code]!;
  }
  const found = new Float64Array(count);
  for (let i = 0; i < count; i++) found[i] = ranks[codeAt(i)]!;
  return found;
}

/** Pearson's coefficient of deviations from the mean; null where there are none. */
function pearsonOf(a: Float64Array | null, b: Float64Array | null): number | null {
  if (a === null || b === null) return null;
  let [product, squaresA, squaresB] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    product += a[i]! * b[i]!;
    squaresA += a[i]! * a[i]!;
    squaresB += b[i]! * b[i]!;
  }
  const found = product / (Math.sqrt(squaresA) * Math.sqrt(squaresB));
  return Number.isFinite(found) ? Math.max(-1, Math.min(1, found)) : null;
}

/** Differences from the mean in units of the largest, so that their squares are numbers; null of fewer than two and of constants. */
function deviations(values: Float64Array): Float64Array | null {
  const n = values.length;
  let [largest, isConstant] = [0, true];
  for (let i = 0; i < n; i++) {
    largest = Math.max(largest, Math.abs(values[i]!));
    if (values[i] !== values[0]) isConstant = false;
  }
  if (n < 2 || isConstant) return null;
  let mean = 0;
  for (let i = 0; i < n; i++) mean += values[i]! / largest / n;
  const off = new Float64Array(n);
  let most = 0;
  for (let i = 0; i < n; i++) {
    off[i] = values[i]! / largest - mean;
    most = Math.max(most, Math.abs(off[i]!));
  }
  for (let i = 0; i < n; i++) off[i]! /= most;
  return off;
}
