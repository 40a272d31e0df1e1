import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Leaves } from '../neighbours/leaves';
import { groupByLeaf } from './forest';
import { MOST_EXACT_WORK } from './exact';
import { neighbourGraph, type NeighbourGraph } from './graph';
import { mergeCandidates, type KLists } from './lists';
import { recallOf, someOf } from './recall';
import { sampleRows } from './sample';
import { randomState } from '../random-state';
import type { Space } from './space';
import { spaceOf, squaredDistance, trialContext } from './trial-context';

const ROWS = 16_000;
const K = 10;

/** Rows around forty centres. */
function clusters(rows: number, features: number): Space {
  const random = randomState(3);
  const centres = Array.from({ length: 40 * features }, () => random.uniform() * 20);
  const points = Array.from({ length: rows * features }, (_, i) => {
    const cluster = Math.floor(i / features) % 40;
    const spread = random.uniform() + random.uniform() + random.uniform() - 1.5;
    return centres[cluster * features + (i % features)]! + spread;
  });
  return spaceOf(rows, { points });
}

const approximate = { mode: 'approximate', seed: 1 } as const;
const spread = clusters(ROWS, 5);

/** Expects two graphs to be the same, without writing out where thousands of numbers differ. */
function expectSame(one: NeighbourGraph, other: NeighbourGraph): void {
  const facts = ({ k, asked, exactness, rows }: NeighbourGraph) => ({
    k,
    asked,
    exactness,
    length: rows.length,
  });
  expect(facts(one)).toEqual(facts(other));
  expect(one.rows.every((row, i) => row === other.rows[i])).toBe(true);
  expect(one.distances.every((distance, i) => distance === other.distances[i])).toBe(true);
}

describe('an approximate graph', () => {
  let graph: NeighbourGraph;
  beforeAll(async () => void (graph = await neighbourGraph(trialContext(), spread, K, approximate)));

  test('tells a recall that is near the one over all rows, and its distances are exact', async () => {
    const exact = await neighbourGraph(trialContext(), spread, K, { mode: 'exact' });
    if (graph.exactness === 'exact') throw new Error('It was searched exactly.');
    const all = { ...exact, queries: Int32Array.from({ length: ROWS }, (_, row) => row) };
    const truth = recallOf(graph, all, K);
    expect(graph.exactness).toMatchObject({ tried: 1000, seed: 1 });
    expect(Math.abs(graph.exactness.recall - truth)).toBeLessThan(0.02);
    expect(truth).toBeGreaterThan(0.9);
    for (let at = 0; at < graph.rows.length; at += 997) {
      const far = squaredDistance(spread, Math.floor(at / K), graph.rows[at]!);
      expect(graph.distances[at]).toBe(far);
    }
  });

  test('lists k different others for every row, nearest first', () => {
    for (let row = 0; row < ROWS; row++) {
      const listed = graph.rows.subarray(row * K, (row + 1) * K);
      const distances = Array.from(graph.distances.subarray(row * K, (row + 1) * K));
      if (new Set(listed).size !== K || listed.includes(row))
        throw new Error(`Row ${row} lists ${listed.join()}`);
      if (distances.some((far, i) => far < (distances[i - 1] ?? 0)))
        throw new Error(`Row ${row} has no order.`);
    }
    expect(graph.rows).toHaveLength(ROWS * K);
  });

  test('is the same for any number of workers, and another by another seed', async () => {
    const there = trialContext({ lag: (call) => (call * 5) % 7 });
    expectSame(await neighbourGraph(there, spread, K, approximate), graph);
    const other = await neighbourGraph(trialContext(), spread, K, { ...approximate, seed: 2 });
    expect(other.rows.some((row, i) => row !== graph.rows[i])).toBe(true);
  });

  test('of fewer neighbours is the same whether more were asked for before or not', async () => {
    const context = trialContext();
    await neighbourGraph(context, spread, 20, approximate);
    const after = await neighbourGraph(context, spread, 5, approximate);
    expectSame(after, await neighbourGraph(trialContext(), spread, 5, approximate));
    const { length } = context.calls;
    await neighbourGraph(context, spread, 12, approximate);
    expect(context.calls).toHaveLength(length);
  });

  test('that missed most candidates says so', async () => {
    const cutLeaves = (name: string, input: unknown): unknown => {
      if (name !== 'neighbours-in-leaves') return input;
      const { starts } = input as Leaves;
      const cut = Array.from({ length: 16 * (starts.length - 1) }, (_, i) => {
        const [from, to] = [starts[Math.floor(i / 16)]!, starts[Math.floor(i / 16) + 1]!];
        return Math.round(from + ((to - from) * (i % 16)) / 16);
      });
      return { ...(input as Leaves), starts: Int32Array.from([...cut, starts.at(-1)!]) };
    };
    const broken = await neighbourGraph(trialContext({ meddle: cutLeaves }), spread, K, approximate);
    if (graph.exactness === 'exact' || broken.exactness === 'exact')
      throw new Error('It was searched exactly.');
    expect(graph.exactness.recall).toBeGreaterThan(0.9);
    expect(broken.exactness.recall).toBeLessThan(0.5);
  });

  test('of rows that are mostly equal is exact, since few of them need be searched', async () => {
    const spaces = [
      spaceOf(ROWS, { points: new Array<number>(ROWS).fill(4) }),
      spaceOf(ROWS, { codes: Array.from({ length: ROWS * 3 }, (_, i) => (i * 7919) % 3) }),
    ];
    for (const space of spaces) {
      const graph = await neighbourGraph(trialContext(), space, K, approximate);
      expectSame(graph, await neighbourGraph(trialContext(), space, K, { mode: 'exact' }));
    }
  });

  test('of many nearly equal rows and of huge numbers lists hardly any that is farther than the true ones', async () => {
    const few = clusters(ROWS, 2);
    const spaces = [
      { ...few, points: few.points.map((value) => value * 1e200) },
      { ...few, points: few.points.map((value, i) => (i % 20 < 18 ? 1 + value * 1e-9 : value)) },
    ];
    for (const space of spaces) {
      const graph = await neighbourGraph(trialContext(), space, K, approximate);
      if (graph.exactness === 'exact') throw new Error('It was searched exactly.');
      expect(graph.exactness.recall).toBeGreaterThan(0.9);
      expect(graph.rows.every((row) => row >= 0 && row < ROWS)).toBe(true);
    }
  });

  test('is made by itself where an exact one would take long, and never where it would not save work', async () => {
    const few = await neighbourGraph(trialContext(), clusters(500, 3), K, approximate);
    expect(few.exactness).toBe('exact');
    const calls: string[] = [];
    const wide = {
      ...spaceOf(ROWS, { points: new Float64Array(ROWS) }),
      features: MOST_EXACT_WORK / ROWS ** 2 + 1,
    };
    const refusing = {
      ...trialContext(),
      remember: (key: string) => {
        calls.push(key);
        return Promise.reject(new Error('enough'));
      },
    };
    await expect(neighbourGraph(refusing, wide, K)).rejects.toThrow('enough');
    await expect(neighbourGraph(refusing, wide, K, { mode: 'exact' })).rejects.toThrow('enough');
    await expect(neighbourGraph(refusing, spread, K)).rejects.toThrow('enough');
    expect(calls.map((key) => key.startsWith('approximate'))).toEqual([true, false, false]);
  });
});

