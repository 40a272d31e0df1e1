import { expect, test } from 'vitest';
import { dotPaths, markPaths } from './dots';

test('marks make a path per series and some hundred marks, in their order', () => {
  const marks = Array.from({ length: 250 }, (_, place) => ({ series: place % 2, place }));
  const paths = markPaths(marks, ({ place }) => `${place} `);
  expect(paths.map(({ series }) => series)).toEqual([0, 1, 0, 1, 0, 1]);
  expect(paths[2]?.path.startsWith('120 122 ')).toBe(true);
  const places = paths.flatMap(({ path }) => path.trim().split(' ').map(Number));
  expect(places.sort((a, b) => a - b)).toEqual(marks.map(({ place }) => place));
});

test('a dot is a line without length at its place, to a tenth of a pixel', () => {
  const plot = { width: 100, height: 100, x: (value: number) => value / 3, y: (value: number) => value };
  expect(dotPaths([{ x: 1, y: 2, series: 4 }], plot)).toEqual([{ series: 4, path: 'M0.3 2h0' }]);
  expect(dotPaths([], plot)).toEqual([]);
});
