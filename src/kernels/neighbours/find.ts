import type { Kernels } from '../../core/run-context';
import type { NeighbourInput } from './layout';
import { nearestNeighbours, type Neighbours } from './nearest';

/** Multiplications that one call does: a second or two, so that there is progress to show and a cancel frees the worker. */
const WORK_PER_CALL = 4e9;
/** Below this a second worker would cost more than it saves. */
const WORK_OF_ONE = 2e8;
/** Each call carries all rows along; more calls than this would only copy. */
const MOST_CALLS = 96;
/** Enough for every worker there may be. */
const LEAST_CALLS = 8;

/** Blocks done, and of how many. */
export type BlocksDone = (done: number, of: number) => void;

/**
 * As `nearestNeighbours`, the queries divided among the kernel workers in blocks: the same result for any number of
 * workers. Rejects as the kernels do, when the run is cancelled.
 */
export async function findNeighbours(
  kernels: Kernels,
  input: NeighbourInput,
  onBlock: BlocksDone = () => undefined,
): Promise<Neighbours> {
  const blocks = blocksOf(input);
  let done = 0;
  const found = await Promise.all(
    blocks.map(async (queries) => {
      const part = await kernels.call(nearestNeighbours, { ...input, queries });
      onBlock((done += 1), blocks.length);
      return part;
    }),
  );
  const rows = new Int32Array(input.queries.length * input.k);
  const distances = new Float64Array(rows.length);
  let at = 0;
  for (const part of found) {
    rows.set(part.rows, at);
    distances.set(part.distances, at);
    at += part.rows.length;
  }
  return { rows, distances };
}

/** The queries in blocks of equal size, but for the last. */
function blocksOf({ queries, points, codes }: NeighbourInput): Int32Array[] {
  const work = queries.length * (points.length + codes.length);
  const wanted = work < WORK_OF_ONE ? 1 : Math.max(LEAST_CALLS, Math.ceil(work / WORK_PER_CALL));
  const size = Math.max(4, Math.ceil(queries.length / Math.min(wanted, MOST_CALLS)));
  return Array.from({ length: Math.ceil(queries.length / size) }, (_, block) =>
    queries.slice(block * size, (block + 1) * size),
  );
}
