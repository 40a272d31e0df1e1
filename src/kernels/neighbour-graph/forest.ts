import type { RunContext } from '../../core/run-context';
import { atATime, sharesOf, VALUES_PER_CALL, WORK_PER_CALL } from '../neighbours/calls';
import { buffersOfRows, gatherRows } from '../neighbours/gather';
import { neighboursInLeaves } from '../neighbours/leaves';
import { randomState } from '../random-state';
import type { CountedRows } from './exact';
import { mergeCandidates, type KLists } from './lists';
import { sampleRows } from './sample';
import { overStretches } from './stretches';
import { growTree, sortIntoLeaves, type Tree } from './trees';

/** Numbers that a tree is grown from: 70,000 rows of 20 features. */
const SAMPLE_VALUES = 1.4e6;
const LEAST_SAMPLE = 2000;
/** A leaf holds at most so many times the rows that it should; what is more are rows that are all equal, or nearly. */
const MOST_IN_LEAF = 4;

/** Rows to search, and how trees divide them. */
export interface Forest extends CountedRows {
  /** Rows that a leaf should hold, about. */
  readonly leafRows: number;
  readonly seed: number;
}

/** Hears the share of one round that is done. */
export type OnShare = (share: number) => void;

/** Of a round, about: growing the trees, and sorting the rows into them. */
const GROWING = 0.1;
const SORTING = 0.2;

/**
 * Grows the trees of these numbers, compares all rows within each of their leaves, and lays what is found into the lists. The same for
 * any number of workers: each row's best candidates do not depend on the order in which they come.
 */
export async function searchTrees(
  kernels: RunContext['kernels'],
  forest: Forest,
  numbers: readonly number[],
  found: KLists,
  onShare: OnShare,
): Promise<void> {
  const trees = await growAll(kernels, forest, numbers, (share) => onShare(share * GROWING));
  const onSorted: OnShare = (share) => onShare(GROWING + share * SORTING);
  const leaves = await sortAll(kernels, forest, trees, onSorted);
  const most = MOST_IN_LEAF * forest.leafRows;
  // Tree by tree, so that the thread of the caller is never busy for long.
  for (const [i, tree] of trees.entries()) {
    const calls = callsOf(forest, groupByLeaf(leaves[i]!, tree.leaves, most));
    await searchLeaves(kernels, forest, calls, found, (share) =>
      onShare(GROWING + SORTING + (1 - GROWING - SORTING) * ((i + share) / trees.length)),
    );
  }
}

async function searchLeaves(
  kernels: RunContext['kernels'],
  forest: Forest,
  calls: readonly LeavesCall[],
  found: KLists,
  onShare: OnShare,
): Promise<void> {
  const onSearched = sharesOf(calls, onShare);
  await atATime(calls, async (call) => {
    const { numbers, starts } = call;
    const rows = gatherRows(forest, numbers);
    const limits = new Float64Array(numbers.length);
    for (let i = 0; i < limits.length; i++) limits[i] = found.distances[(numbers[i]! + 1) * found.k - 1]!;
    const buffers = [rows.points.buffer, rows.codes.buffer, limits.buffer] as ArrayBuffer[];
    const part = { ...rows, k: found.k, starts, limits };
    const onReport: OnShare = (share) => onSearched(call, share);
    mergeCandidates(found, await kernels.call(neighboursInLeaves, part, buffers, onReport), numbers);
    onSearched(call, 1);
  });
}

async function growAll(
  kernels: RunContext['kernels'],
  forest: Forest,
  numbers: readonly number[],
  onShare: OnShare,
): Promise<readonly Tree[]> {
  const calls = numbers.map((number) => ({ number, work: 1 }));
  const onGrown = sharesOf(calls, onShare);
  const trees = new Map<number, Tree>();
  await atATime(calls, async (call) => {
    const seed = treeSeed(forest.seed, call.number);
    const numbers = sampleRows(randomState(seed), forest.rows, sampleSize(forest));
    const sample = gatherRows(forest, numbers);
    const leafRows = Math.max(8, Math.floor((forest.leafRows * numbers.length) / forest.rows));
    const input = { ...sample, rows: numbers.length, leafRows, seed };
    const onReport: OnShare = (share) => onGrown(call, share);
    trees.set(call.number, await kernels.call(growTree, input, buffersOfRows(sample), onReport));
    onGrown(call, 1);
  });
  return numbers.map((number) => trees.get(number)!);
}

const sampleSize = ({ features, codeColumns }: Forest): number =>
  Math.max(LEAST_SAMPLE, Math.floor(SAMPLE_VALUES / (features + codeColumns)));

/** A seed for each tree, far from those of its neighbours. */
const treeSeed = (seed: number, number: number): number =>
  (Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(number + 1, 0x85ebca6b)) >>> 0;

/** The leaf of every row, tree by tree. */
async function sortAll(
  kernels: RunContext['kernels'],
  forest: Forest,
  trees: readonly Tree[],
  onShare: OnShare,
): Promise<readonly Int32Array[]> {
  const leaves = trees.map(() => new Int32Array(forest.rows));
  await overStretches(forest, onShare, async ({ rows, start, buffers, onReport }) => {
    const some = await kernels.call(sortIntoLeaves, { ...rows, trees }, buffers, onReport);
    some.forEach((one, tree) => leaves[tree]!.set(one, start));
  });
  return leaves;
}

/** Rows by leaf, in order within each, and where each leaf begins; leaves of too many rows are cut. */
export function groupByLeaf(
  leaves: Int32Array,
  count: number,
  most: number,
): { readonly order: Int32Array; readonly starts: number[] } {
  const sizes = new Int32Array(count);
  for (let row = 0; row < leaves.length; row++) sizes[leaves[row]!]! += 1;
  const next = new Int32Array(count);
  const starts: number[] = [];
  let at = 0;
  for (let leaf = 0; leaf < count; leaf++) {
    const size = sizes[leaf]!;
    next[leaf] = at;
    const pieces = Math.ceil(size / most);
    for (let piece = 0; piece < pieces; piece++) starts.push(at + Math.round((size * piece) / pieces));
    at += size;
  }
  const order = new Int32Array(leaves.length);
  for (let row = 0; row < leaves.length; row++) order[next[leaves[row]!]!++] = row;
  return { order, starts: [...starts, at] };
}

interface LeavesCall {
  readonly numbers: Int32Array;
  readonly starts: Int32Array;
  readonly work: number;
}

/** Leaves in calls that do enough to be worth it and no more than a call should. */
function callsOf(
  { features, codeColumns }: Forest,
  { order, starts }: ReturnType<typeof groupByLeaf>,
): LeavesCall[] {
  const width = features + codeColumns;
  const calls: LeavesCall[] = [];
  let first = 0;
  let work = 0;
  for (let leaf = 0; leaf + 1 < starts.length; leaf++) {
    const size = starts[leaf + 1]! - starts[leaf]!;
    work += (size * size * width) / 2;
    const values = (starts[leaf + 1]! - starts[first]!) * width;
    const isLast = leaf + 2 === starts.length;
    if (!isLast && work < WORK_PER_CALL / 2 && values < VALUES_PER_CALL / 2) continue;
    const from = starts[first]!;
    calls.push({
      numbers: order.slice(from, starts[leaf + 1]),
      starts: Int32Array.from(starts.slice(first, leaf + 2), (start) => start - from),
      work,
    });
    first = leaf + 1;
    work = 0;
  }
  return calls;
}
