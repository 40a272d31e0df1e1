import type { Ranking } from './ranking';

/**
 * A ranking as the steps of its ROC curve, for figures of many weightings of the same rows: a step is a run of equal scores that has
 * positive rows, or all runs without one between two such.
 */
export interface Steps {
  /** By row: twice its step, and one more for a positive row. */
  readonly places: Int32Array;
  readonly count: number;
}

/** The steps of a ranking, from the highest score. Cost: one pass. */
export function stepsOf({ order, isEnd }: Ranking, isPositive: ArrayLike<number>): Steps {
  const places = new Int32Array(order.length);
  let [step, hasPositive, start] = [-1, true, 0];
  for (let place = 0; place < order.length; place++) {
    if (isEnd[place] === 0) continue;
    const run = order.subarray(start, place + 1);
    const hadPositive = hasPositive;
    hasPositive = run.some((row) => isPositive[row] === 1);
    if (hasPositive || hadPositive) step += 1;
    for (const row of run) places[row] = 2 * step + (isPositive[row] === 1 ? 1 : 0);
    start = place + 1;
  }
  return { places, count: step + 1 };
}

/** What `rocAuc` and `averagePrecision` say. */
export interface Areas {
  readonly rocAuc: number | null;
  readonly averagePrecision: number | null;
}

/** Both areas, the same to the last bit as those two say by counts; `sums` holds how often the rows of each place count. O(steps). */
export function areasOf(sums: Float64Array): Areas {
  let [area, precisions, hits, falls] = [0, 0, 0, 0];
  for (let place = 0; place < sums.length; place += 2) {
    const fallen = sums[place]!;
    const hit = sums[place + 1]!;
    area += (fallen * (2 * hits + hit)) / 2;
    falls += fallen;
    if (hit === 0) continue;
    hits += hit;
    precisions += (hit * hits) / (hits + falls);
  }
  return {
    rocAuc: hits > 0 && falls > 0 ? area / (hits * falls) : null,
    averagePrecision: hits > 0 ? precisions / hits : null,
  };
}
