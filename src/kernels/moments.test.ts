import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Moments } from '../core/statistics';
import { excessKurtosis, mergeMoments, momentsOf, noMoments, skewness, standardDeviation } from './moments';
import { countNumbers } from './runs';

const momentsOfValues = (values: readonly number[]): Moments =>
  momentsOf(countNumbers(Float64Array.from(values), 0).runs);

/** Equal to so many significant digits; figures that cancel to nearly nothing are compared with `unit`. */
function expectClose(found: number | null, wanted: number | null, digits: number, unit = 0): void {
  if (found === null || wanted === null) expect(found).toBe(wanted);
  else expect(Math.abs(found - wanted)).toBeLessThanOrEqual(Math.max(Math.abs(wanted), unit) * 10 ** -digits);
}

function expectSameShape(found: Moments, wanted: Moments, digits: number): void {
  expect(found.n).toBe(wanted.n);
  const sd = standardDeviation(wanted);
  expectClose(found.mean, wanted.mean, digits, sd ?? 0);
  expectClose(standardDeviation(found), sd, digits);
  expectClose(skewness(found), skewness(wanted), digits, 1);
  expectClose(excessKurtosis(found), excessKurtosis(wanted), digits, 3);
}

describe('momentsOf', () => {
  test('gives the textbook figures of 2, 4, 4, 4, 5, 5, 7, 9', () => {
    const moments = momentsOfValues([2, 4, 4, 4, 5, 5, 7, 9]);
    expect(moments).toEqual({ n: 8, mean: 5, m2: 32, m3: 42, m4: 356 });
    expect(standardDeviation(moments)).toBe(2);
    expect(skewness(moments)).toBe(0.65625);
    expect(excessKurtosis(moments)).toBe(-0.21875);
  });

  test('of nothing are nothing, and a constant has no shape', () => {
    expect(momentsOfValues([])).toEqual(noMoments);
    expect(standardDeviation(noMoments)).toBeNull();
    const constant = momentsOfValues([0.1, 0.1, 0.1]);
    expect(constant).toEqual({ n: 3, mean: 0.1, m2: 0, m3: 0, m4: 0 });
    expect([standardDeviation(constant), skewness(constant), excessKurtosis(constant)]).toEqual([
      0,
      null,
      null,
    ]);
  });

  test('do not see where the numbers lie: seconds of 2023 spread as the seconds of 1970', () => {
    const seconds = Array.from({ length: 5000 }, (_, i) => (i * 7919) % 61);
    const near = momentsOfValues(seconds);
    const far = momentsOfValues(seconds.map((second) => second + 1_700_000_000));
    expectClose(far.mean - 1_700_000_000, near.mean, 7);
    expectSameShape({ ...far, mean: near.mean }, near, 14);
  });

  test.each([2 ** 1000, 2 ** -1000, 2 ** 300])(
    'keep their shape when all numbers are multiplied by %d',
    (factor) => {
      const values = Array.from({ length: 500 }, (_, i) => Math.sin(i) * 3 + Math.cos(i * i));
      const plain = momentsOfValues(values);
      const scaled = momentsOfValues(values.map((value) => value * factor));
      expect(standardDeviation(scaled)).toBe(standardDeviation(plain)! * factor);
      expect([skewness(scaled), excessKurtosis(scaled)]).toEqual([skewness(plain), excessKurtosis(plain)]);
    },
  );

  test('hold at the ends of the doubles', () => {
    const moments = momentsOfValues([-Number.MAX_VALUE, Number.MAX_VALUE]);
    expect(moments.mean).toBe(0);
    expect(standardDeviation(moments)).toBe(Number.MAX_VALUE);
    expect(excessKurtosis(moments)).toBe(-2);
  });

  test('do not depend on the order of the values', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1 }),
        (values) => {
          expect(momentsOfValues([...values].reverse())).toEqual(momentsOfValues(values));
        },
      ),
    );
  });
});

describe('mergeMoments', () => {
  // Below 2^-1022 a double has fewer digits than these tests ask for.
  const wells = {
    'small numbers': fc
      .double({ min: -1000, max: 1000, noNaN: true })
      .map((v) => (Math.abs(v) < 1e-290 ? 0 : v)),
    'unix seconds of one minute': fc.integer({ min: 1_700_000_000, max: 1_700_000_059 }),
    'numbers near 1e308': fc.double({ min: -1.7e308, max: 1.7e308, noNaN: true }),
  };

  test.each(Object.entries(wells))('of two parts equals the whole to 12 digits: %s', (_, well) => {
    const parts = fc.tuple(fc.array(well, { maxLength: 200 }), fc.array(well, { maxLength: 200 }));
    fc.assert(
      fc.property(parts, ([a, b]) => {
        const merged = mergeMoments(momentsOfValues(a), momentsOfValues(b));
        expectSameShape(merged, momentsOfValues([...a, ...b]), 12);
      }),
    );
  });

  test('holds where the parts are far apart: each minute of a sorted hour on its own', () => {
    const hour = Array.from({ length: 3600 }, (_, i) => 1_700_000_000 + i + Math.sin(i));
    const minutes = Array.from({ length: 60 }, (_, i) => momentsOfValues(hour.slice(i * 60, i * 60 + 60)));
    expectSameShape(minutes.reduce(mergeMoments), momentsOfValues(hour), 13);
  });

  test('is commutative to the last bit', () => {
    const part = fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { maxLength: 50 });
    fc.assert(
      fc.property(part, part, (a, b) => {
        const [x, y] = [momentsOfValues(a), momentsOfValues(b)];
        expect(mergeMoments(x, y)).toEqual(mergeMoments(y, x));
      }),
    );
  });

  test('takes zeros together with numbers of any scale', () => {
    const merged = mergeMoments(momentsOfValues([0, 0]), momentsOfValues([1e-300, 3e-300]));
    expectSameShape(merged, momentsOfValues([0, 0, 1e-300, 3e-300]), 13);
  });
});
