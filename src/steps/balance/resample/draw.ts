import type { RandomState } from '../../../kernels/random-state';

/** Pairs of a row and one of its neighbours, with a place between them, for the new rows of one class. */
export interface DrawnPairs {
  /** Number of the row within the class. */
  readonly bases: Int32Array;
  /** Which of its k neighbours, from 0 for the nearest. */
  readonly picks: Int32Array;
  /** From 0 (the row itself) to below 1 (the neighbour). */
  readonly gaps: Float64Array;
}

/**
 * Draws `wanted` pairs among n rows with k neighbours each: first all pairs, each of the n·k equally likely, then all gaps, as
 * imbalanced-learn 0.14 does. Without neighbours (k = 0) rows are drawn alone, with gaps of 0.
 */
export function drawPairs(random: RandomState, n: number, k: number, wanted: number): DrawnPairs {
  const bases = new Int32Array(wanted);
  const picks = new Int32Array(wanted);
  const gaps = new Float64Array(wanted);
  for (let i = 0; i < wanted; i++) {
    const pair = random.below(n * Math.max(1, k));
    bases[i] = k === 0 ? pair : Math.floor(pair / k);
    picks[i] = k === 0 ? 0 : pair % k;
  }
  if (k > 0) for (let i = 0; i < wanted; i++) gaps[i] = random.uniform();
  return { bases, picks, gaps };
}

/** The different numbers among some, ascending. */
export function distinct(numbers: Int32Array): Int32Array {
  const sorted = numbers.slice().sort();
  return sorted.filter((number, i) => i === 0 || number !== sorted[i - 1]);
}

/**
 * The neighbour whose code is the most frequent among k neighbours, nearest first; among equally frequent codes the one that
 * stands nearer. Gives the place of the nearest neighbour with that code.
 */
export function winnerOf(codes: ArrayLike<number>): number {
  let winner = 0;
  let most = 0;
  for (let i = 0; i < codes.length; i++) {
    let votes = 0;
    for (let j = 0; j < codes.length; j++) if (codes[j] === codes[i]) votes += 1;
    if (votes > most) [winner, most] = [i, votes];
  }
  return winner;
}
