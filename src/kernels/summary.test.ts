import { describe, expect, test } from 'vitest';
import { countNumbers } from './runs';
import { summarizeColumns, summarizeNumbers } from './summary';

const noFigures = { deciles: null, median: null, mad: null, histogram: null, quantileHistogram: null };

describe('summarizeNumbers', () => {
  test('tells missing, NaN, infinities and zeros apart', () => {
    const values = Float64Array.from([NaN, NaN, NaN, Infinity, -Infinity, -Infinity, -0, 0, 5, -3]);
    const { numbers, distinct } = summarizeNumbers(countNumbers(values, 1), 10);
    expect(numbers).toMatchObject({
      min: -3,
      max: 5,
      zeros: 2,
      negatives: 1,
      nan: 2,
      positiveInfinity: 1,
      negativeInfinity: 2,
      median: 0,
    });
    expect(Object.is(numbers.median, 0)).toBe(true);
    expect([numbers.moments.n, distinct]).toEqual([4, 6]);
  });

  test('of a column without a finite value has counts and no figures', () => {
    const { numbers, distinct, values } = summarizeNumbers(
      countNumbers(Float64Array.from([NaN, NaN, NaN]), 1),
      10,
    );
    expect(numbers).toMatchObject({ min: null, max: null, nan: 2, zeros: 0, ...noFigures });
    expect([distinct, values.counts]).toEqual([1, [{ value: 'NaN', count: 2 }]]);
    expect(summarizeNumbers(countNumbers(new Float64Array(), 0), 10).numbers).toMatchObject({
      min: null,
      ...noFigures,
    });
  });
});

describe('summarizeColumns', () => {
  test('summarises column by column and says how far it is', () => {
    const said: number[] = [];
    const columns = [
      { values: Float64Array.from([3, 1, 2]), missing: 0 },
      { values: Float64Array.from([NaN]), missing: 1 },
    ];
    const found = summarizeColumns.run({ columns, cap: 2 }, (fraction) => said.push(fraction));
    expect(found).toEqual(
      columns.map(({ values, missing }) => summarizeNumbers(countNumbers(values, missing), 2)),
    );
    expect(said).toEqual([0.35, 0.5, 0.85, 1]);
  });
});
