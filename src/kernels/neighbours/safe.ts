import type { ComparedRows } from './part';

/** Beyond this, squares leave the range of doubles: the numbers are divided by a power of two first, which is exact. */
const LARGEST = 1e150;

/** A factor that brings the numbers into a range where their squares are numbers too; 1 where they are. Throws for what is not finite. */
export function safeFactor(points: Float64Array): number {
  let most = 0;
  for (let i = 0; i < points.length; i++) {
    const size = Math.abs(points[i]!);
    // Comparisons with NaN are false, and so is this one.
    if (!(size <= most)) most = size;
    if (size !== size) break;
  }
  if (!Number.isFinite(most)) throw new Error('Neighbours are searched among finite numbers only.');
  return most > LARGEST ? 2 ** -600 : 1;
}

/** The rows with their numbers times a factor; themselves where it is 1. Distances are then times its square. */
export function scaledBy<Rows extends ComparedRows>(rows: Rows, factor: number): Rows {
  if (factor === 1) return rows;
  return {
    ...rows,
    points: rows.points.map((value) => value * factor),
    mismatch: rows.mismatch * factor * factor,
  };
}
