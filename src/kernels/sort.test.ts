import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sortNumbers } from './sort';

const bigEnough = { minLength: 600, maxLength: 2000 };

describe('sortNumbers', () => {
  test('gives what the built-in sort gives, for doubles of every size and sign', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true }), bigEnough), (values) => {
        const sorted = sortNumbers(Float64Array.from(values));
        expect(sorted).toEqual(Float64Array.from(values).sort());
      }),
      { numRuns: 30 },
    );
  });

  test('keeps small integers, whose digits are mostly equal, in order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -3, max: 90 }), bigEnough), (values) => {
        expect(sortNumbers(Float64Array.from(values))).toEqual(Float64Array.from(values).sort());
      }),
      { numRuns: 30 },
    );
  });

  test.each([0, 1, 511, 512, 513])('takes %i values', (n) => {
    const values = Float64Array.from({ length: n }, (_, i) => Math.sin(i) * 10 ** (i % 7));
    expect(sortNumbers(values)).toEqual(values.slice().sort());
  });

  test('puts infinities at the ends and -0 before 0', () => {
    const filler = Array.from({ length: 600 }, (_, i) => i - 300.5);
    const sorted = sortNumbers(Float64Array.from([Infinity, 0, ...filler, -0, -Infinity]));
    expect(sorted[0]).toBe(-Infinity);
    expect(sorted[sorted.length - 1]).toBe(Infinity);
    const zero = sorted.findIndex((value) => value === 0);
    expect([sorted[zero], sorted[zero + 1]]).toEqual([-0, 0]);
  });

  test('leaves its input as it is, also where it is a part of a buffer', () => {
    const whole = Float64Array.from({ length: 1000 }, (_, i) => -i);
    const part = whole.subarray(100, 800);
    expect(sortNumbers(part)[0]).toBe(-799);
    expect(whole[100]).toBe(-100);
  });
});
