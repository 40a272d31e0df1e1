/**
 * How many new rows each row of a class is the parent of (He and others 2008): in proportion to the foreign rows among its k nearest.
 * `isExact`: the sum is what is wanted, by the largest remainders, of equal ones the first; else each is rounded on its own, to even
 * at a half, as imbalanced-learn does, and the sum may be another. Null where no row has a foreign neighbour.
 */
export function adasynCounts(
  foreign: Int32Array,
  k: number,
  wanted: number,
  isExact: boolean,
): Int32Array | null {
  const ratios = Float64Array.from(foreign, (count) => count / k);
  const sum = pairwiseSum(ratios, 0, ratios.length);
  if (sum === 0) return null;
  const shares = ratios.map((ratio) => (ratio / sum) * wanted);
  if (!isExact) return Int32Array.from(shares, roundToEven);
  const counts = Int32Array.from(shares, Math.floor);
  const order = Array.from(shares, (_, place) => place).sort(
    (a, b) => shares[b]! - counts[b]! - (shares[a]! - counts[a]!) || a - b,
  );
  let rest = wanted - counts.reduce((total, count) => total + count, 0);
  for (const place of order) {
    if (rest <= 0) break;
    counts[place]! += 1;
    rest -= 1;
  }
  return counts;
}

function roundToEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  if (rest !== 0.5) return Math.round(value);
  return below % 2 === 0 ? below : below + 1;
}

/** Sums as numpy does: in eights below 128 numbers, by halves above, so that rounding at a half comes out the same. */
function pairwiseSum(values: Float64Array, start: number, length: number): number {
  if (length < 8) {
    let sum = 0;
    for (let i = 0; i < length; i++) sum += values[start + i]!;
    return sum;
  }
  if (length <= 128) {
    const r = Float64Array.from({ length: 8 }, (_, i) => values[start + i]!);
    let i = 8;
    for (; i < length - (length % 8); i += 8) for (let j = 0; j < 8; j++) r[j]! += values[start + i + j]!;
    let sum = r[0]! + r[1]! + (r[2]! + r[3]!) + (r[4]! + r[5]! + (r[6]! + r[7]!));
    for (; i < length; i++) sum += values[start + i]!;
    return sum;
  }
  let half = Math.floor(length / 2);
  half -= half % 8;
  return pairwiseSum(values, start, half) + pairwiseSum(values, start + half, length - half);
}
