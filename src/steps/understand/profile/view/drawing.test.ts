import { describe, expect, test } from 'vitest';
import { numberFormat } from '../../../../core/number-format';
import { amountText, amountTicks, endOf, logBars } from './drawing';

const format = numberFormat('en');
const bars = [9999, 1, 0].map((count, low) => ({ low, high: low + 1, count, height: count, isSpike: false }));

/** An axis of 100 pixels, with the highest bar at its top. */
const ticksOf = (counts: readonly number[], isLog: boolean, isPercent: boolean) => {
  const highest = isLog ? Math.log10(1 + Math.max(...counts)) : Math.max(...counts);
  const y = (height: number) => 100 * (1 - height / highest);
  return amountTicks({ counts, y }, { isLog, isPercent }, format).map(({ at, label }) => [
    Math.round(at),
    label,
  ]);
};

describe('bars by the logarithm', () => {
  test('keep their counts; what is rare is seen, what is nothing is not', () => {
    const drawn = logBars(bars, true);
    expect(drawn.map(({ height }) => height)).toEqual([4, Math.log10(2), 0]);
    expect(drawn.map(({ low, count }) => [low, count])).toEqual(bars.map(({ low, count }) => [low, count]));
    expect(logBars(bars, false)).toEqual(bars);
  });

  test('have ticks at powers of ten, where their bars would end', () => {
    // (4 - log10(1 + 100)) / 4 of the height from the top.
    expect(ticksOf([9999, 1, 0], true, false)).toEqual([
      [100, '0'],
      [92, '1'],
      [74, '10'],
      [50, '100'],
      [25, '1,000'],
    ]);
    expect(ticksOf([5_000_000], true, false).map(([, label]) => label)).toEqual([
      '0',
      '1',
      '100',
      '10,000',
      '1,000,000',
    ]);
  });

  test('lengthen the lines of rare values', () => {
    expect([999, 9, 0].map(endOf([999, 9], 300, true))).toEqual([300, 100, 0]);
    expect(endOf([999, 9], 300, false)(9)).toBeCloseTo(2.7, 1);
    expect(endOf([], 300, true)(0)).toBe(0);
  });
});

describe('shares', () => {
  test('stand at ticks of round numbers', () => {
    expect(ticksOf([9999, 1, 0], false, true)).toEqual([
      [100, '0 %'],
      [50, '50 %'],
    ]);
    expect(ticksOf([20, 30, 50], false, true).map(([, label]) => label)).toEqual(['0 %', '20 %', '40 %']);
  });

  test('are of all values in the bins', () => {
    expect(amountText(1, 4, true, format)).toBe('25 %');
    expect(amountText(0, 0, true, format)).toBe('0 %');
    expect(amountText(1200, 4, false, format)).toBe('1,200');
  });

  test('no bin holds anything: no tick', () => {
    expect(ticksOf([0, 0], true, true)).toEqual([]);
    expect(ticksOf([], false, true)).toEqual([]);
  });
});
