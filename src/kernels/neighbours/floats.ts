import type { ComparedRows } from './part';

/** What rounding to 32-bit floats may change, for numbers that were centred and scaled. */
export interface FloatErrors {
  /** A power of two, by which no number exceeds 1. */
  readonly scale: number;
  readonly unit: number;
  readonly relative: number;
  readonly absolute: number;
  readonly centring: number;
}

/**
 * The errors of the filter in 32-bit floats, and why it loses nothing.
 *
 * It computes s = |x|² (1 - 2e) + |y|² (1 - 2e) - 2 x·y + w m in 32-bit floats, of rows that were centred and divided by a power of
 * two so that no number exceeds 1; m is the number of differing codes, w the weight of one. A pair is let go only if s > t for the
 * t of both rows, which is set so that its distance D = |x - y|² + w m is then greater than the distance L to the k-th row found
 * by either (or than the limit it was given).
 *
 * Rounding to floats and summing d + c + 3 terms in any order change the sum by at most e times the sum of the absolute values of
 * its terms, with e = (d + c + 16) 2^-22 (Higham 2002, section 3.1: four times as much as is needed). Those are at most
 * |x|² + |y|² + 2 |x·y| + w m <= 2 |x|² + 2 |y|² + w m. So s <= D - 2e (|x|² + |y|²) + e (2 |x|² + 2 |y|² + w m) <= D (1 + e): the
 * norms, stored shortened, pay for what cancels. Hence t = L (1 + e), rounded to a float with the room that e leaves, plus what
 * centring in doubles may change in D and what falls below the smallest float.
 */
export function floatErrorsOf(
  { features, codeColumns, points, mismatch }: ComparedRows,
  centres: Float64Array,
): FloatErrors {
  let spread = Math.sqrt(mismatch * codeColumns);
  let largest = 0;
  for (let at = 0; at < points.length; at += features) {
    for (let feature = 0; feature < features; feature++) {
      const value = points[at + feature]!;
      const off = Math.abs(value - centres[feature]!);
      if (off > spread) spread = off;
      if (Math.abs(value) > largest) largest = Math.abs(value);
    }
  }
  // Bounded, so that the square of the scale and its inverse are numbers too.
  const power = spread > 0 ? Math.max(-500, Math.min(500, Math.ceil(Math.log2(spread)))) : 0;
  const scale = 2 ** -power;
  const centring = 2 ** -51 * largest * scale * Math.sqrt(features);
  const terms = features + codeColumns + 16;
  return {
    scale,
    unit: scale * scale,
    relative: terms * 2 ** -22,
    absolute: 4 * centring * centring + terms * 1e-37,
    centring,
  };
}
