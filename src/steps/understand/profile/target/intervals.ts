/** The two-sided 95 % point of the standard normal distribution. */
const Z = 1.959963984540054;

/** A figure with its 95 % interval; ends are null where the rows do not tell. */
export interface Estimate {
  readonly value: number;
  readonly from: number | null;
  readonly to: number | null;
}

/** A share of `n` rows with Wilson's score interval (1927), which stays within 0 and 1. `n` is at least 1. */
export function shareOf(count: number, n: number): Estimate {
  const p = count / n;
  const z2 = Z ** 2 / n;
  const middle = (p + z2 / 2) / (1 + z2);
  const reach = (Z / (1 + z2)) * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n));
  // At the ends rounding must not leave the range of a share.
  const from = count === 0 ? 0 : Math.max(0, middle - reach);
  return { value: p, from, to: count === n ? 1 : Math.min(1, middle + reach) };
}

/**
 * The mean of `n` numbers with the normal interval mean ± 1.96 s / √n, s with n - 1; of one number, and beyond the range of doubles,
 * without an interval. `sum` and `squares` are of (x - centre) / scale.
 */
export function meanOf(
  { n, sum, squares }: { readonly n: number; readonly sum: number; readonly squares: number },
  { centre, scale }: { readonly centre: number; readonly scale: number },
): Estimate {
  const value = centre + scale * (sum / n);
  if (n < 2) return { value, from: null, to: null };
  const variance = Math.max(0, squares - (sum * sum) / n) / (n - 1);
  const reach = Z * scale * Math.sqrt(variance / n);
  const [from, to] = [value - reach, value + reach];
  return Number.isFinite(from) && Number.isFinite(to) ? { value, from, to } : { value, from: null, to: null };
}
