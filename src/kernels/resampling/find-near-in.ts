import type { Kernels } from '../../core/run-context';
import { findNeighbours, type BlocksDone } from '../neighbours/find';
import type { ComparedRows, Neighbours } from '../neighbours/part';
import { emptyLists, rowsOf } from '../neighbours/part';
import { findAcross } from './across';
import type { FindNear } from './find-near';

/** What a search in some rows may lean on. */
export interface NearOptions {
  readonly onBlock?: BlocksDone;
  /** The k nearest rows of every row among all of them, where that is worth having: questions are then answered from it first. */
  readonly graph?: (k: number) => Promise<NearLists>;
}

/** The neighbours of every row, k each. */
export interface NearLists extends Neighbours {
  readonly k: number;
}

/** Neighbours that a graph is asked for at least, so that some are left when rows have gone. */
const SPARE = 10;
/** Beyond this, squares leave the range of doubles: the numbers are divided by a power of two first, which is exact. */
const LARGEST = 1e150;
const SHRINK = 2 ** -600;

/**
 * Answers questions for the nearest rows among some rows, exactly, by the kernel workers. Where there is a graph, a row's list in it
 * answers as far as enough of its rows are among those searched, and only the other rows are searched for. Gathers copies of the rows
 * it compares. Where numbers are beyond 1e150, distances come in a smaller unit.
 */
export function findNearIn(
  kernels: Kernels,
  given: ComparedRows,
  { onBlock, graph }: NearOptions = {},
): FindNear {
  const space = shrunk(given);
  const options = onBlock === undefined ? {} : { onBlock };
  const n = rowsOf(space);
  const search = searchIn(kernels, space, options);
  if (graph === undefined) return search;
  return async (queries, among, k) => {
    const lists = await graph(Math.min(n - 1, Math.max(k, SPARE)));
    const { found, lacking } = fromLists(lists, n, { queries, among, k });
    if (lacking.length > 0) {
      const rows = Int32Array.from(lacking, (place) => queries[place]!);
      const searched = await search(rows, among, k);
      lacking.forEach((place, i) => copyList(searched, i, found, place, k));
    }
    return found;
  };
}

/** A question: whose nearest rows, among which, how many. */
interface Question {
  readonly queries: Int32Array;
  readonly among: Int32Array;
  readonly k: number;
}

/** What lists of all rows tell of the nearest among some, and the places of the queries of which they tell too little. */
function fromLists(lists: NearLists, n: number, { queries, among, k }: Question) {
  const isAmong = new Uint8Array(n);
  for (const row of among) isAmong[row] = 1;
  const found = emptyLists(queries.length, k);
  const lacking: number[] = [];
  queries.forEach((row, place) => {
    let have = 0;
    for (let at = row * lists.k; have < k && at < (row + 1) * lists.k; at++) {
      if (isAmong[lists.rows[at]!] === 0) continue;
      found.rows[place * k + have] = lists.rows[at]!;
      found.distances[place * k + have] = lists.distances[at]!;
      have += 1;
    }
    if (have < k) lacking.push(place);
  });
  return { found, lacking };
}

/** Searches the rows themselves: those asked about that are among the searched, and those that are not. */
function searchIn(kernels: Kernels, space: ComparedRows, options: { onBlock?: BlocksDone }): FindNear {
  const n = rowsOf(space);
  return async (queries, among, k) => {
    if (queries.length === 0) return emptyLists(0, k);
    const places = new Int32Array(n).fill(-1);
    among.forEach((row, place) => (places[row] = place));
    const rows = gather(space, among);
    const found = emptyLists(queries.length, k);
    const inside = placesWhere(queries, (row) => places[row]! >= 0);
    const outside = placesWhere(queries, (row) => places[row]! < 0);
    if (inside.length > 0) {
      const own = Int32Array.from(inside, (place) => places[queries[place]!]!);
      const lists = await findNeighbours(kernels, { ...rows, queries: own, k }, options);
      inside.forEach((place, i) => copyList(lists, i, found, place, k));
    }
    if (outside.length > 0) {
      const others = gather(
        space,
        Int32Array.from(outside, (place) => queries[place]!),
      );
      const lists = await findAcross(kernels, others, rows, k, options);
      outside.forEach((place, i) => copyList(lists, i, found, place, k));
    }
    return { rows: found.rows.map((place) => among[place]!), distances: found.distances };
  };
}

function placesWhere(rows: Int32Array, isWanted: (row: number) => boolean): number[] {
  const places: number[] = [];
  rows.forEach((row, place) => isWanted(row) && places.push(place));
  return places;
}

/** Copies one list of k to another place. */
function copyList(from: Neighbours, at: number, into: Neighbours, place: number, k: number): void {
  into.rows.set(from.rows.subarray(at * k, (at + 1) * k), place * k);
  into.distances.set(from.distances.subarray(at * k, (at + 1) * k), place * k);
}

/** Copies some of the rows, in the order given. */
export function gather({ points, codes, features, codeColumns, mismatch }: ComparedRows, rows: Int32Array) {
  const some = new Float64Array(rows.length * features);
  const theirs = new Int32Array(rows.length * codeColumns);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    for (let f = 0; f < features; f++) some[i * features + f] = points[row * features + f]!;
    for (let c = 0; c < codeColumns; c++) theirs[i * codeColumns + c] = codes[row * codeColumns + c]!;
  }
  return { points: some, codes: theirs, features, codeColumns, mismatch };
}

function shrunk(rows: ComparedRows): ComparedRows {
  const { points, mismatch } = rows;
  let most = 0;
  for (let i = 0; i < points.length; i++) most = Math.max(most, Math.abs(points[i]!));
  if (most <= LARGEST) return rows;
  return { ...rows, points: points.map((value) => value * SHRINK), mismatch: mismatch * SHRINK * SHRINK };
}
