import type { Kernel } from '../../core/run-context';
import { clamped, toGrain, type Grain } from '../augment-rows/grain';
import { rowRandom, type RowRandom } from '../augment-rows/row-random';
import type { GrownTree } from './grow-trees';
import { leafOf, type Predictor, type RowValues } from './tree';

/** A column of numbers whose drawn values are smoothed: bounds and grain of what is drawn. */
export interface Smoothing extends Grain {
  readonly low: number;
  readonly high: number;
}

/** How a column is drawn, in the order of the sequence. */
export interface ColumnDraw {
  /** The tree of the column; of numbers with gaps, the tree that says whether there is a number, whose leaves hold rows of both kinds. */
  readonly tree: GrownTree;
  /** Of numbers with gaps: the tree of the numbers, and for each real row 0 where it has one. */
  readonly values: { readonly tree: GrownTree; readonly lacks: Uint8Array } | null;
  readonly smoothing: Smoothing | null;
}

/** Rows to be drawn column by column. */
export interface DrawTask {
  /** The real columns in the order of the sequence. */
  readonly columns: readonly Predictor[];
  readonly draws: readonly ColumnDraw[];
  /** For each new row the real row that it takes its first column from; null where that is drawn as well. */
  readonly starts: Int32Array | null;
  /** The number by which each new row draws: what it becomes depends on it and the seed alone. See `drawNumber`. */
  readonly numbers: Float64Array;
  readonly seed: number;
}

/** Drawn columns: for each new row the real row that its value is of, and the smoothed number, NaN where the value was taken as it is. */
export interface DrawnColumn {
  readonly donors: Int32Array;
  readonly values: Float64Array | null;
}

/** Cells between two reports: about 0.1 s. */
const CELLS_PER_REPORT = 200_000;

/**
 * Draws new rows from sequential trees, as synthpop does (Nowok, Raab and Dibben 2016): a row goes down the tree of each column by the
 * values that it has so far, and takes the value of a real row of the leaf, each equally likely. Smoothing adds normal noise of the
 * leaf's bandwidth, within the bounds of the column. O(rows · columns · depth).
 */
export const drawRows: Kernel<DrawTask, DrawnColumn[]> = {
  name: 'draw-rows',
  run: ({ columns, draws, starts, numbers, seed }, report) => {
    const rows = numbers.length;
    const drawn = draws.map(({ smoothing }) => ({
      donors: new Int32Array(rows),
      values: smoothing === null ? null : new Float64Array(rows).fill(NaN),
    }));
    const own: RowValues = {
      isNumber: Uint8Array.from(columns, ({ kind }) => (kind === 'number' ? 1 : 0)),
      numbers: new Float64Array(columns.length),
      codes: new Uint8Array(columns.length),
    };
    let unreported = 0;
    for (let n = 0; n < rows; n++) {
      const random = rowRandom(seed, numbers[n]!);
      draws.forEach((draw, at) => {
        const cell = drawn[at]!;
        const isGiven = at === 0 && starts !== null;
        const { donor, leaf } = isGiven ? { donor: starts[n]!, leaf: -1 } : drawCell(draw, own, random);
        cell.donors[n] = donor;
        const column = columns[at]!;
        if (column.kind === 'category') {
          own.codes[at] = column.codes[donor]!;
          return;
        }
        const exact = column.values[donor]!;
        const smooth = leaf < 0 ? exact : smoothed(exact, draw, leaf, random);
        if (cell.values !== null && smooth !== exact) cell.values[n] = smooth;
        own.numbers[at] = smooth;
      });
      unreported += columns.length;
      if (unreported >= CELLS_PER_REPORT) {
        unreported = 0;
        report(n / rows);
      }
    }
    report(1);
    return drawn;
  },
};

/** Draws a real row for a cell, and tells the leaf of the tree of numbers that it was drawn from; -1 where it has no number. */
function drawCell(
  { tree, values }: ColumnDraw,
  own: RowValues,
  random: RowRandom,
): { readonly donor: number; readonly leaf: number } {
  const first = drawFrom(tree, own, random);
  if (values === null) return first;
  return values.lacks[first.donor]! > 0
    ? { donor: first.donor, leaf: -1 }
    : drawFrom(values.tree, own, random);
}

function drawFrom({ tree, predictors }: GrownTree, own: RowValues, random: RowRandom) {
  const leaf = leafOf(tree, predictors, own);
  const start = tree.starts[leaf]!;
  return { donor: tree.members[start + random.below(tree.ends[leaf]! - start)]!, leaf };
}

function smoothed(
  value: number,
  { tree, values, smoothing }: ColumnDraw,
  leaf: number,
  random: RowRandom,
): number {
  if (smoothing === null) return value;
  const width = (values?.tree ?? tree).tree.bandwidths[leaf]!;
  if (width === 0) return value;
  const { low, high } = smoothing;
  const moved = clamped(value + width * random.normal(), low, high);
  return clamped(toGrain(moved, smoothing, null), low, high);
}
