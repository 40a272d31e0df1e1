import type { CountedValue, ProfileIndex, StatedBin } from './profile-index';

/** As many values as a large picture shows. */
const MOST_VALUES = 20;

/** What the picture of a column is made of: bins where it has them, else values; nothing where it has neither. */
export interface ColumnShape {
  readonly bins: readonly StatedBin[];
  /** The calendar unit of the bins, where they are times. */
  readonly unit: string | null;
  /** The bins hold equally many values each. */
  readonly isDensity: boolean;
  readonly values: readonly CountedValue[];
}

/** The bins of a column's numbers (of equal width, or quantiles) or times, or its most frequent values. */
export function shapeOf(profile: ProfileIndex, column: number, isQuantile: boolean): ColumnShape {
  const type = profile.type(column);
  const isNumber = type === 'integer' || type === 'number';
  const kind = !isNumber ? 'date' : isQuantile ? 'quantile' : 'equal_width';
  const { bins, unit } = profile.bins(column, kind);
  const values = bins.length > 0 ? [] : profile.values(column, MOST_VALUES);
  return { bins, unit, isDensity: kind === 'quantile' && bins.length > 0, values };
}
