/** Digits that are surely meant of a quota; beyond them stands what floating point made of 0.29 · 100. */
const QUOTA_DIGITS = 1e9;

/**
 * Divides n rows by shares that add up to 1: each part gets its quota rounded down, and the rows left over go to the largest
 * remainders, among equal ones to the earlier part (Hamilton's method). The counts add up to n, and each is within 1 of its
 * quota.
 */
export function apportion(n: number, shares: readonly number[]): number[] {
  const quotas = shares.map((share) => Math.round(n * share * QUOTA_DIGITS) / QUOTA_DIGITS);
  const counts = quotas.map(Math.floor);
  const left = n - counts.reduce((sum, count) => sum + count, 0);
  const byRemainder = quotas
    .map((quota, part) => ({ part, remainder: quota - Math.floor(quota) }))
    .sort((a, b) => b.remainder - a.remainder || a.part - b.part);
  for (const { part } of byRemainder.slice(0, left)) counts[part]! += 1;
  return counts;
}

/** The rows before the end of each part but the last: the running sums of `apportion`. */
export function cutsOf(n: number, shares: readonly number[]): number[] {
  let sum = 0;
  return apportion(n, shares)
    .slice(0, -1)
    .map((count) => (sum += count));
}

/**
 * The hexadecimal texts at which the hashes are cut, for each part but the last: the running sum of the shares times 2^32,
 * rounded, in eight digits. A row belongs to the first part whose cut is greater than the first eight digits of its MD5.
 */
export function hashCuts(shares: readonly number[]): string[] {
  let sum = 0;
  return shares.slice(0, -1).map((share) => {
    sum += share;
    const cut = Math.min(2 ** 32 - 1, Math.round(sum * 2 ** 32));
    return cut.toString(16).padStart(8, '0');
  });
}
