/** Pairs that are shown of each leak. */
export const EXAMPLES = 3;

/** Two rows of different parts that leak, by their places in the table from 1. */
export interface LeakPair {
  readonly one: number;
  readonly other: number;
}

/** What was found of one kind of leak. */
export interface FoundLeak {
  /** Rows of each part with such a row in another. */
  readonly byPart: readonly number[];
  readonly pairs: readonly LeakPair[];
}

/** The kinds of leaks, as the frames name them. */
export type LeakKind = 'equal rows' | 'equal keys' | 'one column apart' | 'small differences';

/** A leak as it is reported: of each part the rows that leak, those looked at and those they were compared with. */
export interface Leak extends FoundLeak {
  readonly kind: LeakKind;
  readonly columns: readonly string[];
  readonly lookedAt: readonly number[];
  readonly compared: readonly number[];
}
