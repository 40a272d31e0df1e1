import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Kernels } from '../../core/run-context';
import { divide, pairsOf } from './divide';
import { findNeighbours } from './find';
import { nearestNeighbours } from './nearest';
import type { NeighbourInput, Neighbours, SearchPart } from './part';

/** All pairs in plain JavaScript, sorted by distance and row: what the kernel must give to the last bit. */
function plainly({ points, codes, features, codeColumns, mismatch, queries, k }: NeighbourInput): Neighbours {
  const n = features > 0 ? points.length / features : codes.length / codeColumns;
  const found = Array.from(queries, (query) => {
    const all = Array.from({ length: n }, (_, row) => {
      let distance = 0;
      for (let f = 0; f < features; f++) {
        const difference = points[query * features + f]! - points[row * features + f]!;
        distance += difference * difference;
      }
      let differing = 0;
      for (let c = 0; c < codeColumns; c++) {
        if (codes[query * codeColumns + c] !== codes[row * codeColumns + c]) differing += 1;
      }
      return { row, distance: codeColumns > 0 ? distance + mismatch * differing : distance };
    }).filter(({ row }) => row !== query);
    return all.sort((a, b) => a.distance - b.distance || a.row - b.row).slice(0, k);
  });
  return {
    rows: Int32Array.from(found.flat(), ({ row }) => row),
    distances: Float64Array.from(found.flat(), ({ distance }) => distance),
  };
}

/** Kernels that run at once, and note how many rows each call had. */
function kernelsHere(calls: number[] = []): Kernels {
  return {
    call: async (kernel, input, transfer = []) => {
      calls.push((input as unknown as SearchPart).numbers.length);
      return kernel.run(structuredClone(input, { transfer: [...transfer] }), () => undefined);
    },
  };
}

const search = (input: NeighbourInput, parts?: number, mostOthers?: number) =>
  findNeighbours(kernelsHere(), input, {
    ...(parts !== undefined && { parts }),
    ...(mostOthers !== undefined && { mostOthers }),
  });

/** Numbers of one kind: a grid full of ties, anything smooth, far from zero, or of very different sizes. */
const kinds = [
  fc.integer({ min: 0, max: 3 }),
  fc.double({ min: -1, max: 1, noNaN: true }),
  fc.double({ min: 0, max: 1, noNaN: true }).map((x) => 1.7e9 + x),
  fc
    .tuple(fc.integer({ min: -12, max: 12 }), fc.double({ min: -1, max: 1, noNaN: true }))
    .map(([p, x]) => x * 10 ** p),
  fc.double({ min: -1e300, max: 1e300, noNaN: true }),
  fc.double({ min: -1e-300, max: 1e-300, noNaN: true }),
] as const;

const inputs = fc
  .record({
    n: fc.integer({ min: 2, max: 70 }),
    features: fc.integer({ min: 0, max: 9 }),
    codeColumns: fc.integer({ min: 0, max: 5 }),
    kind: fc.constantFrom(...kinds),
    mismatch: fc.constantFrom(1, 0.25, 1e-9, 3),
    k: fc.integer({ min: 1, max: 8 }),
  })
  .filter(({ features, codeColumns }) => features + codeColumns > 0)
  .chain(({ n, features, codeColumns, kind, mismatch, k }) =>
    fc.record({
      points: fc
        .array(kind, { minLength: n * features, maxLength: n * features })
        .map((all) => Float64Array.from(all)),
      codes: fc
        .array(fc.integer({ min: 0, max: 2 }), { minLength: n * codeColumns, maxLength: n * codeColumns })
        .map((all) => Int32Array.from(all)),
      queries: fc.uniqueArray(fc.nat(n - 1), { minLength: 1 }).map((all) => Int32Array.from(all)),
      features: fc.constant(features),
      codeColumns: fc.constant(codeColumns),
      mismatch: fc.constant(mismatch),
      k: fc.constant(Math.min(k, n - 1)),
      parts: fc.integer({ min: 1, max: 7 }),
      mostOthers: fc.integer({ min: 1, max: 80 }),
    }),
  );

