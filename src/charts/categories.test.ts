import { describe, expect, it } from 'vitest';
import { numberFormat } from '../core/number-format';
import { categoryLayout, categoryPlot, categorySummary, visibleText } from './categories';

const format = numberFormat('en');
const homes = [
  { label: 'owner', count: 300, share: 0.75 },
  { label: '', count: 100, share: 0.25 },
];

describe('category bars', () => {
  it('reach across by count and go down by row', () => {
    const plot = categoryPlot(homes, { width: 90, height: 40 });
    expect([plot.x(0), plot.x(100), plot.x(300)]).toEqual([0, 30, 90]);
    expect(plot.y(1)).toBeGreaterThan(plot.y(0));
  });

  it('stop at every row and say the exact count and the share', () => {
    const { stops } = categoryLayout(homes, { width: 90, height: 40 }, format);
    expect(stops.map(({ label, value }) => `${label}: ${value}`)).toEqual([
      'owner: 300 (75 %)',
      '(empty): 100 (25 %)',
    ]);
  });

  it('make an empty text and white space visible', () => {
    expect(['', '  ', 'a'].map(visibleText)).toEqual(['(empty)', '(2 × white space)', 'a']);
  });

  it('are summed up in words', () => {
    expect(categorySummary(homes, format)).toBe(
      'The 2 most frequent values; most often owner with 300 (75 %).',
    );
    expect(categorySummary([], format)).toBe('No values.');
  });
});
