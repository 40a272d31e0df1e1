import fc from 'fast-check';
import { expect, test } from 'vitest';
import { growTree, sortIntoLeaves, type Tree } from './trees';
import { spaceOf } from './trial-context';

const silent = (): void => undefined;

const grow = (space: ReturnType<typeof spaceOf>, leafRows: number, seed: number): Tree =>
  growTree.run({ ...space, leafRows, seed }, silent) as Tree;

const leavesOf = (space: ReturnType<typeof spaceOf>, ...trees: Tree[]): number[][] =>
  (sortIntoLeaves.run({ ...space, trees }, silent) as Int32Array[]).map((leaves) => Array.from(leaves));

test('a tree sorts the rows it was grown from into leaves of no more rows than asked, unless they are equal', () => {
  const value = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.double({ min: -1, max: 1, noNaN: true }));
  const rows = fc.array(fc.tuple(value, value, fc.nat(2)), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(rows, fc.integer({ min: 8, max: 20 }), fc.nat(1000), (all, leafRows, seed) => {
      const space = spaceOf(all.length, {
        points: all.flatMap(([x, y]) => [x, y]),
        codes: all.map(([, , code]) => code),
      });
      const tree = grow(space, leafRows, seed);
      const [leaves = []] = leavesOf(space, tree);
      for (let leaf = 0; leaf < tree.leaves; leaf++) {
        const members = all.filter((_, row) => leaves[row] === leaf);
        const different = new Set(members.map(String)).size;
        // A leaf may be larger only where the few pairs tried were equal, or no threshold tells the rest apart.
        if (members.length > leafRows) expect(different).toBeLessThan(members.length);
      }
      expect(leaves.every((leaf) => leaf >= 0 && leaf < tree.leaves)).toBe(true);
      expect(grow(space, leafRows, seed)).toEqual(tree);
    }),
    { seed: 8, numRuns: 200 },
  );
});

test('trees are told apart by their seeds, and each sorts by itself', () => {
  const space = spaceOf(300, { points: Array.from({ length: 900 }, (_, i) => Math.sin(i * 7.1)) });
  const [one, other] = [grow(space, 20, 1), grow(space, 20, 2)];
  expect(one.directions).not.toEqual(other.directions);
  expect(leavesOf(space, one, other)).toEqual([...leavesOf(space, one), ...leavesOf(space, other)]);
});

test('rows that are all equal are one leaf', () => {
  const space = spaceOf(50, { points: new Array<number>(100).fill(2), codes: new Array<number>(50).fill(1) });
  const tree = grow(space, 8, 1);
  expect(tree.leaves).toBe(1);
  expect(leavesOf(space, tree)).toEqual([new Array(50).fill(0)]);
});

test('codes alone divide rows by what they are', () => {
  const space = spaceOf(40, { codes: Array.from({ length: 40 }, (_, row) => row % 2) });
  const [leaves = []] = leavesOf(space, grow(space, 30, 5));
  expect(new Set(leaves).size).toBe(2);
  expect(leaves.every((leaf, row) => leaf === leaves[row % 2])).toBe(true);
});
