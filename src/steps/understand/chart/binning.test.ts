import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseBins, edgesOf, MOST_BINS } from './binning';

const spread = { count: 1000, low: 0, high: 100, q1: 25, q3: 75, isInteger: false };

describe('chooseBins', () => {
  it('takes a width of 2 IQR / ∛n', () => {
    // 2 · 50 / 10 = 10.
    expect(chooseBins(spread, null)).toMatchObject({ bins: 10, width: 10, rule: 'freedman_diaconis' });
  });

  it('takes log2(n) + 1 bins where the IQR is 0', () => {
    expect(chooseBins({ ...spread, q1: 5, q3: 5 }, null)).toMatchObject({ bins: 11, rule: 'sturges' });
  });

  it('takes 60 at most, and says so; what is asked for is given', () => {
    const narrow = { ...spread, q1: 50, q3: 50.001 };
    expect(chooseBins(narrow, null)).toMatchObject({ bins: MOST_BINS, rule: 'cap' });
    expect(chooseBins(narrow, 400)).toMatchObject({ bins: 400, rule: 'asked' });
  });

  it('gives a constant one bin without width', () => {
    expect(edgesOf(chooseBins({ ...spread, low: 7, high: 7 }, 12))).toEqual([7, 7]);
  });

  it('gives bins of integers a whole width that covers them all', () => {
    const ends = fc.tuple(fc.integer({ min: -1e6, max: 1e6 }), fc.integer({ min: 1, max: 1e6 }));
    fc.assert(
      fc.property(ends, fc.integer({ min: 1, max: 1e6 }), ([low, range], count) => {
        const high = low + range;
        const quarter = range / 4;
        const all = { count, low, high, q1: low + quarter, q3: high - quarter, isInteger: true };
        const { bins, width, high: end } = chooseBins(all, null);
        expect(Number.isInteger(width)).toBe(true);
        expect(bins).toBeLessThanOrEqual(MOST_BINS);
        expect(end).toBeGreaterThan(high);
        expect(end - width).toBeLessThanOrEqual(high);
      }),
    );
  });

  it('lives with the whole range of doubles', () => {
    const all = { ...spread, low: -Number.MAX_VALUE, high: Number.MAX_VALUE, q1: -1e308, q3: 1e308 };
    const edges = edgesOf(chooseBins(all, null));
    expect(edges.every(Number.isFinite)).toBe(true);
    expect(edges.length).toBeGreaterThan(2);
  });
});
