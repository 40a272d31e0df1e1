import { expect, test } from 'vitest';
import { drawsOf, xoshiro } from './draws';

test('the words are those of the published xoshiro128** (worked out in Python), from the state 1, 2, 3, 4', () => {
  const draws = xoshiro(Int32Array.of(1, 2, 3, 4));
  expect(Array.from({ length: 6 }, () => draws.word())).toEqual([
    11520, 0, 5927040, 70819200, 2031721883, 1637235492,
  ]);
});

test('numbers below a bound are all there and about equally often, whatever the seed', () => {
  const counts = new Int32Array(6);
  for (let seed = 0; seed < 6000; seed++) counts[drawsOf(seed).below(6)]! += 1;
  expect(Math.min(...counts)).toBeGreaterThan(880);
  expect(Math.max(...counts)).toBeLessThan(1120);
  expect(drawsOf(3).below(1)).toBe(0);
});

test('uniform numbers lie in [0, 1) with a mean of a half', () => {
  const draws = drawsOf(11);
  const all = Array.from({ length: 20_000 }, () => draws.uniform());
  expect(Math.min(...all)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...all)).toBeLessThan(1);
  expect(all.reduce((sum, one) => sum + one, 0) / all.length).toBeCloseTo(0.5, 2);
});

test('a permutation holds every number once', () => {
  expect([...drawsOf(5).permutation(50)].sort((a, b) => a - b)).toEqual([...Array(50).keys()]);
  expect([...drawsOf(5).permutation(50)]).not.toEqual([...drawsOf(6).permutation(50)]);
});
