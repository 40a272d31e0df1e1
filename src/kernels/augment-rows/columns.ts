import type { Grain } from './grain';

/** A column of numbers as new rows are made of it, one entry a row. */
export interface NumberColumn extends Grain {
  readonly kind: 'number';
  /** NaN where there is no finite value. Dates are days, timestamps microseconds since 1970. */
  readonly values: Float64Array;
  /** Least and largest finite value; infinite the wrong way round where there is none. */
  readonly low: number;
  readonly high: number;
  /** The unit of noise: standard deviation or interquartile range. 0 where the column is constant. */
  readonly spread: number;
}

/** A column of categories, one code a row; -1 where there is no value. */
export interface CategoryColumn {
  readonly kind: 'category';
  readonly codes: Int32Array;
}

/** A column of which new rows get values of their own. */
export type AugmentColumn = NumberColumn | CategoryColumn;
