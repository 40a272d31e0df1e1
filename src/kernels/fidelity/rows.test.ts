import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Kernels } from '../../core/run-context';
import { randomState } from '../random-state';
import { findClosest } from './closest';
import { measureDistances } from './distances';
import { detect } from './detect';
import { countMatches, type Matches } from './matches';
import { mixedRows, randomRows } from './mixed';
import type { ColumnValues } from './values';

const kernels: Kernels = {
  call: async (kernel, input, transfer = [], onReport = () => undefined) =>
    kernel.run(structuredClone(input, { transfer: [...transfer] }), onReport),
};

type Row = readonly [x: number, y: number, code: number];
const number = fc.oneof(
  fc.integer({ min: -300, max: 300 }).map((x) => x / 100),
  fc.constantFrom(0, 100, 100.9, 101, 101.2, -100, NaN),
);
const rows = fc.array(fc.tuple(number, number, fc.integer({ min: 0, max: 2 })), { maxLength: 25 });

function columnsOf(real: readonly Row[], synthetic: readonly Row[], holdout: readonly Row[] | null = null) {
  const pick = (all: readonly Row[], place: 0 | 1 | 2) => all.map((row) => row[place]);
  const numbers = (place: 0 | 1): ColumnValues => ({
    kind: 'number',
    real: Float64Array.from(pick(real, place)),
    synthetic: Float64Array.from(pick(synthetic, place)),
    holdout: holdout === null ? null : Float64Array.from(pick(holdout, place)),
  });
  const words: ColumnValues = {
    kind: 'category',
    levels: 2,
    real: Int32Array.from(pick(real, 2)),
    synthetic: Int32Array.from(pick(synthetic, 2)),
    holdout: holdout === null ? null : Int32Array.from(pick(holdout, 2)),
  };
  return [numbers(0), numbers(1), words];
}

const matchesOf = (real: readonly Row[], synthetic: readonly Row[], known = [0, 1, 2]): Matches =>
  countMatches.run(
    {
      columns: columnsOf(real, synthetic),
      rows: { real: real.length, synthetic: synthetic.length, holdout: null },
      known,
    },
    () => undefined,
  ) as Matches;

const isSame = (a: number, b: number): boolean => Object.is(a, b) || a === b;

