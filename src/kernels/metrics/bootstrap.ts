import type { Kernel } from '../../core/run-context';
import { randomState, type RandomState } from '../random-state';
import { FIGURES, figuresOf, prepare, type Figures, type Judged } from './judge';
import type { CountedRows } from './counted';

/** What is compared: variants judged on the same rows, and against which of them. */
export interface BootstrapInput {
  readonly variants: readonly Judged[];
  /** Numbers of the variants that the others are compared with. */
  readonly against: readonly number[];
  readonly replicas: number;
  readonly seed: number;
}

/** How far a figure of a variant lies from that of another, and where 95 of 100 replicas put the difference. */
export interface Difference {
  readonly variant: number;
  readonly against: number;
  readonly figure: keyof Figures;
  readonly difference: number;
  /** Null where fewer than half of the replicas define the figure. */
  readonly low: number | null;
  readonly high: number | null;
}

/** The figures of every variant, and their differences. */
export interface BootstrapOutput {
  readonly figures: readonly Figures[];
  readonly differences: readonly Difference[];
}

/**
 * Judges variants and gives intervals for their differences by the paired bootstrap (Efron 1979): each replica draws as many rows
 * as there are, with replacement, the same for all variants; the interval is between the 2.5 % and 97.5 % quantiles of the
 * differences. The same seed gives the same draws. Cost: replicas x variants x rows x classes told.
 */
export const judgeVariants: Kernel<BootstrapInput, BootstrapOutput> = {
  name: 'judge-variants',
  run: ({ variants, against, replicas, seed }, report) => {
    const prepared = variants.map(prepare);
    const figures = prepared.map((one) => figuresOf(one));
    const rows = variants[0]?.truth.length ?? 0;
    const drawn = rows === 0 ? 0 : replicas;
    const random = randomState(seed);
    const replicated: Figures[][] = [];
    for (let replica = 0; replica < drawn; replica++) {
      const counted = drawRows(rows, random);
      replicated.push(prepared.map((one) => figuresOf(one, counted)));
      report((replica + 1) / drawn);
    }
    return {
      figures,
      differences: variants.flatMap((_, variant) =>
        against
          .filter((other) => other !== variant)
          .flatMap((other) => FIGURES.flatMap((figure) => differenceOf(figure, variant, other))),
      ),
    };

    function differenceOf(figure: keyof Figures, variant: number, other: number): Difference[] {
      const [one, base] = [figures[variant]![figure], figures[other]![figure]];
      if (one === null || base === null) return [];
      const found = replicated.flatMap((replica) => {
        const [a, b] = [replica[variant]![figure], replica[other]![figure]];
        return a === null || b === null ? [] : [a - b];
      });
      const isEnough = found.length > 0 && found.length >= drawn / 2;
      const sorted = Float64Array.from(found).sort();
      return [
        {
          ...{ variant, against: other, figure, difference: one - base },
          low: isEnough ? quantile(sorted, 0.025) : null,
          high: isEnough ? quantile(sorted, 0.975) : null,
        },
      ];
    }
  },
};

/** As many rows as there are, drawn with replacement: those that were drawn, and how often. */
function drawRows(rows: number, random: RandomState): CountedRows {
  const times = new Int32Array(rows);
  for (let draw = 0; draw < rows; draw++) {
    const row = random.below(rows);
    times[row] = times[row]! + 1;
  }
  const drawn = new Int32Array(rows);
  const counts = new Float64Array(rows);
  let found = 0;
  for (let row = 0; row < rows; row++) {
    if (times[row] === 0) continue;
    drawn[found] = row;
    counts[found] = times[row]!;
    found += 1;
  }
  return { rows: drawn.subarray(0, found), counts: counts.subarray(0, found), total: rows };
}

/** The quantile of sorted numbers by linear interpolation (type 7 of Hyndman and Fan 1996). */
function quantile(sorted: Float64Array, at: number): number {
  const place = (sorted.length - 1) * at;
  const [low, high] = [sorted[Math.floor(place)]!, sorted[Math.ceil(place)]!];
  return low + (high - low) * (place - Math.floor(place));
}
