import type { RandomState } from '../random-state';

/** Numbers of some of n rows, each once and in order: one from each of `count` stretches of equal length; all where there are no more. */
export function sampleRows(random: RandomState, n: number, count: number): Int32Array {
  if (count >= n) return Int32Array.from({ length: n }, (_, row) => row);
  return Int32Array.from({ length: count }, (_, i) => {
    const [from, to] = [Math.floor((i * n) / count), Math.floor(((i + 1) * n) / count)];
    return from + random.below(to - from);
  });
}
