import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findNearRows, type NearColumn, type NearRows } from './find-near-rows';

function near(columns: readonly NearColumn[], given: { similarity?: number; tolerance?: number } = {}) {
  const rows = columns[0]!.values.length;
  const search = { rows, columns, similarity: 0.85, tolerance: 0, ...given };
  const found = findNearRows.run(search, () => undefined) as NearRows;
  return [...found.first].map((first, place) => [first, found.second[place]!, found.similarity[place]!]);
}
const text = (...values: (string | null)[]): NearColumn => ({ kind: 'text', values });
const numbers = (...values: (number | null)[]): NearColumn => ({ kind: 'number', values });

describe('near rows', () => {
  test('are as similar as their words in order', () => {
    expect(
      near([text('Anna Maria Schmidt', 'SCHMIDT, Anna-Maria', 'Anna Maria Schmitt', 'Otto Kohl')]),
    ).toEqual([
      [0, 1, expect.closeTo(17 / 18)],
      [0, 2, expect.closeTo(17 / 18)],
    ]);
    expect(near([text('Anna Schmidt', 'SCHMIDT, Anna', 'Anna Schmitd')])).toEqual([
      [0, 1, 1],
      [0, 2, expect.closeTo(11 / 12)],
      [1, 2, expect.closeTo(11 / 12)],
    ]);
  });

  test('are as similar as their texts on average', () => {
    const names = text('Anna Schmidt', 'Anna Schmidt', 'Anna Schmidt');
    const towns = text('Berlin', 'Bonn', null);
    expect(near([names, towns])).toEqual([
      [0, 2, 1],
      [1, 2, 1],
    ]);
    expect(near([names, towns], { similarity: 0.5 })).toEqual([
      [0, 2, 1],
      [1, 2, 1],
      [0, 1, expect.closeTo((1 + 1 - 4 / 6) / 2)],
    ]);
  });

  test('share a word: without one they are not compared', () => {
    expect(near([text('Schmidt', 'Schmitt')], { similarity: 0.5 })).toEqual([]);
  });

  test.each([
    [[1, 1.5], 0, 0],
    [[1, 1.5], 0.5, 1],
    [[1, null], 0, 1],
    [[null, null], 0, 1],
    [[NaN, NaN], 0, 1],
    [[NaN, 1], 1e9, 0],
    [[-0, 0], 0, 1],
    [[Infinity, Infinity], 0, 1],
    [[Infinity, -Infinity], 1e9, 0],
  ])('numbers %j within %d: %d pairs', (values, tolerance, pairs) => {
    expect(near([text('same name', 'same name'), numbers(...values)], { tolerance })).toHaveLength(pairs);
  });

  test('other values are equal or not; a missing one says nothing', () => {
    const days: NearColumn = { kind: 'same', values: ['2024-01-01', '2024-01-02', null] };
    const pairs = near([text('same name', 'same name', 'same name'), days]);
    expect(pairs.map(([one, two]) => [one, two])).toEqual([
      [0, 2],
      [1, 2],
    ]);
  });

  test('texts of nothing but punctuation are missing', () => {
    expect(near([text('?', '?', '')], { similarity: 0 })).toEqual([]);
  });

  test('are those that comparing all rows that share a word finds', () => {
    const value = fc.string({ unit: fc.constantFrom(...'ab '), maxLength: 8 });
    fc.assert(
      fc.property(fc.array(value, { maxLength: 25 }), fc.constantFrom(0.5, 0.8, 1), (values, similarity) => {
        const pairs = near([text(...values)], { similarity });
        const wordsOf = (one: string) => new Set(one.split(' ').filter((word) => word !== ''));
        const shares = (one: string, two: string) => [...wordsOf(one)].some((word) => wordsOf(two).has(word));
        for (const [one, two, alike] of pairs) {
          expect(shares(values[one!]!, values[two!]!)).toBe(true);
          expect(alike).toBeGreaterThanOrEqual(similarity);
        }
        values.forEach((own, two) =>
          values.slice(0, two).forEach((other, one) => {
            const isSame =
              own !== '' && [...wordsOf(own)].sort().join() === [...wordsOf(other)].sort().join();
            if (isSame && wordsOf(own).size > 0) {
              expect(pairs).toContainEqual([one, two, 1]);
            }
          }),
        );
      }),
    );
  });

  test('a word of very many rows brings none together', () => {
    const rows = Array.from({ length: 150 }, (_, row) => `hospital number${row >> 1}`);
    expect(near([text(...rows)])).toHaveLength(75);
    const found = findNearRows.run(
      { rows: 150, columns: [text(...rows)], similarity: 0.85, tolerance: 0 },
      () => undefined,
    ) as NearRows;
    expect(found.commonWords).toBe(1);
  });
});
