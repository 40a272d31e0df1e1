import type { Cell } from '../../core/frame';
import { shorten } from '../data-table';
import { exactText } from '../exact';

/** How a value stands in a cell: `missing` and `empty` are not values that a text could be mistaken for, `odd` is no finite number. */
export interface CellText {
  readonly text: string;
  /** The value in full, in words where it has no text. */
  readonly exact: string;
  /** The value in full, with a word on what of it is not seen. */
  readonly title: string;
  /** The text in parts where some of its signs are marks: line ends, tabs, and blanks at its ends. */
  readonly parts?: readonly CellPart[];
  readonly tone: 'plain' | 'missing' | 'empty' | 'odd';
}

/** Numbers longer than this are shown rounded to ten significant digits; what is exact is a hover away. */
const LONGEST_NUMBER = 14;
const DIGITS = 10;

/** A piece of a cell's text; a mark stands for a sign that is not seen. */
export interface CellPart {
  readonly text: string;
  readonly isMark: boolean;
}

/** How a value stands in a cell of the grid. An instant is written with a blank for the `T` of ISO 8601; in full it keeps it. */
export function cellText(value: Cell, isInstant = false): CellText {
  if (isInstant && typeof value === 'string') {
    const text = value.replace(/^(.*\d)T(\d)/, '$1 $2');
    return { text, exact: value, title: value, tone: 'plain' };
  }
  return plainText(value);
}

function plainText(value: Cell): CellText {
  if (value === null) return { text: '—', exact: 'missing', title: 'missing', tone: 'missing' };
  if (value === '') return { text: 'empty', exact: 'empty text', title: 'empty text', tone: 'empty' };
  const exact = exactText(value);
  if (typeof value !== 'number') return textCell(exact);
  if (!Number.isFinite(value)) return { text: exact, exact, title: exact, tone: 'odd' };
  const isShort = exact.length <= LONGEST_NUMBER || Number.isInteger(value);
  const text = isShort ? exact : String(Number(value.toPrecision(DIGITS)));
  return { text, exact, title: exact, tone: 'plain' };
}

function textCell(exact: string): CellText {
  const marked = withMarks(shorten(exact));
  const unseen = unseenText(exact);
  const cell = {
    text: marked,
    exact,
    title: unseen === '' ? exact : `${exact}\n(${unseen})`,
    tone: 'plain',
  } as const;
  return unseen === '' ? cell : { ...cell, parts: partsOf(marked) };
}

/** Line ends, tabs and blanks at the ends of a text as signs that are seen. */
function withMarks(text: string): string {
  return text
    .replace(/^ +| +$/g, (blanks) => '·'.repeat(blanks.length))
    .replace(/^\s+|\s+$/g, (blanks) => blanks.replace(/[^\S\r\n\t·]/g, '⍽'))
    .replace(/\r\n|\r|\n/g, '↵')
    .replaceAll('\t', '⇥');
}

function unseenText(text: string): string {
  const found: string[] = [];
  if (/^\s/.test(text)) found.push('blanks at its beginning');
  if (/\s$/.test(text)) found.push('blanks at its end');
  if (/[\r\n]/.test(text)) found.push('line ends');
  if (text.includes('\t')) found.push('tabs');
  return found.join(', ');
}

function partsOf(text: string): CellPart[] {
  const parts = text.match(/^·+|·+$|[↵⇥⍽]+|[^·↵⇥⍽]+|·+/g) ?? [];
  return parts.map((part) => ({ text: part, isMark: /^[·↵⇥⍽]/.test(part) }));
}

/** What copying a cell gives: the exact value, nothing for a missing one. */
export function copyText(value: Cell): string {
  if (value === null) return '';
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  return exactText(value);
}
