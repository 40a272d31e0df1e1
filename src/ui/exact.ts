import type { Cell } from '../core/frame';

/**
 * A value in full, as text: every digit of a number, and the words for what is no number. Null has no text: "missing" says
 * so where a person can ask.
 */
export function exactText(value: Cell): string {
  if (value === null) return 'missing';
  if (typeof value !== 'number') return String(value);
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  return Object.is(value, -0) ? '-0' : String(value);
}
