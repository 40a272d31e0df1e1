/**
 * The seed of a draw for a row, a whole number below 2^32: from the seed of the run, the row's number and the number of the draw
 * alone, so that no row depends on how the work is divided. Mixed by the finalizer of MurmurHash3 (Appleby).
 */
export const rowSeed = (seed: number, row: number, draw: number): number =>
  mix(mix(mix(seed ^ 0x9e3779b9) ^ row) ^ Math.imul(draw + 1, 0x85ebca6b));

function mix(value: number): number {
  let h = value >>> 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
