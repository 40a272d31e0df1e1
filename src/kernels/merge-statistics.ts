import type { BooleanStatistics, ColumnStatistics, Statistics, TextStatistics } from '../core/statistics';
import { mergeDates, datesOfValues } from './merge-dates';
import { mergeNumbers, numbersOfValues } from './merge-numbers';
import { capValueCounts } from './value-counts';

/**
 * The statistics of two tables put one below the other, without looking at their rows. Counts, ranges, moments (pairwise,
 * Pébay 2008), text lengths and histograms of equal edges add exactly. Where both sides list all their values, everything is
 * computed anew from the joined list and is what a profile of the whole would give. What remains unknown is null and named in
 * the column's `notMergeable`. The order of the two does not matter.
 *
 * Throws where the two do not have the same columns of the same types in the same order: check that first.
 */
export function mergeStatistics(a: Statistics, b: Statistics): Statistics {
  if (a.columns.length !== b.columns.length) throw new Error('Statistics of different columns do not merge.');
  const isEither = (side: Statistics): boolean => side.rows === 0;
  return {
    version: 1,
    rows: a.rows + b.rows,
    duplicates: isEither(a) ? b.duplicates : isEither(b) ? a.duplicates : null,
    columns: a.columns.map((column, i) => mergeColumns(column, b.columns[i]!)),
  };
}

/** Merges what is known of one column on two sides. */
function mergeColumns(a: ColumnStatistics, b: ColumnStatistics): ColumnStatistics {
  if (a.name !== b.name || a.type !== b.type) {
    throw new Error(`Column ${a.name} (${a.type}) does not merge with ${b.name} (${b.type}).`);
  }
  const base = {
    name: a.name,
    type: a.type,
    sqlType: [...new Set([a.sqlType, b.sqlType])].sort().join(' or '),
    count: a.count + b.count,
    missing: a.missing + b.missing,
  };
  if (a.count === 0 || b.count === 0) return { ...(a.count === 0 ? b : a), ...base };
  const sums = {
    ...(a.text && b.text ? { text: addTexts(a.text, b.text) } : {}),
    ...(a.booleans && b.booleans ? { booleans: addBooleans(a.booleans, b.booleans) } : {}),
  };
  if (a.values.complete && b.values.complete) return { ...base, ...sums, ...fromValues(a, b) };
  return { ...base, ...sums, ...fromFigures(a, b) };
}

type Derived = Pick<ColumnStatistics, 'distinct' | 'values' | 'numbers' | 'dates' | 'notMergeable'>;

/** Everything anew, from all values of both sides. */
function fromValues(a: ColumnStatistics, b: ColumnStatistics): Derived {
  const byValue = new Map<string, number>();
  for (const { value, count } of [...a.values.counts, ...b.values.counts]) {
    byValue.set(value, (byValue.get(value) ?? 0) + count);
  }
  const entries = [...byValue].map(([value, count]) => ({ value, count }));
  return {
    distinct: entries.length,
    values: capValueCounts(entries, Math.min(a.values.cap, b.values.cap)),
    ...(a.numbers && b.numbers ? { numbers: numbersOfValues(entries, a.numbers, b.numbers) } : {}),
    ...(a.dates && b.dates ? { dates: datesOfValues(entries, a.dates, b.dates, a.type) } : {}),
    notMergeable: [],
  };
}

/** What adds without the values; the rest is null and named. */
function fromFigures(a: ColumnStatistics, b: ColumnStatistics): Derived {
  const numbers = a.numbers && b.numbers ? mergeNumbers(a.numbers, b.numbers) : null;
  const dates = a.dates && b.dates ? mergeDates(a.dates, b.dates, a.type) : null;
  return {
    distinct: null,
    values: { cap: Math.min(a.values.cap, b.values.cap), complete: false, counts: [] },
    ...(numbers ? { numbers: numbers.merged } : {}),
    ...(dates ? { dates: dates.merged } : {}),
    notMergeable: ['distinct', 'values', ...(numbers?.unknown ?? []), ...(dates?.unknown ?? [])],
  };
}

type Lengths = NonNullable<TextStatistics['characters']>;

function addLengths(a: Lengths | null, b: Lengths | null): Lengths | null {
  if (a === null || b === null) return a ?? b;
  return { min: Math.min(a.min, b.min), max: Math.max(a.max, b.max), total: a.total + b.total };
}

const addTexts = (a: TextStatistics, b: TextStatistics): TextStatistics => ({
  empty: a.empty + b.empty,
  characters: addLengths(a.characters, b.characters),
  bytes: addLengths(a.bytes, b.bytes),
});

const addBooleans = (a: BooleanStatistics, b: BooleanStatistics): BooleanStatistics => ({
  true: a.true + b.true,
  false: a.false + b.false,
});
