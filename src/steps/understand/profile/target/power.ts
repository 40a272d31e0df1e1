import { growCuts, leafOf, type Outcomes } from './one-column-tree';

/** Parts that the rows are divided into; each is foretold from the others. */
const FOLDS = 4;
/** Fewer rows say nothing about what would hold on others. */
export const LEAST_ROWS = 20;
/** The base rate counts as so many rows in each leaf. */
const PRIOR = 1;

/** How well a column alone foretells the target, and how much that differs from fold to fold. */
export interface Power {
  readonly power: number;
  readonly least: number;
  readonly most: number;
}

/** A column to be judged: measured values that are cut by a tree, or codes that each are a leaf. NaN is a leaf of its own. */
export interface Predictor {
  readonly values: Float64Array;
  readonly isMeasured: boolean;
}

/**
 * The share of the squared error of a guess without the column that knowing it takes away, on rows not used for fitting: with
 * four folds (row i is in fold i modulo 4), what each leaf foretells is its mean in the other folds, drawn towards the mean of
 * all by the weight of one row. For numbers that is R² (of a tree, or of a line through the ranks of a measured column, whichever
 * foretells better); for classes the error is Brier's, and the share an out-of-fold Goodman and Kruskal's tau. Null where the
 * guess makes no error. Below 0 counts as 0.
 */
export function powerOf(predictor: Predictor, outcomes: Outcomes): Power | null {
  const tree = powerOfErrors(folds(leafErrors(predictor, outcomes)));
  if (tree === null || !predictor.isMeasured || outcomes.slots > 1) return tree;
  const ranks = rankOutcomes(predictor.values).amount;
  const line = powerOfErrors(folds((fold) => lineErrors(ranks, predictor.values, outcomes.amount, fold)));
  return line !== null && line.power > tree.power ? line : tree;
}

/** Squared errors on the rows of a fold: of the guess without the column, and with it. */
interface Errors {
  readonly blind: number;
  readonly seen: number;
}

const folds = (errors: (fold: number) => Errors): Errors[] =>
  Array.from({ length: FOLDS }, (_, fold) => errors(fold));

function powerOfErrors(errors: readonly Errors[]): Power | null {
  const blind = errors.reduce((sum, each) => sum + each.blind, 0);
  const seen = errors.reduce((sum, each) => sum + each.seen, 0);
  if (!(blind > 0)) return null;
  const shares = errors.filter((each) => each.blind > 0).map((each) => share(each.seen, each.blind));
  return { power: share(seen, blind), least: Math.min(...shares), most: Math.max(...shares) };
}

/** The errors of the leaves of a column: of its codes, or of a tree grown in the other folds. */
function leafErrors({ values, isMeasured }: Predictor, outcomes: Outcomes): (fold: number) => Errors {
  if (!isMeasured) {
    const { leaves, count } = leavesOfCodes(values);
    return (fold) => errorsOf(leaves, count, outcomes, fold);
  }
  const order = sortedRows(values);
  return (fold) => treeErrors(values, order, outcomes, fold);
}

function treeErrors(values: Float64Array, order: Uint32Array, outcomes: Outcomes, fold: number): Errors {
  const cuts = growCuts(
    values,
    order.filter((row) => row % FOLDS !== fold),
    outcomes,
  );
  const leaves = Uint32Array.from(values, (value) =>
    Number.isNaN(value) ? cuts.length + 1 : leafOf(value, cuts),
  );
  return errorsOf(leaves, cuts.length + 2, outcomes, fold);
}

