import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyOperations, driftAlong, warpedTimes } from './apply';
import { augmentSeries, fitted, type AugmentInput } from './augment-series';
import { drawOperations } from './draw';
import { hashSeries, hashWindow } from './hash-series';
import {
  SERIES_OPERATIONS,
  type DrawnOperation,
  type OperationSetting,
  type SeriesOperation,
} from './operations';
import { resampled, writeVector } from './vectors';

const STRENGTHS: Readonly<Record<SeriesOperation, number>> = {
  ...{ jitter: 0.1, scale: 0.2, drift: 0.5, 'time warp': 3, 'magnitude warp': 0.2, 'window slice': 0.8 },
  ...{ dropout: 0.1, permutation: 4, reverse: 1 },
};
const setting = (
  operation: SeriesOperation,
  chance = 1,
  others: Partial<OperationSetting> = {},
): OperationSetting => ({
  ...{ operation, chance, strength: STRENGTHS[operation], points: 3, gap: 2, fill: 'forward', value: 0 },
  ...others,
});
const scales = [
  { centre: 0, spread: 1 },
  { centre: 10, spread: 5 },
];
const even = (n: number) => Float64Array.from({ length: n }, (_, i) => i);
const waves = (n: number) => [
  Float64Array.from({ length: n }, (_, i) => Math.sin(i / 5)),
  Float64Array.from({ length: n }, (_, i) => 10 + 5 * Math.cos(i / 7)),
];
const one = (operation: SeriesOperation, seed = 1, others: Partial<OperationSetting> = {}) =>
  drawOperations(seed, [setting(operation, 1, others)], scales);

