/**
 * Orders numbers written as decimal text, exactly and at any length: integers beyond 2^53, DECIMAL(38, 10), or what
 * `String(number)` writes for a finite number. Negative where `a` is the lesser.
 */
export function compareDecimals(a: string, b: string): number {
  const left = parseDecimal(a);
  const right = parseDecimal(b);
  const scale = Math.min(left.exponent, right.exponent);
  const difference =
    left.digits * 10n ** BigInt(left.exponent - scale) - right.digits * 10n ** BigInt(right.exponent - scale);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** A decimal as digits · 10^exponent. */
function parseDecimal(text: string): { readonly digits: bigint; readonly exponent: number } {
  const match = /^([+-]?\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/.exec(text);
  if (!match) throw new Error(`Not a decimal number: ${text}`);
  const fraction = match[2] ?? '';
  return { digits: BigInt(`${match[1]!}${fraction}`), exponent: Number(match[3] ?? 0) - fraction.length };
}
