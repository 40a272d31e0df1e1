import type { Kernel, Kernels } from '../../core/run-context';
import type { BlocksDone } from '../neighbours/find';
import { nearestNeighbours } from '../neighbours/nearest';
import { emptyLists, rowsOf, type ComparedRows, type Neighbours } from '../neighbours/part';

/** Multiplications that one call does: a second or less, so that there is progress to show. */
const WORK_PER_CALL = 4e9;
/** Below this a second worker would cost more than it saves. */
const WORK_OF_ONE = 1e8;
const LEAST_PARTS = 8;
const CALLS_AT_A_TIME = 8;

/** Who is told of blocks done. */
export interface AcrossOptions {
  readonly onBlock?: BlocksDone;
}

/**
 * The k nearest of some rows to each of others, none of which is among them: found by their place, of equal distances the lower
 * first. The queries are divided among the kernel workers, each with a copy of all rows that are searched.
 */
export async function findAcross(
  kernels: Kernels,
  queries: ComparedRows,
  among: ComparedRows,
  k: number,
  options: AcrossOptions = {},
): Promise<Neighbours> {
  const found = emptyLists(rowsOf(queries), k);
  await inParts(queries, among, options, async (from, to) => {
    const part = stacked(queries, among, from, to);
    const leaders = to - from;
    const others = rowsOf(among);
    const numbers = Int32Array.from({ length: leaders + others }, (_, i) =>
      i < leaders ? others + i : i - leaders,
    );
    const limits = new Float64Array(leaders).fill(Infinity);
    const buffers = [part.points.buffer, part.codes.buffer, numbers.buffer, limits.buffer];
    const input = { ...part, k, leaders, amongLeaders: false, numbers, limits };
    const lists = await kernels.call(nearestNeighbours, input, buffers);
    found.rows.set(lists.rows, from * k);
    found.distances.set(lists.distances, from * k);
  });
  return found;
}

/** What the kernel of the farthest rows compares: the first `queries` rows with all others. */
export interface FarthestInput extends ComparedRows {
  readonly queries: number;
  readonly k: number;
}

const QUERIES_PER_REPORT = 64;

/** The sum of the distances to the k farthest rows, query by query. O(queries · others · (d + c)), in plain doubles. */
export const sumFarthestRows: Kernel<FarthestInput, Float64Array> = {
  name: 'sum-farthest-rows',
  run: (input, report) => {
    const { queries, k } = input;
    const n = rowsOf(input);
    const sums = new Float64Array(queries);
    const far = new Float64Array(k);
    for (let query = 0; query < queries; query++) {
      if (query % QUERIES_PER_REPORT === 0) report(query / queries);
      far.fill(-1);
      for (let other = queries; other < n; other++) insert(far, squaredDistance(input, query, other));
      for (const distance of far) if (distance > 0) sums[query]! += Math.sqrt(distance);
    }
    return sums;
  },
};

function squaredDistance(rows: ComparedRows, one: number, other: number): number {
  const { points, codes, features, codeColumns, mismatch } = rows;
  let sum = 0;
  for (let f = 0; f < features; f++) {
    const off = points[one * features + f]! - points[other * features + f]!;
    sum += off * off;
  }
  for (let c = 0; c < codeColumns; c++) {
    if (codes[one * codeColumns + c] !== codes[other * codeColumns + c]) sum += mismatch;
  }
  return sum;
}

/** Puts a number among the largest seen, which stand in descending order. */
function insert(largest: Float64Array, value: number): void {
  let at = largest.length - 1;
  if (value <= largest[at]!) return;
  for (; at > 0 && largest[at - 1]! < value; at--) largest[at] = largest[at - 1]!;
  largest[at] = value;
}

/** The sum of the distances from each query to the k farthest of some rows. */
export async function sumFarthestAcross(
  kernels: Kernels,
  queries: ComparedRows,
  among: ComparedRows,
  k: number,
  options: AcrossOptions = {},
): Promise<Float64Array> {
  const sums = new Float64Array(rowsOf(queries));
  await inParts(queries, among, options, async (from, to) => {
    const part = stacked(queries, among, from, to);
    const buffers = [part.points.buffer, part.codes.buffer];
    sums.set(await kernels.call(sumFarthestRows, { ...part, queries: to - from, k }, buffers), from);
  });
  return sums;
}

/** Rows `from` to `to` of the queries, then all the others. */
function stacked(queries: ComparedRows, among: ComparedRows, from: number, to: number) {
  const { features, codeColumns, mismatch } = among;
  const [d, c] = [features, codeColumns];
  const points = new Float64Array((to - from) * d + among.points.length);
  points.set(queries.points.subarray(from * d, to * d));
  points.set(among.points, (to - from) * d);
  const codes = new Int32Array((to - from) * c + among.codes.length);
  codes.set(queries.codes.subarray(from * c, to * c));
  codes.set(among.codes, (to - from) * c);
  return { points, codes, features, codeColumns, mismatch };
}

async function inParts(
  queries: ComparedRows,
  among: ComparedRows,
  { onBlock }: AcrossOptions,
  work: (from: number, to: number) => Promise<void>,
): Promise<void> {
  const n = rowsOf(queries);
  const multiplications = n * rowsOf(among) * (among.features + among.codeColumns);
  const wanted = Math.max(LEAST_PARTS, Math.ceil(multiplications / WORK_PER_CALL));
  const parts = multiplications < WORK_OF_ONE ? 1 : Math.min(n, wanted);
  const cut = (part: number): number => Math.round((n * part) / parts);
  const queue = Array.from({ length: parts }, (_, part) => part).values();
  let done = 0;
  const lane = async (): Promise<void> => {
    for (const part of queue) {
      await work(cut(part), cut(part + 1));
      onBlock?.((done += 1), parts);
    }
  };
  await Promise.all(Array.from({ length: CALLS_AT_A_TIME }, lane));
}
