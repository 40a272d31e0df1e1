import type { Neighbours } from '../neighbours/part';

/** Lists with the number of neighbours in each. */
export interface KLists extends Neighbours {
  readonly k: number;
}

/** Bytes that lists take. */
export const listBytes = ({ rows, distances }: Neighbours): number => rows.byteLength + distances.byteLength;

/** The first k of each list; the lists themselves where they are no longer. */
export function firstOfLists({ rows, distances, k: have }: KLists, k: number): Neighbours {
  if (have === k) return { rows, distances };
  const count = rows.length / have;
  const first = { rows: new Int32Array(count * k), distances: new Float64Array(count * k) };
  for (let row = 0; row < count; row++) {
    for (let place = 0; place < k; place++) {
      first.rows[row * k + place] = rows[row * have + place]!;
      first.distances[row * k + place] = distances[row * have + place]!;
    }
  }
  return first;
}

/** The neighbours of rows that are all equal: the first k others. */
export function listsOfEquals(count: number, k: number): Neighbours {
  const rows = new Int32Array(count * k);
  for (let row = 0, at = 0; row < count; row++) {
    for (let other = 0; other <= k; other++) if (other !== row && at < (row + 1) * k) rows[at++] = other;
  }
  return { rows, distances: new Float64Array(count * k) };
}

/**
 * Lays further candidates into the lists of some rows, `places[i]` the i-th: the k nearest of both remain, of equal distances the lower
 * number first. A row may stand in both, then with the same distance. O(k) each.
 */
export function mergeCandidates(found: KLists, part: Neighbours, places: Int32Array): void {
  const { k } = found;
  const rows = new Int32Array(k);
  const distances = new Float64Array(k);
  for (let i = 0; i < places.length; i++) {
    let theirs = i * k;
    // Most lists of a late tree are empty.
    if (part.distances[theirs] === Infinity) continue;
    const start = places[i]! * k;
    const end = theirs + k;
    let ours = start;
    for (let place = 0; place < k; place++) {
      const near = theirs < end ? part.distances[theirs]! : Infinity;
      const known = found.distances[ours]!;
      const isSame = near === known && part.rows[theirs] === found.rows[ours];
      const isTheirs = near < known || (near === known && part.rows[theirs]! < found.rows[ours]!);
      rows[place] = isTheirs ? part.rows[theirs]! : found.rows[ours]!;
      distances[place] = isTheirs ? near : known;
      if (isTheirs || isSame) theirs += 1;
      if (!isTheirs || isSame) ours += 1;
    }
    found.rows.set(rows, start);
    found.distances.set(distances, start);
  }
}
