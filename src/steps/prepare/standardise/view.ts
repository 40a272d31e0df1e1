import { frameRows, type Cell, type Frame } from '../../../core/frame';

interface Bin {
  readonly low: number;
  readonly high: number;
  readonly count: number;
}

/** The bins of a column before and after it was scaled. */
export interface BinPair {
  readonly before: Bin[];
  readonly after: Bin[];
}

/** The bins of every column of the frame `histograms`, by its name. */
export function binsByColumn(histograms: Frame): ReadonlyMap<Cell, BinPair> {
  const pairs = new Map<Cell, BinPair>();
  for (const bin of frameRows(histograms)) {
    const column = bin.column ?? null;
    const pair = pairs.get(column) ?? { before: [], after: [] };
    const count = Number(bin.count);
    pair.before.push({ low: Number(bin.low), high: Number(bin.high), count });
    pair.after.push({ low: Number(bin.scaled_low), high: Number(bin.scaled_high), count });
    pairs.set(column, pair);
  }
  return pairs;
}
