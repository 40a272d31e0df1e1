import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rowRandom } from '../augment-rows/row-random';
import { drawRows, type ColumnDraw, type DrawnColumn, type DrawTask } from './draw-rows';
import { growCart, type GrowInput } from './grow';
import { growTrees, type GrownTree, type TreesTask } from './grow-trees';
import { orderOf } from './order';
import { leafOf, type Predictor, type Target, type Tree } from './tree';

const rules = { minLeaf: 5, maxDepth: 30, complexity: 0 };
const numbers = (values: readonly number[]): Predictor => ({
  kind: 'number',
  values: Float64Array.from(values),
});
const codes = (values: readonly number[]): Predictor & Target => ({
  kind: 'category',
  codes: Uint8Array.from(values),
});

function grow(predictors: readonly Predictor[], target: Target, more: Partial<GrowInput> = {}): Tree {
  const length = target.kind === 'number' ? target.values.length : target.codes.length;
  return growCart({
    hasBandwidths: true,
    predictors,
    orders: predictors.map((one) => (one.kind === 'number' ? orderOf(one.values) : null)),
    target,
    rows: Int32Array.from({ length }, (_, row) => row),
    rules,
    ...more,
  });
}

/** The leaf of each row that a tree was grown from. */
function leavesOf(tree: Tree, predictors: readonly Predictor[]): Map<number, number> {
  const columns = Int32Array.from(predictors, (_, place) => place);
  const isNumber = Uint8Array.from(predictors, ({ kind }) => (kind === 'number' ? 1 : 0));
  return new Map(
    Array.from(tree.members, (row) => {
      const own = {
        isNumber,
        numbers: Float64Array.from(predictors, (one) => (one.kind === 'number' ? one.values[row]! : 0)),
        codes: Uint8Array.from(predictors, (one) => (one.kind === 'category' ? one.codes[row]! : 0)),
      };
      return [row, leafOf(tree, columns, own)] as const;
    }),
  );
}

const squaresWithin = (values: readonly number[]): number => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
};
const giniWithin = (values: readonly number[]): number => {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return values.length - [...counts.values()].reduce((sum, count) => sum + count ** 2, 0) / values.length;
};

/** The least impurity that dividing the categories into two sides can reach. */
function bestByTrying(x: readonly number[], y: readonly number[], within: typeof giniWithin): number {
  let best = within(y);
  for (let set = 1; set < 1 << 5; set++) {
    const left = y.filter((_, row) => ((set >> x[row]!) & 1) === 1);
    const right = y.filter((_, row) => ((set >> x[row]!) & 1) === 0);
    if (left.length > 0 && right.length > 0) best = Math.min(best, within(left) + within(right));
  }
  return best;
}

const rowsOf = (target: fc.Arbitrary<number>) =>
  fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), target), { minLength: 4, maxLength: 30 });

test.each([
  ['numbers', rowsOf(fc.integer({ min: -50, max: 50 })), squaresWithin],
  ['two classes', rowsOf(fc.integer({ min: 0, max: 1 })), giniWithin],
] as const)(
  'for %s no division of categories into two is better than the one found',
  (kind, arbitrary, within) => {
    fc.assert(
      fc.property(arbitrary, (rows) => {
        const [x, y] = [rows.map(([code]) => code), rows.map(([, value]) => value)];
        const target: Target =
          kind === 'numbers' ? { kind: 'number', values: Float64Array.from(y) } : codes(y);
        const tree = grow([codes(x)], target, { rules: { minLeaf: 1, maxDepth: 1, complexity: 0 } });
        const leaves = [...leavesOf(tree, [codes(x)])];
        const sides = [...new Set(leaves.map(([, leaf]) => leaf))].map((leaf) =>
          leaves.filter(([, own]) => own === leaf).map(([row]) => y[row]!),
        );
        const reached = sides.reduce((sum, side) => sum + within(side), 0);
        expect(reached).toBeCloseTo(bestByTrying(x, y, within), 6);
      }),
      { seed: 3, numRuns: 200 },
    );
  },
);

