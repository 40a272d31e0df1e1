import { expect, test } from 'vitest';
import { frameOfRows } from '../../../../core/frame';
import { numberFormat } from '../../../../core/number-format';
import { binLabel, columnShares, edgeLabels, nearnessBins, shareLayout } from './shares';

const format = numberFormat('en');
const COLUMNS = ['column', 'kind', 'distance', 'label', 'from', 'to', 'real', 'made'];
const base = { label: null, from: null, to: null, real: 0.5, made: 0.5 };

test('bins belong to their columns, in the order of the frame', () => {
  const columns = columnShares(
    frameOfRows(COLUMNS, [
      { ...base, column: 'b', kind: 'number', distance: 0.4, from: 1, to: 2 },
      { ...base, column: 'b', kind: 'number', distance: 0.4, from: 2, to: 3 },
      { ...base, column: 'a', kind: 'category', distance: 0.1, label: '' },
    ]),
  );
  expect(columns.map(({ column, distance, bins }) => [column, distance, bins.length])).toEqual([
    ['b', 0.4, 2],
    ['a', 0.1, 1],
  ]);
  expect(binLabel(columns[0]!.bins[1]!, 'number', format)).toBe('2 to 3');
  expect(binLabel(columns[1]!.bins[0]!, 'category', format)).toBe('(empty)');
});

test('dates are named by their day, timestamps by their minute', () => {
  expect(edgeLabels([0, 19_000.5], 'date', format)).toEqual(['1970-01-01', '2022-01-08']);
  expect(edgeLabels([1e15], 'timestamp', format)).toEqual(['2001-09-09 01:46']);
  expect(edgeLabels([1e300], 'timestamp', format)).toEqual(['1e300']);
});

test('bars stand side by side as high as their shares; ends of numbers are labelled, categories each', () => {
  const bins = nearnessBins(
    frameOfRows(
      ['from', 'to', 'real', 'made'],
      [
        { from: 0, to: 1, real: 0.2, made: 0.8 },
        { from: 1, to: 2, real: null, made: 0.2 },
      ],
    ),
  );
  const layout = shareLayout(
    [...bins, { ...bins[0]!, label: 'missing' }],
    { width: 300, height: 40 },
    { kind: 'number', format },
  );
  expect(layout.stops.map(({ x, value }) => [x, value])).toEqual([
    [0, 'input 20 % · new 80 %'],
    [100, 'new 20 %'],
    [200, 'input 20 % · new 80 %'],
  ]);
  expect(layout.plot.y(0.8)).toBe(0);
  expect(layout.xTicks).toEqual([
    { at: 0, label: '0' },
    { at: 200, label: '2' },
    { at: 250, label: 'missing' },
  ]);
});
