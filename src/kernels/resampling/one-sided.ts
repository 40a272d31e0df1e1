import type { RandomState } from '../random-state';
import type { FindNear } from './find-near';
import { rowsOfClass, type Labels } from './labels';

/** What one-sided selection is asked for. */
export interface OneSidedAsked {
  readonly labels: Labels;
  readonly mayLose: readonly boolean[];
  /** The class that is kept whole, as the others are judged by it. */
  readonly rarest: number;
}

/**
 * The first half of one-sided selection (Kubat and Matwin 1997): of each class that may lose rows, one row is drawn, and of the
 * others those are kept that stand nearer to a row of the rarest class than to that one; what is left out lies safely among its own.
 * The second half takes away Tomek links. One stream of random numbers over the classes. Gives the rows class after class, the
 * drawn one first.
 */
export async function oneSided(
  { labels, mayLose, rarest }: OneSidedAsked,
  random: RandomState,
  near: FindNear,
): Promise<Int32Array> {
  const rareRows = rowsOfClass(labels, rarest);
  const kept: number[] = [];
  for (const [label, loses] of mayLose.entries()) {
    const rows = rowsOfClass(labels, label);
    if (!loses || rows.length === 0) {
      for (const row of rows) kept.push(row);
      continue;
    }
    const seed = rows[random.below(rows.length)]!;
    kept.push(seed);
    // Against the rarest class itself nothing can be told: imbalanced-learn then keeps the drawn row alone.
    if (label === rarest) continue;
    const others = rows.filter((row) => row !== seed);
    if (others.length === 0) continue;
    const { rows: nearest } = await near(others, joined(rareRows, seed), 1);
    others.forEach((row, place) => {
      if (nearest[place] !== seed) kept.push(row);
    });
  }
  return Int32Array.from(kept);
}

function joined(rows: Int32Array, last: number): Int32Array {
  const all = new Int32Array(rows.length + 1);
  all.set(rows);
  all[rows.length] = last;
  return all;
}
