import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chiSquareForShape, jensenShannon, largestDifference, type CountPair } from './distances';

/** Pairs of counts by value, from two objects. */
function pairsOf(one: Record<string, number>, other: Record<string, number>): CountPair[] {
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])].sort();
  return names.map((name) => [one[name] ?? 0, other[name] ?? 0]);
}

describe('distances as TensorFlow Data Validation has them', () => {
  test.each([
    [{ a: 3, b: 1 }, { a: 1, b: 1, c: 2 }, 0.5, 2, 0.3443609377704336],
    [{ a: 60, b: 40 }, { a: 45, b: 50, c: 5 }, 0.15, 0, 0.036771001654818],
    [{ a: 1, b: 1 }, { a: 1 }, 0.5, 1, 0.31127812445913283],
    [{ x: 10 }, { y: 3 }, 1, 1, 1],
  ])('%j and %j', (one, other, most, at, divergence) => {
    const pairs = pairsOf(one, other);
    expect(jensenShannon(pairs)).toBeCloseTo(divergence, 14);
    expect(largestDifference(pairs)?.distance).toBeCloseTo(most, 14);
    expect(largestDifference(pairs)?.at).toBe(at);
  });

  // Histograms on the edges of both, which is how numbers come: by the count that falls between each two.
  test.each<[string, CountPair[], number]>([
    ['equal once they are aligned', [[1, 1], [1, 1], [2, 2]], 0],
    ['one bin, and its halves', [[50, 75], [50, 25]], 0.0487949406953985],
    ['moved by one bin', [[10, 0], [20, 5], [30, 10], [0, 15]], 0.3658632937969324],
    ['without a bin in common', [[5, 0], [0, 5]], 1],
    ['a point of its own', [[5, 10], [5, 0]], 0.31127812445913283],
    ['NaN on one side', [[5, 5], [1, 0]], 0.0888056394794565],
    ['NaN on both sides', [[5, 5], [1, 1]], 0],
  ])('of numbers: %s', (_, pairs, divergence) => {
    expect(jensenShannon(pairs)).toBeCloseTo(divergence, 14);
  }); // prettier-ignore

  test('are 0 for equal distributions, NaN among them, and unknown where a side has no value', () => {
    expect(jensenShannon([[5, 5], [1, 1]])).toBe(0); // prettier-ignore
    expect([jensenShannon([]), jensenShannon([[0, 3]]), largestDifference([[2, 0]])]).toEqual([
      null,
      null,
      null,
    ]);
  });

  test('do not mind which side is which, nor how large the sides are', () => {
    const count = fc.integer({ min: 0, max: 1000 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(count, count), { minLength: 1 }),
        fc.integer({ min: 2, max: 9 }),
        (pairs, times) => {
          const found = jensenShannon(pairs);
          const turned = jensenShannon(pairs.map(([one, other]): CountPair => [other, one * times]));
          if (found === null) expect(turned).toBeNull();
          else {
            expect(turned).toBeCloseTo(found, 12);
            expect(found).toBeGreaterThanOrEqual(0);
            expect(found).toBeLessThanOrEqual(1);
          }
        },
      ),
    );
  });
});

describe('the chi-square for shape of Facets Overview', () => {
  test('is that of its 1.0.0', () => {
    expect(chiSquareForShape([[10, 90], [20, 210]])).toBeCloseTo(0.136991988, 10); // prettier-ignore
  });

  test('is 0 for one shape whatever the rows, grows with them, and is unknown where a side has no value', () => {
    expect(chiSquareForShape([[1, 10], [3, 30], [0, 0]])).toBeCloseTo(0, 14); // prettier-ignore
    const few = chiSquareForShape([[1, 2], [3, 2]]) ?? NaN; // prettier-ignore
    expect(chiSquareForShape([[10, 20], [30, 20]])).toBeCloseTo(few * 10, 12); // prettier-ignore
    expect([chiSquareForShape([]), chiSquareForShape([[0, 3]])]).toEqual([null, null]);
  });
});
