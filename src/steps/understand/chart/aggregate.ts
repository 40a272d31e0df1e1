import type { Cell } from '../../../core/frame';
import type { Aggregate } from './step';

/**
 * SQL that puts the values of a group together, as DOUBLE. Sums and means are compensated (Kahan), so that the order of rows
 * does not show; the median of an even number of values is the mean of the two middle ones.
 */
export function aggregateOf(aggregate: Aggregate, value: string): string {
  switch (aggregate) {
    case 'count':
      return 'count(*)::DOUBLE';
    case 'sum':
      return `fsum(${value})`;
    case 'mean':
      return `favg(${value})`;
    case 'median':
      return `median(${value})`;
    case 'min':
      return `min(${value})`;
    case 'max':
      return `max(${value})`;
  }
}

/** A number that can be drawn; null for one beyond the range of doubles (a sum of huge values), and for none. */
export function finiteOrNull(cell: Cell): number | null {
  const value = Number(cell);
  return cell === null || !Number.isFinite(value) ? null : value;
}
