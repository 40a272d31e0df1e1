import { describe, expect, it } from 'vitest';
import { numberFormat } from '../core/number-format';
import { countBars, densityBars } from './bins';
import { barBox, barLabel, histogramLayout, histogramPlot, histogramSummary } from './histogram';

const format = numberFormat('en');
const size = { width: 300, height: 100 };
const bars = countBars([
  { low: 0, high: 10, count: 30 },
  { low: 10, high: 20, count: 60 },
  { low: 20, high: 30, count: 10 },
]);

describe('histogramPlot', () => {
  it('spans the bins across and the counts upwards', () => {
    const plot = histogramPlot(bars, size);
    expect([plot.x(0), plot.x(15), plot.x(30)]).toEqual([0, 150, 300]);
    expect([plot.y(0), plot.y(60)]).toEqual([100, 0]);
  });

  it('has a width for the whole range of doubles', () => {
    const [low, high] = [-Number.MAX_VALUE, Number.MAX_VALUE];
    const plot = histogramPlot(countBars([{ low, high, count: 1 }]), size);
    expect([plot.x(low), plot.x(0), plot.x(high)]).toEqual([0, 150, 300]);
  });

  it('sets a constant in the middle, and lives without bars', () => {
    expect(histogramPlot(countBars([{ low: 7, high: 7, count: 1 }]), size).x(7)).toBe(150);
    expect(histogramPlot([], size).y(0)).toBe(100);
  });
});

describe('barBox', () => {
  it('leaves a hairline between bars', () => {
    const plot = histogramPlot(bars, size);
    expect(bars.map((bar) => barBox(plot, bar))[0]).toEqual({ x: 0, y: 50, width: 99, height: 50 });
  });

  it('keeps a rare bin visible and an empty one empty', () => {
    const rare = countBars([
      { low: 0, high: 1, count: 100_000 },
      { low: 1, high: 2, count: 1 },
      { low: 2, high: 3, count: 0 },
    ]);
    const plot = histogramPlot(rare, size);
    expect(rare.map((bar) => barBox(plot, bar).height)).toEqual([100, 1, 0]);
  });

  it('draws a spike as a needle inside the plot', () => {
    const spiked = densityBars([
      { low: 0, high: 0, count: 5 },
      { low: 0, high: 9, count: 5 },
    ]);
    const plot = histogramPlot(spiked, size);
    expect(spiked.map((bar) => barBox(plot, bar))[0]).toMatchObject({ x: 0, width: 3, height: 100 });
  });
});

describe('histogramLayout', () => {
  it('stops at every bar and says its exact count and its share', () => {
    const { stops } = histogramLayout(bars, size, { format });
    expect(stops.map(({ label, value }) => `${label}: ${value}`)).toEqual([
      '0 to under 10: 30 (30 %)',
      '10 to under 20: 60 (60 %)',
      '20 to 30: 10 (10 %)',
    ]);
  });

  it('ticks counts in whole numbers, and densities not at all', () => {
    const few = countBars([{ low: 0, high: 1, count: 1 }]);
    expect(histogramLayout(few, size, { format }).yTicks.map((tick) => tick.label)).toEqual(['0', '1']);
    expect(histogramLayout(bars, size, { format, isDensity: true }).yTicks).toEqual([]);
  });

  it('sets only as many ticks as their labels leave room for', () => {
    const wide = countBars([{ low: 1_000_000, high: 9_000_000, count: 1 }]);
    const count = (width: number) => histogramLayout(wide, { width, height: 50 }, { format }).xTicks.length;
    expect(count(200)).toBeLessThanOrEqual(3);
    expect(count(800)).toBeGreaterThan(6);
  });

  it('ticks times by the calendar', () => {
    const years = countBars(
      [2019, 2020, 2021].map((year) => ({ low: Date.UTC(year), high: Date.UTC(year + 1), count: 1 })),
    );
    const { xTicks, stops } = histogramLayout(years, size, { format, unit: 'year' });
    expect(xTicks.map((tick) => tick.label)).toContain('2020');
    expect(stops[0]?.label).toBe('2019');
  });

  it('has nothing to show without bars', () => {
    expect(histogramLayout([], size, { format })).toMatchObject({ xTicks: [], yTicks: [], stops: [] });
  });
});

describe('in words', () => {
  it('names one value for a spike and says where the last bar ends', () => {
    expect(barLabel({ low: 4, high: 4, count: 1, height: 1, isSpike: true }, true, { format })).toBe('4');
  });

  it('sums a histogram up', () => {
    expect(histogramSummary(bars, { format })).toBe(
      'Counts over 0 to 30 in 3 bars; most values, 60 %, in 10 to under 20.',
    );
    expect(histogramSummary([], { format })).toBe('No values.');
  });
});
