import type { Cell } from '../../core/frame';
import { cellText } from './cell-text';

/** A column as the grid shows it; numbers stand to the right. */
export interface GridColumn {
  readonly name: string;
  readonly kind: 'number' | 'text';
  /** True where the values are instants in ISO 8601. */
  readonly isInstant?: boolean;
  /** Its place in the table, from 0. */
  readonly index: number;
}

/** The narrowest and widest a column is made by itself, and by hand, in pixels. */
export const NARROWEST = 110;
export const WIDEST = 260;
export const NARROWEST_BY_HAND = 40;
export const WIDEST_BY_HAND = 1200;

const DIGIT = 7.3;
const LETTER = 7;
const PADDING = 22;
/** Room beside the name for the sign of an order. */
const SORT_SIGN = 18;

/** The width of a column before any of its values is known. */
export function widthOfName({ name }: Pick<GridColumn, 'name'>): number {
  return clamp(name.length * LETTER + PADDING + SORT_SIGN);
}

/** The width that fits the name and the values of a column. */
export function widthOfValues(
  column: Pick<GridColumn, 'name' | 'kind'>,
  values: readonly (Cell | undefined)[],
): number {
  const longest = values.reduce<number>((most, value) => {
    return value === undefined ? most : Math.max(most, cellText(value).text.length);
  }, 0);
  const width = longest * (column.kind === 'number' ? DIGIT : LETTER) + PADDING;
  return Math.max(widthOfName(column), clamp(width));
}

const clamp = (width: number): number => Math.round(Math.min(WIDEST, Math.max(NARROWEST, width)));

/** Where each column begins, and at the end where the last one ends: one more number than there are widths. */
export function offsetsOf(widths: readonly number[]): Float64Array {
  const offsets = new Float64Array(widths.length + 1);
  widths.forEach((width, index) => (offsets[index + 1] = (offsets[index] ?? 0) + width));
  return offsets;
}

/** The columns of which something is seen between two pixels: the first, and the one after the last. */
export function columnsBetween(
  offsets: Float64Array,
  left: number,
  right: number,
): { first: number; end: number } {
  const count = offsets.length - 1;
  const first = Math.min(columnAt(offsets, left), Math.max(0, count - 1));
  let end = first;
  while (end < count && (offsets[end] ?? 0) < right) end += 1;
  return { first, end };
}

/** The column at a pixel, found by halving; the number of columns where it is past the last. */
export function columnAt(offsets: Float64Array, pixel: number): number {
  let [low, high] = [0, offsets.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((offsets[middle + 1] ?? 0) <= pixel) low = middle + 1;
    else high = middle;
  }
  return low;
}
