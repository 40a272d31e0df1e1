import type { RunContext } from '../../core/run-context';
import { findNeighbours } from '../neighbours/find';
import { emptyLists } from '../neighbours/part';
import { safeFactor, scaledBy } from '../neighbours/safe';
import { randomState } from '../random-state';
import type { Approximation } from './approximation';
import { searchDistinct } from './equals';
import { isLong, searchAllRows, type CountedRows } from './exact';
import { searchTrees, type Forest } from './forest';
import { listBytes, mergeCandidates, type KLists } from './lists';
import { recallOf, someOf, type TrueNeighbours } from './recall';
import { sampleRows } from './sample';
import type { Space } from './space';

/** Neighbours searched are so many times a power of two, so that a graph does not depend on what was asked before. */
const LEAST_K = 16;
/** Rows that a leaf should hold, and for each neighbour searched. */
const LEAF_ROWS = 2000;
const LEAF_ROWS_PER_NEIGHBOUR = 16;
/** With fewer rows, a few leaves would hold them all. */
const LEAST_LEAVES = 8;
const TREES_A_ROUND = 4;
const MOST_TREES = 48;
/** Trees are added until so many neighbours are right. */
const GOAL = 0.95;
/** Rows with their true neighbours: one half tells when to stop, the other how good the result is. */
const TRIED = 1000;
/** Goes up when the same space would get other neighbours. */
const RULES = 1;

/** An approximate graph of all rows, and what is known of how good it is. */
export interface ApproximateLists extends KLists {
  /** Null where the search turned out to be exact. */
  readonly measured: {
    /** For each number of neighbours from 1 to k, the share of the first so many that are right. */
    readonly recalls: readonly number[];
    readonly tried: number;
    readonly trees: number;
    readonly seed: number;
  } | null;
}

/** By what an approximate search is drawn, and what it says meanwhile. */
export interface ApproximateOptions {
  readonly seed: number;
  readonly phase: string;
}

/** True where there are enough rows for an approximate search to be less work than an exact one. */
export const isWorthwhile = ({ rows }: CountedRows, k: number): boolean =>
  rows >= LEAST_LEAVES * leafRowsOf(searchedOf(k));

const searchedOf = (k: number): number => LEAST_K * 2 ** Math.max(0, Math.ceil(Math.log2(k / LEAST_K)));

const leafRowsOf = (k: number): number => Math.max(LEAF_ROWS, LEAF_ROWS_PER_NEIGHBOUR * k);

/**
 * Neighbours found within the leaves of random trees (Dasgupta and Freund 2008, split as in Annoy: halfway between two random rows, here at
 * the middle of a sample), each leaf searched exactly. Trees are added, four at a time, until the neighbours of 1,000 rows drawn by the seed
 * are right to 95 in 100, or the work would exceed half of an exact search, or there are 48. How good the result is tell 1,000 other
 * rows, so that the choice of when to stop does not flatter it. Rows that shared their leaves with fewer than k others are searched
 * exactly, so that no list has a gap. O(trees · n · leaf · (d + c)), the leaf 2,000 rows or 16 k.
 */