describe('a tree', () => {
  const n = 400;
  const x = Array.from({ length: n }, (_, i) => Math.sin(i * 12.9) * 10);
  const colour = Array.from({ length: n }, (_, i) => (i * 7) % 40);
  const y = x.map((value, i) => (value > 2 ? 30 : 0) + (colour[i]! > 31 ? 8 : 0) + Math.cos(i));
  const target: Target = { kind: 'number', values: Float64Array.from(y) };
  const predictors = [numbers(x), codes(colour)];

  test('puts every row into the leaf that lists it, and keeps leaves as large as asked', () => {
    const tree = grow(predictors, target);
    for (const [row, leaf] of leavesOf(tree, predictors)) {
      expect(tree.members.subarray(tree.starts[leaf], tree.ends[leaf])).toContain(row);
    }
    const sizes = Array.from(tree.splits, (split, node) =>
      split < 0 ? tree.ends[node]! - tree.starts[node]! : 5,
    );
    expect(Math.min(...sizes)).toBe(5);
    expect(Float64Array.from(tree.members).sort()).toEqual(Float64Array.from({ length: n }, (_, row) => row));
  });

  test('stops at the depth, and where a split gains too little', () => {
    const depthOf = (tree: Tree, node = 0): number =>
      tree.splits[node]! < 0
        ? 0
        : 1 + Math.max(depthOf(tree, tree.lefts[node]), depthOf(tree, tree.rights[node]));
    expect(depthOf(grow(predictors, target, { rules: { ...rules, maxDepth: 3 } }))).toBe(3);
    const coarse = grow(predictors, target, { rules: { ...rules, complexity: 0.5 } });
    expect([coarse.splits.length, coarse.splits[0]]).toEqual([3, 0]);
    expect(coarse.thresholds[0]).toBeCloseTo(2, 0);
  });

  test('of a constant target, of no rows and of too few rows is one leaf', () => {
    const constant: Target = { kind: 'number', values: new Float64Array(n).fill(0.1) };
    expect(grow(predictors, constant).splits).toEqual(Int32Array.of(-1));
    expect(grow(predictors, target, { rows: new Int32Array() }).splits).toEqual(Int32Array.of(-1));
    expect(grow(predictors, target, { rows: Int32Array.of(1, 5, 9) }).splits).toEqual(Int32Array.of(-1));
  });

  test('splits off what is missing (-Infinity) and infinite numbers', () => {
    const gaps = x.map((_, i) => (i % 3 === 0 ? -Infinity : i % 3 === 1 ? 5 : Infinity));
    const wanted: Target = { kind: 'number', values: Float64Array.from(gaps, (_, i) => (i % 3) * 10) };
    const tree = grow([numbers(gaps)], wanted);
    const leaves = leavesOf(tree, [numbers(gaps)]);
    expect(new Set(leaves.values()).size).toBe(3);
    for (let row = 3; row < n; row++) expect(leaves.get(row)).toBe(leaves.get(row % 3));
  });

  test('takes only the strongest predictors where there are too many, whichever task asks', () => {
    const noise = Array.from({ length: 6 }, (_, of) =>
      numbers(x.map((_value, i) => Math.sin(i * (of + 3.7)))),
    );
    const task: TreesTask = {
      ...{
        columns: [...noise, numbers(x), codes(colour)],
        rows: n,
        rules,
        mostPredictors: 2,
        hasBandwidths: true,
      },
      wishes: [{ target, rows: null, before: 8 }],
    };
    const [grown] = growTrees.run(task, () => undefined) as readonly GrownTree[];
    expect(Array.from(grown!.predictors)).toEqual([6, 7]);
  });
});

