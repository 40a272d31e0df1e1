import { expect, test } from 'vitest';
import { numberFormat } from '../core/number-format';
import { cellSide, heatColour, heatLayout } from './heat-map';
import { INTERVAL_ROW, intervalLayout } from './intervals';

const format = numberFormat('en');

test('cells of a heat map are as large as there is room, within reason', () => {
  expect([cellSide(4, 400), cellSide(20, 400), cellSide(500, 400)]).toEqual([30, 20, 7]);
  const cells = [
    { row: 0, column: 1, value: 0.5, text: 'a and b' },
    { row: 1, column: 0, value: null, text: 'a and c' },
  ];
  const { stops } = heatLayout(cells, 20, { width: 400, height: 40 }, format);
  expect(stops).toMatchObject([
    { x: 20, y: 0, width: 20, label: 'a and b', value: '50 %' },
    { x: 0, y: 20, width: 20, label: 'a and c', value: 'undefined' },
  ]);
});

test('the less a value, the stronger its colour; one that is not there has none of it', () => {
  const strength = (value: number) => Number(/stage\) (\d+)%/.exec(heatColour(value, 0.8))?.[1]);
  expect([strength(1), strength(0.9), strength(0.8), strength(0.1)]).toEqual([6, 53, 100, 100]);
  expect(heatColour(null, 0.8)).not.toContain('--stage');
});

test('intervals stand from 0 to 1, and a stop tells each with its rows', () => {
  const one = { value: 0.5, low: 0.25, high: 0.75, rows: 40 };
  const groups = [
    { label: 'all', isMarked: false, intervals: [one, null] },
    { label: 'late', isMarked: true, intervals: [null, one] },
  ];
  const series = [
    { label: 'real', colour: 'grey' },
    { label: 'new', colour: 'green' },
  ];
  const { plot, stops } = intervalLayout(groups, { width: 208, height: 60 }, { series, format });
  expect([plot.x(0), plot.x(0.5), plot.x(1), plot.y(1)]).toEqual([4, 104, 204, INTERVAL_ROW]);
  expect(stops[0]).toMatchObject({
    x: 104,
    label: 'all: real 25 % to 75 % of 40; new none',
    value: '50 % · —',
  });
});
