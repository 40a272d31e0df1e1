import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ColumnStatistics, DateStatistics, Statistics } from '../core/statistics';
import { dateHistogram, dateUnitFor, parseIso } from './calendar';
import { mergeStatistics } from './merge-statistics';
import { excessKurtosis, skewness, standardDeviation } from './moments';
import { countNumbers } from './runs';
import { summarizeNumbers } from './summary';
import { capValueCounts } from './value-counts';

/** The profile of a numeric column, nulls among its values. */
function numberColumn(values: readonly (number | null)[], cap: number): ColumnStatistics {
  const missing = values.filter((value) => value === null).length;
  const multiset = countNumbers(
    Float64Array.from(values, (value) => value ?? NaN),
    missing,
  );
  const summary = summarizeNumbers(multiset, cap);
  return { ...base('x', 'number', 'DOUBLE', values.length - missing, missing), ...summary };
}

function base(
  name: string,
  type: ColumnStatistics['type'],
  sqlType: string,
  count: number,
  missing: number,
): Pick<ColumnStatistics, 'name' | 'type' | 'sqlType' | 'count' | 'missing' | 'notMergeable'> {
  return { name, type, sqlType, count, missing, notMergeable: [] };
}

/** The profile of a text or date column, all its values listed up to the cap. */
function listed(values: readonly string[], cap: number): Pick<ColumnStatistics, 'distinct' | 'values'> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const entries = [...counts].map(([value, count]) => ({ value, count }));
  return { distinct: entries.length, values: capValueCounts(entries, cap) };
}

function textColumn(values: readonly string[], cap: number): ColumnStatistics {
  const lengths = values.map((value) => [...value].length);
  const range =
    values.length === 0
      ? null
      : { min: Math.min(...lengths), max: Math.max(...lengths), total: lengths.reduce((a, b) => a + b) };
  const empty = values.filter((value) => value === '').length;
  const text = { empty, characters: range, bytes: range };
  return { ...base('x', 'text', 'VARCHAR', values.length, 0), ...listed(values, cap), text };
}

function dateColumn(values: readonly string[], cap: number): ColumnStatistics {
  const sorted = [...values].sort();
  const [min, max] = [sorted[0] ?? null, sorted[sorted.length - 1] ?? null];
  const instants = values.map((value) => [parseIso(value)!, 1] as const);
  const unit = min === null || max === null ? null : dateUnitFor(parseIso(min)!, parseIso(max)!, 'date');
  const dates: DateStatistics = { min, max, histogram: unit && dateHistogram(instants, unit, 'date') };
  return { ...base('x', 'date', 'DATE', values.length, 0), ...listed(values, cap), dates };
}

const tableOf = (column: ColumnStatistics): Statistics => ({
  version: 1,
  rows: column.count + column.missing,
  duplicates: null,
  columns: [column],
});
const merged = (a: ColumnStatistics, b: ColumnStatistics): ColumnStatistics =>
  mergeStatistics(tableOf(a), tableOf(b)).columns[0]!;

const fewNumbers = fc.array(fc.option(fc.constantFrom(NaN, Infinity, -Infinity, -0, 0, 1, 2.5, -7, 1e9)));
/** Below 2^-1022 a double has fewer digits than these tests ask for. */
const isNormal = (value: number): boolean => value === 0 || !(Math.abs(value) < 1e-290);
const manyNumbers = fc.array(fc.option(fc.double({ min: -1e6, max: 1e6 }).filter(isNormal)), {
  maxLength: 60,
});
const texts = fc.array(fc.constantFrom('', 'a', 'b', 'żółw', '🦊'));
const days = fc.array(
  fc.integer({ min: 0, max: 20_000 }).map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10)),
);

describe('mergeStatistics where all values are listed', () => {
  test('gives to the last bit what the profile of the whole gives: numbers', () => {
    fc.assert(
      fc.property(fewNumbers, fewNumbers, (a, b) => {
        expect(merged(numberColumn(a, 50), numberColumn(b, 50))).toEqual(numberColumn([...a, ...b], 50));
      }),
    );
  });

  test('… also where the values of both sides together pass the cap', () => {
    fc.assert(
      fc.property(manyNumbers, manyNumbers, (a, b) => {
        const whole = numberColumn([...a, ...b], 70);
        expect(merged(numberColumn(a, 70), numberColumn(b, 70))).toEqual(whole);
      }),
    );
  });

  test('gives what the profile of the whole gives: texts and dates', () => {
    fc.assert(
      fc.property(texts, texts, days, days, (a, b, c, d) => {
        expect(merged(textColumn(a, 50), textColumn(b, 50))).toEqual(textColumn([...a, ...b], 50));
        expect(merged(dateColumn(c, 99), dateColumn(d, 99))).toEqual(dateColumn([...c, ...d], 99));
      }),
    );
  });
});