export function approximateLists(
  { kernels, progress, remember }: Pick<RunContext, 'kernels' | 'progress' | 'remember'>,
  space: Space,
  wanted: number,
  { seed, phase }: ApproximateOptions,
): Promise<ApproximateLists> {
  const k = searchedOf(wanted);
  const make = (): Promise<ApproximateLists> => {
    const search = (rows: CountedRows): Promise<ApproximateLists> => {
      // With many equal rows left out, an exact search may do.
      const isShort = rows.rows < space.rows && (!isLong(rows) || !isWorthwhile(rows, k));
      return isShort ? wholly(rows) : partly(rows);
    };
    const tell = (share: number): void => progress(`${phase}, equal rows`, share);
    tell(0);
    return searchDistinct(kernels, space, k, search, tell);
  };
  const wholly = async (rows: CountedRows): Promise<ApproximateLists> => {
    const found = await searchAllRows(kernels, rows, k, (share) => progress(phase, share));
    return { ...found, measured: null };
  };
  const partly = async (rows: CountedRows): Promise<ApproximateLists> => {
    const factor = safeFactor(rows.points);
    const leafRows = leafRowsOf(k);
    const forest: Forest = { ...scaledBy(rows, factor), leafRows, seed };
    const all = await trueNeighbours(kernels, forest, k, (share) =>
      progress(`${phase}, exact for ${2 * TRIED} rows to measure by`, share),
    );
    const judges = someOf(all, (place) => place % 2 === 0);
    const found: KLists = { ...emptyLists(rows.rows, k), k };
    const trees = await addTrees(kernels, forest, found, judges, (share, trees, most) =>
      progress(`${phase}, tree ${trees} of at most ${most}`, share),
    );
    await completeLists(kernels, forest, found, (share) =>
      progress(`${phase}, rows that met too few others`, share),
    );
    const truth = someOf(all, (place) => place % 2 === 1);
    const recalls = Array.from({ length: k }, (_, place) => recallOf(found, truth, place + 1));
    const distances = factor === 1 ? found.distances : found.distances.map((d) => d / factor / factor);
    const measured = { recalls, tried: truth.queries.length, trees, seed };
    return { rows: found.rows, distances, k, measured };
  };
  return remember(`approximate neighbours ${RULES} ${k} ${seed} ${space.key}`, listBytes, make);
}

/** Adds trees until the judges are content or there are enough; resolves to their number. */
async function addTrees(
  kernels: RunContext['kernels'],
  forest: Forest,
  found: KLists,
  judges: TrueNeighbours,
  tell: (share: number, trees: number, most: number) => void,
): Promise<number> {
  const most = mostTrees(forest);
  let trees = 0;
  while (trees < most && (trees === 0 || recallOf(found, judges, found.k) < GOAL)) {
    const numbers = Array.from({ length: Math.min(TREES_A_ROUND, most - trees) }, (_, i) => trees + i);
    const onShare = (share: number): void => tell((trees + share * numbers.length) / most, trees + 1, most);
    onShare(0);
    await searchTrees(kernels, forest, numbers, found, onShare);
    trees += numbers.length;
  }
  return trees;
}

/** How many of the first k neighbours are right. */
export function approximationOf({ measured }: ApproximateLists, k: number): 'exact' | Approximation {
  if (measured === null) return 'exact';
  const { recalls, tried, trees, seed } = measured;
  return { recall: recalls[k - 1]!, tried, trees, seed };
}

/** A tree compares each row with about a leaf; more than half of an exact search would not be worth it. */
const mostTrees = ({ rows, leafRows }: Forest): number =>
  Math.max(1, Math.min(MOST_TREES, Math.floor(rows / leafRows / 2)));

async function trueNeighbours(
  kernels: RunContext['kernels'],
  forest: Forest,
  k: number,
  onShare: (share: number) => void,
): Promise<TrueNeighbours> {
  const queries = sampleRows(randomState(forest.seed), forest.rows, 2 * TRIED);
  const onBlock = (done: number, of: number): void => onShare(done / of);
  return { ...(await findNeighbours(kernels, { ...forest, queries, k }, { onBlock })), k, queries };
}

/** Searches exactly for the rows that have met fewer rows than they shall have neighbours. */
async function completeLists(
  kernels: RunContext['kernels'],
  forest: Forest,
  found: KLists,
  onShare: (share: number) => void,
): Promise<void> {
  const { k } = found;
  const lacking: number[] = [];
  for (let row = 0; row < forest.rows; row++) {
    if (found.distances[(row + 1) * k - 1] === Infinity) lacking.push(row);
  }
  const queries = Int32Array.from(lacking);
  const onBlock = (done: number, of: number): void => onShare(done / of);
  mergeCandidates(found, await findNeighbours(kernels, { ...forest, queries, k }, { onBlock }), queries);
}
