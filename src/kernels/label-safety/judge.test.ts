import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cellAt } from '../../core/frame';
import { labelSafetyFrame } from '../../core/label-safety';
import type { Kernels } from '../../core/run-context';
import { randomState } from '../random-state';
import { chooseRows, judgeLabels, type LabelledPoints, type MadePoints } from './judge';

const kernels: Kernels = {
  call: async (kernel, input, transfer = [], onReport = () => undefined) =>
    kernel.run(structuredClone(input, { transfer: [...transfer] }), onReport),
};
const context = { kernels, progress: () => undefined };

/** The same by sorting all real rows by distance and place. */
function plainly(real: LabelledPoints, made: MadePoints, width: number, k: number) {
  const ranked = (points: Float64Array, row: number, without: number) =>
    real.labels
      .map((label, other) => {
        let squared = 0;
        for (let f = 0; f < width; f++) {
          squared += (points[row * width + f]! - real.points[other * width + f]!) ** 2;
        }
        return { label, other, squared };
      })
      .filter(({ other }) => other !== without)
      .sort((a, b) => a.squared - b.squared || a.other - b.other)
      .slice(0, k);
  const share = (label: string | null, near: ReturnType<typeof ranked>) =>
    label === null || near.length === 0
      ? NaN
      : near.filter((each) => each.label === label).length / near.length;
  const lists = made.labels.map((_, row) => ranked(made.points, row, made.parents[row]!));
  return {
    k,
    get real() {
      return Float64Array.from(real.labels, (label, row) => share(label, ranked(real.points, row, row)));
    },
    made: Float64Array.from(made.labels, (label, row) => share(label, lists[row]!)),
    nearest: Int32Array.from(lists, (near) => near[0]?.other ?? -1),
    distances: Float64Array.from(lists, (near) => Math.sqrt(near[0]?.squared ?? NaN)),
    realLabels: real.labels,
    madeLabels: made.labels,
  };
}

const label = fc.constantFrom('a', 'b', null);
const cases = fc
  .record({
    rows: fc.integer({ min: 0, max: 40 }),
    madeRows: fc.integer({ min: 0, max: 30 }),
    width: fc.integer({ min: 1, max: 4 }),
    k: fc.integer({ min: 1, max: 7 }),
  })
  .chain(({ rows, madeRows, width, k }) => {
    // Few values, so that there are ties.
    const points = (count: number) =>
      fc
        .array(fc.integer({ min: 0, max: 3 }), { minLength: count * width, maxLength: count * width })
        .map((all) => Float64Array.from(all));
    const labels = (count: number) => fc.array(label, { minLength: count, maxLength: count });
    return fc.record({
      real: fc.record({ points: points(rows), labels: labels(rows) }),
      made: fc.record({
        points: points(madeRows),
        labels: labels(madeRows),
        parents: fc
          .array(fc.integer({ min: -1, max: rows - 1 }), { minLength: madeRows, maxLength: madeRows })
          .map((all) => Int32Array.from(all)),
      }),
      width: fc.constant(width),
      k: fc.constant(k),
    });
  });

/** Two clouds that touch, one of each label; and new rows beside their parents, of the parent's label. */
function clouds(rows: number, seed: number, reach = 0.3) {
  const state = randomState(seed);
  const normal = () =>
    Math.sqrt(-2 * Math.log(1 - state.uniform())) * Math.cos(2 * Math.PI * state.uniform());
  const labels = Array.from({ length: rows }, (_, row) => (row % 2 === 0 ? 'left' : 'right'));
  const points = Float64Array.from({ length: rows * 2 }, (_, i) =>
    i % 2 === 0 && (i / 2) % 2 === 1 ? 3 + normal() : normal(),
  );
  const made = points.map((value) => value + reach * normal());
  return { real: { points, labels }, made, parents: Int32Array.from(labels, (_, row) => row) };
}

