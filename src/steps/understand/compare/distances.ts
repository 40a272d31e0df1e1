/** Two counts of the same value or bin: in the one table, and in the other. */
export type CountPair = readonly [here: number, beside: number];

/**
 * The Jensen–Shannon divergence of two distributions over the same values, in bits: (KL(P‖M) + KL(Q‖M)) / 2 with M = (P + Q) / 2
 * and base-2 logarithms, as TensorFlow Data Validation has it: the divergence, not its square root; 0 for equal ones, 1 for
 * ones without a value in common. Null where a side has no value. Lin (1991), Divergence measures based on the Shannon entropy.
 */
export function jensenShannon(pairs: readonly CountPair[]): number | null {
  const [here, beside] = totals(pairs);
  if (here === 0 || beside === 0) return null;
  const sum = pairs.reduce((total, [one, other]) => {
    const [p, q] = [one / here, other / beside];
    const middle = (p + q) / 2;
    return total + term(p, middle) + term(q, middle);
  }, 0);
  return Math.min(1, Math.max(0, sum / 2));
}

const term = (share: number, middle: number): number => (share === 0 ? 0 : share * Math.log2(share / middle));

/**
 * The largest difference between the shares of one value (L∞, Chebyshev), and the place of that value, of several the last. Null
 * where a side has no value.
 */
export function largestDifference(
  pairs: readonly CountPair[],
): { readonly distance: number; readonly at: number } | null {
  const [here, beside] = totals(pairs);
  if (here === 0 || beside === 0) return null;
  return pairs.reduce(
    (most, [one, other], at) => {
      const distance = Math.abs(one / here - other / beside);
      return distance >= most.distance ? { distance, at } : most;
    },
    { distance: 0, at: 0 },
  );
}

/**
 * The distance of two distributions that Facets Overview sorts by, its chi-square for shape: Σ (p − q)² / (p / n + q / m) over values or
 * bins of shares p of n values and q of m. Unlike a divergence it grows with the number of rows: how sure one can be that the two
 * differ, rather than how far. Null where a side has no value.
 */
export function chiSquareForShape(pairs: readonly CountPair[]): number | null {
  const [here, beside] = totals(pairs);
  if (here === 0 || beside === 0) return null;
  return pairs.reduce((sum, [one, other]) => {
    const spread = one / here ** 2 + other / beside ** 2;
    return spread === 0 ? sum : sum + (one / here - other / beside) ** 2 / spread;
  }, 0);
}

function totals(pairs: readonly CountPair[]): CountPair {
  return pairs.reduce<CountPair>(([a, b], [one, other]) => [a + one, b + other], [0, 0]);
}
