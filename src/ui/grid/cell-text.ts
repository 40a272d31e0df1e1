import type { Cell } from '../../core/frame';
import { shorten } from '../data-table';
import { exactText } from '../exact';

/** How a value stands in a cell: `missing` and `empty` are not values that a text could be mistaken for, `odd` is no finite number. */
export interface CellText {
  readonly text: string;
  /** The value in full, in words where it has no text. */
  readonly exact: string;
  readonly tone: 'plain' | 'missing' | 'empty' | 'odd';
}

/** Numbers longer than this are shown rounded to ten significant digits; what is exact is a hover away. */
const LONGEST_NUMBER = 14;
const DIGITS = 10;

/** How a value stands in a cell of the grid. */
export function cellText(value: Cell): CellText {
  if (value === null) return { text: '—', exact: 'missing', tone: 'missing' };
  if (value === '') return { text: 'empty', exact: 'empty text', tone: 'empty' };
  const exact = exactText(value);
  if (typeof value !== 'number') return { text: oneLine(shorten(exact)), exact, tone: 'plain' };
  if (!Number.isFinite(value)) return { text: exact, exact, tone: 'odd' };
  if (exact.length <= LONGEST_NUMBER || Number.isInteger(value)) return { text: exact, exact, tone: 'plain' };
  return { text: String(Number(value.toPrecision(DIGITS))), exact, tone: 'plain' };
}

/** What copying a cell gives: the exact value, nothing for a missing one. */
export function copyText(value: Cell): string {
  if (value === null) return '';
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  return exactText(value);
}

const oneLine = (text: string): string => text.replace(/\r\n|\r|\n/g, '↵').replaceAll('\t', '⇥');
