import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judgePairs } from './pairs';
import { BINNED_LEVELS, BINS, codesOf, cutBy, sharedEdges, type ColumnValues } from './values';

const finite = fc.double({ min: -1e6, max: 1e6, noNaN: true });
const column = fc.array(fc.oneof(finite, fc.constant(NaN)), { minLength: 1, maxLength: 60 });

describe('numbers are cut by the edges of the real column', () => {
  test('into ten bins between them, what lies beyond and what is missing into bins of their own', () => {
    const edges = sharedEdges(Float64Array.of(0, 10, NaN));
    expect(edges).toEqual(Float64Array.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
    const codes = cutBy(Float64Array.of(NaN, -0.1, 0, 0.99, 1, 9, 10, 10.1), edges);
    expect([...codes]).toEqual([0, 1, 2, 2, 3, 11, 11, 12]);
  });

  test('of a constant into below, equal and above; without a real value into one bin', () => {
    expect([...cutBy(Float64Array.of(6, 7, 8), sharedEdges(Float64Array.of(7, 7)))]).toEqual([1, 2, 12]);
    expect([...cutBy(Float64Array.of(6, NaN), sharedEdges(Float64Array.of(NaN)))]).toEqual([2, 0]);
  });

  test('every value lies between the edges of its bin', () => {
    fc.assert(
      fc.property(column, column, (real, synthetic) => {
        const edges = sharedEdges(Float64Array.from(real));
        cutBy(Float64Array.from(synthetic), edges).forEach((code, row) => {
          const value = synthetic[row]!;
          if (Number.isNaN(value)) expect(code).toBe(0);
          else if (edges === null) expect(code).toBe(2);
          else if (code === 1) expect(value).toBeLessThan(edges[0]!);
          else if (code === BINNED_LEVELS) expect(value).toBeGreaterThan(edges[BINS]!);
          else {
            expect(value).toBeGreaterThanOrEqual(edges[code - 2]!);
            expect(value).toBeLessThanOrEqual(edges[code - 1]!);
          }
        });
      }),
      { seed: 3 },
    );
  });

  test('whatever the range, up to that of doubles', () => {
    const real = Float64Array.of(-1.7e308, 1.7e308);
    const { real: codes } = codesOf({ kind: 'number', real, synthetic: real, holdout: null });
    expect([...codes]).toEqual([2, 11]);
  });
});

/** The score of a number and a category. */
function scoreOf(real: ColumnValues, word: ColumnValues): number | null {
  const [pair] = judgePairs.run({ columns: [real, word], pairs: [[0, 1]] }, () => undefined) as {
    score: number | null;
  }[];
  return pair!.score;
}

test('a copy of the real rows scores 1, and any constant added to a column of it lowers every mixed pair', () => {
  fc.assert(
    fc.property(
      column.filter((values) => values.some((value) => !Number.isNaN(value))),
      fc.integer({ min: 1, max: 4 }),
      fc.oneof(finite, fc.constantFrom(1e-3, -1e-3, 1e5, -1e5)).filter((by) => Math.abs(by) > 1e-4),
      (values, levels, by) => {
        const real = Float64Array.from(values);
        const codes = Int32Array.from(values, (_, row) => (row * 7) % (levels + 1));
        const word: ColumnValues = { kind: 'category', levels, real: codes, synthetic: codes, holdout: null };
        const copied: ColumnValues = { kind: 'number', real, synthetic: real, holdout: null };
        expect(scoreOf(copied, word)).toBe(1);
        const moved = { ...copied, synthetic: real.map((value) => value + by) };
        expect(scoreOf(moved, word)).toBeLessThan(1);
      },
    ),
    { seed: 5 },
  );
});

test('two columns of many categories are counted as those of few are', () => {
  const codes = Int32Array.from({ length: 4000 }, (_, row) => 1 + row);
  const turned = codes.map((code) => (code % 4000) + 1);
  const wide = (synthetic: Int32Array): ColumnValues => ({
    ...{ kind: 'category', levels: 4000, real: codes, synthetic, holdout: null },
  });
  expect(scoreOf(wide(codes), wide(codes))).toBe(1);
  expect(scoreOf(wide(codes), wide(turned))).toBe(0);
});
