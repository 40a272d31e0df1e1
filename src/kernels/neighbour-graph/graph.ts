import type { RunContext } from '../../core/run-context';
import type { Neighbours } from '../neighbours/part';
import { approximateLists, approximationOf, isWorthwhile } from './approximate';
import type { Approximation } from './approximation';
import { searchDistinct } from './equals';
import { isLong, searchAllRows } from './exact';
import { firstOfLists, listBytes, listsOfEquals, type KLists } from './lists';
import type { Space } from './space';

/**
 * The k nearest other rows of every row: `rows` and `distances` (squared) hold k for each, row by row, nearest first, of equal distances
 * the lower row first; no row is its own neighbour, its equals are. Shared: nobody may write into it or transfer it.
 */
export interface NeighbourGraph extends Neighbours {
  /** Neighbours of each row: what was asked for, or one fewer than there are rows. */
  readonly k: number;
  /** Neighbours that were asked for. */
  readonly asked: number;
  /** Distances are exact in both cases; an approximate graph may list rows that are not the nearest. */
  readonly exactness: 'exact' | Approximation;
}

/** How neighbours are searched: exactly, approximately, or exactly unless that would take long. */
export type GraphMode = 'auto' | 'exact' | 'approximate';

/** What a graph is made with; by default `auto`, by the seed 0, in the phase "neighbours". */
export interface GraphOptions {
  readonly mode?: GraphMode;
  readonly seed?: number;
  /** What the run says it is doing meanwhile. */
  readonly phase?: string;
}

/** Neighbours searched at least, for others who will ask for a few more; they cost next to nothing. */
const LEAST_K = 10;
/** Goes up when the same space would get other neighbours. */
const RULES = 1;

/**
 * The neighbours of all rows of a space, over all kernel workers; the same for any number of them. Remembered by content: a graph of more
 * neighbours answers for fewer. Exact: O(n² · (d + c)), 100,000 rows x 20 in 6 to 10 s; approximate: about O(n · (d + c)), and it
 * says how many of its neighbours are right. 12 bytes for each neighbour. k is cut to n - 1, which `asked` tells.
 */
export async function neighbourGraph(
  context: Pick<RunContext, 'kernels' | 'progress' | 'remember'>,
  space: Space,
  k: number,
  { mode = 'auto', seed = 0, phase = 'neighbours' }: GraphOptions = {},
): Promise<NeighbourGraph> {
  if (!Number.isInteger(k) || k < 1) throw new Error(`There are no ${k} neighbours.`);
  const { rows, features, codeColumns } = space;
  const reached = Math.max(0, Math.min(k, rows - 1));
  const start = { asked: k, k: reached };
  // Without coordinates all rows are equal.
  if (reached === 0 || features + codeColumns === 0) {
    return { ...listsOfEquals(rows, reached), ...start, exactness: 'exact' };
  }
  const isApproximate =
    mode !== 'exact' && isWorthwhile(space, reached) && (mode === 'approximate' || isLong(space));
  if (!isApproximate) {
    const whole = await exactLists(context, space, reached, phase);
    return { ...firstOfLists(whole, reached), ...start, exactness: 'exact' };
  }
  const whole = await approximateLists(context, space, reached, { seed, phase });
  return { ...firstOfLists(whole, reached), ...start, exactness: approximationOf(whole, reached) };
}

function exactLists(
  { kernels, progress, remember }: Pick<RunContext, 'kernels' | 'progress' | 'remember'>,
  space: Space,
  wanted: number,
  phase: string,
): Promise<KLists> {
  const make = async (): Promise<KLists> => {
    const { rows } = space;
    const k = Math.min(rows - 1, Math.max(wanted, LEAST_K));
    const tell = (share: number): void =>
      progress(phase, share, { done: share * rows, total: rows, unit: 'rows' });
    tell(0);
    return searchDistinct(kernels, space, k, (some) => searchAllRows(kernels, some, k, tell));
  };
  return remember(`neighbours ${RULES} ${space.key}`, listBytes, make, ({ k }) => k >= wanted);
}
