import type { NumberStatistics, ValueCount } from '../core/statistics';
import { compareDecimals } from './decimal-order';
import { addHistograms } from './histogram';
import { mergeMoments } from './moments';
import { countedNumbers } from './runs';
import { figuresOf } from './summary';

/** The figures that depend on the order of all values and are lost when lists of values are. */
const RANKED = ['deciles', 'median', 'mad', 'quantileHistogram'] as const;

/** Figures of two sets of numbers from the figures of each; names what cannot be known. */
export function mergeNumbers(
  a: NumberStatistics,
  b: NumberStatistics,
): { readonly merged: NumberStatistics; readonly unknown: readonly string[] } {
  const counts = addCounts(a, b);
  if (a.moments.n === 0) return { merged: { ...b, ...counts }, unknown: namedNull(b) };
  if (b.moments.n === 0) return { merged: { ...a, ...counts }, unknown: namedNull(a) };
  const histogram = a.histogram && b.histogram && addHistograms(a.histogram, b.histogram);
  const merged: NumberStatistics = {
    ...counts,
    ...mergeRange(a, b),
    moments: mergeMoments(a.moments, b.moments),
    histogram,
    deciles: null,
    median: null,
    mad: null,
    quantileHistogram: null,
  };
  return { merged, unknown: namedNull(merged) };
}

const namedNull = (numbers: NumberStatistics): string[] =>
  [...RANKED, 'histogram' as const].filter((name) => numbers.moments.n > 0 && numbers[name] === null);

const addCounts = (
  a: NumberStatistics,
  b: NumberStatistics,
): Pick<NumberStatistics, 'zeros' | 'negatives' | 'nan' | 'positiveInfinity' | 'negativeInfinity'> => ({
  zeros: a.zeros + b.zeros,
  negatives: a.negatives + b.negatives,
  nan: a.nan + b.nan,
  positiveInfinity: a.positiveInfinity + b.positiveInfinity,
  negativeInfinity: a.negativeInfinity + b.negativeInfinity,
});

/** The lesser minimum and the greater maximum, as the side wrote them. */
function mergeRange(a: NumberStatistics, b: NumberStatistics): Pick<NumberStatistics, 'min' | 'max'> {
  const pick = (
    x: number | string | null,
    y: number | string | null,
    sign: 1 | -1,
  ): number | string | null =>
    x === null || y === null ? (x ?? y) : sign * compareDecimals(String(x), String(y)) <= 0 ? x : y;
  return { min: pick(a.min, b.min, 1), max: pick(a.max, b.max, -1) };
}

/** Figures of a numeric column anew from all its values; the range as text where a side has it so. */
export function numbersOfValues(
  entries: readonly ValueCount[],
  a: NumberStatistics,
  b: NumberStatistics,
): NumberStatistics {
  const multiset = countedNumbers(entries.map(({ value, count }) => [Number(value), count] as const));
  return { ...figuresOf(multiset), ...mergeRange(a, b) };
}
