import type { NumberFormat } from '../../../../core/number-format';

/** How the pictures of all columns are drawn. */
export interface Drawing {
  /** Bars of equal counts, as high as they are dense, in place of bars of equal width. */
  readonly isQuantile: boolean;
  /** Bars as high as the logarithm of 1 + count, so that rare values are seen. Densities stay as they are. */
  readonly isLog: boolean;
  /** Shares in place of counts. */
  readonly isPercent: boolean;
  /** Large, with axes. */
  readonly isExpanded: boolean;
}

/** How they are drawn at first. */
export const PLAIN_DRAWING: Drawing = {
  isQuantile: false,
  isLog: false,
  isPercent: false,
  isExpanded: false,
};

/** Ticks of an axis of shares, and of one of powers of ten, about. */
const TICKS = 3;
const POWERS = 4;

/** How long a bar is for a count: as the count, or as the logarithm of 1 + count. */
export const lengthOf = (count: number, isLog: boolean): number => (isLog ? Math.log10(1 + count) : count);

/** Bars by their counts, as high as the drawing has them. */
export function logBars<Bar extends { readonly count: number; readonly height: number }>(
  bars: readonly Bar[],
  isLog: boolean,
): Bar[] {
  return bars.map((bar) => ({ ...bar, height: lengthOf(bar.count, isLog) }));
}

/** A count as it stands at a picture: itself, or its share of all. */
export function amountText(count: number, total: number, isPercent: boolean, format: NumberFormat): string {
  return isPercent ? format.share(total > 0 ? count / total : 0) : format.count(count);
}

/** Counts in the bars of a histogram, and how many there are in all bars together. */
interface Bars {
  readonly counts: readonly number[];
  readonly y: (height: number) => number;
}

/** The ticks of an axis of counts or shares, plain or logarithmic; `y` places a bar's height. None where no bar holds anything. */
export function amountTicks(
  { counts, y }: Bars,
  { isLog, isPercent }: Pick<Drawing, 'isLog' | 'isPercent'>,
  format: NumberFormat,
): { readonly at: number; readonly label: string }[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const most = counts.reduce((highest, count) => Math.max(highest, count), 0);
  if (most === 0) return [];
  const unit = isPercent ? total : 1;
  const ticks = isLog ? powersUpTo(most) : stepsUpTo(most / unit).map((step) => step * unit);
  return ticks.map((count) => ({
    at: y(lengthOf(count, isLog)),
    label: amountText(count, total, isPercent, format),
  }));
}

/** 0, 1, 10, 100 … as far as they go; at most five of them. */
function powersUpTo(most: number): number[] {
  const count = most < 1 ? 0 : Math.floor(Math.log10(most)) + 1;
  const every = Math.ceil(count / POWERS);
  const powers = Array.from({ length: count }, (_, power) => 10 ** power);
  return [0, ...powers.filter((_, power) => power % every === 0)];
}

/** Round numbers from 0 on, apart by 1, 2 or 5 times a power of ten. */
function stepsUpTo(most: number): number[] {
  const power = 10 ** Math.floor(Math.log10(most / TICKS));
  const step = power * ([1, 2, 5].find((each) => each * power * TICKS >= most) ?? 10);
  return Array.from({ length: Math.floor(most / step + 1e-9) + 1 }, (_, i) => i * step);
}

/** Where the bar of a count ends, in pixels: the greatest count takes the whole width. */
export function endOf(counts: readonly number[], width: number, isLog: boolean): (count: number) => number {
  const most = counts.reduce((greatest, count) => Math.max(greatest, count), 0);
  return (count) => (width * lengthOf(count, isLog)) / (lengthOf(most, isLog) || 1);
}
