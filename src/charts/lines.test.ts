import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numberFormat } from '../core/number-format';
import { dotPaths } from './dots';
import { legendHeight, legendKeys } from './legend';
import { areaPath, linePath, lonePoints, spreadLabels } from './lines';
import { lineLayout, scatterLayout, type XyOptions } from './xy';

const plot = { width: 100, height: 100, x: (value: number) => value, y: (value: number) => 100 - value };
const gapped = [
  { x: 0, y: 10 },
  { x: 1, y: 20 },
  { x: 2, y: null },
  { x: 3, y: 30 },
  { x: 4, y: null },
];

describe('linePath', () => {
  it('breaks at gaps', () => {
    expect(linePath(gapped, plot)).toBe('M0,90L1,80M3,70Z');
  });

  it('leaves points between gaps to be drawn as dots', () => {
    expect(lonePoints(gapped)).toEqual([{ x: 3, y: 30 }]);
  });
});

describe('areaPath', () => {
  it('goes there above and back below', () => {
    const bands = [0, 10].map((x) => ({ x, low: 0, high: x + 5 }));
    expect(areaPath(bands, plot)).toBe('M0,95L10,85L10,100L0,100Z');
  });
});

describe('spreadLabels', () => {
  it('keeps labels apart, in order, and within the plot', () => {
    const heights = fc.array(fc.double({ min: 0, max: 200, noNaN: true }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(heights, (all) => {
        const spread = spreadLabels(
          all.map((y) => ({ y, text: '', colour: '' })),
          200,
        );
        expect(spread).toHaveLength(all.length);
        spread
          .slice(1)
          .forEach(({ y }, index) => expect(y - (spread[index]?.y ?? 0)).toBeGreaterThan(12.999));
        expect(spread[0]?.y).toBeGreaterThanOrEqual(0);
        expect(spread.at(-1)?.y).toBeLessThanOrEqual(200);
      }),
    );
  });
});

describe('dotPaths', () => {
  it('draw every dot once, in its series', () => {
    const dots = Array.from({ length: 500 }, (_, x) => ({ x, y: 1, series: x % 3 }));
    const paths = dotPaths(dots, plot);
    const count = (series: number) =>
      paths
        .filter((each) => each.series === series)
        .reduce((sum, { path }) => sum + path.split('h0').length - 1, 0);
    expect([count(0), count(1), count(2)]).toEqual([167, 167, 166]);
  });
});

describe('legendKeys', () => {
  it('wrap where the width ends', () => {
    const series = ['first', 'second', 'third'].map((label) => ({ label, colour: '' }));
    expect(legendKeys(series, 1000).map(({ y }) => y)).toEqual([0, 0, 0]);
    expect(legendKeys(series, 130).map(({ y }) => y)).toEqual([0, 0, 17]);
    expect(legendHeight([])).toBe(0);
  });
});

describe('the cursor of lines and dots', () => {
  const format = numberFormat('en');
  const series = ['a', 'b'].map((label) => ({ label, colour: '' }));
  const options: XyOptions = { format, series, xScale: 'linear', yScale: 'linear', xName: 'x', yName: 'y' };
  const size = { width: 100, height: 100 };

  it('reads all lines at each x, and skips gaps', () => {
    const { stops } = lineLayout({ lines: [gapped, [{ x: 0, y: 1 }]], fromZero: true }, size, options);
    expect(stops.map(({ label, value }) => `${label}: ${value}`)).toEqual([
      'at 0: a 10 · b 1',
      'at 1: a 20',
      'at 3: a 30',
    ]);
  });

  it('goes freely among dots', () => {
    const layout = scatterLayout([{ x: 1, y: 2, series: 1 }], size, options);
    expect(layout.direction).toBe('both');
    expect(layout.stops[0]).toMatchObject({ label: 'x 1, b', value: 'y 2' });
  });

  it('has nothing to read where there is nothing', () => {
    expect(lineLayout({ lines: [], fromZero: true }, size, options).stops).toEqual([]);
    expect(scatterLayout([], size, options)).toMatchObject({ stops: [], xTicks: [] });
  });
});
