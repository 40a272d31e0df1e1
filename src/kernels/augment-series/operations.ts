/** What can be done to a window, in the order in which it is done: time first, noise and lost samples last. */
export const SERIES_OPERATIONS = [
  'window slice',
  'time warp',
  'permutation',
  'reverse',
  'magnitude warp',
  'scale',
  'drift',
  'jitter',
  'dropout',
] as const;
export type SeriesOperation = (typeof SERIES_OPERATIONS)[number];

/** What a dropped sample becomes. */
export const DROP_FILLS = ['forward', 'backward', 'mean', 'value'] as const;
export type DropFill = (typeof DROP_FILLS)[number];

/** How an operation is set. */
export interface OperationSetting {
  readonly operation: SeriesOperation;
  /** The chance with which it is done to a new window, above 0 and at most 1. */
  readonly chance: number;
  /**
   * Standard deviation of jitter, and greatest drift, in spreads; standard deviation of factors around 1 (scale, magnitude warp);
   * greatest ratio of speeds (time warp); share kept (window slice); chance of each sample to begin a gap (dropout); pieces
   * (permutation); of no meaning to reverse.
   */
  readonly strength: number;
  /** Points between the ends that a curve passes through: drift, magnitude warp and time warp. */
  readonly points: number;
  /** Samples of a gap, and what they become: dropout. */
  readonly gap: number;
  readonly fill: DropFill;
  readonly value: number;
}

/** An operation as it was drawn: all that is needed to do it again. Per channel, where it is a list of numbers or of lists. */
export type DrawnOperation =
  | { readonly operation: 'jitter'; readonly sd: readonly number[]; readonly seed: number }
  | { readonly operation: 'scale'; readonly factors: readonly number[]; readonly around: readonly number[] }
  | {
      readonly operation: 'drift';
      readonly anchors: readonly (readonly number[])[];
      readonly reach: readonly number[];
    }
  /** How far the window has come at equally spaced shares of its time, from 0 to 1. */
  | { readonly operation: 'time warp'; readonly anchors: readonly number[] }
  | {
      readonly operation: 'magnitude warp';
      readonly anchors: readonly (readonly number[])[];
      readonly around: readonly number[];
    }
  /** Shares of the window's time. */
  | { readonly operation: 'window slice'; readonly from: number; readonly to: number }
  | {
      readonly operation: 'dropout';
      readonly chance: number;
      readonly gap: number;
      readonly fill: DropFill;
      readonly value: number;
      readonly seed: number;
    }
  /** The pieces of the window, of equal length but for one sample, in their new order. */
  | { readonly operation: 'permutation'; readonly order: readonly number[] }
  | { readonly operation: 'reverse' };

/** A window: rising times of its samples, and per channel as many values; NaN where one is missing. */
export interface SeriesWindow {
  readonly times: Float64Array;
  readonly channels: readonly Float64Array[];
}

/** What strengths are measured by, per channel: the mean and the standard deviation of its values. */
export interface ChannelScale {
  readonly centre: number;
  readonly spread: number;
}
