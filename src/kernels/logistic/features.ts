/**
 * A feature as it comes from a table, a value per row. Of numbers NaN and ±Infinity count as missing. Of categories -1 is missing, 0 a
 * level that is not among those kept, 1 to `levels` a level.
 */
export type RawFeature =
  | { readonly kind: 'number'; readonly values: Float64Array }
  | { readonly kind: 'category'; readonly codes: Float64Array; readonly levels: number };

/** What is learned of a feature before the model is fitted. */
export type LearntFeature =
  | {
      readonly kind: 'number';
      /** Mean and population standard deviation of the finite values; 0 and 1 without any, an sd of 1 for a constant. */
      readonly mean: number;
      readonly sd: number;
      /** True where a value is missing in the rows learned from: then that it is missing has a column of its own. */
      readonly hasMissing: boolean;
    }
  | { readonly kind: 'category'; readonly levels: number; readonly hasMissing: boolean };

/** Learns a feature from the rows whose weight is above 0. Cost: three passes. */
export function learnFeature(feature: RawFeature, isUsed: (row: number) => boolean): LearntFeature {
  if (feature.kind === 'category') {
    return { kind: 'category', levels: feature.levels, hasMissing: anyMissing(feature.codes, isUsed) };
  }
  return learnNumber(feature.values, isUsed);
}

function anyMissing(codes: Float64Array, isUsed: (row: number) => boolean): boolean {
  return codes.some((code, row) => code < 0 && isUsed(row));
}

/** Sums of squares of values beyond this leave the range of a double. */
const LARGE = 1e150;

function learnNumber(values: Float64Array, isUsed: (row: number) => boolean): LearntFeature {
  let [n, largest, hasMissing] = [0, 0, false];
  for (let row = 0; row < values.length; row++) {
    if (!isUsed(row)) continue;
    const size = Math.abs(values[row]!);
    if (size < Infinity) {
      n += 1;
      if (size > largest) largest = size;
    } else hasMissing = true;
  }
  if (n === 0) return { kind: 'number', mean: 0, sd: 1, hasMissing };
  const unit = largest > LARGE || (largest > 0 && largest < 1 / LARGE) ? largest : 1;
  const total = (value: (scaled: number) => number): number => {
    let [sum, lost] = [0, 0];
    for (let row = 0; row < values.length; row++) {
      if (!isUsed(row) || !Number.isFinite(values[row]!)) continue;
      // Compensated (Kahan), so that the order of the rows hardly shows.
      const next = value(values[row]! / unit) - lost;
      const sumNext = sum + next;
      lost = sumNext - sum - next;
      sum = sumNext;
    }
    return sum;
  };
  const first = total((x) => x) / n;
  const mean = first + total((x) => x - first) / n;
  const variance = total((x) => (x - mean) ** 2) / n;
  const noise = n * Number.EPSILON * variance + (n * mean * Number.EPSILON) ** 2;
  const sd = variance <= noise ? 1 : Math.sqrt(variance);
  return { kind: 'number', mean: mean * unit, sd: sd * (variance <= noise ? 1 : unit), hasMissing };
}

/** A value in units of the standard deviation; 0, which is the mean, where it is missing. */
export function standardised(value: number, mean: number, sd: number): number {
  if (!Number.isFinite(value)) return 0;
  const scaled = (value - mean) / sd;
  return Number.isFinite(scaled) ? scaled : value / sd - mean / sd;
}

/**
 * True where the feature has one value in each class and not the same in all: it was made from the target, or says the same. Only
 * for numbers, and at least two rows of some class.
 */
export function tellsClass(feature: RawFeature, labels: Int32Array, classes: number): boolean {
  if (feature.kind === 'category' || labels.length <= classes) return false;
  const seen = new Float64Array(classes).fill(NaN);
  for (let row = 0; row < labels.length; row++) {
    const value = feature.values[row]!;
    const of = labels[row]!;
    if (!Number.isFinite(value)) return false;
    if (Number.isNaN(seen[of]!)) seen[of] = value;
    else if (seen[of] !== value) return false;
  }
  const known = seen.filter((value) => !Number.isNaN(value));
  return new Set(known).size === known.length && known.length > 1;
}