describe('label safety', () => {
  test('is that of a plain sort of all real rows, ties by the earlier row, the parent left out', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async ({ real, made, width, k }) => {
        expect(await judgeLabels(context, real, made, width, { k })).toEqual(plainly(real, made, width, k));
      }),
      { seed: 7, numRuns: 400 },
    );
  });

  test('is found in pieces as it is in one: many rows of many numbers', async () => {
    const state = randomState(3);
    const numbers = (count: number) =>
      Float64Array.from({ length: count }, () => Math.round(state.uniform() * 4));
    const labels = (count: number) =>
      Array.from({ length: count }, () => (state.uniform() < 0.5 ? 'a' : 'b'));
    const width = 800;
    const real = { points: numbers(1600 * width), labels: labels(1600) };
    const made = { points: numbers(40 * width), labels: labels(40), parents: new Int32Array(40).fill(1599) };
    const shares: number[] = [];
    const found = await judgeLabels(
      { kernels, progress: (_, share) => shares.push(share ?? -1) },
      real,
      made,
      width,
    );
    const wanted = plainly({ points: real.points, labels: real.labels }, made, width, 5);
    expect(found.made).toEqual(wanted.made);
    expect(found.nearest).toEqual(wanted.nearest);
    expect(shares.at(-1)).toBe(1);
    expect([...shares].sort((a, b) => a - b)).toEqual(shares);
  });

  test('is low for new rows of swapped labels, and as that of real rows for those with their own', async () => {
    const { real, made, parents } = clouds(600, 1);
    const safe = labelSafetyFrame(
      await judgeLabels(context, real, { points: made, labels: real.labels, parents }, 2),
    );
    expect(Number(cellAt(safe, 'made_agreement', 0))).toBeGreaterThan(0.85);
    const swapped = real.labels.map((each) => (each === 'left' ? 'right' : 'left'));
    const unsafe = labelSafetyFrame(
      await judgeLabels(context, real, { points: made, labels: swapped, parents }, 2),
    );
    for (const row of [0, 1, 2]) {
      expect(Number(cellAt(unsafe, 'made_high', row))).toBeLessThan(Number(cellAt(unsafe, 'real_low', row)));
    }
  });

  test('of copies of the parents is that of the parents themselves', async () => {
    const { real, parents } = clouds(300, 2);
    const { made, real: own } = await judgeLabels(context, real, { ...real, parents }, 2);
    expect(made).toEqual(own);
  });

  test('of classes of one row, and of one real row alone', async () => {
    const real = { points: Float64Array.of(0, 1, 2), labels: ['a', 'b', 'b'] };
    const made = { points: Float64Array.of(0.1), labels: ['a'], parents: Int32Array.of(0) };
    const { real: own, made: theirs } = await judgeLabels(context, real, made, 1);
    expect(own).toEqual(Float64Array.of(0, 0.5, 0.5));
    expect(theirs).toEqual(Float64Array.of(0));
    const alone = { points: Float64Array.of(0), labels: ['a'] };
    const beside = await judgeLabels(context, alone, made, 1);
    expect([beside.real[0], beside.made[0], beside.nearest[0], beside.distances[0]]).toEqual([
      NaN,
      NaN,
      -1,
      NaN,
    ]);
  });

  test('is told of numbers beyond 1e150 too, and of none that are not finite', async () => {
    const real = { points: Float64Array.of(0, 1e200, 3e200), labels: ['a', 'b', 'b'] };
    const made = { points: Float64Array.of(2.5e200), labels: ['b'], parents: Int32Array.of(-1) };
    const { nearest, distances } = await judgeLabels(context, real, made, 1);
    expect(nearest[0]).toBe(2);
    expect(distances[0]).toBeCloseTo(0.5e200, -190);
    for (const odd of [NaN, Infinity]) {
      const points = Float64Array.of(odd);
      await expect(judgeLabels(context, real, { ...made, points }, 1)).rejects.toThrow('finite');
      await expect(
        judgeLabels(context, { ...real, points: Float64Array.of(0, odd, 1) }, made, 1),
      ).rejects.toThrow('finite');
    }
    await expect(judgeLabels(context, real, { ...made, parents: new Int32Array() }, 1)).rejects.toThrow(
      'length',
    );
  });
});

test('rows are chosen by the seed, ascending, each once', () => {
  expect(chooseRows(3, 5, 1)).toEqual(Int32Array.of(0, 1, 2));
  const some = chooseRows(10_000, 500, 1);
  expect(some).toEqual(chooseRows(10_000, 500, 1));
  expect(some).not.toEqual(chooseRows(10_000, 500, 2));
  expect(new Set(some).size).toBe(500);
  expect([...some].every((row, place) => place === 0 || row > some[place - 1]!)).toBe(true);
});
