/** A count of values between two edges. Times are milliseconds since 1970 (UTC). */
export interface Bin {
  readonly low: number;
  readonly high: number;
  readonly count: number;
  /** What the bin is called, where its edges do not say it. */
  readonly label?: string | undefined;
}

/** A bin with the height it is drawn at. A spike has no width: all its values are one value. */
export interface Bar extends Bin {
  readonly height: number;
  readonly isSpike: boolean;
}

/** Bars as high as their counts. */
export function countBars(bins: readonly Bin[]): Bar[] {
  return bins.map((bin) => ({ ...bin, height: bin.count, isSpike: bin.low === bin.high }));
}

/**
 * Bars as high as their density, so that equal areas are equal counts. Neighbours without width at one place become one
 * spike; its density has no bound, so it is drawn as high as the highest bar.
 */
export function densityBars(bins: readonly Bin[]): Bar[] {
  const merged = mergeSpikes(bins);
  // Halved before they are subtracted: the width of [-max, max] would overflow. Heights are relative anyway.
  const density = ({ low, high, count }: Bin) => (low === high ? 0 : count / (high / 2 - low / 2));
  const highest = merged.reduce((most, bin) => Math.max(most, density(bin)), 0);
  return merged.map((bin) => {
    const isSpike = bin.low === bin.high;
    return { ...bin, height: isSpike ? highest || 1 : density(bin), isSpike };
  });
}

function mergeSpikes(bins: readonly Bin[]): Bin[] {
  const merged: Bin[] = [];
  for (const bin of bins) {
    const last = merged.at(-1);
    if (last !== undefined && last.low === last.high && bin.low === bin.high && last.low === bin.low) {
      merged[merged.length - 1] = { ...last, count: last.count + bin.count };
    } else {
      merged.push(bin);
    }
  }
  return merged;
}

/** The bars with their numbers, spikes last: a neighbour that starts where one stands would be drawn over it. */
export function spikesLast(bars: readonly Bar[]): { bar: Bar; index: number }[] {
  const numbered = bars.map((bar, index) => ({ bar, index }));
  return [...numbered.filter(({ bar }) => !bar.isSpike), ...numbered.filter(({ bar }) => bar.isSpike)];
}
