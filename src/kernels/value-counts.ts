import type { ValueCount, ValueCounts } from '../core/statistics';
import { lowerBound } from './ranks';
import type { NumberMultiset, Runs } from './runs';
import { sortNumbers } from './sort';

/** Orders texts by code point, which is the order of their UTF-8 bytes and of DuckDB. Negative where `a` comes first. */
export function compareTexts(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const unitA = a.charCodeAt(i);
    const unitB = b.charCodeAt(i);
    if (unitA !== unitB) return codePointRank(unitA) - codePointRank(unitB);
  }
  return a.length - b.length;
}

/** Surrogates stand for code points beyond all others, yet their units lie below U+E000. */
const codePointRank = (unit: number): number => (unit >= 0xd800 && unit < 0xe000 ? unit + 0x2800 : unit);

/** Most frequent first; ties: larger text first, as TensorFlow Data Validation orders them. */
export function compareValueCounts(a: ValueCount, b: ValueCount): number {
  return b.count - a.count || compareTexts(b.value, a.value);
}

/** The first `cap` of all distinct values, in order. `entries` must be all of them. */
export function capValueCounts(entries: readonly ValueCount[], cap: number): ValueCounts {
  const counts = [...entries].sort(compareValueCounts).slice(0, cap);
  return { cap, complete: entries.length <= cap, counts };
}

/** How a number is written in value counts: the shortest text that reads back as the same double. */
export const numberText = (value: number): string => String(value + 0);

const specialsOf = ({ special }: NumberMultiset): ValueCount[] =>
  [
    { value: 'NaN', count: special.nan },
    { value: 'Infinity', count: special.positiveInfinity },
    { value: '-Infinity', count: special.negativeInfinity },
  ].filter(({ count }) => count > 0);

/** Distinct numbers, all NaN being one value and each infinity one. */
export const distinctNumbers = (numbers: NumberMultiset): number =>
  numbers.runs.values.length + specialsOf(numbers).length;

/**
 * The most frequent numbers as text, at most `cap`, in the order of `compareValueCounts`. Writes out few more numbers than it
 * keeps, also where a million of them tie. Cost: O(distinct values).
 */
export function topNumbers(numbers: NumberMultiset, cap: number): ValueCounts {
  const { runs } = numbers;
  const specials = specialsOf(numbers);
  const distinct = runs.values.length + specials.length;
  if (distinct <= cap) return capValueCounts([...pick(runs, () => true), ...specials], cap);
  const least = countOfRank(runs, specials, cap);
  const above = [...pick(runs, (count) => count > least), ...specials.filter(({ count }) => count > least)];
  const tied = specials.filter(({ count }) => count === least);
  const candidates = [...above, ...tied, ...largestTexts(runs, least, cap - above.length)];
  return { ...capValueCounts(candidates, cap), complete: false };
}

function pick(runs: Runs, isWanted: (count: number) => boolean): ValueCount[] {
  const picked: ValueCount[] = [];
  for (let i = 0; i < runs.values.length; i++) {
    if (isWanted(runs.counts[i]!))
      picked.push({ value: numberText(runs.values[i]!), count: runs.counts[i]! });
  }
  return picked;
}

/** The count that stands at a rank (from 1) when counts are sorted from the largest. */
function countOfRank(runs: Runs, specials: readonly ValueCount[], rank: number): number {
  const counts = new Float64Array(runs.counts.length + specials.length);
  counts.set(runs.counts);
  counts.set(
    specials.map(({ count }) => count),
    runs.counts.length,
  );
  return sortNumbers(counts)[counts.length - rank]!;
}

/**
 * Bounds of the magnitudes within which text order is the order of size: numbers below 1, then one digit before the point,
 * two, and so on to 21. Outside, numbers are written with an exponent, and both orders have little to do with each other.
 */
const PLAIN = [1e-6, ...Array.from({ length: 22 }, (_, power) => Number(`1e${power}`))];

/** A superset of the `wanted` largest texts among the numbers that occur exactly `count` times. */
function largestTexts(runs: Runs, count: number, wanted: number): ValueCount[] {
  const found: ValueCount[] = [];
  const { values, counts } = runs;
  const take = (from: number, to: number, limit: number): void => {
    const step = from <= to ? 1 : -1;
    for (let i = from, left = limit; i !== to && left > 0; i += step) {
      if (counts[i] !== count) continue;
      found.push({ value: numberText(values[i]!), count });
      left--;
    }
  };
  const zero = lowerBound(values, 0);
  const ends = PLAIN.map((bound) => lowerBound(values, bound));
  take(zero, ends[0]!, Infinity);
  for (let i = 1; i < ends.length; i++) take(ends[i]! - 1, ends[i - 1]! - 1, wanted);
  take(ends[ends.length - 1]!, values.length, Infinity);
  if (found.length >= wanted) return found;
  const starts = PLAIN.map((bound) => firstAbove(values, -bound));
  take(starts[0]!, zero, Infinity);
  for (let i = 1; i < starts.length; i++) take(starts[i]!, starts[i - 1]!, wanted);
  take(0, starts[starts.length - 1]!, Infinity);
  return found;
}

function firstAbove(values: Float64Array, bound: number): number {
  const position = lowerBound(values, bound);
  return values[position] === bound ? position + 1 : position;
}