describe('rows that stand in both tables', () => {
  test('match as NewRowSynthesis says, row by row', () => {
    const isClose = (made: number, real: number): boolean =>
      Number.isNaN(made) ? Number.isNaN(real) : Math.abs(real - made) <= Math.abs(0.01 * made);
    fc.assert(
      fc.property(rows, rows, (real, synthetic) => {
        const isNew = (row: Row): boolean =>
          !real.some(
            (other) => isClose(row[0], other[0]) && isClose(row[1], other[1]) && row[2] === other[2],
          );
        expect(matchesOf(real, synthetic).new_rows).toBe(synthetic.filter(isNew).length);
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  test('are equal value by value, a missing value equal to a missing one', () => {
    fc.assert(
      fc.property(rows, rows, (real, synthetic) => {
        const equals = (one: Row) => (other: Row) => one.every((value, i) => isSame(value, other[i]!));
        const found = matchesOf(real, synthetic);
        expect(found.identical).toBe(synthetic.filter((row) => real.some(equals(row))).length);
        expect(found.identical_unique).toBe(
          synthetic.filter((row) => real.filter(equals(row)).length === 1).length,
        );
        expect(found.repeated).toBe(
          synthetic.filter((row, i) => synthetic.findIndex(equals(row)) < i).length,
        );
        expect(found.real_repeated).toBe(real.filter((row, i) => real.findIndex(equals(row)) < i).length);
      }),
      { seed: 2, numRuns: 300 },
    );
  });

  test('single out a real row where it is alone with its values and a synthetic one has them too', () => {
    const real: Row[] = [
      [0, 0, 1],
      [0.01, 0, 1],
      [3, 0, 1],
      [3, 3, 2],
    ];
    // The first two are in one bin of x; of the others the one is repeated.
    expect(matchesOf(real, [[2.9, 1, 1]], [0, 2])).toMatchObject({ single_real: 2, single_repeated: 1 });
    expect(matchesOf(real, [[2.9, 1, 1]], [])).toMatchObject({ single_real: 0, single_repeated: 0 });
  });
});

describe('the closest rows', () => {
  test('are those of a plain loop, ties by the earlier row', async () => {
    await fc.assert(
      fc.asyncProperty(rows, rows, async (real, synthetic) => {
        const columns = columnsOf(real, synthetic);
        const queries = mixedRows(columns, 'synthetic', synthetic.length);
        const among = mixedRows(columns, 'real', real.length);
        const found = await findClosest(kernels, queries, among);
        const known = [0, 1].map((i) => real.map((row) => row[i]!).filter((value) => !Number.isNaN(value)));
        const ranges = known.map((values) => Math.max(...values) - Math.min(...values));
        const apart = (one: Row, other: Row): number => {
          const parts = [0, 1].map((i) => {
            const [a, b] = [one[i]!, other[i]!];
            if (Number.isNaN(a) || Number.isNaN(b)) return Number.isNaN(a) && Number.isNaN(b) ? 0 : 1;
            return ranges[i]! > 0 ? Math.min(Math.abs(a - b) / ranges[i]!, 1) : a === b ? 0 : 1;
          });
          return (parts[0]! + parts[1]! + (one[2] === other[2] ? 0 : 1)) / 3;
        };
        synthetic.forEach((row, place) => {
          const all = real.map((other) => apart(row, other));
          const least = Math.min(1, ...all);
          expect(found.distances[place]).toBeCloseTo(least, 10);
          const at = found.rows[place]!;
          expect(at < 0 ? real.length : 0).toBe(0);
          if (at >= 0) expect(all[at]).toBeCloseTo(least, 10);
        });
      }),
      { seed: 4, numRuns: 300 },
    );
  });

  test('are the same in any number of pieces, and random rows the same for a seed', async () => {
    const state = randomState(9);
    const cloud = (count: number) =>
      Array.from({ length: count }, (): Row => [state.uniform(), state.uniform(), state.below(3)]);
    const [real, synthetic, holdout] = [cloud(900), cloud(700), cloud(500)];
    const columns = columnsOf(real, synthetic, holdout);
    const input = {
      ...{ columns, isWhole: [false, false, false], seed: 3 },
      rows: { real: 900, synthetic: 700, holdout: 500 },
    };
    const shares: number[] = [];
    const found = await measureDistances({ kernels }, input, (share) => shares.push(share));
    expect(await measureDistances({ kernels }, input, () => undefined)).toEqual(found);
    expect(shares.at(-1)).toBe(1);
    expect(found.figures).toMatchObject({ closest_rows: 700, closest_of: 900, holdout_rows: 500 });
    // Rows of one source are closer to the one half as often as to the other.
    expect(Math.abs(found.figures.closer_to_real! - 0.5)).toBeLessThan(0.08);
    const copied = columnsOf(real, real, holdout);
    const { figures } = await measureDistances(
      { kernels },
      { ...input, columns: copied, rows: { real: 900, synthetic: 900, holdout: 500 } },
      () => undefined,
    );
    expect(figures).toMatchObject({ closest_median: 0, baseline_protection: 0 });
    expect(figures.closer_to_real).toBeGreaterThan(0.5);
  });

  test('of random rows keep to the range, the categories and the gaps of the real ones', () => {
    const real: Row[] = [
      [1, NaN, 2],
      [4, NaN, 2],
      [2, 5, 0],
      [2, 7, 2],
    ];
    const [x, y, words] = randomRows(columnsOf(real, []), [true, false, false], 400, randomState(1));
    const values = [...x!.synthetic];
    expect(new Set(values)).toEqual(new Set([1, 2, 3, 4]));
    const known = [...y!.synthetic].filter((value) => !Number.isNaN(value));
    expect(known.every((value) => value >= 5 && value <= 7)).toBe(true);
    expect(Math.abs(known.length / 400 - 0.5)).toBeLessThan(0.1);
    expect(new Set(words!.synthetic)).toEqual(new Set([0, 2]));
  });
});

describe('detection', () => {
  const cloud = (count: number, seed: number, shift = 0) => {
    const state = randomState(seed);
    return Array.from({ length: count }, (): Row => [
      state.uniform() + shift,
      state.uniform(),
      state.below(3),
    ]);
  };
  const judged = (real: readonly Row[], synthetic: readonly Row[]) =>
    detect(
      { kernels },
      columnsOf(real, synthetic),
      { real: real.length, synthetic: synthetic.length },
      1,
      () => undefined,
    );

  test('fails between rows of one source, and succeeds where a column has moved', async () => {
    const alike = await judged(cloud(1500, 1), cloud(1500, 2));
    expect(alike.detection).toBeGreaterThan(0.9);
    const apart = await judged(cloud(1500, 1), cloud(1500, 2, 1));
    expect(apart.detection).toBeLessThan(0.05);
    expect(apart.pmse_ratio).toBeGreaterThan(100);
  });

  test('gives a pMSE ratio of 1 / (1 − c) on average between rows of one source', async () => {
    const ratios = await Promise.all(
      Array.from({ length: 40 }, (_, i) => judged(cloud(300, 2 * i + 1), cloud(300, 2 * i + 2))),
    );
    const mean = ratios.reduce((sum, { pmse_ratio: ratio }) => sum + ratio! / ratios.length, 0);
    expect(Math.abs(mean - 2)).toBeLessThan(0.5);
  });

  test('says nothing of fewer than three rows', async () => {
    expect(await judged(cloud(2, 1), cloud(5, 2))).toEqual({
      ...{ detection: null, detection_auc: null, pmse_ratio: null, detection_rows: 0 },
    });
  });
});
