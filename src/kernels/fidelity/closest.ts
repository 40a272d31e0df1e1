import type { Kernel, Kernels } from '../../core/run-context';
import { atATime, sharesOf } from '../neighbours/calls';

/** Rows as they are compared: numbers in units of the real range, NaN where there is none, and codes of categories, row by row. */
export interface MixedRows {
  readonly rows: number;
  readonly numbers: Float64Array;
  readonly width: number;
  readonly codes: Int32Array;
  readonly codeWidth: number;
}

/** For each row the distance to its closest other, from 0 to 1, and the place of that; 1 and -1 where there is none. */
export interface Closest {
  readonly distances: Float64Array;
  readonly rows: Int32Array;
}

/** What one call compares. */
export interface ClosestInput {
  readonly queries: MixedRows;
  readonly among: MixedRows;
}

const ROWS_PER_REPORT = 16;
/** Columns of pairs that one call compares at most, so that there is progress to show. */
const WORK_PER_CALL = 4e8;

/**
 * The closest of some rows to each of others: by the mean over the columns of |difference| in units of the real range, 1 at most, and of 1
 * where categories differ or one of the values is missing; of equal distances the earlier row. O(rows · others · columns), less where a
 * distance is soon too large.
 */
export const closestRows: Kernel<ClosestInput, Closest> = {
  name: 'fidelity-closest',
  run: ({ queries, among }, report) => {
    const distances = new Float64Array(queries.rows).fill(1);
    const rows = new Int32Array(queries.rows).fill(-1);
    const columns = queries.width + queries.codeWidth;
    for (let row = 0; row < queries.rows; row++) {
      if (row % ROWS_PER_REPORT === 0) report(row / queries.rows);
      let best = Infinity;
      for (let other = 0; other < among.rows && best > 0; other++) {
        const sum = sumBelow(queries, row, among, other, best);
        if (sum < best) {
          best = sum;
          rows[row] = other;
        }
      }
      if (best < Infinity) distances[row] = best / columns;
    }
    return { distances, rows };
  },
};

/** The sum over the columns; any sum that is not below `best` once it is not. */
function sumBelow(one: MixedRows, row: number, among: MixedRows, other: number, best: number): number {
  const { width, codeWidth, codes, numbers } = one;
  let sum = 0;
  for (let i = row * codeWidth, j = other * codeWidth, end = i + codeWidth; i < end; i++, j++) {
    if (codes[i] !== among.codes[j]) sum += 1;
  }
  if (sum >= best) return sum;
  for (let i = row * width, j = other * width, end = i + width; i < end; i++, j++) {
    const value = numbers[i]!;
    const theirs = among.numbers[j]!;
    const off = Math.abs(value - theirs);
    if (off < 1) sum += off;
    else if (off >= 1 || !(Number.isNaN(value) && Number.isNaN(theirs))) sum += 1;
    if (sum >= best) return sum;
  }
  return sum;
}

/** The closest rows, the queries divided among the kernel workers. */
export async function findClosest(
  kernels: Kernels,
  queries: MixedRows,
  among: MixedRows,
  tell: (share: number) => void = () => undefined,
): Promise<Closest> {
  const found = { distances: new Float64Array(queries.rows), rows: new Int32Array(queries.rows) };
  const work = queries.rows * among.rows * Math.max(1, queries.width + queries.codeWidth);
  const pieces = Math.max(1, Math.min(queries.rows, Math.ceil(work / WORK_PER_CALL)));
  const cut = (piece: number): number => Math.round((queries.rows * piece) / pieces);
  const calls = Array.from({ length: pieces }, (_, piece) => {
    const [from, to] = [cut(piece), cut(piece + 1)];
    return { from, to, work: Math.max(1, to - from) };
  });
  const progress = sharesOf(calls, tell);
  await atATime(calls, async (call) => {
    const part = slice(queries, call.from, call.to);
    const buffers = [part.numbers.buffer, part.codes.buffer] as ArrayBuffer[];
    const input = { queries: part, among };
    const lists = await kernels.call(closestRows, input, buffers, (share) =>
      progress(call, Math.min(share, 0.999)),
    );
    found.distances.set(lists.distances, call.from);
    found.rows.set(lists.rows, call.from);
    progress(call, 1);
  });
  return found;
}

function slice(all: MixedRows, from: number, to: number): MixedRows {
  const { width, codeWidth, numbers, codes } = all;
  return {
    rows: to - from,
    width,
    codeWidth,
    numbers: numbers.slice(from * width, to * width),
    codes: codes.slice(from * codeWidth, to * codeWidth),
  };
}

/** Some of the rows, in the order given. */
export function pickRows(all: MixedRows, rows: Int32Array): MixedRows {
  const { width, codeWidth } = all;
  const numbers = new Float64Array(rows.length * width);
  const codes = new Int32Array(rows.length * codeWidth);
  rows.forEach((row, place) => {
    numbers.set(all.numbers.subarray(row * width, (row + 1) * width), place * width);
    codes.set(all.codes.subarray(row * codeWidth, (row + 1) * codeWidth), place * codeWidth);
  });
  return { rows: rows.length, width, codeWidth, numbers, codes };
}