describe('operations', () => {
  test('are drawn by their chance, in their order, and one at least is done', () => {
    const rare = [setting('scale', 0.01), setting('jitter', 0.03)];
    const drawn = Array.from({ length: 2000 }, (_, seed) =>
      drawOperations(seed, rare, scales).map((each) => each.operation),
    );
    expect(drawn.every((names) => names.length > 0)).toBe(true);
    const jittered = drawn.filter((names) => names.includes('jitter')).length / 2000;
    expect(jittered).toBeGreaterThan(0.7);
    expect(jittered).toBeLessThan(0.8);
    const all = SERIES_OPERATIONS.map((name) => setting(name));
    expect(drawOperations(3, all, scales).map((each) => each.operation)).toEqual([...SERIES_OPERATIONS]);
  });

  test('go through JSON and give the same window again, to the last bit', () => {
    const settings = SERIES_OPERATIONS.map((name) => setting(name, 0.6));
    const times = Float64Array.from({ length: 50 }, (_, i) => i + 0.4 * Math.sin(i));
    for (let seed = 0; seed < 200; seed++) {
      const drawn = drawOperations(seed, settings, scales);
      const again = JSON.parse(JSON.stringify(drawn)) as DrawnOperation[];
      const window = { times, channels: waves(50) };
      expect(applyOperations(window, again)).toEqual(applyOperations(window, drawn));
    }
  });

  test('leave the parent as it was, and the length', () => {
    const window = { times: even(30), channels: waves(30) };
    const before = window.channels.map((values) => values.slice());
    for (const operation of SERIES_OPERATIONS) {
      const made = applyOperations(window, one(operation));
      expect(made.map(({ length }) => length)).toEqual([30, 30]);
      expect(made).not.toEqual(before);
    }
    expect(window.channels).toEqual(before);
  });

  test('jitter by the spread of each channel', () => {
    const flat = { times: even(4000), channels: [new Float64Array(4000), new Float64Array(4000)] };
    const [a, b] = applyOperations(flat, one('jitter'));
    const sd = (values: Float64Array) => Math.sqrt(values.reduce((sum, v) => sum + v * v, 0) / values.length);
    expect(sd(a!)).toBeCloseTo(0.1, 2);
    expect(sd(b!)).toBeCloseTo(0.5, 1);
    expect(a!.map((value) => value * 5)).not.toEqual(b);
  });

  test('scale and warp magnitudes around the centre of the channel', () => {
    const flat = { times: even(20), channels: [new Float64Array(20), new Float64Array(20).fill(10)] };
    for (const operation of ['scale', 'magnitude warp'] as const) {
      expect(applyOperations(flat, one(operation))).toEqual(flat.channels);
    }
  });

  test('drift starts at nought and reaches as far as was said', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e9 }), fc.integer({ min: 5, max: 80 }), (seed, n) => {
        const [drawn] = one('drift', seed);
        if (drawn?.operation !== 'drift') throw new Error('No drift.');
        const added = driftAlong(even(n), drawn.anchors[1]!, drawn.reach[1]!);
        expect(added[0]).toBe(0);
        expect(Math.max(...added.map(Math.abs))).toBeCloseTo(2.5, 9);
      }),
      { seed: 1 },
    );
  });

  test('time warps rise from the first time to the last; the ratio of speeds between anchors is the one asked for', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e9 }), fc.integer({ min: 2, max: 80 }), (seed, n) => {
        const [drawn] = one('time warp', seed);
        if (drawn?.operation !== 'time warp') throw new Error('No warp.');
        const { anchors } = drawn;
        const speeds = anchors.slice(1).map((anchor, i) => anchor - anchors[i]!);
        expect(Math.max(...speeds) / Math.min(...speeds)).toBeCloseTo(3, 6);
        const times = Float64Array.from({ length: n }, (_, i) => i * i);
        const warped = warpedTimes(times, anchors);
        expect([warped[0], warped[n - 1]]).toEqual([0, (n - 1) ** 2]);
        expect(warped.every((t, i) => i === 0 || t > warped[i - 1]!)).toBe(true);
      }),
      { seed: 1 },
    );
  });

  test('channels are warped in time together, along the true times', () => {
    const times = Float64Array.from({ length: 40 }, (_, i) => i + (i > 20 ? 30 : 0));
    const line = times.slice();
    for (const operation of ['time warp', 'window slice', 'permutation', 'reverse'] as const) {
      const [a, b] = applyOperations({ times, channels: [line, line.map((v) => 2 * v)] }, one(operation));
      expect(a!.map((v) => 2 * v)).toEqual(b);
    }
    const [drawn] = one('time warp');
    if (drawn?.operation !== 'time warp') throw new Error('No warp.');
    // A channel that tells the time is, warped, the warped time.
    const [told] = applyOperations({ times, channels: [line] }, [drawn]);
    warpedTimes(times, drawn.anchors).forEach((t, i) => expect(told![i]).toBeCloseTo(t, 9));
  });

  test('slice a share of the window and stretch it back', () => {
    const [drawn] = one('window slice');
    if (drawn?.operation !== 'window slice') throw new Error('No slice.');
    const [made] = applyOperations({ times: even(11), channels: [even(11)] }, [drawn]);
    expect([made![0], made![10]]).toEqual([10 * drawn.from, expect.closeTo(10 * drawn.to, 9)]);
    expect(drawn.to - drawn.from).toBeCloseTo(0.8, 12);
  });

  test('drop samples and fill them forward, backward, by the mean or by a value', () => {
    const values = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8);
    const filled = (fill: OperationSetting['fill'], seed: number) =>
      applyOperations(
        { times: even(8), channels: [values] },
        one('dropout', seed, { fill, value: -1, strength: 0.2 }),
      )[0]!;
    for (let seed = 0; seed < 50; seed++) {
      const marked = filled('value', seed);
      const kept = [...marked].filter((value) => value !== -1);
      if (kept.length === 0) continue;
      const mean = kept.reduce((a, b) => a + b) / kept.length;
      marked.forEach((value, place) => {
        if (value !== -1) return;
        const before = [...marked.subarray(0, place)].filter((each) => each !== -1).at(-1);
        const after = [...marked.subarray(place)].find((each) => each !== -1);
        expect(filled('forward', seed)[place]).toBe(before ?? after);
        expect(filled('backward', seed)[place]).toBe(after ?? before);
        expect(filled('mean', seed)[place]).toBeCloseTo(mean, 12);
      });
    }
  });

  test('reverse twice is the parent; a permutation holds the same values in another order', () => {
    const window = { times: even(31), channels: waves(31) };
    const twice = { ...window, channels: applyOperations(window, one('reverse')) };
    expect(applyOperations(twice, one('reverse'))).toEqual(window.channels);
    const [made] = applyOperations(window, one('permutation'));
    expect([...made!].sort()).toEqual([...window.channels[0]!].sort());
  });

  test('keep missing values missing, and take windows of one sample, of none, all null and constant', () => {
    const odd = Float64Array.of(1, NaN, 3, Infinity, 5, 6);
    for (const operation of SERIES_OPERATIONS) {
      expect(applyOperations({ times: even(6), channels: [odd] }, one(operation))[0]).toHaveLength(6);
      const one1 = applyOperations({ times: even(1), channels: [Float64Array.of(4)] }, one(operation));
      expect(Number.isFinite(one1[0]![0])).toBe(true);
      expect(applyOperations({ times: even(0), channels: [even(0)] }, one(operation))).toEqual([even(0)]);
      const none = applyOperations(
        { times: even(5), channels: [new Float64Array(5).fill(NaN)] },
        one(operation),
      );
      if (operation !== 'dropout') expect(none[0]!.every(Number.isNaN)).toBe(true);
    }
    expect(applyOperations({ times: even(6), channels: [odd] }, one('jitter'))[0]![1]).toBeNaN();
  });
});

