import type { KLists } from './lists';

/** Rows with their true neighbours, found among all rows. */
export interface TrueNeighbours extends KLists {
  readonly queries: Int32Array;
}

/** Some of the rows whose true neighbours are known. */
export function someOf(truth: TrueNeighbours, isWanted: (place: number) => boolean): TrueNeighbours {
  const places = Array.from(truth.queries.keys()).filter(isWanted);
  const { k } = truth;
  const lists = { rows: new Int32Array(places.length * k), distances: new Float64Array(places.length * k) };
  places.forEach((place, at) => {
    lists.rows.set(truth.rows.subarray(place * k, (place + 1) * k), at * k);
    lists.distances.set(truth.distances.subarray(place * k, (place + 1) * k), at * k);
  });
  return { ...lists, k, queries: Int32Array.from(places, (place) => truth.queries[place]!) };
}

/**
 * The share of the first k listed neighbours, of the rows whose true neighbours are known, that are right: no farther than the true k-th.
 * `lists` are those of all rows. O(q · k).
 */
export function recallOf(lists: KLists, truth: TrueNeighbours, k: number): number {
  let right = 0;
  truth.queries.forEach((row, place) => {
    const farthest = truth.distances[place * truth.k + k - 1]!;
    for (let i = 0; i < k; i++) if (lists.distances[row * lists.k + i]! <= farthest) right += 1;
  });
  return right / (truth.queries.length * k);
}
