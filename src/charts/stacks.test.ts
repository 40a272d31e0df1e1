import { describe, expect, it } from 'vitest';
import { numberFormat } from '../core/number-format';
import { stackBoxes, stackLayout, stackSummary, type StackedBin } from './stacks';

const format = numberFormat('en');
const size = { width: 300, height: 100 };
const series = [
  { label: 'good', colour: 'red' },
  { label: 'bad', colour: 'blue' },
];
const bins: StackedBin[] = [
  { low: 0, high: 10, counts: [30, 10] },
  { low: 10, high: 20, counts: [0, 0] },
  { low: 20, high: 30, counts: [15, 5] },
];
const options = { format, series, scale: 'linear' } as const;

describe('stackBoxes', () => {
  it('set one series upon the other and draw no empty part', () => {
    const { plot } = stackLayout(bins, size, options);
    const boxes = stackBoxes(bins, plot);
    expect(boxes.map(({ bin, series: part, y, height }) => [bin, part, y, height])).toEqual([
      [0, 0, 25, 75],
      [0, 1, 0, 25],
      [2, 0, 62.5, 37.5],
      [2, 1, 50, 12.5],
    ]);
  });

  it('give bins of equal ratio equal widths on a log scale', () => {
    const powers = [1, 10, 100].map((low) => ({ low, high: low * 10, counts: [1] }));
    const { plot } = stackLayout(powers, size, { ...options, scale: 'log', series: series.slice(0, 1) });
    const widths = stackBoxes(powers, plot).map(({ width }) => Math.round(width));
    expect(widths).toEqual([99, 99, 99]);
  });

  it('draw a constant as a bar in the middle', () => {
    const constant = [{ low: 7, high: 7, counts: [4] }];
    const { plot } = stackLayout(constant, size, options);
    expect(stackBoxes(constant, plot)[0]).toMatchObject({ x: 120, width: 60, height: 100 });
  });
});

describe('stackLayout', () => {
  it('reads every bin, its parts, and its share', () => {
    expect(stackLayout(bins, size, options).stops.map(({ label, value }) => `${label} = ${value}`)).toEqual([
      '0 to under 10: good 30 · bad 10 = 40 (66.7 %)',
      '10 to under 20 = 0 (0 %)',
      '20 to 30: good 15 · bad 5 = 20 (33.3 %)',
    ]);
  });

  it('lives without bins', () => {
    expect(stackLayout([], size, options)).toMatchObject({ stops: [], xTicks: [], yTicks: [] });
    expect(stackSummary([], options)).toBe('No values.');
  });
});
