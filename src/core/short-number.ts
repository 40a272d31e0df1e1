import type { NumberFormat } from './number-format';

/**
 * A number in little room: as `format.number` writes it, but with a power of ten where that would be a long row of digits
 * (from 10^12, and below 10^-5): `6.022e23`. NaN and ±∞ by name.
 */
export function shortNumber(value: number, format: NumberFormat): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  const size = Math.abs(value);
  if (size === 0 || (size >= 1e-5 && size < 1e12)) return format.number(value);
  const [digits = '0', power = '0'] = value.toExponential(3).split('e');
  return `${format.number(Number(digits))}e${Number(power)}`;
}

/** A share that says when it is not quite nothing. */
export function shortShare(share: number, format: NumberFormat): string {
  return share > 0 && share < 0.0005 ? `< ${format.share(0.001)}` : format.share(share);
}
