import { describe, expect, test } from 'vitest';
import { countNumbers } from './runs';
import { summarizeColumns, summarizeNumbers, type ColumnSummary } from './summary';

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

  test('adds box, extremes and order where they are asked for, and changes nothing else', () => {
    const values = Float64Array.from([3, 1, NaN, 2, 3]);
    const input = { columns: [{ values, missing: 1 }], cap: 2 };
    const [plain, detailed] = [{}, { extremes: 1 }].map(
      (asked) => summarizeColumns.run({ ...input, ...asked }, () => undefined) as ColumnSummary[],
    );
    const { details, ...summary } = detailed![0]!;
    expect(summary).toEqual(plain![0]);
    expect(details).toEqual({
      box: { q1: 1.75, median: 2.5, q3: 3, low: 1, high: 3, below: 0, above: 0 },
      least: [{ value: 1, count: 1 }],
      greatest: [{ value: 3, count: 2 }],
      order: 'none',
    });
  });
});
