import type { RandomState } from '../random-state';
import type { MadeRows } from './between';

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

/** The place of a neighbour with the most frequent code; of equally frequent codes the lowest. */
export function lowestWinnerOf(codes: ArrayLike<number>): number {
  let winner = 0;
  let most = 0;
  for (let i = 0; i < codes.length; i++) {
    let votes = 0;
    for (let j = 0; j < codes.length; j++) if (codes[j] === codes[i]) votes += 1;
    if (votes > most || (votes === most && codes[i]! < codes[winner]!)) [winner, most] = [i, votes];
  }
  return winner;
}

/** The codes of one column: of the row with a number. */
export type CodeOf = (row: number) => number;

/** For each new row the row whose category it takes: the winner among the neighbours listed for it; a copy takes that of its base. */
export function votedDonors(
  { bases, slots, lists, k }: MadeRows,
  codeOf: CodeOf,
  winner: (codes: ArrayLike<number>) => number,
): Int32Array {
  if (k === 0) return bases;
  const winners = Int32Array.from({ length: lists.length / k }, (_, slot) => {
    const rows = lists.subarray(slot * k, (slot + 1) * k);
    return rows[winner(rows.map(codeOf))]!;
  });
  return Int32Array.from(slots, (slot) => winners[slot]!);
}

/**
 * The donors as SMOTENC of imbalanced-learn 0.14 has them: among the most frequent categories of a new row's neighbours one is drawn,
 * by a random order of all such (row, category) pairs.
 */
export function drawnDonors({ slots, lists, k }: MadeRows, codeOf: CodeOf, random: RandomState): Int32Array {
  const pairs: { readonly made: number; readonly donor: number }[] = [];
  slots.forEach((slot, made) => {
    const rows = lists.subarray(slot * k, (slot + 1) * k);
    const votes = new Map<number, { count: number; donor: number }>();
    for (const row of rows) {
      const vote = votes.get(codeOf(row));
      if (vote === undefined) votes.set(codeOf(row), { count: 1, donor: row });
      else vote.count += 1;
    }
    const most = Math.max(...[...votes.values()].map(({ count }) => count));
    const tied = [...votes].filter(([, { count }]) => count === most).sort(([a], [b]) => a - b);
    for (const [, { donor }] of tied) pairs.push({ made, donor });
  });
  const donors = new Int32Array(slots.length).fill(-1);
  for (const at of random.permutation(pairs.length)) {
    const { made, donor } = pairs[at]!;
    if (donors[made] === -1) donors[made] = donor;
  }
  return donors;
}
