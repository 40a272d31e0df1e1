import { expect, test } from 'vitest';
import { frameOfRows } from '../../../../core/frame';
import { classBars, crossPath, linedDots, MOST_BARS, parentPath, pictureDots, ringPath } from './drawing';

const COLUMNS = ['class', 'before', 'asked', 'after', 'real', 'made'];
const row = (label: string | null, before: number) => {
  return { class: label, before, asked: 50, after: 50, real: before, made: 50 - before };
};

test('classes have bars in their order, rows without a class none', () => {
  const bars = classBars(frameOfRows(COLUMNS, [row('a', 50), row('b', 8), row(null, 3)]));
  expect(bars.map(({ label, made }) => [label, made])).toEqual([
    ['a', 0],
    ['b', 42],
  ]);
});

test('of too many classes the largest are drawn, still in their order', () => {
  const rows = Array.from({ length: 40 }, (_, i) => row(`c${i}`, 1 + ((i * 7) % 40)));
  const bars = classBars(frameOfRows(COLUMNS, rows));
  expect(bars).toHaveLength(MOST_BARS);
  expect(Math.min(...bars.map(({ before }) => before))).toBe(40 - MOST_BARS + 1);
  const places = bars.map(({ label }) => Number(label.slice(1)));
  expect([...places].sort((a, b) => a - b)).toEqual(places);
});

test('dots take the colours of the first classes, the rest none', () => {
  const labels = Array.from({ length: 9 }, (_, i) => `c${i}`);
  const bars = classBars(
    frameOfRows(
      COLUMNS,
      labels.map((label) => row(label, 5)),
    ),
  );
  const picture = frameOfRows(
    ['x', 'y', 'class', 'is_new'],
    labels.map((label, i) => ({ x: i, y: -i, class: label, is_new: i > 7 })),
  );
  const dots = pictureDots(picture, bars);
  expect(dots.map(({ series }) => series)).toEqual([0, 1, 2, 3, 4, 5, 6, -1, -1]);
  expect(dots.filter(({ isNew }) => isNew).map(({ x, y }) => [x, y])).toEqual([[8, -8]]);
});

test('new rows know where their parents stand, and only some of many have lines to them', () => {
  const names = [
    'x',
    'y',
    'class',
    'is_new',
    'is_removed',
    'parent_x',
    'parent_y',
    'neighbour_x',
    'neighbour_y',
  ];
  const made = { x: 1, y: 1, class: 'a', is_new: true, is_removed: false, parent_x: 0, parent_y: 0 };
  const rows = Array.from({ length: 200 }, () => ({ ...made, neighbour_x: 2, neighbour_y: 2 }));
  const copy = { ...made, neighbour_x: null, neighbour_y: null };
  const gone = { ...copy, is_new: false, is_removed: true, parent_x: null, parent_y: null };
  const dots = pictureDots(frameOfRows(names, [...rows, copy, gone]), []);
  expect(dots[0]!.parents).toEqual([
    { x: 0, y: 0 },
    { x: 2, y: 2 },
  ]);
  expect(dots.slice(200).map(({ parents, isRemoved }) => [parents.length, isRemoved])).toEqual([
    [1, false],
    [0, true],
  ]);
  expect(linedDots(dots).length).toBe(60);
  expect(linedDots(dots.slice(199)).length).toBe(2);
});

test('rings, crosses and lines to parents stand where the dot stands', () => {
  const dot = { x: 2, y: 3, series: 0, label: 'a', isNew: true, isRemoved: false, parents: [{ x: 0, y: 1 }] };
  const plot = {
    width: 100,
    height: 100,
    x: (value: number) => 10 * value,
    y: (value: number) => 20 * value,
  };
  expect(ringPath(dot, plot)).toBe('M17.4 60a2.6 2.6 0 1 0 5.2 0a2.6 2.6 0 1 0 -5.2 0');
  expect(crossPath(dot, plot)).toBe('M17.6 57.6l4.8 4.8m0 -4.8l-4.8 4.8');
  expect(parentPath(dot, plot)).toBe('M20 60L0 20');
  expect(parentPath({ ...dot, parents: [] }, plot)).toBe('');
});
