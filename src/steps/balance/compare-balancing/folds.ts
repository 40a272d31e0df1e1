import { randomState } from '../../../kernels/random-state';

/** The folds of training rows, and how many there are. */
export interface Folds {
  readonly of: Uint8Array;
  readonly count: number;
}

/**
 * Divides rows into folds that have the same share of every class, but for one row: the rows of a class are shuffled by the
 * seed and dealt out. As many folds as asked, or as the smallest class has rows; null where that is fewer than two.
 */
export function stratifiedFolds(
  labels: Int32Array,
  classes: number,
  asked: number,
  seed: number,
): Folds | null {
  const byClass = Array.from({ length: classes }, (): number[] => []);
  labels.forEach((of, row) => byClass[of]!.push(row));
  const count = Math.min(asked, ...byClass.map((rows) => rows.length));
  if (count < 2) return null;
  const random = randomState(seed);
  const folds = new Uint8Array(labels.length);
  let dealt = 0;
  for (const rows of byClass) {
    for (const place of random.permutation(rows.length)) {
      folds[rows[place]!] = dealt % count;
      dealt += 1;
    }
  }
  return { of: folds, count };
}
