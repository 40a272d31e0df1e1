import { describe, expect, test } from 'vitest';
import { evenness } from './uniformity';

const of = (...counts: number[]) => ({
  counts,
  total: counts.reduce((a, b) => a + b, 0),
  distinct: counts.length,
});

describe('how evenly values are spread', () => {
  // Both as Facets Overview 1.0.0 gives them.
  test('is the normalised entropy of Facets Overview', () => {
    expect(evenness(of(1, 1, 1, 1))).toBeCloseTo(1, 14);
    expect(evenness(of(97, 1, 1, 1))).toBeCloseTo(0.1209703664, 10);
  });

  test('empty bins count as bins', () => {
    expect(evenness(of(5, 5, 0, 0))).toBeCloseTo(0.5, 14);
  });

  test('is 0 where all values are one, and null without any', () => {
    expect(evenness(of(7))).toBe(0);
    expect(evenness(of())).toBe(null);
    expect(evenness(of(0, 0))).toBe(null);
  });

  test('values that are not listed are taken for equally frequent: exact where each occurs once', () => {
    const whole = evenness(of(5, ...Array.from({ length: 30 }, () => 1)));
    expect(evenness({ counts: [5, 1, 1], total: 35, distinct: 31 })).toBeCloseTo(whole ?? NaN, 14);
  });
});
