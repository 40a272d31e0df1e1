import type { Neighbours } from './part';

/**
 * Lays the lists of a call into those found so far, of the row `places[i]` the i-th: the k nearest of both remain, of
 * equal distances the lower number first. A row stands in one of the two lists only. O(k) each.
 */
export function mergeLists(found: Neighbours, part: Neighbours, places: Int32Array, k: number): void {
  const rows = new Int32Array(k);
  const distances = new Float64Array(k);
  for (let i = 0; i < places.length; i++) {
    let theirs = i * k;
    // Most lists of a late call are empty.
    if (part.distances[theirs] === Infinity) continue;
    const start = places[i]! * k;
    let ours = start;
    for (let place = 0; place < k; place++) {
      const near = part.distances[theirs]!;
      const known = found.distances[ours]!;
      const isTheirs = near < known || (near === known && part.rows[theirs]! < found.rows[ours]!);
      rows[place] = isTheirs ? part.rows[theirs]! : found.rows[ours]!;
      distances[place] = isTheirs ? near : known;
      if (isTheirs) theirs += 1;
      else ours += 1;
    }
    for (let place = 0; place < k; place++) {
      found.rows[start + place] = rows[place]!;
      found.distances[start + place] = distances[place]!;
    }
  }
}
