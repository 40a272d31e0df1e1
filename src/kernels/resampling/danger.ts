import type { FindNear } from './find-near';
import type { Labels } from './labels';

/** How many of the k nearest rows of each row are of another class. */
export async function foreignNeighbours(
  labels: Labels,
  rows: Int32Array,
  among: Int32Array,
  k: number,
  near: FindNear,
): Promise<Int32Array> {
  const { rows: found } = await near(rows, among, k);
  return Int32Array.from(rows, (row, place) => {
    let foreign = 0;
    for (let i = place * k; i < (place + 1) * k; i++) if (labels[found[i]!] !== labels[row]) foreign += 1;
    return foreign;
  });
}

/**
 * The rows in danger (Han, Wang and Mao 2005): at least half of their m neighbours are of another class, but not all, which would make
 * them noise.
 */
export function rowsInDanger(rows: Int32Array, foreign: Int32Array, m: number): Int32Array {
  return rows.filter((_, place) => foreign[place]! >= m / 2 && foreign[place]! < m);
}
