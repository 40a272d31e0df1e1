import type { NumberFormat } from '../../../../../core/number-format';
import { counted } from '../../../../../core/words';

/** Points that are drawn of a box at most. */
export const MOST_POINTS = 300;

/**
 * Where the points beyond the whiskers stand: the different ones of the values that lie below `low` or above `high`, ascending. Of
 * more than 300, so many evenly by their rank, the two ends among them.
 */
export function boxPoints(
  values: readonly number[],
  { low, high }: { readonly low: number; readonly high: number },
): number[] {
  const beyond = [...new Set(values.filter((value) => value < low || value > high))]
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
  if (beyond.length <= MOST_POINTS) return beyond;
  const step = (beyond.length - 1) / (MOST_POINTS - 1);
  return Array.from({ length: MOST_POINTS }, (_, i) => beyond[Math.round(i * step)]!);
}

/** How many values lie beyond the whiskers, and how many points stand for them; equal values are one point. */
export function beyondText(count: number, drawn: number, format: NumberFormat): string {
  if (count === 0) return '';
  const beyond = `${counted(count, 'value', format)} beyond`;
  return drawn === count ? beyond : `${beyond}, drawn as ${counted(drawn, 'point', format)}`;
}
