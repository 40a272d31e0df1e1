import { randomState } from '../../../kernels/random-state';

/**
 * Positions drawn from groups in turns, one of each group a round, so that every group has its share: at most `most`, in the
 * order of the list. The order within a group and of the groups is drawn by the seed.
 */
export function drawSpread(groups: readonly (string | null)[], most: number, seed: number): number[] {
  const random = randomState(seed);
  const byGroup = new Map<string | null, number[]>();
  for (const index of random.permutation(groups.length)) {
    const group = groups[index] ?? null;
    byGroup.set(group, [...(byGroup.get(group)?.slice(0, most) ?? []), index]);
  }
  const queues = [...byGroup.values()];
  const drawn: number[] = [];
  for (let round = 0; drawn.length < most && queues.some((queue) => round < queue.length); round++) {
    drawn.push(...queues.flatMap((queue) => queue.slice(round, round + 1)));
  }
  return drawn.slice(0, most).sort((a, b) => a - b);
}

/** Positions drawn with equal chances, without one twice: at most `most` of `count`, in order; all where `most` is null. */
export function drawSome(count: number, most: number | null, seed: number): number[] {
  const all = Array.from({ length: count }, (_, index) => index);
  if (most === null || most >= count) return all;
  return [...randomState(seed).permutation(count).subarray(0, most)].sort((a, b) => a - b);
}
