import type { RunContext } from '../../../core/run-context';
import type { Space } from '../../../kernels/neighbour-graph/space';
import { classShares, findByValueDifference } from '../../../kernels/resampling/value-difference';
import type { ClassRows } from './class-rows';

/** All features as categories, and the neighbours that they make. */
export interface VoteTables {
  /** The features, in the order of the code columns. */
  readonly names: readonly string[];
  codeAt(row: number, column: number): number;
  /** The k nearest rows of each row of a class within it, by their places among its members. */
  neighbours(context: RunContext, one: ClassRows, k: number): Promise<Int32Array>;
}

/** Takes every feature as a category: numbers by their values, what is missing as one of them. The space must be unscaled. */
export function voteTables(space: Space, labels: Int32Array): VoteTables {
  const { numeric, categories, codes, codeColumns, rows } = space;
  const columns = numeric.length + categories.length;
  const all = new Int32Array(rows * columns);
  numeric.forEach((_column, f) => lay(all, columns, f, ranksOf(numberKeys(space, f))));
  categories.forEach((_column, c) => {
    const own = Float64Array.from({ length: rows }, (_row, row) => codes[row * codeColumns + c]!);
    lay(all, columns, numeric.length + c, ranksOf(own));
  });
  const classes = labels.reduce((most, label) => Math.max(most, label + 1), 0);
  const shares = classShares(all, columns, labels, classes);
  return {
    names: [...numeric, ...categories].map(({ name }) => name),
    codeAt: (row, column) => all[row * columns + column]!,
    neighbours: (context, { members }, k) => {
      const own = new Int32Array(members.length * columns);
      members.forEach((row, place) =>
        own.set(all.subarray(row * columns, (row + 1) * columns), place * columns),
      );
      return findByValueDifference(context.kernels, { codes: own, columns, shares, classes, k }, (done, of) =>
        context.progress('neighbours', done / of),
      );
    },
  };
}

function lay(into: Int32Array, columns: number, column: number, codes: Int32Array): void {
  codes.forEach((code, row) => (into[row * columns + column] = code));
}

/** A number for each value of a numeric column; what is missing or not finite is beyond all others, by its kind. */
function numberKeys(
  { points, features, codes, codeColumns, categories, lacking, numeric, rows }: Space,
  f: number,
) {
  const gap = lacking.findIndex(({ name }) => name === numeric[f]!.name);
  return Float64Array.from({ length: rows }, (_, row) => {
    const lack = gap < 0 ? 0 : codes[row * codeColumns + categories.length + gap]!;
    return lack === 0 ? points[row * features + f]! : LACK_KEYS[lack]!;
  });
}

/** Keys for what a number lacks: above every finite double but for the largest ones. */
const LACK_KEYS = [
  0,
  Number.MAX_VALUE,
  1.7976931348623155e308,
  1.7976931348623153e308,
  1.797693134862315e308,
];

/** Codes from 0 in the order of the values. */
function ranksOf(values: Float64Array): Int32Array {
  const codes = new Map<number, number>();
  for (const value of values.slice().sort()) if (!codes.has(value)) codes.set(value, codes.size);
  return Int32Array.from(values, (value) => codes.get(value)!);
}

/** The median over the numeric features of the population standard deviation of some rows; 0 without such features. */
export function typicalSpread({ points, features }: Space, rows: Int32Array): number {
  if (features === 0) return 0;
  const spreads = Float64Array.from({ length: features }, (_, f) => {
    let mean = 0;
    for (const row of rows) mean += points[row * features + f]! / rows.length;
    let squares = 0;
    for (const row of rows) squares += (points[row * features + f]! - mean) ** 2 / rows.length;
    return Math.sqrt(squares);
  }).sort();
  const half = Math.floor(features / 2);
  return features % 2 === 1 ? spreads[half]! : (spreads[half - 1]! + spreads[half]!) / 2;
}
