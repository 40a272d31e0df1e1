import type { Kernel } from '../../core/run-context';
import { firstGains, growCart, type GrowInput } from './grow';
import { orderOf } from './order';
import type { Predictor, Target, Tree, TreeRules } from './tree';

/** A column that a tree is wanted for: which of its predictors, and from which rows. */
export interface TreeWish {
  readonly target: Target;
  /** Rows to grow from; null for all. */
  readonly rows: Int32Array | null;
  /** How many of the columns, from the first, it may split by. */
  readonly before: number;
}

/** Columns with trees to be grown for some of them. */
export interface TreesTask {
  readonly columns: readonly Predictor[];
  readonly rows: number;
  readonly wishes: readonly TreeWish[];
  readonly rules: TreeRules;
  /** Predictors of a tree at most: those whose first split is best. */
  readonly mostPredictors: number;
  /** True where what is drawn of numbers will be smoothed. */
  readonly hasBandwidths: boolean;
}

/** A tree with the columns that it may split by, by their places among the task's. */
export interface GrownTree {
  readonly tree: Tree;
  readonly predictors: Int32Array;
}

/** Rows times predictors between two reports: about 0.1 s. */
const WORK_PER_REPORT = 3_000_000;

/** Grows a tree for each wish, one after the other. The same trees however the wishes are divided among tasks. */
export const growTrees: Kernel<TreesTask, GrownTree[]> = {
  name: 'grow-trees',
  run: ({ columns, rows, wishes, rules, mostPredictors, hasBandwidths }, report) => {
    const orders: (Int32Array | null)[] = [];
    let grown = 0;
    const orderAt = (column: number): Int32Array | null => {
      const of = columns[column]!;
      if (of.kind !== 'number') return null;
      if (orders[column] === undefined) report(grown / wishes.length);
      return (orders[column] ??= orderOf(of.values));
    };
    const all = Int32Array.from({ length: rows }, (_, row) => row);
    let unreported = 0;
    return wishes.map((wish, done) => {
      grown = done;
      const onWork = (work: number, settled: number): void => {
        unreported += work;
        if (unreported < WORK_PER_REPORT) return;
        unreported = 0;
        report((done + settled) / wishes.length);
      };
      const inputOf = (places: Int32Array): GrowInput => ({
        predictors: Array.from(places, (place) => columns[place]!),
        orders: Array.from(places, orderAt),
        ...{ target: wish.target, rows: wish.rows ?? all, rules, hasBandwidths, onWork },
      });
      const before = Int32Array.from({ length: wish.before }, (_, place) => place);
      const predictors = before.length > mostPredictors ? strongest(before, inputOf, mostPredictors) : before;
      const tree = growCart(inputOf(predictors));
      report((done + 1) / wishes.length);
      return { tree, predictors };
    });
  },
};

/** The predictors whose first split says most, in the order of the columns. */
function strongest(places: Int32Array, inputOf: (places: Int32Array) => GrowInput, most: number): Int32Array {
  const gains = firstGains(inputOf(places));
  const byGain = places.slice().sort((one, other) => gains[other]! - gains[one]! || one - other);
  return byGain.slice(0, most).sort();
}