describe('the kernel', () => {
  const input = (parents: number[], draws: number[]): AugmentInput => ({
    ...{ first: 0, offsets: Int32Array.of(0, 20, 40, 60), times: null, seed: 5 },
    ...{ entities: Int32Array.of(0, 0, 0), scales: [scales], channels: waves(60) },
    bounds: [0, 1].map(() => ({ grain: 'double', low: -Infinity, high: Infinity })),
    ...{ parents: Int32Array.from(parents), draws: Int32Array.from(draws) },
    settings: SERIES_OPERATIONS.map((name) => setting(name, 0.5)),
  });
  const run = async (...given: Parameters<typeof input>) =>
    augmentSeries.run(input(...given), () => undefined);

  test('makes the same windows however the work is divided', async () => {
    const whole = await run([0, 0, 1, 2], [0, 1, 0, 0]);
    const [first, second] = [await run([0, 0], [0, 1]), await run([1, 2], [0, 0])];
    expect(whole.operations).toEqual([...first.operations, ...second.operations]);
    whole.channels.forEach((values, c) =>
      expect(values).toEqual(Float64Array.of(...first.channels[c]!, ...second.channels[c]!)),
    );
    expect(whole.operations[0]).not.toEqual(whole.operations[1]);
  });

  test('keeps to what the column can hold', () => {
    const values = Float64Array.of(-3.2, 0.4, 260, NaN, 1 / 3);
    expect([...fitted(values, { grain: 'whole', low: 0, high: 255 })]).toEqual([0, 0, 255, NaN, 0]);
    expect(fitted(values, { grain: 'single', low: -Infinity, high: Infinity })[4]).toBe(Math.fround(1 / 3));
  });

  test('hashes tell windows apart: by value, place and channel', async () => {
    const hash = (...channels: number[][]) => hashWindow(channels.map((values) => Float64Array.from(values)));
    expect(hash([1, 2], [3])).toBe(hash([1, 2], [3]));
    expect(hash([0, NaN])).toBe(hash([-0, NaN]));
    expect(new Set([hash([1, 2], [3]), hash([2, 1], [3]), hash([1], [2, 3]), hash([1, 2, 3])]).size).toBe(4);
    const many = await hashSeries.run(
      { offsets: Int32Array.of(0, 1, 2, 2), channels: [Float64Array.of(5, 6)] },
      () => undefined,
    );
    expect([...many]).toEqual([hash([5]), hash([6]), hash([])]);
  });
});

test('vectors are standardised, resampled, and finite', () => {
  expect([...resampled(Float64Array.of(0, 1, 2), 5)]).toEqual([0, 0.5, 1, 1.5, 2]);
  expect([...resampled(Float64Array.of(7), 3)]).toEqual([7, 7, 7]);
  const target = new Float64Array(8);
  writeVector(target, 0, [Float64Array.of(1, NaN), Float64Array.of(20, Infinity)], scales, 2);
  expect([...target]).toEqual([1, 0, 2, 0, 0, 0, 0, 0]);
});