/** A line through the ranks of both, by least squares in the other folds; a row without a value gets the mean. */
function lineErrors(x: Float64Array, values: Float64Array, y: Float64Array, fold: number): Errors {
  const isIn = (row: number): boolean => row % FOLDS !== fold && !Number.isNaN(values[row]!);
  let [n, meanX, meanY, all, meanAll] = [0, 0, 0, 0, 0];
  for (let row = 0; row < x.length; row++) {
    if (row % FOLDS !== fold) meanAll += (y[row]! - meanAll) / ++all;
    if (!isIn(row)) continue;
    n++;
    meanX += (x[row]! - meanX) / n;
    meanY += (y[row]! - meanY) / n;
  }
  let [xx, xy] = [0, 0];
  for (let row = 0; row < x.length; row++) {
    if (!isIn(row)) continue;
    xx += (x[row]! - meanX) ** 2;
    xy += (x[row]! - meanX) * (y[row]! - meanY);
  }
  const slope = xx > 0 ? xy / xx : 0;
  let [blind, seen] = [0, 0];
  for (let row = fold; row < x.length; row += FOLDS) {
    blind += (y[row]! - meanAll) ** 2;
    const told = Number.isNaN(values[row]!) ? meanAll : meanY + slope * (x[row]! - meanX);
    seen += (y[row]! - told) ** 2;
  }
  return { blind, seen };
}

/** What rounding leaves of nothing is nothing. */
function share(seen: number, blind: number): number {
  const gone = 1 - seen / blind;
  return gone < 1e-12 ? 0 : Math.min(1, gone);
}

/** The rows with a value, ascending by it. */
function sortedRows(values: Float64Array): Uint32Array {
  const rows = Uint32Array.from(values.keys()).filter((row) => !Number.isNaN(values[row]!));
  return rows.sort((a, b) => values[a]! - values[b]! || a - b);
}

function leavesOfCodes(values: Float64Array): { leaves: Uint32Array; count: number } {
  const places = new Map<number, number>();
  const leaves = Uint32Array.from(values, (value) => {
    const known = places.get(value) ?? places.size;
    places.set(value, known);
    return known;
  });
  return { leaves, count: places.size };
}

/** Squared errors on the rows of one fold: of the mean of the other folds, and of the mean of the leaf there. */
function errorsOf(
  leaves: Uint32Array,
  count: number,
  { slots, slot, amount }: Outcomes,
  fold: number,
): Errors {
  const sums = new Float64Array(count * slots);
  const sizes = new Float64Array(count);
  const all = new Float64Array(slots);
  let n = 0;
  for (let row = 0; row < leaves.length; row++) {
    if (row % FOLDS === fold) continue;
    const leaf = leaves[row]!;
    sums[leaf * slots + slot[row]!]! += amount[row]!;
    sizes[leaf]!++;
    all[slot[row]!]! += amount[row]!;
    n++;
  }
  if (n === 0) return { blind: 0, seen: 0 };
  const base = all.map((sum) => sum / n);
  const told = new Float64Array(count * slots);
  const squares = new Float64Array(count);
  for (let leaf = 0; leaf < count; leaf++) {
    for (let k = 0; k < slots; k++) {
      const value = (sums[leaf * slots + k]! + PRIOR * base[k]!) / (sizes[leaf]! + PRIOR);
      told[leaf * slots + k] = value;
      squares[leaf]! += value * value;
    }
  }
  const baseSquares = base.reduce((sum, each) => sum + each * each, 0);
  let [blind, seen] = [0, 0];
  for (let row = fold; row < leaves.length; row += FOLDS) {
    const [leaf, k, a] = [leaves[row]!, slot[row]!, amount[row]!];
    blind += a * a - 2 * a * base[k]! + baseSquares;
    seen += a * a - 2 * a * told[leaf * slots + k]! + squares[leaf]!;
  }
  return { blind, seen };
}

/** Numbers as outcomes: their mid-ranks, from 0 to 1, so that a few extreme ones do not decide. */
export function rankOutcomes(values: Float64Array): Outcomes {
  const order = sortedRows(values);
  const amount = new Float64Array(values.length);
  for (let from = 0; from < order.length;) {
    let to = from + 1;
    while (to < order.length && values[order[to]!] === values[order[from]!]) to++;
    for (let i = from; i < to; i++) amount[order[i]!] = (from + to) / 2 / order.length;
    from = to;
  }
  return { slots: 1, slot: new Uint8Array(values.length), amount };
}

/** Codes of classes, from 0, as outcomes. */
export function classOutcomes(codes: Float64Array, classes: number): Outcomes {
  return { slots: classes, slot: Uint8Array.from(codes), amount: new Float64Array(codes.length).fill(1) };
}
