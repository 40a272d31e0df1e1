import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countUsed, countWindows, leastShift, spanOf } from './count';

const rule = (size: number, stride: number, shift: number, horizon = 0) => ({ size, stride, shift, horizon });

describe('counts of windows', () => {
  test('are those of the reference', () => {
    expect(countWindows(10, rule(3, 2, 1))).toBe(6);
    expect(countWindows(10, rule(3, 1, 2))).toBe(4);
    expect(countWindows(300_000, rule(132, 6, 1))).toBe(299_214);
    expect(countWindows(1000, rule(80, 1, 40))).toBe(24);
  });

  test('are fewer by the horizon, and never below nought', () => {
    expect(countWindows(10, rule(3, 1, 1, 2))).toBe(6);
    expect(countWindows(10, rule(3, 1, 1, 7))).toBe(1);
    expect(countWindows(10, rule(3, 1, 1, 8))).toBe(0);
    expect(countWindows(0, rule(3, 1, 40))).toBe(0);
  });

  test('and of rows used are those of laying the windows out', () => {
    const small = (most: number) => fc.integer({ min: 1, max: most });
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 60 }),
        small(6),
        small(4),
        small(9),
        (rows, size, stride, shift) => {
          const starts: number[] = [];
          const used = new Set<number>();
          for (let start = 0; start + spanOf({ size, stride }) <= rows; start += shift) {
            starts.push(start);
            for (let k = 0; k < size; k++) used.add(start + k * stride);
          }
          expect(countWindows(rows, rule(size, stride, shift))).toBe(starts.length);
          expect(countUsed(rows, starts, { size, stride })).toBe(used.size);
        },
      ),
      { seed: 1, numRuns: 500 },
    );
  });

  test('fall as the shift grows: the least shift that is small enough is found', () => {
    expect(leastShift([300_000], rule(132, 6, 1), 150_000)).toBe(2);
    expect(leastShift([100, 100], rule(10, 1, 1), 2)).toBe(91);
    expect(leastShift([100, 100, 100], rule(10, 1, 1), 2)).toBe(null);
    expect(leastShift([], rule(10, 1, 3), 2)).toBe(3);
  });
});