describe('nearest neighbours', () => {
  test('are those of a plain loop over all pairs, to the last bit, ties by the lower row, in any number of parts and pieces', async () => {
    await fc.assert(
      fc.asyncProperty(inputs, async ({ parts, mostOthers, ...input }) => {
        // Where squares would leave the range of doubles, the numbers are divided by 2^600 before they are compared.
        const factor = input.points.some((x) => Math.abs(x) > 1e150) ? 2 ** -600 : 1;
        const points = input.points.map((x) => x * factor);
        const wanted = plainly({ ...input, points, mismatch: input.mismatch * factor * factor });
        const found = await search(input, parts, mostOthers);
        expect(found.rows).toEqual(wanted.rows);
        expect(found.distances).toEqual(wanted.distances.map((distance) => distance / factor / factor));
      }),
      { seed: 11, numRuns: 600 },
    );
  });

  test('are exact where the filter works over many tiles', async () => {
    const features = 5;
    const points = Float64Array.from(
      { length: 1500 * features },
      (_, i) => Math.sin(i * 12.9898) * 43.7 + (i % 7 === 0 ? 900 : 0),
    );
    const input = {
      points,
      codes: new Int32Array(),
      features,
      codeColumns: 0,
      mismatch: 1,
      queries: Int32Array.from({ length: 701 }, (_, i) => (i * 29) % 1500),
      k: 7,
    };
    const wanted = plainly(input);
    expect(await search(input, 1)).toEqual(wanted);
    expect(await search(input, 8)).toEqual(wanted);
  });

  test('never hold the row itself, but its equals', async () => {
    const input = {
      points: new Float64Array(12),
      codes: new Int32Array(),
      features: 3,
      codeColumns: 0,
      mismatch: 1,
    };
    const found = await search({ ...input, queries: Int32Array.of(0, 1, 2, 3), k: 3 });
    expect(Array.from(found.rows)).toEqual([1, 2, 3, 0, 2, 3, 0, 1, 3, 0, 1, 2]);
    expect(Array.from(found.distances)).toEqual(new Array(12).fill(0));
  });

  test('are not searched among infinite numbers, nor more than there are', async () => {
    const input = {
      codes: new Int32Array(),
      features: 1,
      codeColumns: 0,
      mismatch: 1,
      queries: Int32Array.of(0),
    };
    await expect(search({ ...input, points: Float64Array.of(1, Infinity), k: 1 })).rejects.toThrow('finite');
    await expect(search({ ...input, points: Float64Array.of(1, NaN), k: 1 })).rejects.toThrow('finite');
    await expect(search({ ...input, points: Float64Array.of(1, 2), k: 2 })).rejects.toThrow(
      'no 2 neighbours',
    );
  });

  test('report as they go, up to the whole', () => {
    const points = Float64Array.from({ length: 4000 }, (_, i) => (i * 7919) % 4001);
    const numbers = Int32Array.from({ length: 2000 }, (_, i) => i);
    const reported: number[] = [];
    void nearestNeighbours.run(
      {
        ...{ points, codes: new Int32Array(), features: 2, codeColumns: 0, mismatch: 1, k: 3 },
        ...{ leaders: 2000, amongLeaders: true, numbers, limits: new Float64Array(2000).fill(Infinity) },
      },
      (fraction) => reported.push(fraction),
    );
    expect(reported.length).toBeGreaterThan(10);
    expect(reported.at(-1)).toBe(1);
    expect([...reported].sort((a, b) => a - b)).toEqual(reported);
  });
});

test.each([
  ['one row in fifty is far out', (row: number) => (row % 50 === 0 ? 1e6 : 1)],
  ['every row is of another size', (row: number) => 10 ** ((row % 13) - 6)],
  ['all rows are far from zero', () => 1],
])('rows of which %s are found as by a plain loop', async (_, sizeOf) => {
  const [rows, features] = [900, 7];
  const points = Float64Array.from({ length: rows * features }, (_, i) => {
    const row = Math.floor(i / features);
    return Math.sin(i * 12.9898) * sizeOf(row) + (sizeOf(0) === 1 ? 1e9 : 0);
  });
  const queries = Int32Array.from({ length: rows }, (_, row) => row);
  const codes = Int32Array.from({ length: rows * 2 }, (_, i) => (i * 7) % 3);
  for (const codeColumns of [0, 2]) {
    const kinds = codeColumns === 0 ? new Int32Array() : codes;
    const input = { points, codes: kinds, features, codeColumns, mismatch: 0.5, queries, k: 6 };
    expect(await search(input, 3)).toEqual(plainly(input));
  }
});

test('several workers find what one finds, each block in its place', async () => {
  const calls: number[] = [];
  const points = Float64Array.from({ length: 4000 * 20 }, (_, i) => Math.sin(i * 78.233) * 43758.5453);
  const queries = Int32Array.from({ length: 2600 }, (_, i) => (i * 1009) % 4000);
  const input = { points, codes: new Int32Array(), features: 20, codeColumns: 0, mismatch: 1, queries, k: 5 };
  const done: string[] = [];
  const found = await findNeighbours(kernelsHere(calls), input, {
    onBlock: (count, of) => done.push(`${count}/${of}`),
  });
  expect(found).toEqual(await search(input, 1));
  // Each of four parts with itself; then two with two others and two with one, and all with the 1400 that are no queries.
  const sizes = [650, 3 * 650 + 1400, 2 * 650 + 1400];
  expect(calls).toEqual(Array.from({ length: 8 }, (_, call) => sizes[call < 4 ? 0 : call < 6 ? 1 : 2]));
  const pairs = (2600 * 2599) / 2 + 2600 * 1400;
  expect(done).toHaveLength(8);
  expect(done.at(-1)).toBe(`${pairs}/${pairs}`);
});

test.each([
  [1, 1, 1, 9],
  [1, 5, 1, 9],
  [1, 50, 1, 9],
  [10, 10, 2, 9],
  [10, 17, 3, 9],
  [23, 40, 8, 3],
  [23, 40, 8, 100],
  [23, 23, 7, 4],
])(
  '%i queries of %i rows in %i parts, with at most %i others: every pair with a query in it is compared once',
  (queries, rows, parts, mostOthers) => {
    const met = new Map<string, number>();
    const count = (one: number, other: number) => {
      const pair = `${Math.min(one, other)}-${Math.max(one, other)}`;
      met.set(pair, (met.get(pair) ?? 0) + 1);
    };
    const range = ([from, to]: readonly [number, number]) =>
      Array.from({ length: to - from }, (_, i) => from + i);
    const calls = divide(queries, rows, { parts, mostOthers }).flat();
    for (const { leaders, others, amongLeaders } of calls) {
      expect(others.flatMap(range).length).toBeLessThanOrEqual(mostOthers);
      for (const one of range(leaders)) {
        for (const other of others.flatMap(range)) count(one, other);
        if (amongLeaders) for (const other of range([one + 1, leaders[1]])) count(one, other);
      }
    }
    const all = (queries * (queries - 1)) / 2 + queries * (rows - queries);
    expect(calls.reduce((sum, call) => sum + pairsOf(call), 0)).toBe(all);
    expect(met.size).toBe(all);
    expect(new Set(met.values())).toEqual(rows > 1 ? new Set([1]) : new Set());
  },
);
