import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { describeNumbers, numberDetails, orderOf } from './number-details';
import { countNumbers } from './runs';

const details = (...given: number[]) => {
  const values = Float64Array.from(given);
  return describeNumbers(values, countNumbers(values, 0).runs, 3);
};
const columns = fc.array(
  fc.oneof(fc.integer({ min: -4, max: 4 }), fc.double({ noNaN: true, noDefaultInfinity: true })),
  { minLength: 1, maxLength: 1500 },
);

/** Quantile type 7 in plain words: between the two values about its place, by the share of the way. */
function quantile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort();
  const place = (sorted.length - 1) * share;
  const [low, high] = [sorted[Math.floor(place)]!, sorted[Math.ceil(place)]!];
  const part = place - Math.floor(place);
  return low === high ? low : low * (1 - part) + high * part;
}

test('has the quartiles of the sorted values', () => {
  fc.assert(
    fc.property(columns, (values) => {
      const { box } = details(...values);
      for (const [found, share] of [
        [box!.q1, 0.25],
        [box!.median, 0.5],
        [box!.q3, 0.75],
      ] as const) {
        const expected = quantile(values, share);
        const largest = Math.max(...values.map(Math.abs));
        expect(Math.abs(found - expected)).toBeLessThanOrEqual(largest * 1e-15);
      }
    }),
  );
});

test('counts every value inside the whiskers or beyond them, and lists the true ends', () => {
  fc.assert(
    fc.property(columns, (values) => {
      const { box, least, greatest } = details(...values);
      const inside = values.filter((value) => value >= box!.low && value <= box!.high).length;
      expect(inside + box!.below + box!.above).toBe(values.length);
      const distinct = [...new Set(values.map((value) => value + 0))].sort((a, b) => a - b);
      expect(least.map(({ value }) => value)).toEqual(distinct.slice(0, 3));
      expect(greatest.map(({ value }) => value)).toEqual(distinct.slice(-3).reverse());
      for (const { value, count } of least) expect(count).toBe(values.filter((one) => one === value).length);
    }),
  );
});

describe('the box', () => {
  test('is null without a finite value', () => {
    expect(details(NaN, Infinity, -Infinity)).toMatchObject({ box: null, least: [], greatest: [] });
  });

  test('of one value has no width, and nothing beyond', () => {
    expect(details(7).box).toEqual({ q1: 7, median: 7, q3: 7, low: 7, high: 7, below: 0, above: 0 });
  });

  test('leaves out what is far away', () => {
    expect(details(1, 2, 3, 4, 100).box).toMatchObject({ q1: 2, q3: 4, high: 4, below: 0, above: 1 });
  });

  test('stays finite at the ends of the doubles', () => {
    const { box } = details(-1.7e308, -1.6e308, 1.6e308, 1.7e308);
    expect(box).toMatchObject({ low: -1.7e308, high: 1.7e308, below: 0, above: 0 });
    expect(Number.isFinite(box!.q1) && Number.isFinite(box!.median) && Number.isFinite(box!.q3)).toBe(true);
  });

  test('counts -0 and 0 as one value, written 0', () => {
    expect(details(-0, 0).least).toEqual([{ value: 0, count: 2 }]);
  });
});

test.each([
  [[], null],
  [[NaN, 3], null],
  [[2, NaN, 2], 'constant'],
  [[1, 2, NaN, Infinity], 'strictly increasing'],
  [[1, 1, 2], 'increasing'],
  [[3, 1, -Infinity], 'strictly decreasing'],
  [[3, 3, 1], 'decreasing'],
  [[1, 2, 1], 'none'],
])('the order of %j is %s', (values, order) => {
  expect(orderOf(Float64Array.from(values))).toBe(order);
});

test('the kernel describes column by column and says how far it is', () => {
  const said: number[] = [];
  const columns = [Float64Array.from([1, 2, 2]), Float64Array.from([NaN])];
  const found = numberDetails.run({ columns, extremes: 3 }, (fraction) => said.push(fraction));
  expect(found).toEqual([details(1, 2, 2), details(NaN)]);
  expect(said).toEqual([0.5, 1]);
});
