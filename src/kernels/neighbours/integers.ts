import type { Centre } from './centre';
import type { ComparedRows } from './part';

/** How centred numbers become whole ones of 16 bits: steps. */
export interface Steps {
  /** Steps for one. */
  readonly unit: number;
  /** A row that is longer in steps is moved nearer to the centre. */
  readonly longest: number;
  /** Half of what a differing code adds to a squared distance, in steps. */
  readonly halfMismatch: number;
  /** True where it should add more. */
  readonly isLess: boolean;
}

/** Rows at so many times the largest distance from the centre that some have are moved nearer; so are those beyond so many times the middle one. */
const BEYOND = 1.5;
const FAR = 32;
/** The longest row in steps: twice its square, and what codes add, is less than 2^31. */
const LONGEST = 32_766;
const LONGEST_WITH_CODES = 23_168;
/** Bounded, so that squares of what is centred are numbers. */
const MOST_STEPS = 1e150;

/**
 * The steps of the filter in 16-bit integers, and why it loses nothing.
 *
 * A row x is centred, moved to the surface of a ball where it lies outside, and rounded to whole steps. Moving to a ball brings no two
 * points farther apart, nor does making the weight of a code smaller; rounding moves a row by at most r, the largest such way of any
 * row. So with q and p the rounded rows, w' the weight of a code in steps, rounded down, and m the number of differing codes, the
 * distance in steps is √(|x - y|² + w m) >= √(|q - p|² + w' m) - 2r: codes are coordinates of their own, in which nothing is rounded.
 *
 * The filter computes s = ⌊|q|²/2⌋ + ⌊|p|²/2⌋ - q·p + ⌊w/2⌋ m <= (|q - p|² + w' m) / 2 in integers of 32 bits, exactly: no row is longer than
 * 32,766, so |q - p|² / 2 <= 2 · 32,766² < 2^31. A pair is let go only if s > t for the t of both rows, t = (√L + 2r)² / 2 with L the
 * squared distance to the k-th row found by either (or the limit it was given), in steps: its distance is then greater than √L. That
 * distances and steps are computed in doubles, and may fall below the smallest one, is paid for by the last few digits of t.
 *
 * The other way round, where neither row was moved and no weight made smaller, |q - p|² + w m <= 2s + 2 + 2c, by what was rounded
 * down, and the distance is at most 2r more than its root. So the k-th smallest s of a row bounds its L before any distance is computed.
 */
export function stepsOf(
  { features, codeColumns, mismatch }: ComparedRows,
  { middle, farthest }: Centre,
): Steps {
  const most = codeColumns > 0 ? LONGEST_WITH_CODES : LONGEST;
  const longest = most - Math.sqrt(features);
  const reach = middle > 0 ? Math.min(BEYOND * farthest, FAR * middle) : farthest;
  const radius = reach > 0 ? reach : Math.sqrt(mismatch * codeColumns);
  const unit = radius > 0 ? Math.min(MOST_STEPS, longest / radius) : 1;
  const half = (mismatch * unit * unit) / 2;
  const allowed = 2 ** 30 / Math.max(1, codeColumns);
  return { unit, longest, halfMismatch: Math.floor(Math.min(half, allowed)), isLess: half > allowed };
}
