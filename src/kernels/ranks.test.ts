import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decilesOf, medianAbsoluteDeviationOf, medianOf } from './ranks';
import { countNumbers, type Runs } from './runs';

const runsOf = (values: readonly number[]): Runs => countNumbers(Float64Array.from(values), 0).runs;
const finite = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e100, max: 1e100 });
const few = fc.integer({ min: -4, max: 4 });
const someNumbers = fc.array(fc.oneof(few, finite), { minLength: 1, maxLength: 60 });

/** The definition, word for word. */
function medianByDefinition(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

describe('decilesOf', () => {
  test('are the least values that a tenth, two tenths, … of all do not exceed (quantile type 1)', () => {
    expect(decilesOf(runsOf([10, 20, 30, 40]))).toEqual([10, 10, 10, 20, 20, 20, 30, 30, 40, 40, 40]);
    const ten = Array.from({ length: 10 }, (_, i) => i + 1);
    expect(decilesOf(runsOf(ten))).toEqual([1, ...ten]);
  });

  test('obey their definition', () => {
    fc.assert(
      fc.property(someNumbers, (values) => {
        decilesOf(runsOf(values))!.forEach((decile, tenth) => {
          const within = values.filter((value) => value <= decile).length;
          const below = values.filter((value) => value < decile).length;
          expect(within * 10).toBeGreaterThanOrEqual(tenth * values.length);
          expect(tenth === 0 || below * 10 < tenth * values.length).toBe(true);
        });
      }),
    );
  });

  test('of nothing are null', () => {
    expect([decilesOf(runsOf([])), medianOf(runsOf([])), medianAbsoluteDeviationOf(runsOf([]), 0)]).toEqual([
      null,
      null,
      null,
    ]);
  });
});

describe('medianOf and medianAbsoluteDeviationOf', () => {
  test('take the mean of the two middle values for even n', () => {
    expect(medianOf(runsOf([1, 2, 3, 10]))).toBe(2.5);
    expect(medianAbsoluteDeviationOf(runsOf([1, 2, 3, 10]), 2.5)).toBe(1);
  });

  test('equal the median of the sorted values and of the sorted distances', () => {
    fc.assert(
      fc.property(someNumbers, (values) => {
        const median = medianByDefinition(values);
        const distances = values.map((value) => Math.abs(value - median));
        expect(medianOf(runsOf(values))! + 0).toBe(median + 0);
        expect(medianAbsoluteDeviationOf(runsOf(values), median)).toBe(medianByDefinition(distances));
      }),
    );
  });

  test('do not overflow', () => {
    const max = Number.MAX_VALUE;
    expect(medianOf(runsOf([max, max]))).toBe(max);
    expect(medianAbsoluteDeviationOf(runsOf([-max, max]), 0)).toBe(max);
    expect(medianAbsoluteDeviationOf(runsOf([-max, max, max]), max)).toBe(0);
  });
});
