import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allocate, allocateToAll, nearestPrefix } from './allocate';

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const sizes = fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 40 });
const drawn = fc.tuple(sizes, fc.double({ min: 0, max: 1, noNaN: true })).map(([of, share]) => ({
  of,
  n: Math.floor(sum(of) * share),
}));

describe('rows of classes by largest remainders', () => {
  test('by hand', () => {
    // Quotas 4.5, 2.7, 1.8: the rows left over go to .8 and .7.
    expect(allocate([50, 30, 20], 9)).toEqual([4, 3, 2]);
    // Quotas 0.5 and 0.5: the earlier class has it.
    expect(allocate([3, 3], 1)).toEqual([1, 0]);
    expect(allocate([], 0)).toEqual([]);
    expect(allocate([7], 7)).toEqual([7]);
  });

  test('are exact beyond what doubles hold', () => {
    expect(allocate([6_000_000_001, 2_000_000_001], 4_000_000_001)).toEqual([3_000_000_001, 1_000_000_000]);
  });

  test('are n rows, each class within one of its quota and never more than it has', () => {
    fc.assert(
      fc.property(drawn, ({ of, n }) => {
        const counts = allocate(of, n);
        expect(sum(counts)).toBe(n);
        counts.forEach((count, place) => {
          expect(count).toBeLessThanOrEqual(of[place]!);
          expect(Math.abs(count - (n * of[place]!) / sum(of))).toBeLessThan(1 + 1e-9);
        });
      }),
      { seed: 5 },
    );
  });
});

describe('with a row of every class', () => {
  test('by hand', () => {
    // Largest remainders give 10, 0, 0; each rare class gets one, and 8 are left.
    expect(allocateToAll([998, 1, 1], 10)).toEqual([8, 1, 1]);
    expect(allocateToAll([5, 5, 5], 3)).toEqual([1, 1, 1]);
    expect(allocateToAll([5, 5, 5], 2)).toBeNull();
  });

  test('are n rows, at least one and at most all of each class', () => {
    fc.assert(
      fc.property(drawn, ({ of, n }) => {
        const counts = allocateToAll(of, n);
        expect(counts === null).toBe(n < of.length);
        if (counts === null) return;
        expect(sum(counts)).toBe(n);
        counts.forEach((count, place) => {
          expect(count).toBeGreaterThanOrEqual(1);
          expect(count).toBeLessThanOrEqual(of[place]!);
        });
      }),
      { seed: 6 },
    );
  });
});

test('groups are taken until their rows come nearest to what was asked, at least one', () => {
  expect(nearestPrefix([10, 10, 10], 20)).toBe(2);
  expect(nearestPrefix([10, 10, 10], 24)).toBe(2);
  expect(nearestPrefix([10, 10, 10], 25)).toBe(2);
  expect(nearestPrefix([10, 10, 10], 26)).toBe(3);
  expect(nearestPrefix([500, 10], 20)).toBe(1);
  expect(nearestPrefix([1, 1], 99)).toBe(2);
  expect(nearestPrefix([], 5)).toBe(0);
});
