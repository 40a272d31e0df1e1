/** A block of cells; rows and columns count from 0, the ends belong to it. An end that is open is Infinity. */
export interface CellRange {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

const LETTERS = 26;
const LAST_ROW = 1_048_576;
const LAST_COLUMN = 16_384;

/** The name of a column: A, B, … Z, AA. */
export function columnLetters(column: number): string {
  let rest = column + 1;
  let letters = '';
  while (rest > 0) {
    letters = String.fromCharCode(65 + ((rest - 1) % LETTERS)) + letters;
    rest = Math.floor((rest - 1) / LETTERS);
  }
  return letters;
}

/** The name of a cell, such as B3. */
export const cellName = (row: number, column: number): string => `${columnLetters(column)}${row + 1}`;

/** The name of a closed range, such as A3:F20. */
export const rangeName = ({ top, left, bottom, right }: CellRange): string =>
  `${cellName(top, left)}:${cellName(bottom, right)}`;

/**
 * Reads a range in A1 notation: `A3:F20`, columns alone (`A:F`), rows alone (`3:20`), or one cell that it starts from (`A3`). Dollar signs
 * are allowed. Null where it is none.
 */
export function parseRange(text: string): CellRange | null {
  const bare = text.replaceAll('$', '').trim().toUpperCase();
  const match = /^([A-Z]{1,3})?(\d{1,7})?(?::([A-Z]{1,3})?(\d{1,7})?)?$/.exec(bare);
  if (match === null) return null;
  const [, left, top, right, bottom] = match;
  const isPair = bare.includes(':');
  if (isPair ? right === undefined && bottom === undefined : left === undefined || top === undefined)
    return null;
  // A side names what the other names: A:F, 3:20, A3:F20, and A3:F for "down to the end".
  if (isPair && (left === undefined) !== (right === undefined)) return null;
  if (isPair && top === undefined && bottom !== undefined) return null;
  const range = {
    top: top === undefined ? 0 : Number(top) - 1,
    left: left === undefined ? 0 : columnOf(left),
    bottom: bottom === undefined ? Infinity : Number(bottom) - 1,
    right: right === undefined ? Infinity : columnOf(right),
  };
  const isSound = range.top >= 0 && range.top < LAST_ROW && range.left < LAST_COLUMN;
  return isSound && range.bottom >= range.top && range.right >= range.left ? range : null;
}

function columnOf(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * LETTERS + letter.charCodeAt(0) - 64, 0) - 1;
}
