import type { ThresholdPoint } from './ranking';

/** What a threshold is chosen by. */
export type ThresholdRule =
  | { readonly by: 'balanced accuracy' }
  | { readonly by: 'F1' }
  /** The least FP + missCost · FN. */
  | { readonly by: 'cost'; readonly missCost: number }
  /** The fewest false alarms among the thresholds that find at least this share. */
  | { readonly by: 'recall'; readonly least: number };

/** How many rows are positive and how many are not, in weights. */
export interface Totals {
  readonly positives: number;
  readonly negatives: number;
}

/** What a rule makes of a point, more being better; null where it has no value or does not come into question. */
export function scoreOf(rule: ThresholdRule, point: ThresholdPoint, totals: Totals): number | null {
  const { truePositives: hits, falsePositives: falls } = point;
  const { positives, negatives } = totals;
  switch (rule.by) {
    case 'balanced accuracy':
      if (positives === 0 || negatives === 0) return null;
      return (hits / positives + (negatives - falls) / negatives) / 2;
    case 'F1':
      return positives === 0 ? null : (2 * hits) / (hits + falls + positives);
    case 'cost':
      return -costOf(point, totals, rule.missCost);
    case 'recall':
      // 0.8 of 10 is asked as 8, though 0.8 · 10 may lie a rounding above it.
      return positives === 0 || hits / positives < rule.least - 1e-12 ? null : -falls;
    default:
      return rule satisfies never;
  }
}

/** False alarms, and misses at the given number of false alarms each. */
export function costOf(point: ThresholdPoint, { positives }: Totals, missCost: number): number {
  return point.falsePositives + missCost * (positives - point.truePositives);
}

/** The totals that belong to a list of points from the highest threshold to the lowest. */
export function totalsOf(points: readonly ThresholdPoint[]): Totals {
  const last = points.at(-1);
  return { positives: last?.truePositives ?? 0, negatives: last?.falsePositives ?? 0 };
}

/**
 * The threshold that a rule likes best: rows with p ≥ it are called positive. Of equally good ones the lowest. It stands between two
 * scores, where it is the shortest decimal. Calling no row positive comes into question as well. Null where the rule has no
 * value at any threshold.
 */
export function chooseThreshold(points: readonly ThresholdPoint[], rule: ThresholdRule): number | null {
  const totals = totalsOf(points);
  const none: ThresholdPoint = { threshold: Infinity, truePositives: 0, falsePositives: 0 };
  const all = [none, ...points];
  let best = -Infinity;
  let place = -1;
  all.forEach((point, number) => {
    const score = scoreOf(rule, point, totals);
    if (score === null || score < best) return;
    best = score;
    place = number;
  });
  if (place < 0) return null;
  const upper = all[place]!.threshold;
  return between(all[place + 1]?.threshold ?? 0, upper === Infinity ? 1 : upper);
}

/** The number of fewest decimals above one number and not above another, as near their middle as these allow. */
export function between(above: number, upTo: number): number {
  for (let digits = 2; digits <= 15; digits++) {
    const middle = Number(((above + upTo) / 2).toFixed(digits));
    if (middle > above && middle <= upTo) return middle;
  }
  return upTo;
}
