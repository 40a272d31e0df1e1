import type { Kernel } from '../../core/run-context';
import type { ComparedRows } from '../neighbours/part';
import { randomState, type RandomState } from '../random-state';

/**
 * A tree that sorts rows into leaves. Its inner nodes each hold two rows of a sample, a and b: a row x goes left where |x - a|² - |x - b|²,
 * codes that differ included, is at most the node's threshold, the middle value of the sample there.
 */
export interface Tree {
  readonly features: number;
  readonly codeColumns: number;
  readonly mismatch: number;
  /** Node by node: 2 (b - a), d numbers. What |a|² - |b|² adds is part of the threshold. */
  readonly directions: Float64Array;
  /** Node by node: the codes of a, and those of b. */
  readonly codesOfA: Int32Array;
  readonly codesOfB: Int32Array;
  readonly thresholds: Float64Array;
  /** Two for each node, left and right: the number of a node, or -1 - the number of a leaf. Empty where the root is a leaf. */
  readonly children: Int32Array;
  readonly leaves: number;
}

/** A sample of rows, and how it is to be divided. */
export interface TreeSample extends ComparedRows {
  readonly rows: number;
  /** No leaf has more rows of the sample, unless they are equal. */
  readonly leafRows: number;
  readonly seed: number;
}

/** Pairs of rows tried for a node before it is taken for one of equal rows. */
const TRIES = 4;

/** Grows a tree from a sample: O(m · log m · (d + c)) for m rows. Depends on the sample and the seed alone. */
export const growTree: Kernel<TreeSample, Tree> = {
  name: 'grow-neighbour-tree',
  run: (sample, report) => {
    const { rows, features, codeColumns, mismatch, leafRows } = sample;
    const random = randomState(sample.seed);
    const nodes: Node[] = [];
    const children: number[] = [];
    let leaves = 0;
    let settled = 0;
    const growFrom = (members: Int32Array): number => {
      const split = members.length > leafRows ? divideNode(sample, members, random) : null;
      if (split === null) {
        settled += members.length;
        report(settled / rows);
        leaves += 1;
        return -leaves;
      }
      const at = nodes.push(split.node) - 1;
      children[2 * at] = growFrom(split.left);
      children[2 * at + 1] = growFrom(split.right);
      return at;
    };
    growFrom(Int32Array.from({ length: rows }, (_, row) => row));
    return {
      ...{ features, codeColumns, mismatch, leaves },
      directions: joined(
        new Float64Array(nodes.length * features),
        nodes.map(({ direction }) => direction),
      ),
      codesOfA: joined(
        new Int32Array(nodes.length * codeColumns),
        nodes.map(({ codesOfA }) => codesOfA),
      ),
      codesOfB: joined(
        new Int32Array(nodes.length * codeColumns),
        nodes.map(({ codesOfB }) => codesOfB),
      ),
      thresholds: Float64Array.from(nodes, ({ threshold }) => threshold),
      children: Int32Array.from(children),
    };
  },
};

function joined<Numbers extends Float64Array | Int32Array>(
  into: Numbers,
  parts: readonly Numbers[],
): Numbers {
  let at = 0;
  for (const part of parts) {
    into.set(part, at);
    at += part.length;
  }
  return into;
}

interface Node {
  readonly direction: Float64Array;
  readonly codesOfA: Int32Array;
  readonly codesOfB: Int32Array;
  readonly threshold: number;
}

interface Split {
  readonly node: Node;
  readonly left: Int32Array;
  readonly right: Int32Array;
}

/** Divides rows in halves; null where all those tried are equal. */
function divideNode(sample: TreeSample, members: Int32Array, random: RandomState): Split | null {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const a = members[random.below(members.length)]!;
    const b = members[random.below(members.length)]!;
    const between = betweenRows(sample, a, b);
    const values = Float64Array.from(members, (row) => sideOf(sample, row, between, 0));
    const sorted = values.slice().sort();
    const middle = sorted[(sorted.length - 1) >> 1]!;
    const most = sorted[sorted.length - 1]!;
    if (!(sorted[0]! < most)) continue;
    // The largest value alone would leave nothing to the right.
    const threshold = middle < most ? middle : sorted[sorted.indexOf(most) - 1]!;
    const isLeft = (_: number, i: number): boolean => values[i]! <= threshold;
    return {
      node: { ...between, threshold },
      left: members.filter(isLeft),
      right: members.filter((row, i) => !isLeft(row, i)),
    };
  }
  return null;
}

function betweenRows({ points, codes, features, codeColumns }: TreeSample, a: number, b: number) {
  const direction = new Float64Array(features);
  for (let f = 0; f < features; f++)
    direction[f] = 2 * (points[b * features + f]! - points[a * features + f]!);
  const codesOf = (row: number): Int32Array => codes.slice(row * codeColumns, (row + 1) * codeColumns);
  return { direction, codesOfA: codesOf(a), codesOfB: codesOf(b) };
}

/** What of a node is needed to tell on which side of it a row lies. */
interface Sides {
  readonly direction: Float64Array;
  readonly codesOfA: Int32Array;
  readonly codesOfB: Int32Array;
}

/** |x - a|² - |x - b|² of a row and the node at a place of the arrays, but for |a|² - |b|². */
function sideOf(
  { points, codes, features, codeColumns, mismatch }: ComparedRows,
  row: number,
  { direction, codesOfA, codesOfB }: Sides,
  node: number,
): number {
  let sum = 0;
  for (let f = 0, x = row * features, y = node * features; f < features; f++) {
    sum += points[x++]! * direction[y++]!;
  }
  let differing = 0;
  for (let c = 0, x = row * codeColumns, y = node * codeColumns; c < codeColumns; c++, x++, y++) {
    if (codes[x] !== codesOfA[y]) differing += 1;
    if (codes[x] !== codesOfB[y]) differing -= 1;
  }
  return sum + mismatch * differing;
}

/** Rows to be sorted into the leaves of trees. */
export interface RowsForTrees extends ComparedRows {
  readonly rows: number;
  readonly trees: readonly Tree[];
}

const ROWS_PER_REPORT = 1024;

/** The leaf of each row in each tree: a list for every tree. O(n · depth · (d + c)) for each. */
export const sortIntoLeaves: Kernel<RowsForTrees, Int32Array[]> = {
  name: 'sort-into-leaves',
  run: (rows, report) =>
    rows.trees.map((tree, place) =>
      leavesOf(rows, tree, (share) => report((place + share) / rows.trees.length)),
    ),
};

function leavesOf(rows: RowsForTrees, tree: Tree, report: (share: number) => void): Int32Array {
  const { directions, codesOfA, codesOfB, thresholds, children } = tree;
  const sides: Sides = { direction: directions, codesOfA, codesOfB };
  const leaves = new Int32Array(rows.rows);
  for (let row = 0; row < leaves.length; row++) {
    if (row % ROWS_PER_REPORT === 0) report(row / leaves.length);
    let node = children.length > 0 ? 0 : -1;
    while (node >= 0) {
      const isLeft = sideOf(rows, row, sides, node) <= thresholds[node]!;
      node = children[2 * node + (isLeft ? 0 : 1)]!;
    }
    leaves[row] = -1 - node;
  }
  return leaves;
}
