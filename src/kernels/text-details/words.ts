import { classOf, isOfWord } from './character-classes';
import { CodeCounts, HASH_START, hashed } from './code-counts';
import { codePointAt, type JoinedTexts } from './joined-texts';

/** The words of a column: how many, and each of the different ones with its count. */
export interface Words {
  readonly total: number;
  readonly counts: ReadonlyMap<string, number>;
}

/**
 * Counts the words of texts, in lower case. A word is a run of letters, marks and numbers as long as it goes: white space,
 * punctuation and symbols part words. Null where there are more than `most` different ones, upper and lower case told apart.
 */
export function countWords({ pieces, separator, counts: weights }: JoinedTexts, most: number): Words | null {
  const found = new CodeCounts();
  let text = 0;
  for (const piece of pieces) {
    text = readPiece(piece, { stop: separator.charCodeAt(0), weights, text, found });
    if (found.size > most) return null;
  }
  const counts = new Map<string, number>();
  let total = 0;
  for (const [word, count] of found.entries()) {
    const lower = word.toLowerCase();
    counts.set(lower, (counts.get(lower) ?? 0) + count);
    total += count;
  }
  return { total, counts };
}

/** The word that is read: its units, and room for more. */
let units = new Uint16Array(1 << 10);

/** Counts the words of one piece, whose first text has the number `text`; gives the number of the next one. */
function readPiece(
  piece: string,
  options: {
    readonly stop: number;
    readonly weights: Float64Array | undefined;
    readonly text: number;
    readonly found: CodeCounts;
  },
): number {
  const { stop, weights, found } = options;
  let { text } = options;
  let weight = weights?.[text] ?? 1;
  let length = 0;
  let hash = HASH_START;
  for (let i = 0; i < piece.length; i++) {
    const unit = piece.charCodeAt(i);
    const codePoint = codePointAt(piece, i, unit);
    if (unit !== stop && isOfWord(classOf(codePoint))) {
      if (length + 2 > units.length) grow();
      units[length++] = unit;
      hash = hashed(hash, unit);
      if (codePoint > 0xffff) {
        const second = piece.charCodeAt(++i);
        units[length++] = second;
        hash = hashed(hash, second);
      }
      continue;
    }
    if (length > 0) found.add(units, length, hash, weight);
    length = 0;
    hash = HASH_START;
    if (codePoint > 0xffff) i++;
    if (unit === stop) weight = weights?.[++text] ?? 1;
  }
  return text;
}

function grow(): void {
  const larger = new Uint16Array(units.length * 2);
  larger.set(units);
  units = larger;
}
