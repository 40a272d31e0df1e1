/** How a column is compared: by the differences of its values, or by whether they are equal. */
export type JudgedKind = 'number' | 'date' | 'timestamp' | 'category';

/** Values of a column of numbers (dates in days, timestamps in microseconds); NaN where there is none. */
export interface NumberValues {
  readonly kind: 'number';
  readonly real: Float64Array;
  readonly synthetic: Float64Array;
  readonly holdout: Float64Array | null;
}

/** Values of a category by their code, in the order of the values, from 1 to `levels`; 0 where there is none. */
export interface CategoryValues {
  readonly kind: 'category';
  readonly levels: number;
  readonly real: Int32Array;
  readonly synthetic: Int32Array;
  readonly holdout: Int32Array | null;
}

/** The values of a column in the tables that are compared, row by row in their order. */
export type ColumnValues = NumberValues | CategoryValues;

/** Bins that a number is cut into, over the range of its real values. */
export const BINS = 10;
/** Codes of a cut number: missing, below all real values, ten bins, above all real values. */
export const BINNED_LEVELS = BINS + 2;

/** The smallest and the largest value; null where there is none. */
export function rangeOf(values: Float64Array): readonly [low: number, high: number] | null {
  let [low, high] = [Infinity, -Infinity];
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low <= high ? [low, high] : null;
}

/**
 * The edges by which a number is cut, real and synthetic values alike: eleven over the range of the real values, equally far apart, as
 * numpy's `linspace`; null where there is no real value.
 */
export function sharedEdges(real: Float64Array): Float64Array | null {
  const range = rangeOf(real);
  if (range === null) return null;
  const [low, high] = range;
  const step = (high - low) / BINS;
  return Float64Array.from({ length: BINS + 1 }, (_, i) => {
    if (i === BINS) return high;
    return Number.isFinite(step) ? low + i * step : low * (1 - i / BINS) + high * (i / BINS);
  });
}

/**
 * Cuts numbers by edges: 0 missing, 1 below the first edge, 2 to 11 the ten bins (each with its lower edge, the last with both), 12 above
 * the last edge. Values beyond the real range have bins of their own, so that no constant added to a column can go unseen: the largest
 * value, or the smallest, leaves the range. Without edges all values are in one bin.
 */
export function cutBy(values: Float64Array, edges: Float64Array | null): Int32Array {
  const codes = new Int32Array(values.length);
  if (edges === null) {
    for (let row = 0; row < values.length; row++) codes[row] = Number.isNaN(values[row]!) ? 0 : 2;
    return codes;
  }
  const low = edges[0]!;
  const high = edges[BINS]!;
  const width = (high - low) / BINS;
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (Number.isNaN(value)) continue;
    if (value < low) codes[row] = 1;
    else if (value > high) codes[row] = BINNED_LEVELS;
    else codes[row] = high > low ? 2 + binOf(value, edges, Math.floor((value - low) / width)) : 2;
  }
  return codes;
}

/** The bin of a value within the edges, from 0; `guess` is off by one at most, or no number. */
function binOf(value: number, edges: Float64Array, guess: number): number {
  let bin = guess >= 0 && guess < BINS ? guess : guess >= BINS ? BINS - 1 : 0;
  while (bin > 0 && value < edges[bin]!) bin -= 1;
  while (bin < BINS - 1 && value >= edges[bin + 1]!) bin += 1;
  return bin;
}

/** The codes of a column as a category: a number is cut by its shared edges. */
export function codesOf(values: ColumnValues): CategoryValues {
  if (values.kind === 'category') return values;
  const edges = sharedEdges(values.real);
  return {
    kind: 'category',
    levels: BINNED_LEVELS,
    real: cutBy(values.real, edges),
    synthetic: cutBy(values.synthetic, edges),
    holdout: values.holdout === null ? null : cutBy(values.holdout, edges),
  };
}
