import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { walkAlong } from './interpolate';
import { cubicSpline, monotoneCurve, type Curve } from './spline';

interface Golden {
  readonly cases: readonly Readonly<Record<string, number[]>>[];
}

const golden = JSON.parse(readFileSync(new URL('fixtures/golden.json', import.meta.url), 'utf8')) as Golden;

/** The largest difference, relative to the size of the values. */
function off(curve: Curve, t: readonly number[], wanted: readonly number[]): number {
  const size = Math.max(...wanted.map(Math.abs), 1);
  return Math.max(...t.map((at, n) => Math.abs(curve(at) - wanted[n]!) / size));
}

describe('curves equal those of scipy and numpy to 1e-12', () => {
  test.each(golden.cases.map((one, n) => [n + 1, one] as const))('case %i', (_, one) => {
    const { x, y, t, rising } = one as Record<string, number[]> & {
      x: number[];
      y: number[];
      t: number[];
      rising: number[];
    };
    expect(off(cubicSpline(x, y), t, one.cubic!)).toBeLessThan(1e-12);
    expect(off(monotoneCurve(x, y), t, one.monotone!)).toBeLessThan(1e-12);
    expect(off(monotoneCurve(x, rising), t, one.monotone_rising!)).toBeLessThan(1e-12);
    expect(off(walkAlong(x, y), t, one.linear!)).toBeLessThan(1e-12);
  });
});

test('a monotone curve through rising points rises, and passes through them', () => {
  const steps = fc.array(fc.double({ min: 0.01, max: 10, noNaN: true }), { minLength: 2, maxLength: 12 });
  fc.assert(
    fc.property(steps, (given) => {
      let sum = 0;
      const y = given.map((step) => (sum += step));
      const x = y.map((_, n) => n);
      const curve = monotoneCurve(x, y);
      const along = Array.from({ length: 60 }, (_, n) => curve((n / 59) * (x.length - 1)));
      expect(along.every((value, n) => n === 0 || value >= along[n - 1]! - 1e-9)).toBe(true);
      x.forEach((at, n) => expect(curve(at)).toBeCloseTo(y[n]!, 9));
    }),
    { seed: 1 },
  );
});

test('curves may be read backwards', () => {
  const curve = cubicSpline([0, 1, 2, 3], [0, 1, 8, 27]);
  expect([2.5, 0.5, 1.5].map((t) => Math.round(curve(t) * 1000) / 1000)).toEqual([15.625, 0.125, 3.375]);
  const walk = walkAlong([0, 1, 2], [0, NaN, 4]);
  expect([2, 1.5, 0, 0.5].map(walk)).toEqual([4, NaN, 0, NaN]);
  expect(walkAlong([], [])(1)).toBeNaN();
});

test('a cubic spline through fewer than four points is a bug', () => {
  expect(() => cubicSpline([0, 1, 2], [0, 1, 2])).toThrow('four points');
});
