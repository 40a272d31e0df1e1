import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countBars, densityBars, spikesLast } from './bins';

describe('countBars', () => {
  it('are as high as their counts', () => {
    expect(countBars([{ low: 0, high: 1, count: 7 }])[0]).toMatchObject({ height: 7, isSpike: false });
  });

  it('mark the one bin of a constant as a spike', () => {
    expect(countBars([{ low: 3, high: 3, count: 7 }])[0]?.isSpike).toBe(true);
  });
});

describe('densityBars', () => {
  it('give equal counts equal areas', () => {
    const edges = fc.uniqueArray(fc.integer({ min: -1000, max: 1000 }), { minLength: 3, maxLength: 11 });
    fc.assert(
      fc.property(edges, (unsorted) => {
        const sorted = unsorted.sort((a, b) => a - b);
        const bins = sorted.slice(1).map((high, index) => ({ low: sorted[index] ?? 0, high, count: 5 }));
        const areas = densityBars(bins).map((bar) => bar.height * (bar.high - bar.low));
        for (const area of areas) expect(area).toBeCloseTo(areas[0] ?? 0, 9);
      }),
    );
  });

  it('turn bins of equal edges into one spike, as high as the highest bar', () => {
    const bars = densityBars([
      { low: 0, high: 0, count: 10 },
      { low: 0, high: 0, count: 10 },
      { low: 0, high: 5, count: 10 },
      { low: 5, high: 25, count: 10 },
    ]);
    expect(bars).toHaveLength(3);
    expect(bars[0]).toMatchObject({ low: 0, high: 0, count: 20, isSpike: true });
    expect(bars[0]?.height).toBe(bars[1]?.height);
  });

  it('stay finite over the whole range of doubles', () => {
    const [bar] = densityBars([{ low: -Number.MAX_VALUE, high: Number.MAX_VALUE, count: 1 }]);
    expect(Number.isFinite(bar?.height)).toBe(true);
  });

  it('draw a constant as a spike alone', () => {
    expect(densityBars([{ low: 1, high: 1, count: 4 }])[0]).toMatchObject({ height: 1, isSpike: true });
  });
});

describe('spikesLast', () => {
  it('draws needles over their neighbours and keeps the numbers', () => {
    const bars = countBars([
      { low: 0, high: 0, count: 1 },
      { low: 0, high: 1, count: 2 },
    ]);
    expect(spikesLast(bars).map(({ index }) => index)).toEqual([1, 0]);
  });
});
