import { MOST_CODES, type Predictor } from '../../../kernels/cart/tree';
import type { LearntColumn } from './learn';

/** What rows lack, as in `LearntColumn`. */
const ABOVE = 3;

/**
 * A column as trees see it. What a number lacks stands below all numbers, +∞ above them. Of a category with more than 64 values
 * (a missing one is a value) the 63 most frequent are told apart and all others are one; drawn from a leaf is a real row's value all the
 * same.
 */
export function asPredictor(column: LearntColumn): Predictor {
  if (column.kind === 'number') {
    const { values, lacks } = column;
    if (lacks === null) return { kind: 'number', values };
    return {
      kind: 'number',
      values: values.map((value, row) => {
        if (lacks[row] === 0) return value;
        return lacks[row] === ABOVE ? Infinity : -Infinity;
      }),
    };
  }
  const kept = keptCodes(column.codes);
  return {
    kind: 'category',
    codes: Uint8Array.from(column.codes, (code) => kept.get(code) ?? MOST_CODES - 1),
  };
}

/** A number below 64 for each code that is told apart. */
function keptCodes(codes: Int32Array): Map<number, number> {
  const counts = new Map<number, number>();
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  const all = [...counts].sort(([a, rows], [b, others]) => others - rows || a - b);
  const most = all.length > MOST_CODES ? MOST_CODES - 1 : MOST_CODES;
  const kept = all
    .slice(0, most)
    .map(([code]) => code)
    .sort((a, b) => a - b);
  return new Map(kept.map((code, place) => [code, place]));
}
