import type { Kernel } from '../../core/run-context';
import type { AugmentColumn } from './columns';
import { frequencyDraw, type FrequencyDraw } from './frequency';
import { jitterOf, mixOf, type MadeColumn, type RowRules } from './make-cell';
import { drawBeta, rowRandom, type RowRandom } from './row-random';

/** New rows to be made of real ones. */
export interface AugmentTask extends RowRules {
  readonly operation: 'jitter' | 'swap' | 'jitter and swap' | 'mixup';
  /** The columns that may change; all others are the parent's. */
  readonly columns: readonly AugmentColumn[];
  /** The class of each real row, by number from 0; -1 for a row that neither gives values nor is a partner. */
  readonly groups: Int32Array;
  /** The real row that each new row is made of. */
  readonly parents: Int32Array;
  /** The number by which each draws: what a row becomes depends on it and the seed alone. See `drawNumber`. */
  readonly numbers: Float64Array;
  readonly seed: number;
  /** The probability that a category is swapped. */
  readonly swap: number;
  /** Of the beta distribution that weights of two rows are drawn from. */
  readonly alpha: number;
}

/** What became of them. */
export interface AugmentedRows {
  readonly columns: readonly MadeColumn[];
  /** For mixup: the other row, -1 where the class has none; empty otherwise. */
  readonly partners: Int32Array;
  /** For mixup: the weight of the parent, from 0.5 to 1; empty otherwise. */
  readonly weights: Float64Array;
}

/** Cells between two reports: about 0.1 s. */
const CELLS_PER_REPORT = 1_000_000;

/**
 * Makes new rows of real ones: noise on numbers, categories swapped for others of the class by how often they occur, or two rows
 * mixed. Each row has its own random numbers, so that the rows of a task depend on nothing but their places. O(rows · columns), and
 * a sort of the distinct categories.
 */
export const augmentRows: Kernel<AugmentTask, AugmentedRows> = {
  name: 'augment-rows',
  run: (task, report) => {
    const { parents, columns, numbers, seed, operation } = task;
    const made = columns.map((column) => emptyColumn(column, parents.length));
    const isMix = operation === 'mixup';
    const partners = new Int32Array(isMix ? parents.length : 0).fill(-1);
    const weights = new Float64Array(isMix ? parents.length : 0).fill(1);
    const makeRow = isMix ? mixing(task, made, partners, weights) : changing(task, made);
    let unreported = 0;
    for (let n = 0; n < parents.length; n++) {
      makeRow(n, parents[n]!, rowRandom(seed, numbers[n]!));
      unreported += columns.length;
      if (unreported >= CELLS_PER_REPORT) {
        unreported = 0;
        report(n / parents.length);
      }
    }
    report(1);
    return { columns: made, partners, weights };
  },
};

function emptyColumn({ kind }: AugmentColumn, rows: number): MadeColumn {
  const donors = new Int32Array(rows).fill(-1);
  return { values: kind === 'number' ? new Float64Array(rows).fill(NaN) : null, donors, clamped: 0 };
}

type MakeRow = (n: number, parent: number, random: RowRandom) => void;

/** Changes the cells of one row each. */
function changing(task: AugmentTask, made: readonly MadeColumn[]): MakeRow {
  const { operation, columns, groups, swap } = task;
  const jitters = operation !== 'swap';
  const swaps = operation !== 'jitter';
  const draws = columns.map((column): FrequencyDraw | null =>
    swaps && column.kind === 'category' ? frequencyDraw(column.codes, groups) : null,
  );
  return (n, parent, random) => {
    columns.forEach((column, at) => {
      const cell = made[at]!;
      if (column.kind === 'number') {
        if (jitters) jitterOf(column, cell, n, parent, task, random);
        return;
      }
      const code = column.codes[parent]!;
      if (code < 0 || draws[at] === null || random.uniform() >= swap) return;
      cell.donors[n] = draws[at]!.other(groups[parent]!, code, random);
    });
  };
}

/** Mixes two rows of a class each. */
function mixing(
  { columns, groups, alpha, rounding }: AugmentTask,
  made: readonly MadeColumn[],
  partners: Int32Array,
  weights: Float64Array,
): MakeRow {
  const { members, places } = membersOf(groups);
  return (n, parent, random) => {
    const kin = members.get(groups[parent]!);
    if (kin === undefined || kin.length < 2) return;
    const drawn = random.below(kin.length - 1);
    const partner = kin[drawn >= places[parent]! ? drawn + 1 : drawn]!;
    const weight = drawBeta(random, alpha);
    partners[n] = partner;
    weights[n] = Math.max(weight, 1 - weight);
    columns.forEach((column, at) =>
      mixOf(column, made[at]!, n, { parent, partner, weight: weights[n]!, rounding }, random),
    );
  };
}

/** The rows of each class in order, and the place of each row among those of its class. */
function membersOf(groups: Int32Array): { members: Map<number, number[]>; places: Int32Array } {
  const members = new Map<number, number[]>();
  const places = new Int32Array(groups.length);
  groups.forEach((group, row) => {
    if (group < 0) return;
    const own = members.get(group) ?? [];
    members.set(group, own);
    places[row] = own.push(row) - 1;
  });
  return { members, places };
}
