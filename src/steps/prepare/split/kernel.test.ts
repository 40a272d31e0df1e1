import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { apportion, cutsOf, hashCuts } from './kernel';

const shares = fc
  .array(fc.integer({ min: 1, max: 1000 }), { minLength: 2, maxLength: 5 })
  .map((weights) => weights.map((w) => w / weights.reduce((sum, each) => sum + each, 0)));

describe('dividing rows by shares', () => {
  test('gives what is left over to the largest remainders, among equal ones to the earlier part', () => {
    expect(apportion(10, [0.8, 0.2])).toEqual([8, 2]);
    expect(apportion(7, [0.5, 0.3, 0.2])).toEqual([4, 2, 1]);
    expect(apportion(3, [0.5, 0.5])).toEqual([2, 1]);
    expect(apportion(1, [0.2, 0.8])).toEqual([0, 1]);
    expect(apportion(0, [0.8, 0.2])).toEqual([0, 0]);
  });

  test('is not led astray by 0.29 · 100 being 28.999999999999996', () => {
    expect(apportion(100, [0.29, 0.71])).toEqual([29, 71]);
    expect(apportion(1000, [0.7, 0.1, 0.1, 0.1])).toEqual([700, 100, 100, 100]);
  });

  test('gives every row away, each part within one of its quota', () => {
    fc.assert(
      fc.property(fc.nat(5_000_000), shares, (n, of) => {
        const counts = apportion(n, of);
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(n);
        counts.forEach((count, part) => expect(Math.abs(count - n * of[part]!)).toBeLessThan(1 + 1e-6));
      }),
      { seed: 3 },
    );
  });

  test('cuts where the counts end', () => {
    expect(cutsOf(10, [0.5, 0.3, 0.2])).toEqual([5, 8]);
  });
});

test('hashes are cut at the running shares of 2^32, in eight digits', () => {
  expect(hashCuts([0.8, 0.2])).toEqual(['cccccccd']);
  expect(hashCuts([0.5, 0.25, 0.25])).toEqual(['80000000', 'c0000000']);
  expect(hashCuts([0.0001, 0.9999])).toEqual(['00068db9']);
});
