import type { Kernel, Kernels } from '../../core/run-context';
import type { BlocksDone } from '../neighbours/find';

/** Rows of categories, and what their values say of the classes. */
export interface ValueDifferenceInput {
  /** n x f codes, row by row, each from 0. */
  readonly codes: Int32Array;
  readonly columns: number;
  /** Of each column the shares of the classes among the rows with a value, value by value; and how many classes there are. */
  readonly shares: readonly Float64Array[];
  readonly classes: number;
  /** The rows asked about: from this number up to, not including, that one. */
  readonly from: number;
  readonly to: number;
  readonly k: number;
}

const QUERIES_PER_REPORT = 16;
const CALLS = 16;

/**
 * The k nearest rows by the value difference metric (Stanfill and Waltz 1986; Wilson and Martinez 1997): the distance of two rows is
 * the sum over the columns of ( Σ_c |P(c|x) - P(c|y)| )². No row is its own neighbour; of equal distances the lower row first.
 * O(rows asked about · n · columns), with the differences of two values looked up.
 */
export const valueDifferenceNeighbours: Kernel<ValueDifferenceInput, Int32Array> = {
  name: 'value-difference-neighbours',
  run: (input, report) => {
    const { codes, columns, from, to, k } = input;
    const n = codes.length / columns;
    const difference = differences(input);
    const found = new Int32Array((to - from) * k);
    const nearest = new Float64Array(k);
    for (let row = from; row < to; row++) {
      if ((row - from) % QUERIES_PER_REPORT === 0) report((row - from) / (to - from));
      nearest.fill(Infinity);
      const rows = found.subarray((row - from) * k, (row - from + 1) * k);
      for (let other = 0; other < n; other++) {
        if (other === row) continue;
        let sum = 0;
        for (let c = 0; c < columns && sum < nearest[k - 1]!; c++) {
          sum += difference(c, codes[row * columns + c]!, codes[other * columns + c]!);
        }
        insert(nearest, rows, sum, other);
      }
    }
    return found;
  },
};

function insert(nearest: Float64Array, rows: Int32Array, distance: number, row: number): void {
  let at = nearest.length - 1;
  if (!(distance < nearest[at]!)) return;
  for (; at > 0 && nearest[at - 1]! > distance; at--) {
    nearest[at] = nearest[at - 1]!;
    rows[at] = rows[at - 1]!;
  }
  nearest[at] = distance;
  rows[at] = row;
}

/** Columns with more values than this have the difference of two values worked out anew each time. */
const LOOKED_UP = 1024;

function differences({ shares, classes }: ValueDifferenceInput) {
  const between = (of: Float64Array, a: number, b: number): number => {
    let sum = 0;
    for (let c = 0; c < classes; c++) sum += Math.abs(of[a * classes + c]! - of[b * classes + c]!);
    return sum * sum;
  };
  const tables = shares.map((of) => {
    const values = of.length / classes;
    if (values > LOOKED_UP) return null;
    return Float64Array.from({ length: values * values }, (_, i) =>
      between(of, Math.floor(i / values), i % values),
    );
  });
  return (column: number, a: number, b: number): number => {
    const table = tables[column];
    const of = shares[column]!;
    if (table === null || table === undefined) return between(of, a, b);
    return table[a * (of.length / classes) + b]!;
  };
}

/** Of each column the shares of the classes among the rows of each value, from all rows that have a class; codes from 0. */
export function classShares(
  codes: Int32Array,
  columns: number,
  labels: Int32Array,
  classes: number,
): Float64Array[] {
  return Array.from({ length: columns }, (_, column) => {
    let values = 0;
    for (let at = column; at < codes.length; at += columns) values = Math.max(values, codes[at]! + 1);
    const counts = new Float64Array(values * classes);
    labels.forEach((label, row) => {
      if (label >= 0) counts[codes[row * columns + column]! * classes + label]! += 1;
    });
    for (let value = 0; value < values; value++) {
      const own = counts.subarray(value * classes, (value + 1) * classes);
      const sum = own.reduce((total, count) => total + count, 0);
      if (sum > 0) own.forEach((count, label) => (own[label] = count / sum));
    }
    return counts;
  });
}

/** The rows asked about divided among the kernel workers: k neighbours for each of the n rows. */
export async function findByValueDifference(
  kernels: Kernels,
  input: Omit<ValueDifferenceInput, 'from' | 'to'>,
  onBlock?: BlocksDone,
): Promise<Int32Array> {
  const n = input.codes.length / input.columns;
  const parts = n * n * input.columns < 1e7 ? 1 : Math.min(n, CALLS);
  const cut = (part: number): number => Math.round((n * part) / parts);
  const found = new Int32Array(n * input.k);
  let done = 0;
  await Promise.all(
    Array.from({ length: parts }, async (_, part) => {
      const [from, to] = [cut(part), cut(part + 1)];
      found.set(await kernels.call(valueDifferenceNeighbours, { ...input, from, to }), from * input.k);
      onBlock?.((done += 1), parts);
    }),
  );
  return found;
}
