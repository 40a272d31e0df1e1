import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addHistograms,
  countBetween,
  equalWidthEdges,
  equalWidthHistogram,
  quantileHistogram,
} from './histogram';
import { countNumbers, type Runs } from './runs';

const runsOf = (values: readonly number[]): Runs => countNumbers(Float64Array.from(values), 0).runs;

describe('equalWidthEdges', () => {
  test('are computed as low + i·(high - low)/n, so that 24.3 and 9999.9 are the edges they look like', () => {
    expect(equalWidthEdges(17, 90, 10)[1]).toBe(24.3);
    expect(equalWidthEdges(0, 99999, 10)[1]).toBe(9999.9);
  });

  test('end exactly at the maximum, and stay within the doubles', () => {
    const edges = equalWidthEdges(-1.7e308, 1.7e308, 10);
    expect(edges.every(Number.isFinite)).toBe(true);
    expect([edges[0], edges[5], edges[10]]).toEqual([-1.7e308, 0, 1.7e308]);
  });

  test('of a single value are one bin', () => {
    expect(equalWidthHistogram(runsOf([3, 3]))).toEqual({ edges: [3, 3], counts: [2] });
  });
});

describe('countBetween', () => {
  test('puts a value on an edge into the bin above, the maximum into the last', () => {
    expect(countBetween(runsOf([0, 1, 1, 2, 3]), [0, 1, 2, 3]).counts).toEqual([1, 2, 2]);
  });

  test('loses nothing and agrees with a comparison of every value with every edge', () => {
    const values = fc.array(
      fc.oneof(fc.integer({ min: 0, max: 20 }), fc.double({ min: -1e6, max: 1e6, noNaN: true })),
      {
        minLength: 1,
      },
    );
    fc.assert(
      fc.property(values, (numbers) => {
        const { edges, counts } = equalWidthHistogram(runsOf(numbers))!;
        const wanted = new Array<number>(counts.length).fill(0);
        for (const value of numbers)
          wanted[
            Math.min(
              edges.findLastIndex((edge) => edge <= value),
              counts.length - 1,
            )
          ]!++;
        expect(counts).toEqual(wanted);
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(numbers.length);
      }),
    );
  });
});

describe('quantileHistogram', () => {
  test('holds a tenth in every bin, equal edges or not', () => {
    expect(quantileHistogram(26048, [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 99999])?.counts).toEqual(
      new Array(10).fill(2604.8),
    );
    expect(quantileHistogram(0, null)).toBeNull();
  });
});

describe('addHistograms', () => {
  test('adds on equal edges and refuses others', () => {
    const one = { edges: [0, 1, 2], counts: [3, 4] };
    expect(addHistograms(one, { edges: [0, 1, 2], counts: [1, 0] })).toEqual({
      edges: [0, 1, 2],
      counts: [4, 4],
    });
    expect(addHistograms(one, { edges: [0, 1, 3], counts: [1, 0] })).toBeNull();
    expect(addHistograms(one, { edges: [0, 1], counts: [1] })).toBeNull();
  });
});
