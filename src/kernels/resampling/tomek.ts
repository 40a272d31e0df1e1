import type { FindNear } from './find-near';
import type { Labels } from './labels';

/** Rows that clean a set of rows: which classes may lose some, by number. */
export interface Cleaning {
  readonly labels: Labels;
  readonly mayLose: readonly boolean[];
}

/**
 * Tomek links (Tomek 1976): two rows of different classes, each the nearest of the other. Gives the rows that stay, in their
 * order: of a link those go whose class may lose rows. Costs the nearest neighbour of every row.
 */
export async function withoutTomekLinks(
  { labels, mayLose }: Cleaning,
  rows: Int32Array,
  near: FindNear,
): Promise<Int32Array> {
  if (rows.length < 2) return rows;
  const { rows: nearest } = await near(rows, rows, 1);
  const linked = tomekLinks(labels, rows, nearest);
  return rows.filter((row, place) => linked[place] === 0 || mayLose[labels[row]!] !== true);
}

/** Marks by 1 the rows that are part of a Tomek link, by the nearest row of each. */
export function tomekLinks(labels: Labels, rows: Int32Array, nearest: Int32Array): Uint8Array {
  const places = new Map<number, number>();
  rows.forEach((row, place) => places.set(row, place));
  return Uint8Array.from(rows, (row, place) => {
    const other = nearest[place]!;
    return labels[other] !== labels[row] && nearest[places.get(other)!] === row ? 1 : 0;
  });
}
