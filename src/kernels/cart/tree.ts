/** A column that a tree may split by. Numbers hold no NaN; what is missing is -Infinity. Codes are below 64. */
export type Predictor =
  | { readonly kind: 'number'; readonly values: Float64Array }
  | { readonly kind: 'category'; readonly codes: Uint8Array };

/** What a tree tells apart: finite numbers, or codes below 64. */
export type Target =
  | { readonly kind: 'number'; readonly values: Float64Array }
  | { readonly kind: 'category'; readonly codes: Uint8Array };

/** Codes that a category may have: a split holds a bit for each. */
export const MOST_CODES = 64;

/** When a tree stops. */
export interface TreeRules {
  /** Rows that a leaf holds at least. */
  readonly minLeaf: number;
  /** Splits on the way from the root to a leaf at most. */
  readonly maxDepth: number;
  /** A split must lessen the impurity of the whole by more than this share (the `cp` of rpart). */
  readonly complexity: number;
}

/** A grown tree; its nodes in the order of a walk, the left branch first. All arrays but the last have an entry a node. */
export interface Tree {
  /** The predictor that a node splits by, by its place among those given; -1 for a leaf. */
  readonly splits: Int32Array;
  /** Of a number: up to here a row goes left. */
  readonly thresholds: Float64Array;
  /** Of a category: bits of the codes that go left, 0 to 31 and 32 to 63. */
  readonly lowSets: Uint32Array;
  readonly highSets: Uint32Array;
  /** The nodes that follow; 0 in a leaf. */
  readonly lefts: Int32Array;
  readonly rights: Int32Array;
  /** The rows of a node, among `members`. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Of a leaf of numbers: the standard deviation of noise that smooths what is drawn from it; 0 elsewhere. */
  readonly bandwidths: Float64Array;
  /** All rows that the tree was grown from, leaf by leaf. */
  readonly members: Int32Array;
}

/** The values of one row by column: of numbers in `numbers`, of categories in `codes`. */
export interface RowValues {
  readonly isNumber: Uint8Array;
  readonly numbers: Float64Array;
  readonly codes: Uint8Array;
}

/** The leaf in which a row ends; `columns` says which of its columns each predictor is. */
export function leafOf(tree: Tree, columns: Int32Array, { isNumber, numbers, codes }: RowValues): number {
  let node = 0;
  for (;;) {
    const split = tree.splits[node]!;
    if (split < 0) return node;
    const column = columns[split]!;
    const isLeft =
      isNumber[column] === 1
        ? numbers[column]! <= tree.thresholds[node]!
        : isIn(codes[column]!, tree.lowSets[node]!, tree.highSets[node]!);
    node = isLeft ? tree.lefts[node]! : tree.rights[node]!;
  }
}

/** True where the bit of a code is set. */
export const isIn = (code: number, low: number, high: number): boolean =>
  ((code < 32 ? low >>> code : high >>> (code - 32)) & 1) === 1;
