import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { numberFormat } from '../../core/number-format';
import { neighbourGraph } from './graph';
import type { Space } from './space';
import { cutText, graphText } from './text';
import { spaceOf, squaredDistance, trialContext } from './trial-context';

/** The k nearest other rows of every row by a plain loop, ties by the lower row. */
function plainly(space: Space, k: number): { rows: number[]; distances: number[] } {
  const all = Array.from({ length: space.rows }, (_, row) =>
    Array.from({ length: space.rows }, (_, other) => ({ other, far: squaredDistance(space, row, other) }))
      .filter(({ other }) => other !== row)
      .sort((a, b) => a.far - b.far || a.other - b.other)
      .slice(0, k),
  ).flat();
  return { rows: all.map(({ other }) => other), distances: all.map(({ far }) => far) };
}

const spaces = fc
  .record({
    rows: fc.integer({ min: 1, max: 40 }),
    features: fc.integer({ min: 0, max: 4 }),
    codeColumns: fc.integer({ min: 0, max: 3 }),
    grid: fc.boolean(),
  })
  .chain(({ rows, features, codeColumns, grid }) => {
    const value = grid ? fc.integer({ min: 0, max: 2 }) : fc.double({ min: -2, max: 2, noNaN: true });
    const list = (one: fc.Arbitrary<number>, length: number) =>
      fc.array(one, { minLength: length, maxLength: length });
    return fc
      .tuple(list(value, rows * features), list(fc.nat(2), rows * codeColumns))
      .map(([points, codes]) => spaceOf(rows, { points, codes }));
  });

describe('the neighbour graph', () => {
  test('holds for every row the k nearest others, ties by the lower row, whatever stands in the columns', async () => {
    await fc.assert(
      fc.asyncProperty(spaces, fc.integer({ min: 1, max: 15 }), async (space, k) => {
        const graph = await neighbourGraph(trialContext(), space, k);
        const reached = Math.min(k, space.rows - 1);
        const wanted = plainly(space, reached);
        expect(Array.from(graph.rows)).toEqual(wanted.rows);
        expect(Array.from(graph.distances)).toEqual(wanted.distances);
        expect(graph).toMatchObject({ k: reached, asked: k, exactness: 'exact' });
      }),
      { seed: 5, numRuns: 300 },
    );
  });

  test('cuts k to one fewer than there are rows, and tells what was asked', async () => {
    const ask = (rows: number) =>
      neighbourGraph(trialContext(), spaceOf(rows, { points: Array.from({ length: rows }, (_, i) => i) }), 5);
    expect(await ask(0)).toMatchObject({ k: 0, asked: 5, rows: new Int32Array() });
    expect(await ask(1)).toMatchObject({ k: 0, asked: 5, rows: new Int32Array() });
    expect(await ask(2)).toMatchObject({ k: 1, asked: 5, rows: Int32Array.of(1, 0) });
    expect(await ask(6)).toMatchObject({ k: 5, asked: 5 });
    await expect(neighbourGraph(trialContext(), spaceOf(3, { points: [1, 2, 3] }), 0)).rejects.toThrow(
      'no 0 neighbours',
    );
  });

  test('of rows without columns, or with one constant column, holds the first others', async () => {
    const wanted = [1, 2, 0, 2, 0, 1, 0, 1];
    for (const points of [[], [7, 7, 7, 7]]) {
      const graph = await neighbourGraph(trialContext(), spaceOf(4, { points }), 2);
      expect(Array.from(graph.rows)).toEqual(wanted);
      expect(Array.from(graph.distances)).toEqual(new Array(8).fill(0));
    }
  });

  test('takes a thousand columns', async () => {
    const points = Array.from({ length: 60 * 1000 }, (_, i) => Math.sin(i * 12.9898) * 43.7);
    const space = spaceOf(60, { points });
    expect(Array.from((await neighbourGraph(trialContext(), space, 3)).rows)).toEqual(plainly(space, 3).rows);
  });

  test('is the same however many workers answer, and in whatever order', async () => {
    const points = Array.from({ length: 5000 * 12 }, (_, i) => Math.sin(i * 78.233) * 437.5);
    const space = spaceOf(5000, { points });
    const [here, there] = [trialContext(), trialContext({ lag: (call) => (call * 7) % 11 })];
    const graph = await neighbourGraph(here, space, 6);
    expect(here.calls.length).toBeGreaterThan(4);
    expect(await neighbourGraph(there, space, 6)).toEqual(graph);
  });

  test('of more neighbours answers for fewer, with what a search of its own would have found', async () => {
    const points = Array.from({ length: 200 * 3 }, (_, i) => Math.sin(i * 3.7) * 9);
    const context = trialContext();
    const space = spaceOf(200, { points });
    await neighbourGraph(context, space, 30);
    const { length } = context.calls;
    const remembered = await neighbourGraph(context, space, 12);
    expect(context.calls).toHaveLength(length);
    expect(remembered).toEqual(await neighbourGraph(trialContext(), space, 12));
    expect(await neighbourGraph(context, space, 40)).toEqual(await neighbourGraph(trialContext(), space, 40));
    expect(context.calls.length).toBeGreaterThan(length);
    expect(context.remembered.size).toBe(1);
  });
});

test('the text says how neighbours were found, and never rounds up to all', () => {
  const text = (recall: number, tried = 1000): string =>
    graphText({ exactness: { recall, tried, trees: 4, seed: 0 } }, numberFormat('en'));
  expect(graphText({ exactness: 'exact' }, numberFormat('en'))).toBe('neighbours are exact');
  expect(text(0.96)).toBe('neighbours are approximate: 96 % of those of 1,000 rows tried were right');
  expect(text(0.99996)).toBe('neighbours are approximate: 99.9 % of those of 1,000 rows tried were right');
  expect(text(1)).toBe('neighbours are approximate: 100 % of those of 1,000 rows tried were right');
});

test('the text says where rows have fewer others than were asked for', () => {
  const text = (k: number): string | null => cutText({ k, asked: 1000 }, numberFormat('en'));
  expect(text(1000)).toBeNull();
  expect(text(4)).toBe('there are only 4 other rows: 4 instead of 1,000 neighbours');
  expect(text(1)).toBe('there is only 1 other row: 1 instead of 1,000 neighbours');
  expect(text(0)).toBe('there is no other row: 0 instead of 1,000 neighbours');
});
