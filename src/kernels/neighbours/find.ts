import type { Kernels } from '../../core/run-context';
import { countParts, divide, type Call, type Stretch } from './divide';
import { mergeLists } from './merge';
import { nearestNeighbours } from './nearest';
import { emptyLists, rowsOf, type NeighbourInput, type Neighbours, type SearchPart } from './part';

/** Calls under way at a time: enough for every worker there may be; each holds a copy of its rows. */
const CALLS_AT_A_TIME = 8;
/** Beyond this, squares leave the range of doubles: the numbers are divided by a power of two first, which is exact. */
const LARGEST = 1e150;

/** Blocks done, and of how many. */
export type BlocksDone = (done: number, of: number) => void;

/** What a search is divided by, and whom it tells. */
export interface FindOptions {
  readonly onBlock?: BlocksDone;
  /** Parts that the queries are cut into; by default as many as the work asks for. */
  readonly parts?: number;
}

/**
 * The k nearest rows of some rows, as `nearestNeighbours` defines them, query by query; the pairs divided among the kernel workers
 * in blocks: the same result for any number of blocks and workers. Rejects as the kernels do, when the run is cancelled.
 */
export async function findNeighbours(
  kernels: Kernels,
  input: NeighbourInput,
  { onBlock, parts }: FindOptions = {},
): Promise<Neighbours> {
  const { queries, k } = input;
  const n = rowsOf(input);
  if (k < 1 || k > n - 1) throw new Error(`${n} rows have no ${k} neighbours.`);
  const found = emptyLists(queries.length, k);
  if (queries.length === 0) return found;
  const factor = safeFactor(input.points);
  const rows = factor === 1 ? input : scaledBy(input, factor);
  const order = inOrder(queries, n);
  const rounds = divide(queries.length, n, parts ?? countParts(input, n));
  const of = rounds.reduce((sum, { length }) => sum + length, 0);
  let done = 0;
  for (const round of rounds) {
    await atATime(round, async (call) => {
      const { part, places, buffers } = gather(rows, order, call, found);
      mergeLists(found, await kernels.call(nearestNeighbours, part, buffers), places, k);
      onBlock?.((done += 1), of);
    });
  }
  return factor === 1 ? found : { ...found, distances: found.distances.map((d) => d / factor / factor) };
}

function safeFactor(points: Float64Array): number {
  let most = 0;
  for (let i = 0; i < points.length; i++) most = Math.max(most, Math.abs(points[i]!));
  if (!Number.isFinite(most)) throw new Error('Neighbours are searched among finite numbers only.');
  return most > LARGEST ? 2 ** -600 : 1;
}

const scaledBy = (input: NeighbourInput, factor: number): NeighbourInput => ({
  ...input,
  points: input.points.map((value) => value * factor),
  mismatch: input.mismatch * factor * factor,
});

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

/** Some work for all of a list, a few at a time. */
async function atATime<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const queue = all.values();
  const lane = async (): Promise<void> => {
    for (const one of queue) await work(one);
  };
  await Promise.all(Array.from({ length: CALLS_AT_A_TIME }, lane));
}

/** What a call is given: a part, where its rows that want neighbours stand in the order, and the buffers that may move. */
interface Gathered {
  readonly part: SearchPart;
  readonly places: Int32Array;
  readonly buffers: readonly ArrayBuffer[];
}

/** Copies the rows of a call, with what is known so far of how far their neighbours are at most. */
function gather(input: NeighbourInput, order: Int32Array, call: Call, found: Neighbours): Gathered {
  const { features, codeColumns, mismatch, queries, k } = input;
  const { leaders, others, amongLeaders } = call;
  const places = placesOf([leaders, ...others]);
  const points = new Float64Array(places.length * features);
  const codes = new Int32Array(places.length * codeColumns);
  const numbers = new Int32Array(places.length);
  for (let i = 0; i < places.length; i++) {
    const row = order[places[i]!]!;
    numbers[i] = row;
    for (let f = 0; f < features; f++) points[i * features + f] = input.points[row * features + f]!;
    for (let c = 0; c < codeColumns; c++) codes[i * codeColumns + c] = input.codes[row * codeColumns + c]!;
  }
  // Queries come first in each call, as they do in the order.
  let wanting = 0;
  while (wanting < places.length && places[wanting]! < queries.length) wanting += 1;
  const limits = new Float64Array(wanting);
  for (let i = 0; i < wanting; i++) limits[i] = found.distances[places[i]! * k + k - 1]!;
  return {
    part: {
      ...{ points, codes, features, codeColumns, mismatch, k, numbers, limits },
      ...{ leaders: leaders[1] - leaders[0], amongLeaders },
    },
    places: places.subarray(0, wanting),
    buffers: [points.buffer, codes.buffer, numbers.buffer, limits.buffer],
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
