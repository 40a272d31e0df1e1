import type { NumberFormat } from '../../../../../core/number-format';
import { counted } from '../../../../../core/words';
import type { TargetBin } from './target-index';

/** Height in pixels of a row of the chart. */
export const BIN_ROW = 19;

/** How values of the target are drawn and said: a mean as it is, a share in percent. */
export interface TargetScale {
  readonly isShare: boolean;
  readonly format: NumberFormat;
}

/** Where a value stands on the axis: shares are drawn in percent. */
export const drawnValue = (value: number, { isShare }: TargetScale): number =>
  isShare ? value * 100 : value;

/** A value of the target in words. */
export const saidValue = (value: number, { isShare, format }: TargetScale): string =>
  isShare ? format.share(value) : format.number(value);

/** What the axis spans: from the least to the greatest end of an interval, with the whole table's figure, as drawn. */
export function drawnDomain(
  bins: readonly TargetBin[],
  overall: number,
  scale: TargetScale,
): [number, number] {
  const ends = bins.flatMap(({ value, from, to }) => [value, from ?? value, to ?? value]);
  return ends.reduce<[number, number]>(
    ([low, high], end) => {
      const drawn = drawnValue(end, scale);
      return [Math.min(low, drawn), Math.max(high, drawn)];
    },
    [drawnValue(overall, scale), drawnValue(overall, scale)],
  );
}

/** Where the cursor stops: at the figure of each bin, a row each, with the bin in words. */
export function binStops(
  bins: readonly TargetBin[],
  position: (drawn: number) => number,
  scale: TargetScale,
): { x: number; y: number; width: number; height: number; label: string; value: string }[] {
  return bins.map((bin, index) => ({
    x: position(drawnValue(bin.value, scale)),
    y: index * BIN_ROW,
    width: 0,
    height: BIN_ROW,
    label: bin.label,
    value: binText(bin, scale),
  }));
}

/** A bin in words: its figure, the interval, and of how many rows. */
function binText({ value, from, to, rows }: TargetBin, scale: TargetScale): string {
  const interval =
    from === null || to === null ? 'no interval' : `${saidValue(from, scale)} to ${saidValue(to, scale)}`;
  return `${saidValue(value, scale)} (${interval}; ${counted(rows, 'row', scale.format)})`;
}

/** The target over all bins: their figures, weighted by their rows. */
export function overallOf(bins: readonly TargetBin[]): number {
  const rows = bins.reduce((sum, bin) => sum + bin.rows, 0);
  return rows === 0 ? 0 : bins.reduce((sum, bin) => sum + bin.value * (bin.rows / rows), 0);
}

/** The picture in words. */
export function binSummary(bins: readonly TargetBin[], scale: TargetScale): string {
  const sorted = [...bins].sort((a, b) => a.value - b.value);
  const [least, most] = [sorted.at(0), sorted.at(-1)];
  if (least === undefined || most === undefined) return 'No rows.';
  if (least === most) return `${least.label}: ${binText(least, scale)}.`;
  return `Least in ${least.label}: ${binText(least, scale)}. Most in ${most.label}: ${binText(most, scale)}.`;
}
