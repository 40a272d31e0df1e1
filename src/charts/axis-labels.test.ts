import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LETTER } from './axes';
import { axisLabels } from './axis-labels';
import type { Tick } from './plot';

const room = { from: -14, to: 196 };
const textsOf = (ticks: readonly Tick[]) => axisLabels(ticks, room).map(({ text }) => text);

describe('the labels of an axis', () => {
  test('stand under their ticks where there is room', () => {
    const ticks = [0, 90, 182].map((at) => ({ at, label: '123' }));
    expect(axisLabels(ticks, room).map(({ middle }) => middle)).toEqual([0, 90, 182]);
  });

  test('at the ends are moved inwards, so that none is cut off', () => {
    const ticks = [
      { at: 0, label: '-165,580' },
      { at: 182, label: '1,684,259' },
    ];
    const half = (text: string) => (text.length * LETTER) / 2;
    const [low, high] = axisLabels(ticks, room);
    expect(low?.middle).toBeCloseTo(-14 + half('-165,580'));
    expect(high?.middle).toBeCloseTo(196 - half('1,684,259'));
  });

  test('of amounts of money at both ends make way for what stands beside them', () => {
    const ticks = [
      { at: 0, label: '-1,234,567' },
      { at: 166, label: '12,345,678' },
      { at: 174, label: '(no' },
    ];
    const [low, high, none] = axisLabels(ticks, room);
    expect([low?.text, high?.text, none?.text]).toEqual(['-1,234,567', '12,345,678', '(no']);
    expect((none?.middle ?? 0) - (high?.middle ?? 0)).toBeGreaterThanOrEqual((13 * LETTER) / 2 + 6 - 1e-9);
  });

  test('that do not fit leave out the one with the least air, and of two the last', () => {
    const wide = [0, 40, 60, 182].map((at, index) => ({ at, label: `1,234,56${index}` }));
    expect(textsOf(wide)).toEqual(['1,234,560', '1,234,562', '1,234,563']);
    const two = [0, 20].map((at) => ({ at, label: '-1,234,567,890.123' }));
    expect(textsOf(two)).toHaveLength(1);
    expect(textsOf([])).toEqual([]);
  });

  test('never overlap, whatever the ticks say', () => {
    const tick = fc.record({
      at: fc.double({ min: 0, max: 182, noNaN: true }),
      label: fc.string({ maxLength: 24 }),
    });
    fc.assert(
      fc.property(fc.array(tick, { maxLength: 12 }), (ticks) => {
        const labels = axisLabels(ticks, room);
        const overlaps = labels.slice(1).filter(({ text, middle }, index) => {
          const before = labels[index] ?? { text: '', middle: Infinity };
          return middle - before.middle < ((text.length + before.text.length) * LETTER) / 2 + 5.999;
        });
        expect(overlaps).toEqual([]);
        expect(labels.length > 0).toBe(ticks.some(({ label }) => label !== ''));
      }),
    );
  });
});