test('recall counts neighbours that are no farther than the true k-th, whichever they are', () => {
  const truth = {
    ...{ rows: Int32Array.of(1, 2, 0, 2), distances: Float64Array.of(1, 2, 1, 3), k: 2 },
    queries: Int32Array.of(0, 1),
  };
  const listed = (distances: number[]): KLists => ({
    ...{ rows: Int32Array.of(1, 2, 0, 2), distances: Float64Array.from(distances), k: 2 },
  });
  expect(recallOf(listed([1, 2, 1, 3]), truth, 2)).toBe(1);
  expect(recallOf(listed([2, 2, 1, 3.1]), truth, 2)).toBe(0.75);
  expect(recallOf(listed([2, 2, 1, 3]), truth, 1)).toBe(0.5);
  expect(recallOf(listed([9, 9, 9, 9]), truth, 2)).toBe(0);
  expect(
    recallOf(
      listed([1, 9, 1, 9]),
      someOf(truth, (place) => place === 1),
      2,
    ),
  ).toBe(0.5);
});

test('merging keeps the k nearest of both lists, each row once', () => {
  const candidates = fc.uniqueArray(fc.nat(12), { maxLength: 9 });
  const far = (row: number): number => (row * 5) % 4;
  const k = 4;
  const listOf = (rows: readonly number[]): KLists => {
    const sorted = [...rows].sort((a, b) => far(a) - far(b) || a - b).slice(0, k);
    const fill = <T>(values: T[], empty: T): T[] => [
      ...values,
      ...new Array<T>(k - values.length).fill(empty),
    ];
    return {
      rows: Int32Array.from(fill(sorted, 0x7fffffff)),
      distances: Float64Array.from(fill(sorted.map(far), Infinity)),
      k,
    };
  };
  fc.assert(
    fc.property(candidates, candidates, (ours, theirs) => {
      const found = listOf(ours);
      mergeCandidates(found, listOf(theirs), Int32Array.of(0));
      expect(found).toEqual(listOf([...new Set([...ours, ...theirs])]));
    }),
    { seed: 2, numRuns: 300 },
  );
});

test('rows stand in their leaves in order, each once, and none in a leaf of too many', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(4), { maxLength: 60 }), fc.integer({ min: 1, max: 20 }), (leaves, most) => {
      const { order, starts } = groupByLeaf(Int32Array.from(leaves), 5, most);
      expect(Array.from(order).sort((a, b) => a - b)).toEqual(leaves.map((_, row) => row));
      for (let i = 0; i + 1 < starts.length; i++) {
        const rows = Array.from(order.subarray(starts[i], starts[i + 1]));
        expect(rows.length).toBeLessThanOrEqual(most);
        expect(new Set(rows.map((row) => leaves[row])).size).toBe(1);
        expect([...rows].sort((a, b) => a - b)).toEqual(rows);
      }
    }),
    { seed: 4 },
  );
});

test('a sample has each row once, from every stretch, by its seed', () => {
  const rows = sampleRows(randomState(1), 1000, 100);
  expect(Array.from(rows, (row) => Math.floor(row / 10))).toEqual(Array.from({ length: 100 }, (_, i) => i));
  expect(sampleRows(randomState(2), 1000, 100)).not.toEqual(rows);
  expect(Array.from(sampleRows(randomState(1), 3, 100))).toEqual([0, 1, 2]);
});
