import { frameRows, type Frame } from '../../../core/frame';

/** A count of values between two edges. */
export interface Bin {
  readonly low: number;
  readonly high: number;
  readonly count: number;
}

/** The bins of every column of the frame `histograms`, by its name. */
export function binsByColumn(histograms: Frame): ReadonlyMap<string, readonly Bin[]> {
  const bins = new Map<string, Bin[]>();
  for (const row of frameRows(histograms)) {
    const bin = { low: Number(row.low), high: Number(row.high), count: Number(row.count) };
    const column = String(row.column);
    bins.set(column, [...(bins.get(column) ?? []), bin]);
  }
  return bins;
}
