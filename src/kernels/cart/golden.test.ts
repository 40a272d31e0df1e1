import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { growCart } from './grow';
import { orderOf } from './order';
import type { Predictor, Target } from './tree';

interface GoldenCase {
  readonly kind: 'regression' | 'classification';
  readonly depth: number | null;
  readonly columns: readonly (readonly number[])[];
  readonly target: readonly number[];
  readonly tree: {
    readonly splits: readonly number[];
    readonly thresholds: readonly number[];
    readonly rows: readonly number[];
  };
}

interface Golden {
  readonly versions: Readonly<Record<string, string>>;
  readonly min_leaf: number;
  readonly cases: readonly GoldenCase[];
}

const golden = JSON.parse(readFileSync(new URL('fixtures/golden.json', import.meta.url), 'utf8')) as Golden;

test.each(golden.cases)(
  'a tree of $kind to depth $depth is that of scikit-learn, node by node',
  ({ kind, depth, columns, target, tree }) => {
    const predictors = columns.map((values): Predictor => ({
      kind: 'number',
      values: Float64Array.from(values),
    }));
    const wanted: Target =
      kind === 'regression'
        ? { kind: 'number', values: Float64Array.from(target) }
        : { kind: 'category', codes: Uint8Array.from(target) };
    const grown = growCart({
      hasBandwidths: true,
      predictors,
      orders: columns.map((values) => orderOf(Float64Array.from(values))),
      target: wanted,
      rows: Int32Array.from(target, (_, row) => row),
      rules: { minLeaf: golden.min_leaf, maxDepth: depth ?? 1000, complexity: 0 },
    });
    expect(Array.from(grown.splits)).toEqual(tree.splits);
    expect(Array.from(grown.ends, (end, node) => end - grown.starts[node]!)).toEqual(tree.rows);
    tree.thresholds.forEach((threshold, node) => {
      if (tree.splits[node]! >= 0) expect(grown.thresholds[node]).toBeCloseTo(threshold, 10);
    });
  },
);
