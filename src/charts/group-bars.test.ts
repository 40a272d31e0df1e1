import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numberFormat } from '../core/number-format';
import { groupBoxes, groupLayout, groupPlot, rowHeights, wholeText, type BarGroup } from './group-bars';

const format = numberFormat('en');
const size = { width: 200, height: 100 };
const series = [
  { label: 'good', colour: 'red' },
  { label: 'bad', colour: 'blue' },
];
const group = (label: string, ...values: (number | null)[]): BarGroup => ({
  label,
  values: values.map((value, index) => ({ series: index, value })),
});

describe('groupBoxes', () => {
  it('begin at 0, to the left and to the right', () => {
    const groups = [group('a', 30), group('b', -10)];
    const boxes = groupBoxes(groups, groupPlot(groups, size, false), false);
    expect(boxes.map(({ x, width }) => [x, width])).toEqual([
      [50, 150],
      [0, 50],
    ]);
  });

  it('stack without overlap, and as long as the whole', () => {
    const counts = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 7 });
    fc.assert(
      fc.property(fc.array(counts, { minLength: 1, maxLength: 5 }), (all) => {
        const groups = all.map((values) => group('g', ...values));
        const plot = groupPlot(groups, size, true);
        for (const [index, values] of all.entries()) {
          const boxes = groupBoxes(groups, plot, true).filter((box) => box.group === index);
          const end = plot.x(values.reduce((sum, value) => sum + value, 0));
          const last = boxes.at(-1);
          expect((last?.x ?? 0) + (last?.width ?? 0)).toBeGreaterThanOrEqual(end - 1e-6);
          boxes.slice(1).forEach((box, at) => expect(box.x).toBeGreaterThan(boxes[at]?.x ?? Infinity));
        }
      }),
    );
  });

  it('draw nothing for no value', () => {
    const groups = [group('a', null), group('b', 5)];
    expect(groupBoxes(groups, groupPlot(groups, size, false), false)).toHaveLength(1);
    expect(wholeText(groups[0] ?? group(''), { isStacked: false, format, series })).toBe('not drawn');
  });

  it('have a scale even where all is 0', () => {
    const groups = [group('a', 0)];
    expect(groupBoxes(groups, groupPlot(groups, size, false), false)[0]).toMatchObject({ x: 0, width: 0 });
  });
});

describe('groupLayout', () => {
  it('reads a row with all its parts', () => {
    const [stop] = groupLayout([group('rent', 1200, 34)], size, { isStacked: true, format, series }).stops;
    expect(stop).toMatchObject({ label: 'rent: good 1,200 · bad 34', value: '1,234' });
  });

  it('gives side by side bars the room they need', () => {
    expect(rowHeights([group('a', 1, 2, 3), group('b', 1)], false)).toEqual([40, 20]);
    expect(rowHeights([group('a', 1, 2, 3)], true)).toEqual([20]);
  });
});
