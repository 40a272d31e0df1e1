import { categoryRoom, splitCodesByCategory, splitNumbersByCategory, type NodeRows } from './category-split';
import { NodeList } from './nodes';
import { noSplit, splitCodesByNumber, splitNumbersByNumber, type BestSplit } from './number-split';
import { bandwidthOf } from './bandwidth';
import { isIn, type Predictor, type Target, type Tree, type TreeRules } from './tree';

/** What a tree is grown from. */
export interface GrowInput {
  readonly predictors: readonly Predictor[];
  /** The order of all rows by each predictor of numbers, from `orderOf`; null for a category. */
  readonly orders: readonly (Int32Array | null)[];
  readonly target: Target;
  /** The rows to grow from, ascending. */
  readonly rows: Int32Array;
  readonly rules: TreeRules;
  /** True where leaves of numbers are to have the noise that smooths them: a sort for each. */
  readonly hasBandwidths: boolean;
  /** Told of the work done: rows looked at, times predictors, and the share of rows that lie in leaves. */
  readonly onWork?: (work: number, settled: number) => void;
}

/** The target of a tree as splits are found for it. */
interface Judge {
  /** Sums or counts of a node; gives its impurity times its rows. */
  enter(node: NodeRows): number;
  tryNumber(node: NodeRows, order: Int32Array, x: Float64Array, predictor: number, best: BestSplit): void;
  tryCategory(node: NodeRows, x: Uint8Array, predictor: number, best: BestSplit): void;
}

/**
 * Grows a classification tree (Gini) or a regression tree (variance) as CART does (Breiman and others 1984): every split of every
 * predictor is tried, the first of equally good ones taken. Splits by numbers lie half way between two values, as in scikit-learn.
 * O(rows · predictors) for each level; the orders are copied: 4 bytes for each row and predictor.
 */
export function growCart(input: GrowInput): Tree {
  const { predictors, target, rows, rules } = input;
  const members = rows.slice();
  const orders = ordersWithin(input);
  const judge = target.kind === 'number' ? judgeNumbers(target.values, rows) : judgeCodes(target.codes, rows);
  const goesLeft = new Uint8Array(lengthOf(target));
  const room = new Int32Array(rows.length);
  const nodes = new NodeList();
  const open: { start: number; end: number; depth: number; parent: number; isLeft: boolean }[] = [];
  let risk = 0;
  let settled = 0;
  open.push({ start: 0, end: members.length, depth: 0, parent: -1, isLeft: true });
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { start, end, depth, parent, isLeft } = next;
    const stretch: NodeRows = { members, start, end, minLeaf: rules.minLeaf };
    const impurity = judge.enter(stretch);
    if (parent < 0) risk = impurity;
    const node = nodes.add(start, end, parent, isLeft);
    const mayDivide = end - start >= 2 * rules.minLeaf && depth < rules.maxDepth && impurity > 0;
    const best = mayDivide ? bestSplit(stretch, predictors, orders, judge) : noSplit();
    if (best.predictor < 0 || best.gain <= rules.complexity * risk) {
      if (target.kind === 'number' && input.hasBandwidths)
        nodes.setBandwidth(node, bandwidthOf(target.values, members, start, end));
      settled += end - start;
      continue;
    }
    nodes.divide(node, best);
    const middle = divide(stretch, predictors, orders, best, goesLeft, room);
    open.push({ start: middle, end, depth: depth + 1, parent: node, isLeft: false });
    open.push({ start, end: middle, depth: depth + 1, parent: node, isLeft: true });
    input.onWork?.((end - start) * Math.max(1, predictors.length), settled / members.length);
  }
  return nodes.finish(members);
}

/** How much the best first split by each predictor lessens the impurity: what predictors are chosen by where there are too many. */
export function firstGains(input: GrowInput): Float64Array {
  const { predictors, orders, target, rows, rules, onWork } = input;
  const judge = target.kind === 'number' ? judgeNumbers(target.values, rows) : judgeCodes(target.codes, rows);
  const stretch: NodeRows = { members: rows, start: 0, end: rows.length, minLeaf: rules.minLeaf };
  if (rows.length < 2 * rules.minLeaf || !(judge.enter(stretch) > 0)) {
    return new Float64Array(predictors.length);
  }
  const isThere = marksOf(rows, lengthOf(target));
  return Float64Array.from(predictors, (predictor, at) => {
    const order = orders[at] ?? null;
    const gain = bestSplit(
      stretch,
      [predictor],
      [order === null ? null : within(order, isThere, rows)],
      judge,
    ).gain;
    onWork?.(rows.length, 0);
    return gain;
  });
}

const lengthOf = (target: Target): number =>
  target.kind === 'number' ? target.values.length : target.codes.length;

