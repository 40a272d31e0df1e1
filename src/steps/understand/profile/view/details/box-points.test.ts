import { expect, test } from 'vitest';
import { numberFormat } from '../../../../../core/number-format';
import { hasSpikes } from '../spikes';
import { beyondText, boxPoints, MOST_POINTS } from './box-points';

const fences = { low: 0, high: 10 };

test('every different value beyond the whiskers is a point, the whiskers themselves are none', () => {
  expect(boxPoints([5, 0, 10, 12, -3, 12, 11.5, NaN, Infinity], fences)).toEqual([-3, 11.5, 12]);
  expect(boxPoints([], fences)).toEqual([]);
});

test('of very many, evenly by rank, with both ends', () => {
  const points = boxPoints(
    Array.from({ length: 5000 }, (_, i) => 11 + i),
    fences,
  );
  expect(points).toHaveLength(MOST_POINTS);
  expect(new Set(points).size).toBe(MOST_POINTS);
  expect([points.at(0), points.at(-1)]).toEqual([11, 5010]);
});

test('how many values the points stand for is said where the two differ', () => {
  const format = numberFormat('en');
  expect(beyondText(0, 0, format)).toBe('');
  expect(beyondText(3, 3, format)).toBe('3 values beyond');
  expect(beyondText(207, 78, format)).toBe('207 values beyond, drawn as 78 points');
  expect(beyondText(5, 1, format)).toBe('5 values beyond, drawn as 1 point');
});

test('dark bars of a quantile histogram are explained only where there are any', () => {
  const [wide, spike] = [
    { low: 0, high: 1 },
    { low: 1, high: 1 },
  ];
  expect(hasSpikes([wide, spike])).toBe(true);
  expect(hasSpikes([wide, wide])).toBe(false);
  expect(hasSpikes([spike])).toBe(false);
});
