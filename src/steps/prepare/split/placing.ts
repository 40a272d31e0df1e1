import { cutShares, testFoldOf } from './part-names';
import type { SplitParams } from './params';

/**
 * What stands in the place of a part's number for a row that is in none. Parts are numbered from 0 and are fewer than
 * the least of these.
 */
export const LEFT_OUT = { gap: 250, missing: 251, other: 252, later: 253 } as const;

/** Numbers from here on are no parts. */
export const FIRST_LEFT_OUT = 250;

/** The pieces that rows are cut into, and the part that each becomes. */
export interface Placing {
  readonly shares: readonly number[];
  /** The number of the part of a piece, or of `LEFT_OUT`. */
  readonly partOf: (piece: number) => number;
}

/** The pieces are the parts; or folds, of which one is test and others train. By time nothing is learned from later folds. */
export function placingOf(params: SplitParams): Placing {
  const { method } = params;
  const testFold = testFoldOf(params);
  const shares = cutShares(params);
  if (testFold === null) return { shares, partOf: (piece) => piece };
  const test = testFold - 1;
  return {
    shares,
    partOf: (piece) => {
      if (piece === test) return 1;
      return method === 'time' && piece > test ? LEFT_OUT.later : 0;
    },
  };
}
