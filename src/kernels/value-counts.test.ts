import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countNumbers } from './runs';
import { capValueCounts, compareTexts, distinctNumbers, numberText, topNumbers } from './value-counts';

describe('compareTexts', () => {
  test('orders as the UTF-8 bytes do, also beyond the basic plane', () => {
    const bytes = (text: string): Buffer => Buffer.from(text, 'utf8');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
        expect(Math.sign(compareTexts(a, b))).toBe(Buffer.compare(bytes(a), bytes(b)));
      }),
    );
    expect(compareTexts('\u{1F98A}', '\uffee')).toBeGreaterThan(0);
  });
});

describe('topNumbers', () => {
  const odd = fc.oneof(
    fc.integer({ min: -12, max: 120 }),
    fc.double(),
    fc.double({ min: -2, max: 2 }),
    fc.integer({ min: -30, max: 30 }).map((power) => 10 ** power),
    fc.integer({ min: -30, max: 30 }).map((power) => -(10 ** power)),
    fc.constantFrom(NaN, Infinity, -Infinity, -0, 0),
  );

  test('lists what sorting all values by count and text would list first', () => {
    fc.assert(
      fc.property(fc.array(odd, { maxLength: 300 }), fc.integer({ min: 1, max: 40 }), (values, cap) => {
        const counts = new Map<string, number>();
        for (const value of values) counts.set(numberText(value), (counts.get(numberText(value)) ?? 0) + 1);
        const entries = [...counts].map(([value, count]) => ({ value, count }));
        const multiset = countNumbers(Float64Array.from(values), 0);
        expect(topNumbers(multiset, cap)).toEqual(capValueCounts(entries, cap));
        expect(distinctNumbers(multiset)).toBe(entries.length);
      }),
      { numRuns: 500 },
    );
  });

  test('counts -0 as 0, all NaN as one value, and nulls not at all', () => {
    const multiset = countNumbers(Float64Array.from([0, -0, NaN, NaN, NaN, Infinity, -Infinity]), 1);
    expect(topNumbers(multiset, 10).counts).toEqual([
      { value: 'NaN', count: 2 },
      { value: '0', count: 2 },
      { value: 'Infinity', count: 1 },
      { value: '-Infinity', count: 1 },
    ]);
    expect(distinctNumbers(multiset)).toBe(4);
  });
});
