import type { Rule } from './facts';

/** What a rule needs to know of the values: how many, their range and quartiles (type 7 of Hyndman and Fan). */
export interface Spread {
  readonly count: number;
  readonly low: number;
  readonly high: number;
  readonly q1: number;
  readonly q3: number;
  readonly isInteger: boolean;
}

/** Bins of equal width: `low + i * width`, the last one closed at `high`. */
export interface Binning {
  readonly bins: number;
  readonly low: number;
  readonly high: number;
  readonly width: number;
  readonly rule: Rule;
}

/** More bins than this are a comb, not a shape. */
export const MOST_BINS = 60;

/**
 * Chooses bins of equal width. Asked for: as many as asked. Else by Freedman and Diaconis (1981): a width of 2 IQR / n^(1/3);
 * where the IQR is 0, by Sturges (1926): log2(n) + 1 bins, rounded up; at most 60 either way. Automatic bins of integers have
 * a whole width and may end beyond the maximum, so that each holds equally many integers. A constant gets one bin without
 * width. `low` and `high` must be finite; their difference may overflow.
 */
export function chooseBins(spread: Spread, asked: number | null): Binning {
  const { low, high } = spread;
  if (low === high) return { bins: 1, low, high, width: 0, rule: 'constant' };
  if (asked !== null) return equalWidth(low, high, asked, 'asked');
  const { wanted, rule } = wantedBins(spread);
  const bins = Math.min(MOST_BINS, wanted);
  const chosen = wanted > MOST_BINS ? 'cap' : rule;
  return spread.isInteger ? wholeWidth(low, high, bins, chosen) : equalWidth(low, high, bins, chosen);
}

function wantedBins({ count, low, high, q1, q3 }: Spread): { wanted: number; rule: Rule } {
  // Halved before they are subtracted: the range of [-max, max] would overflow.
  const half = 2 * (q3 / 2 - q1 / 2) * count ** (-1 / 3);
  const bins = Math.ceil((high / 2 - low / 2) / half);
  if (half > 0 && bins >= 1) return { wanted: bins, rule: 'freedman_diaconis' };
  return { wanted: Math.ceil(Math.log2(count)) + 1, rule: 'sturges' };
}

function equalWidth(low: number, high: number, bins: number, rule: Rule): Binning {
  return { bins, low, high, width: high / bins - low / bins, rule };
}

/** The least whole width that needs no more bins. Beyond 2^53 doubles have no whole steps: equal widths then. */
function wholeWidth(low: number, high: number, bins: number, rule: Rule): Binning {
  const width = Math.ceil((high - low + 1) / bins);
  if (!Number.isSafeInteger(low) || !Number.isSafeInteger(high) || !Number.isSafeInteger(width)) {
    return equalWidth(low, high, bins, rule);
  }
  const needed = Math.ceil((high - low + 1) / width);
  return { bins: needed, low, high: low + needed * width, width, rule };
}

/** The edges of bins, one more than there are bins; halved on the way, since the range of [-max, max] would overflow. */
export function edgesOf({ bins, low, high, width }: Binning): number[] {
  if (width === 0) return [low, high];
  return Array.from({ length: bins + 1 }, (_, i) => (i === bins ? high : 2 * (low / 2 + i * (width / 2))));
}
