import type { RandomState } from '../random-state';

const ROWS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
/** How far each row of keys stands to the right of the first. */
const SHIFTS = [0, 0.25, 0.75];

/** The letters beside each letter on a keyboard of the QWERTY kind. */
const BESIDE: ReadonlyMap<string, readonly string[]> = neighbours();

function neighbours(): Map<string, string[]> {
  const keys = ROWS.flatMap((row, y) => [...row].map((letter, x) => ({ letter, x: x + SHIFTS[y]!, y })));
  return new Map(
    keys.map((key) => [
      key.letter,
      keys
        .filter((other) => other !== key && Math.hypot(other.x - key.x, other.y - key.y) < 1.3)
        .map(({ letter }) => letter),
    ]),
  );
}

/** True for words that a slip is made in: four letters or more, nothing else, none beyond U+FFFF. */
export const takesSlip = (word: string): boolean =>
  /^\p{L}{4,}$/u.test(word) && !/[\ud800-\udfff]/.test(word);

/**
 * A word with one slip of the fingers in it, the first and the last letter being right: a letter beside the one meant, two letters
 * in the wrong order, or one left out. What a word does not offer (two equal letters, a letter of another alphabet) is a letter left out.
 */
export function withSlip(word: string, random: RandomState): string {
  const kind = random.below(3);
  const at = 1 + random.below(word.length - 2);
  const letter = word.charAt(at);
  if (kind === 0) {
    const beside = BESIDE.get(letter.toLowerCase()) ?? [];
    const other = beside.length === 0 ? '' : beside[random.below(beside.length)]!;
    const cased = letter === letter.toLowerCase() ? other : other.toUpperCase();
    return word.slice(0, at) + cased + word.slice(at + 1);
  }
  const next = word.charAt(at + 1);
  if (kind === 1 && at + 2 < word.length && next !== letter) {
    return word.slice(0, at) + next + letter + word.slice(at + 2);
  }
  return word.slice(0, at) + word.slice(at + 1);
}
