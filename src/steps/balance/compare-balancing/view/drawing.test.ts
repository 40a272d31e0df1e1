import { describe, expect, test } from 'vitest';
import { frameOfRows, type Cell } from '../../../../core/frame';
import { FRAMES } from '../frame-shapes';
import { calibrationLine, nearestRow, precisionLines, recallGroups, waysOf } from './drawing';

const frame = (name: string, rows: readonly Readonly<Record<string, Cell>>[]) =>
  frameOfRows(Object.keys(FRAMES[name]!), rows);
const figures = frame('figures', [
  { variant: 'plain', kind: 'plain', corrected: false },
  { variant: 'resampled_1', kind: 'resampled', resampled: 1, corrected: false },
  { variant: 'resampled_1_corrected', kind: 'resampled', resampled: 1, corrected: true },
  { variant: 'resampled_2', kind: 'resampled', resampled: 2, corrected: false },
]);
const ways = waysOf(figures, { resampled: ['smote'] });

describe('the pictures', () => {
  test('have a way per variant as it comes, by the name of its table where that is known', () => {
    expect(ways.map(({ label }) => label)).toEqual(['nothing done', 'smote', 'resampled table 2']);
    expect(new Set(ways.map(({ colour }) => colour)).size).toBe(3);
  });

  test('read precision at the first threshold that finds so much', () => {
    const curves = frame('precision_recall', [
      { variant: 'plain', recall: 0.25, precision: 1 },
      { variant: 'plain', recall: 0.5, precision: 0.6 },
      { variant: 'plain', recall: 0.9, precision: 0.3 },
    ]);
    const [line, none] = precisionLines(curves, ways);
    const at = (x: number) => line!.find((point) => Math.abs(point.x - x) < 1e-9)!.y;
    expect([at(0.02), at(0.24), at(0.26), at(0.5), at(0.52), at(0.9), at(1)]).toEqual([
      ...[1, 1, 0.6, 0.6, 0.3, 0.3, null],
    ]);
    expect(none!.every(({ y }) => y === null)).toBe(true);
  });

  test('leave out bins that say little', () => {
    const calibration = frame('calibration', [
      { variant: 'plain', rows: 90, predicted: 0.05, observed: 0.06 },
      { variant: 'plain', rows: 2, predicted: 0.95, observed: 0 },
    ]);
    expect(calibrationLine(calibration, 'plain')).toEqual([{ x: 0.05, y: 0.06 }]);
  });

  test('have no bar where a class has no recall', () => {
    const classes = frame('classes', [
      { variant: 'plain', class: 'yes', recall: 0.12345 },
      { variant: 'resampled_1', class: 'yes', recall: null },
    ]);
    expect(recallGroups(classes, ways)).toEqual([
      {
        label: 'yes',
        values: [
          { series: 0, value: 0.123 },
          { series: 1, value: null },
          { series: 2, value: null },
        ],
      },
    ]);
  });

  test('find the threshold that is nearest', () => {
    const rows = [{ threshold: 0.1 }, { threshold: 0.19 }, { threshold: 0.3 }];
    expect(nearestRow(rows, 0.2)).toEqual({ threshold: 0.19 });
    expect(nearestRow([], 0.2)).toBeUndefined();
  });
});
