import type { ColumnType } from './table';

/**
 * Central moments of a set of numbers, as they merge (Pébay 2008): `m2`, `m3`, `m4` are Σ((x-mean)/scale)^p.
 * Population figures follow (`src/kernels/moments.ts`): sd = scale·√(m2/n), skewness g1 = √n·m3/m2^1.5, excess kurtosis
 * g2 = n·m4/m2² - 3.
 */
export interface Moments {
  readonly n: number;
  readonly mean: number;
  readonly m2: number;
  readonly m3: number;
  readonly m4: number;
  /** What rounding took from the mean: the mean is `mean + meanRest`. Absent: 0. Keeps merges exact on values far from 0. */
  readonly meanRest?: number | undefined;
  /** A power of two that keeps the sums within a double where values are beyond about 1e60 or below 1e-60. Absent: 1. */
  readonly scale?: number | undefined;
}

/** Counts of finite values between edges: bin i is [edges[i], edges[i+1]), the last one closed. `edges` has one entry more than `counts`. */
export interface Histogram {
  readonly edges: readonly number[];
  readonly counts: readonly number[];
}

/**
 * Counts per calendar unit: `starts` are the ISO 8601 begins of the units, ascending, gaps filled with zero counts: dates from
 * the unit day up, date and time below it, times of day for a time column. Weeks begin on Monday.
 */
export interface DateHistogram {
  readonly unit:
    'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year' | 'decade' | 'century';
  readonly starts: readonly string[];
  readonly counts: readonly number[];
}

/**
 * Figures of a numeric column over its finite values; NaN and ±Infinity are counted apart, and none of them is missing.
 * `null` stands where there is no finite value, and where a merge could not know the figure (then it is named in
 * `notMergeable`). `min` and `max` are text for integers beyond 2^53 and decimals that a double cannot hold.
 */
export interface NumberStatistics {
  readonly moments: Moments;
  readonly min: number | string | null;
  readonly max: number | string | null;
  readonly zeros: number;
  readonly negatives: number;
  readonly nan: number;
  readonly positiveInfinity: number;
  readonly negativeInfinity: number;
  /** Eleven numbers: minimum, nine deciles, maximum; inverted distribution function (quantile type 1). */
  readonly deciles: readonly number[] | null;
  /** Mean of the two middle values for even n (quantile type 7). */
  readonly median: number | null;
  /** Median of |x - median|, unscaled. */
  readonly mad: number | null;
  /** Ten bins of equal width from min to max; one bin where min = max. */
  readonly histogram: Histogram | null;
  /** Ten bins of (nearly) equal counts, edges = deciles; equal edges are kept, their counts shared evenly as TFDV does. */
  readonly quantileHistogram: Histogram | null;
}

/** Lengths over the non-missing texts, in Unicode characters and in UTF-8 bytes. The means are null without any text. */
export interface TextStatistics {
  readonly empty: number;
  readonly characters: { readonly min: number; readonly max: number; readonly total: number } | null;
  readonly bytes: { readonly min: number; readonly max: number; readonly total: number } | null;
}

/**
 * Range and histogram of a date, timestamp or time column over its finite values; ISO 8601 text, null without any. The infinite
 * dates are the column's `count` less the histogram's. `histogram` is null also beyond the years ±270,000.
 */
export interface DateStatistics {
  readonly min: string | null;
  readonly max: string | null;
  readonly histogram: DateHistogram | null;
}

/** Counts of a boolean column. */
export interface BooleanStatistics {
  readonly true: number;
  readonly false: number;
}

/** A value with how often it occurs. Numbers and dates are written as text. */
export interface ValueCount {
  readonly value: string;
  readonly count: number;
}

/**
 * The values of a column with their counts, most frequent first (ties: larger text first, as TFDV).
 * `complete` says that all distinct values are listed; then everything about the column merges exactly.
 */
export interface ValueCounts {
  readonly cap: number;
  readonly complete: boolean;
  readonly counts: readonly ValueCount[];
}

/** Figures of one column. `count` is of non-missing values (NaN included), `count + missing` = rows. */
export interface ColumnStatistics {
  readonly name: string;
  readonly type: ColumnType;
  readonly sqlType: string;
  readonly count: number;
  readonly missing: number;
  /** Distinct non-missing values (all NaN count as one); null where a merge could not know it. */
  readonly distinct: number | null;
  readonly values: ValueCounts;
  readonly numbers?: NumberStatistics | undefined;
  readonly text?: TextStatistics | undefined;
  readonly dates?: DateStatistics | undefined;
  readonly booleans?: BooleanStatistics | undefined;
  /** Names of the figures that a merge could not carry over and that must be recomputed from the rows. */
  readonly notMergeable: readonly string[];
}

/** The value of a statistics artifact: exact figures of a table, mergeable as far as stated. */
export interface Statistics {
  readonly version: 1;
  readonly rows: number;
  /** Surplus rows (all but the first of each group of equal rows) and the number of such groups; null after a merge. */
  readonly duplicates: { readonly surplus: number; readonly repeated: number } | null;
  readonly columns: readonly ColumnStatistics[];
}
