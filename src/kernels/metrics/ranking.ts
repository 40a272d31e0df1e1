import type { Weights } from './confusion';

/** Rows from the highest score to the lowest, and after which of them a threshold can stand: where the score changes. */
export interface Ranking {
  readonly order: Int32Array;
  /** 1 for the last row of each run of equal scores, by place in the order. */
  readonly isEnd: Uint8Array;
}

/** Ranks rows by a score without NaN; equal scores stand together, by row. Cost: one sort, and a search by halves for each row. */
export function rankByScore(scores: Float64Array): Ranking {
  const rows = scores.length;
  // Scores are sorted as numbers, which is much faster than by a comparison of rows.
  const distinct = Float64Array.from(scores).sort();
  const starts = new Int32Array(rows);
  const isEnd = new Uint8Array(rows);
  let runs = 0;
  for (let place = 0; place < rows; place++) {
    if (place > 0 && distinct[place] === distinct[runs - 1]) continue;
    distinct[runs] = distinct[place]!;
    // Sorted from the lowest, told from the highest: where a run begins here, it ends there.
    isEnd[rows - 1 - place] = 1;
    starts[runs] = place;
    runs += 1;
  }
  const next = new Int32Array(runs);
  for (let run = 0; run < runs; run++) next[run] = rows - (run + 1 < runs ? starts[run + 1]! : rows);
  const order = new Int32Array(rows);
  for (let row = 0; row < rows; row++) {
    const run = placeOf(scores[row]!, distinct, runs);
    order[next[run]!] = row;
    next[run] = next[run]! + 1;
  }
  return { order, isEnd };
}

/** Where a score stands among the first so many of an array, all distinct, from the lowest. */
function placeOf(score: number, distinct: Float64Array, count: number): number {
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (distinct[middle]! < score) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What is above a threshold, from the highest threshold to the lowest: weights of true and of false positives. */
function walk(
  { order, isEnd }: Ranking,
  isPositive: ArrayLike<number>,
  weights: Weights,
  visit: (truePositives: number, falsePositives: number, place: number) => void,
): void {
  let [hits, falls] = [0, 0];
  for (let place = 0; place < order.length; place++) {
    const row = order[place]!;
    const weight = weights === null ? 1 : weights[row]!;
    if (isPositive[row] === 1) hits += weight;
    else falls += weight;
    if (isEnd[place] === 1) visit(hits, falls, place);
  }
}

/**
 * The area under the ROC curve by trapezoids, equal scores taken together: the chance that a positive row has a higher score
 * than another, ties counting half. `isPositive` is 1 or 0 by row. Null where one of the two is absent.
 */
export function rocAuc(
  ranking: Ranking,
  isPositive: ArrayLike<number>,
  weights: Weights = null,
): number | null {
  let [area, hitsBefore, fallsBefore] = [0, 0, 0];
  walk(ranking, isPositive, weights, (hits, falls) => {
    area += ((falls - fallsBefore) * (hits + hitsBefore)) / 2;
    [hitsBefore, fallsBefore] = [hits, falls];
  });
  return hitsBefore > 0 && fallsBefore > 0 ? area / (hitsBefore * fallsBefore) : null;
}

/**
 * Average precision: Σ (recall gained) · (precision there) from the highest threshold down, without interpolation, as
 * scikit-learn's `average_precision_score`. Null without a positive row.
 */
export function averagePrecision(
  ranking: Ranking,
  isPositive: ArrayLike<number>,
  weights: Weights = null,
): number | null {
  let [sum, hitsBefore] = [0, 0];
  walk(ranking, isPositive, weights, (hits, falls) => {
    if (hits > hitsBefore) sum += ((hits - hitsBefore) * hits) / (hits + falls);
    hitsBefore = hits;
  });
  return hitsBefore > 0 ? sum / hitsBefore : null;
}

/** A threshold with what it gives: rows with at least this score are called positive. */
export interface ThresholdPoint {
  readonly threshold: number;
  readonly truePositives: number;
  readonly falsePositives: number;
}

/** Every threshold that makes a difference, from the highest. Rows of weight 0 make none. Cost: one pass over the ranking. */
export function thresholdPoints(
  ranking: Ranking,
  scores: Float64Array,
  isPositive: ArrayLike<number>,
  weights: Weights = null,
): ThresholdPoint[] {
  const points: ThresholdPoint[] = [];
  let above = 0;
  walk(ranking, isPositive, weights, (truePositives, falsePositives, place) => {
    const all = truePositives + falsePositives;
    const threshold = scores[ranking.order[place]!]!;
    if (all > above) points.push({ threshold, truePositives, falsePositives });
    above = all;
  });
  return points;
}

/** A point of the precision-recall curve. */
export interface CurvePoint {
  readonly threshold: number;
  readonly recall: number;
  readonly precision: number;
}

/** Precision and recall at every threshold, from the highest; none where no row is positive. */
export function precisionRecallCurve(points: readonly ThresholdPoint[]): CurvePoint[] {
  const positives = points.at(-1)?.truePositives ?? 0;
  if (positives === 0) return [];
  return points.map(({ threshold, truePositives, falsePositives }) => ({
    threshold,
    recall: truePositives / positives,
    precision: truePositives / (truePositives + falsePositives),
  }));
}

/** Some items of a list, evenly spread, the first and the last among them; all where they are few. */
export function evenly<T>(items: readonly T[], most: number): T[] {
  if (items.length <= most) return [...items];
  const step = (items.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, i) => items[Math.round(i * step)]!);
}
