/**
 * The p-value of Pearson's χ² test that counts come from bins of equal probability. Nine degrees of freedom for ten bins.
 * The regularised upper incomplete gamma function by the finite sums for whole and half arguments (Abramowitz and Stegun 26.4.4-5).
 */
export function uniformShare(counts: readonly number[]): number {
  const n = counts.reduce((sum, count) => sum + count, 0);
  if (n === 0 || counts.length < 2) return 0;
  const expected = n / counts.length;
  const statistic = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  return upperTail(statistic, counts.length - 1);
}

/** P(χ² with k degrees of freedom > x). */
export function upperTail(x: number, k: number): number {
  const half = x / 2;
  let term = k % 2 === 0 ? Math.exp(-half) : Math.sqrt(x / (Math.PI / 2)) * Math.exp(-half);
  let sum = k % 2 === 0 ? term : 0;
  if (k % 2 === 0) {
    for (let i = 1; i < k / 2; i++) sum += term *= half / i;
    return sum;
  }
  for (let i = 1; i <= (k - 1) / 2; i++) {
    sum += term;
    term *= x / (2 * i + 1);
  }
  return erfc(Math.sqrt(half)) + sum;
}

/** The complementary error function for x ≥ 0: Maclaurin series below 3, continued fraction above. */
function erfc(x: number): number {
  if (x < 3) {
    let term = x;
    let sum = x;
    for (let i = 1; i < 100; i++) sum += (term *= (-x * x) / i) / (2 * i + 1);
    return 1 - (2 / Math.sqrt(Math.PI)) * sum;
  }
  let fraction = 0;
  for (let i = 60; i >= 1; i--) fraction = i / 2 / (x + fraction);
  return Math.exp(-x * x) / Math.sqrt(Math.PI) / (x + fraction);
}
