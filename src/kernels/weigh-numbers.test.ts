import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { weighColumn, weighNumbers } from './weigh-numbers';

const columnOf = (values: readonly number[], edges: readonly number[] = []) => ({
  values: Float64Array.from(values),
  edges,
});
const weigh = (values: readonly number[], weights: readonly number[], edges: readonly number[] = []) =>
  weighColumn(columnOf(values, edges), Float64Array.from(weights), 3);

describe('a weighted column', () => {
  test('with whole weights is the column with each value so many times', () => {
    const row = fc.tuple(fc.integer({ min: -5, max: 5 }), fc.integer({ min: 0, max: 4 }));
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 60 }), (rows) => {
        const edges = [-5, 0, 1, 5];
        const found = weigh(
          rows.map(([value]) => value),
          rows.map(([, weight]) => weight),
          edges,
        );
        const all = rows
          .flatMap(([value, weight]) => new Array<number>(weight).fill(value))
          .sort((a, b) => a - b);
        expect(found.present).toBe(all.length);
        if (all.length === 0) {
          expect(found).toMatchObject({ mean: null, sd: null, deciles: null, top: [] });
          return;
        }
        const mean = all.reduce((sum, value) => sum + value, 0) / all.length;
        const variance = all.reduce((sum, value) => sum + (value - mean) ** 2, 0) / all.length;
        expect(found.mean).toBeCloseTo(mean, 12);
        expect(found.sd).toBeCloseTo(Math.sqrt(variance), 12);
        const tenths = Array.from(
          { length: 11 },
          (_, i) => all[Math.max(0, Math.ceil((all.length * i) / 10) - 1)],
        );
        expect(found.deciles).toEqual(tenths);
        const counted = (low: number, high: number) =>
          all.filter((value) => value >= low && value < high).length;
        expect(found.bins).toEqual([counted(-5, 0), counted(0, 1), counted(1, 6)]);
        const counts = [...new Set(all)].map((value) => ({
          value,
          weight: all.filter((each) => each === value).length,
        }));
        counts.sort((a, b) => b.weight - a.weight || b.value - a.value);
        expect(found.top).toEqual(counts.slice(0, 3));
      }),
    );
  });

  test('has rows without a usable weight in nothing, and what is missing or infinite beside the finite', () => {
    const found = weigh([1, 3, NaN, Infinity, -Infinity, 500, 7, -0], [1, 3, 2, 4, 0.5, 0, NaN, 2]);
    expect(found).toMatchObject({ present: 10.5, gone: 2, mean: 10 / 6 });
    expect(found.top).toEqual([
      { value: Infinity, weight: 4 },
      { value: 3, weight: 3 },
      { value: 0, weight: 2 },
    ]);
    expect(found.deciles).toEqual([0, 0, 0, 0, 1, 1, 3, 3, 3, 3, 3]);
  });

  test('of nothing, of nothing usable and of one value', () => {
    expect(weigh([], [])).toEqual({
      present: 0,
      gone: 0,
      mean: null,
      sd: null,
      deciles: null,
      bins: [],
      top: [],
    });
    expect(weigh([NaN, 2], [1, 0], [2, 2])).toMatchObject({
      present: 0,
      gone: 1,
      mean: null,
      bins: [0],
      top: [],
    });
    expect(weigh([5], [0.25], [5, 5])).toMatchObject({ mean: 5, sd: 0, bins: [0.25], present: 0.25 });
  });

  test('keeps its digits far from 0 and at the ends of the doubles', () => {
    const far = 2 ** 52;
    expect(weigh([far, far + 1], [1, 3])).toMatchObject({ mean: far + 0.75, sd: Math.sqrt(3 / 16) });
    const wide = weigh([-1.7e308, 1.7e308], [1, 1]);
    expect([wide.mean, wide.sd]).toEqual([0, 1.7e308]);
  });
});

test('the kernel weighs column by column and says how far it is', () => {
  const said: number[] = [];
  const columns = [columnOf([1, 2]), columnOf([NaN, 3])];
  const weights = Float64Array.of(1, 2);
  const found = weighNumbers.run({ columns, weights, top: 2 }, (fraction) => said.push(fraction));
  expect(found).toEqual(columns.map((column) => weighColumn(column, weights, 2)));
  expect(said).toEqual([0.5, 1]);
});
