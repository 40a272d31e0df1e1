import { describe, expect, it } from 'vitest';
import { numberFormat } from '../core/number-format';
import { extentOf, labelRoom, makeAxis, type AxisOptions } from './axes';

const format = numberFormat('en');
const options = (more: Partial<AxisOptions>): AxisOptions => ({
  kind: 'linear',
  domain: [0, 10],
  range: [0, 300],
  format,
  direction: 'across',
  ...more,
});
const labels = (more: Partial<AxisOptions>) => makeAxis(options(more)).ticks.map(({ label }) => label);

describe('makeAxis', () => {
  it('puts numbers in proportion', () => {
    const { position, ticks } = makeAxis(options({}));
    expect([position(0), position(2.5), position(10)]).toEqual([0, 75, 300]);
    expect(ticks.find(({ label }) => label === '4')?.at).toBe(120);
  });

  it('puts powers of ten at equal distances on a log scale', () => {
    const { position, ticks } = makeAxis(options({ kind: 'log', domain: [1, 1000] }));
    expect([position(1), position(10), position(100)]).toEqual([0, 100, 200]);
    expect(ticks.map(({ label }) => label)).toEqual(['1', '10', '100', '1,000']);
  });

  it('writes plain numbers where a log scale spans no two powers', () => {
    expect(labels({ kind: 'log', domain: [2, 7] }).length).toBeGreaterThan(1);
  });

  it('has no more labels than there is room for', () => {
    for (const width of [60, 120, 240, 480, 960]) {
      const shown = labels({ domain: [0, 1_000_000], range: [0, width] });
      const needed = shown.reduce((sum, label) => sum + label.length * 6.6, 0);
      expect(needed, `${width}`).toBeLessThanOrEqual(Math.max(width, 120));
    }
    const months = { domain: [Date.UTC(2021, 0), Date.UTC(2023, 5)] as const, range: [0, 400] as const };
    expect(labels({ kind: 'time', ...months })).toEqual(['2021', '2022', '2023']);
  });

  it('writes whole numbers that may be years without a comma, and none between them', () => {
    expect(labels({ domain: [2007, 2009], isWhole: true })).toEqual(['2007', '2008', '2009']);
    expect(labels({ domain: [2000, 3000], isWhole: true })).toContain('2,400');
  });

  it('sets a constant in the middle, of any kind of scale', () => {
    for (const kind of ['linear', 'log', 'time'] as const) {
      expect(makeAxis(options({ kind, domain: [7, 7] })).position(7)).toBeCloseTo(150, 9);
    }
  });

  it('has a width for the whole range of doubles', () => {
    const { position, ticks } = makeAxis(options({ domain: [-Number.MAX_VALUE, Number.MAX_VALUE] }));
    expect(position(0)).toBe(150);
    expect(ticks).toHaveLength(2);
  });
});

describe('extentOf', () => {
  it('is nothing to nothing without values', () => {
    expect(extentOf([])).toEqual([0, 0]);
    expect(extentOf([3, -1, 2])).toEqual([-1, 3]);
  });
});

describe('labelRoom', () => {
  it('grows with the longest label', () => {
    expect(labelRoom([{ at: 0, label: '1,000,000' }])).toBeGreaterThan(
      labelRoom([{ at: 0, label: '10' }]) + 40,
    );
  });
});
