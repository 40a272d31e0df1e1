import type { Kernels } from '../../core/run-context';
import { atATime, sharesOf } from './calls';
import { divide, divisionOf, pairsOf, type Call, type Division, type Stretch } from './divide';
import { buffersOfRows, gatherRows } from './gather';
import { mergeLists } from './merge';
import { nearestNeighbours } from './nearest';
import { emptyLists, rowsOf, type NeighbourInput, type Neighbours, type SearchPart } from './part';
import { safeFactor, scaledBy } from './safe';

/** Work done, and of how much; told several times in a second. */
export type BlocksDone = (done: number, of: number) => void;

/** What a search is divided by, and whom it tells. */
export interface FindOptions {
  readonly onBlock?: BlocksDone;
  /** Parts that the queries are cut into; by default as many as the work asks for. */
  readonly parts?: number;
  /** Other rows that a call meets at most; by default as many as the work asks for. */
  readonly mostOthers?: number;
}

/**
 * The k nearest rows of some rows, as `nearestNeighbours` defines them, query by query; the pairs divided among the kernel workers
 * in blocks: the same result for any number of blocks and workers. Rejects as the kernels do, when the run is cancelled.
 */
export async function findNeighbours(
  kernels: Kernels,
  input: NeighbourInput,
  { onBlock = () => undefined, ...division }: FindOptions = {},
): Promise<Neighbours> {
  const { queries, k } = input;
  const n = rowsOf(input);
  if (k < 1 || k > n - 1) throw new Error(`${n} rows have no ${k} neighbours.`);
  const found = emptyLists(queries.length, k);
  if (queries.length === 0) return found;
  const factor = safeFactor(input.points);
  const rows = scaledBy(input, factor);
  const order = inOrder(queries, n);
  const rounds = divide(queries.length, n, whole(divisionOf(input, n), division));
  const calls = rounds.map((round) => round.map((call) => ({ ...call, work: pairsOf(call) })));
  const of = calls.flat().reduce((sum, { work }) => sum + work, 0);
  const progress = sharesOf(calls.flat(), (share) => onBlock(share * of, of));
  for (const round of calls) {
    await atATime(round, async (call) => {
      const { part, places, buffers } = gather(rows, order, call, found);
      const onReport = (fraction: number): void => progress(call, fraction);
      mergeLists(found, await kernels.call(nearestNeighbours, part, buffers, onReport), places, k);
      progress(call, 1);
    });
  }
  return factor === 1 ? found : { ...found, distances: found.distances.map((d) => d / factor / factor) };
}

const whole = (
  { parts, mostOthers }: Division,
  { parts: asked, mostOthers: most }: FindOptions,
): Division => ({ parts: asked ?? parts, mostOthers: most ?? mostOthers });

/** The rows by number: the queries as they come, then the others. */
function inOrder(queries: Int32Array, n: number): Int32Array {
  const order = new Int32Array(n);
  const isQuery = new Uint8Array(n);
  order.set(queries);
  for (const row of queries) isQuery[row] = 1;
  let at = queries.length;
  for (let row = 0; row < n; row++) if (isQuery[row] === 0) order[at++] = row;
  return order;
}

/** What a call is given: a part, where its rows that want neighbours stand in the order, and the buffers that may move. */
interface Gathered {
  readonly part: SearchPart;
  readonly places: Int32Array;
  readonly buffers: readonly ArrayBuffer[];
}

/** Copies the rows of a call, with what is known so far of how far their neighbours are at most. */
function gather(input: NeighbourInput, order: Int32Array, call: Call, found: Neighbours): Gathered {
  const { queries, k } = input;
  const { leaders, others, amongLeaders } = call;
  const places = placesOf([leaders, ...others]);
  const rows = gatherRows(
    input,
    places.map((place) => order[place]!),
  );
  // Queries come first in each call, as they do in the order.
  let wanting = 0;
  while (wanting < places.length && places[wanting]! < queries.length) wanting += 1;
  const limits = new Float64Array(wanting);
  for (let i = 0; i < wanting; i++) limits[i] = found.distances[places[i]! * k + k - 1]!;
  return {
    part: { ...rows, k, limits, leaders: leaders[1] - leaders[0], amongLeaders },
    places: places.subarray(0, wanting),
    buffers: [...buffersOfRows(rows), limits.buffer],
  };
}

function placesOf(stretches: readonly Stretch[]): Int32Array {
  const places = new Int32Array(stretches.reduce((sum, [from, to]) => sum + to - from, 0));
  let at = 0;
  for (const [from, to] of stretches) {
    for (let place = from; place < to; place++) places[at++] = place;
  }
  return places;
}