function marksOf(rows: Int32Array, length: number): Uint8Array {
  const marks = new Uint8Array(length);
  for (const row of rows) marks[row] = 1;
  return marks;
}

function within(order: Int32Array, isThere: Uint8Array, rows: Int32Array): Int32Array {
  return order.length === rows.length ? order.slice() : order.filter((row) => isThere[row] === 1);
}

function ordersWithin({ orders, rows, target }: GrowInput): (Int32Array | null)[] {
  const isThere = marksOf(rows, lengthOf(target));
  return orders.map((order) => (order === null ? null : within(order, isThere, rows)));
}

function bestSplit(
  node: NodeRows,
  predictors: readonly Predictor[],
  orders: readonly (Int32Array | null)[],
  judge: Judge,
): BestSplit {
  const best = noSplit();
  predictors.forEach((predictor, at) => {
    if (predictor.kind === 'number') judge.tryNumber(node, orders[at]!, predictor.values, at, best);
    else judge.tryCategory(node, predictor.codes, at, best);
  });
  return best;
}

function judgeNumbers(values: Float64Array, rows: Int32Array): Judge {
  // Sums of what is left after the mean keep the digits that differences need.
  const mean = meanOf(values, rows);
  const y = values.map((value) => value - mean);
  const room = categoryRoom(1);
  let sum = 0;
  return {
    enter: ({ members, start, end }) => {
      sum = 0;
      let squares = 0;
      for (let at = start; at < end; at++) {
        const value = y[members[at]!]!;
        sum += value;
        squares += value * value;
      }
      const impurity = squares - (sum * sum) / (end - start);
      // What rounding leaves of a constant is no impurity.
      return impurity > squares * 1e-14 && impurity < Infinity ? impurity : 0;
    },
    tryNumber: ({ start, end, minLeaf }, order, x, predictor, best) =>
      splitNumbersByNumber({ order, start, end, minLeaf }, x, y, sum, predictor, best),
    tryCategory: (node, x, predictor, best) => splitNumbersByCategory(node, x, y, sum, predictor, best, room),
  };
}

function meanOf(values: Float64Array, rows: Int32Array): number {
  let mean = 0;
  for (const row of rows) mean += values[row]! / rows.length;
  return mean;
}

function judgeCodes(codes: Uint8Array, rows: Int32Array): Judge {
  const classes = rows.reduce((most, row) => Math.max(most, codes[row]! + 1), 1);
  const counts = new Int32Array(classes);
  const sides = { left: new Int32Array(classes), right: new Int32Array(classes) };
  const room = categoryRoom(classes);
  return {
    enter: ({ members, start, end }) => {
      counts.fill(0);
      for (let at = start; at < end; at++) counts[codes[members[at]!]!]! += 1;
      let squares = 0;
      for (const count of counts) squares += count * count;
      return end - start - squares / Math.max(1, end - start);
    },
    tryNumber: ({ start, end, minLeaf }, order, x, predictor, best) =>
      splitCodesByNumber({ order, start, end, minLeaf }, x, codes, counts, sides, predictor, best),
    tryCategory: (node, x, predictor, best) =>
      splitCodesByCategory(node, x, codes, counts, predictor, best, room),
  };
}

/** Puts the rows that go left before the others, in the members and in every order, each keeping its sequence; gives the place between. */
function divide(
  { members, start, end, minLeaf }: NodeRows,
  predictors: readonly Predictor[],
  orders: readonly (Int32Array | null)[],
  best: BestSplit,
  goesLeft: Uint8Array,
  room: Int32Array,
): number {
  const predictor = predictors[best.predictor]!;
  for (let at = start; at < end; at++) {
    const row = members[at]!;
    const isLeft =
      predictor.kind === 'number'
        ? predictor.values[row]! <= best.threshold
        : isIn(predictor.codes[row]!, best.lowSet, best.highSet);
    goesLeft[row] = isLeft ? 1 : 0;
  }
  const middle = partition(members, start, end, goesLeft, room);
  // Where both sides are leaves for certain nobody asks for their order.
  if (Math.max(middle - start, end - middle) < 2 * minLeaf) return middle;
  for (const order of orders) if (order !== null) partition(order, start, end, goesLeft, room);
  return middle;
}

function partition(
  order: Int32Array,
  start: number,
  end: number,
  goesLeft: Uint8Array,
  room: Int32Array,
): number {
  let left = start;
  let right = 0;
  for (let at = start; at < end; at++) {
    const row = order[at]!;
    if (goesLeft[row] === 1) order[left++] = row;
    else room[right++] = row;
  }
  for (let at = 0; at < right; at++) order[left + at] = room[at]!;
  return left;
}