describe('drawing rows', () => {
  const n = 2000;
  const x = Array.from({ length: n }, (_, i) => rowRandom(7, i).normal());
  const y = x.map((value, i) => 2 * value + 0.5 * rowRandom(8, i).normal());
  const columns = [numbers(x), numbers(y)];
  const all = Int32Array.from({ length: n }, (_, row) => row);
  const treeOf = (before: number, values: readonly number[]) => ({
    tree: grow(
      columns.slice(0, before),
      { kind: 'number', values: Float64Array.from(values) },
      { rows: all },
    ),
    predictors: Int32Array.from({ length: before }, (_, place) => place),
  });
  const draws: ColumnDraw[] = [
    { tree: treeOf(0, x), values: null, smoothing: null },
    { tree: treeOf(1, y), values: null, smoothing: null },
  ];
  const numbered = (rows: number, first = 0) => Float64Array.from({ length: rows }, (_, n) => first + n);
  const task: DrawTask = { columns, draws, starts: null, numbers: numbered(4000), seed: 1 };
  const drawnOf = (more: Partial<DrawTask> = {}) =>
    drawRows.run({ ...task, ...more }, () => undefined) as readonly DrawnColumn[];

  test('gives the same rows however they are divided, and others for another seed', () => {
    const whole = drawnOf();
    const parts = [drawnOf({ numbers: numbered(1500) }), drawnOf({ numbers: numbered(2500, 1500) })];
    for (const at of [0, 1]) {
      expect([...parts[0]![at]!.donors, ...parts[1]![at]!.donors]).toEqual([...whole[at]!.donors]);
    }
    expect(drawnOf({ seed: 2 })[0]!.donors).not.toEqual(whole[0]!.donors);
  });

  test('keeps what columns say of each other: the correlation of the drawn rows is that of the real ones', () => {
    const [first, second] = drawnOf();
    const correlation = (a: readonly number[], b: readonly number[]): number => {
      const mean = (values: readonly number[]) =>
        values.reduce((sum, value) => sum + value, 0) / values.length;
      const [ma, mb] = [mean(a), mean(b)];
      const sum = (of: (i: number) => number) => a.reduce((total, _, i) => total + of(i), 0);
      return (
        sum((i) => (a[i]! - ma) * (b[i]! - mb)) /
        Math.sqrt(sum((i) => (a[i]! - ma) ** 2) * sum((i) => (b[i]! - mb) ** 2))
      );
    };
    const made = correlation(
      Array.from(first!.donors, (row) => x[row]!),
      Array.from(second!.donors, (row) => y[row]!),
    );
    expect(correlation(x, y)).toBeGreaterThan(0.95);
    expect(Math.abs(made - correlation(x, y))).toBeLessThan(0.02);
  });

  test('smooths within the bounds and to the digits of the column', () => {
    const smoothing = { low: -1, high: 1, unit: 0, decimals: 2 };
    const [first] = drawnOf({ draws: [{ ...draws[0]!, smoothing }, draws[1]!] });
    const values = Array.from(first!.values!).filter((value) => !Number.isNaN(value));
    expect(values.length).toBeGreaterThan(3000);
    for (const value of values) {
      expect(Math.abs(value)).toBeLessThanOrEqual(1);
      expect(Math.round(value * 100) / 100).toBe(value);
    }
  });

  test('draws gaps by the tree of gaps and numbers by the tree of numbers', () => {
    const lacks = Uint8Array.from(x, (value) => (value > 0 ? 1 : 0));
    const gapTree = {
      tree: grow([columns[0]!], { kind: 'category', codes: lacks }, { rows: all }),
      predictors: Int32Array.of(0),
    };
    const rows = all.filter((row) => lacks[row] === 0);
    const values = {
      tree: grow([columns[0]!], { kind: 'number', values: Float64Array.from(y) }, { rows }),
      predictors: Int32Array.of(0),
    };
    const gappy = {
      ...draws[1]!,
      tree: gapTree,
      values: { tree: { tree: values.tree, predictors: values.predictors }, lacks },
    };
    const [first, second] = drawnOf({ draws: [draws[0]!, gappy] });
    let agreeing = 0;
    second!.donors.forEach((row, at) => {
      if (lacks[row] === (x[first!.donors[at]!]! > 0 ? 1 : 0)) agreeing += 1;
    });
    expect(agreeing / 4000).toBeGreaterThan(0.99);
  });
});