describe('mergeStatistics where values are not all listed', () => {
  const enough = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }).filter(isNormal), {
    minLength: 8,
    maxLength: 60,
  });

  test('adds what adds, keeps shape to 12 digits, and names the rest', () => {
    fc.assert(
      fc.property(enough, enough, (a, b) => {
        const both = merged(numberColumn(a, 2), numberColumn(b, 2));
        const whole = numberColumn([...a, ...b], 2);
        fc.pre(numberColumn(a, 2).values.complete === false || numberColumn(b, 2).values.complete === false);
        expect({ ...both.numbers, moments: 0, histogram: 0 }).toEqual({
          ...whole.numbers,
          ...{ moments: 0, histogram: 0, deciles: null, median: null, mad: null, quantileHistogram: null },
        });
        for (const figure of [standardDeviation, skewness, excessKurtosis]) {
          const wanted = figure(whole.numbers!.moments) ?? 0;
          const unit = figure === standardDeviation ? 0 : 3;
          const distance = Math.abs((figure(both.numbers!.moments) ?? 0) - wanted);
          expect(distance).toBeLessThanOrEqual(1e-12 * Math.max(Math.abs(wanted), unit));
        }
        expect([both.distinct, both.values.counts]).toEqual([null, []]);
        expect(both.notMergeable).toEqual(
          expect.arrayContaining(['distinct', 'values', 'deciles', 'median', 'mad', 'quantileHistogram']),
        );
      }),
    );
  });

  test('adds histograms of equal edges and names others', () => {
    const one = numberColumn([0, 1, 2, 3, 10], 1);
    const same = numberColumn([0, 10, 10, 9], 1);
    const other = numberColumn([0, 1, 20], 1);
    expect(merged(one, same).numbers?.histogram?.counts).toEqual([2, 1, 1, 1, 0, 0, 0, 0, 0, 4]);
    expect(merged(one, other).numbers?.histogram).toBeNull();
    expect(merged(one, other).notMergeable).toContain('histogram');
    expect(merged(one, same).notMergeable).not.toContain('histogram');
  });

  test('counts dates by the unit of the joined span, and names the histogram where weeks do not fit', () => {
    const spread = (start: string, days: number): string[] =>
      Array.from({ length: 30 }, (_, i) =>
        new Date(Date.parse(start) + i * days * 86_400_000).toISOString().slice(0, 10),
      );
    const [byDay, byWeek, later] = [
      spread('2020-01-01', 1),
      spread('2020-01-01', 5),
      spread('2023-01-01', 1),
    ];
    const joined = merged(dateColumn(byDay, 5), dateColumn(later, 5));
    expect(joined.dates).toEqual(dateColumn([...byDay, ...later], 5).dates);
    expect(dateColumn(byWeek, 5).dates?.histogram?.unit).toBe('week');
    expect(merged(dateColumn(byWeek, 5), dateColumn(later, 5)).notMergeable).toContain('histogram');
  });

  test('has the whole where one side is empty', () => {
    fc.assert(
      fc.property(manyNumbers, (values) => {
        const column = numberColumn(values, 3);
        const nothing = numberColumn([null, null], 3);
        expect(merged(column, nothing)).toEqual({ ...column, missing: column.missing + 2 });
        expect(merged(nothing, column)).toEqual({ ...column, missing: column.missing + 2 });
      }),
    );
  });

  test('is commutative to the last bit, and associative to 9 digits', () => {
    fc.assert(
      fc.property(manyNumbers, manyNumbers, manyNumbers, fc.integer({ min: 1, max: 80 }), (a, b, c, cap) => {
        const [x, y, z] = [a, b, c].map((values) => tableOf(numberColumn(values, cap))) as [
          Statistics,
          Statistics,
          Statistics,
        ];
        expect(mergeStatistics(x, y)).toEqual(mergeStatistics(y, x));
        const left = mergeStatistics(mergeStatistics(x, y), z).columns[0]!;
        const right = mergeStatistics(x, mergeStatistics(y, z)).columns[0]!;
        expect([left.count, left.missing, left.numbers?.min, left.numbers?.max, left.numbers?.zeros]).toEqual(
          [...[right.count, right.missing, right.numbers?.min, right.numbers?.max, right.numbers?.zeros]],
        );
        const [sdLeft, sdRight] = [left, right].map((side) => standardDeviation(side.numbers!.moments) ?? 0);
        expect(Math.abs(sdLeft! - sdRight!)).toBeLessThanOrEqual(1e-9 * sdLeft!);
      }),
    );
  });
});

describe('mergeStatistics of special columns', () => {
  test('keeps the exact range of integers beyond 2^53', () => {
    const side = (min: string, max: string): ColumnStatistics => {
      const column = numberColumn([Number(min), Number(max)], 1);
      return { ...column, numbers: { ...column.numbers!, min, max } };
    };
    const both = merged(
      side('9007199254740993', '9007199254740999'),
      side('9007199254740992', '9007199254740998'),
    );
    expect([both.numbers?.min, both.numbers?.max]).toEqual(['9007199254740992', '9007199254740999']);
  });

  test('adds truths', () => {
    const side = (trues: number, falses: number): ColumnStatistics => ({
      ...base('x', 'boolean', 'BOOLEAN', trues + falses, 0),
      ...listed([...new Array<string>(trues).fill('true'), ...new Array<string>(falses).fill('false')], 10),
      booleans: { true: trues, false: falses },
    });
    expect(merged(side(2, 1), side(0, 5))).toEqual(side(2, 6));
  });

  test('does not know repeated rows of two tables, only of one beside an empty one', () => {
    const table = { ...tableOf(numberColumn([1, 1], 5)), duplicates: { surplus: 1, repeated: 1 } };
    const empty = { ...tableOf(numberColumn([], 5)), duplicates: { surplus: 0, repeated: 0 } };
    expect(mergeStatistics(table, table).duplicates).toBeNull();
    expect(mergeStatistics(table, empty).duplicates).toEqual({ surplus: 1, repeated: 1 });
    expect(mergeStatistics(empty, table)).toEqual(mergeStatistics(table, empty));
  });

  test('throws for tables of other columns', () => {
    const [numbers, words] = [tableOf(numberColumn([1], 5)), tableOf(textColumn(['a'], 5))];
    expect(() => mergeStatistics(numbers, words)).toThrow('Column x (number) does not merge with x (text).');
    expect(() => mergeStatistics(numbers, { ...numbers, columns: [] })).toThrow('different columns');
  });
});
