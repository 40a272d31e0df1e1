import type { CountedRows } from './counted';
import { meanOfKnown, ratio } from './confusion';
import { calibrationBinsOf, type Probabilities } from './probability';
import { rankByScore } from './ranking';
import { areasOf, stepsOf, type Areas } from './steps';

/** Bins of the calibration error. */
const CALIBRATION_BINS = 10;

/**
 * Some classes, each against all others, as tables of rows x classes, row by row: one pass over the rows then counts for all of them,
 * the additions of one class not waiting for those of another.
 */
export interface Sides {
  readonly count: number;
  /** Where the row counts in one array of the steps of all classes; that of a class begins at its start, the last start is its end. */
  readonly places: Int32Array;
  readonly starts: Int32Array;
  /** Where the row counts in one array of the calibration bins of all classes, and what its probability is off. */
  readonly bins: Uint16Array;
  readonly gaps: Float64Array;
}

/** The sides of these classes. Cost: a sort per class. */
export function sidesOf(truth: Int32Array, probabilities: Probabilities, told: readonly number[]): Sides {
  const count = told.length;
  const cells = truth.length * count;
  const starts = new Int32Array(count + 1);
  const [places, bins, gaps] = [new Int32Array(cells), new Uint16Array(cells), new Float64Array(cells)];
  for (const [side, of] of told.entries()) {
    const p = probabilities[of]!;
    const isOf = truth.map((code) => (code === of ? 1 : 0));
    const steps = stepsOf(rankByScore(p), isOf);
    const binned = calibrationBinsOf(p, CALIBRATION_BINS);
    starts[side + 1] = starts[side]! + 2 * steps.count;
    for (let row = 0, cell = side; row < truth.length; row++, cell += count) {
      places[cell] = starts[side]! + steps.places[row]!;
      bins[cell] = side * CALIBRATION_BINS + binned[row]!;
      gaps[cell] = p[row]! - isOf[row]!;
    }
  }
  return { count, places, starts, bins, gaps };
}

/** The areas under the curves of each class, and the mean over the classes of the expected calibration error. */
export interface SideFigures {
  readonly areas: readonly Areas[];
  /** Σ |Σ w (p − y)| over the bins of a class, by the weight of all. */
  readonly calibrationError: number | null;
}

/** What is told of the sides where each row counts as often as is said. Cost: two additions per row and class. */
export function judgeSides({ count, places, starts, bins, gaps }: Sides, counted: CountedRows): SideFigures {
  const { rows, counts, total } = counted;
  const sums = new Float64Array(starts[count]!);
  const off = new Float64Array(count * CALIBRATION_BINS);
  for (let i = 0; i < rows.length; i++) {
    const times = counts[i]!;
    const end = (rows[i]! + 1) * count;
    for (let cell = end - count; cell < end; cell++) {
      const place = places[cell]!;
      const bin = bins[cell]!;
      sums[place] = sums[place]! + times;
      off[bin] = off[bin]! + times * gaps[cell]!;
    }
  }
  const sides = Array.from({ length: count }, (_, side) => side);
  return {
    areas: sides.map((side) => areasOf(sums.subarray(starts[side], starts[side + 1]))),
    calibrationError: meanOfKnown(
      sides.map((side) => {
        const binsOfSide = off.subarray(side * CALIBRATION_BINS, (side + 1) * CALIBRATION_BINS);
        return ratio(
          binsOfSide.reduce((sum, gap) => sum + Math.abs(gap), 0),
          total,
        );
      }),
    ),
  };
}
