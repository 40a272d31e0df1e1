/**
 * Keys by which variants of one value meet: values of equal key are written differently at most in what the key leaves out.
 * The rules are those of the keyers of OpenRefine 3 (`FingerprintKeyer`, `NGramFingerprintKeyer`): blanks at the ends off, lower
 * case, NFKD, then combining marks, modifier letters and symbols off, letters without a decomposition as below, punctuation and
 * control characters (but the tabulator) deleted, not replaced: "A.B" is `ab`, "A B" is `a b`.
 */

const MARKS = /[\p{M}\p{Lm}\p{Sk}]/gu;
const PUNCTUATION = /\p{P}|(?!\t)\p{Cc}/gu;
// As Unicode has it: the byte order mark, which `\s` and `trim` take for a blank, is none.
const BLANKS = /\p{White_Space}+/gu;
const ENDS = /^\p{White_Space}+|\p{White_Space}+$/gu;
const PLAIN = /^[a-z0-9 ]*$/;

/** Letters that NFKD leaves whole, and what they are written as. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  ø: 'oe',
  œ: 'oe',
  å: 'aa',
  '©': 'c',
  ð: 'd',
  đ: 'd',
  ɖ: 'd',
  þ: 'th',
  ƿ: 'w',
  ħ: 'h',
  ı: 'i',
  ĸ: 'k',
  ł: 'l',
  ŋ: 'n',
  ſ: 's',
  ẜ: 's',
  ẝ: 's',
  ŧ: 't',
};
const SPECIAL = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'gu');

/** A text without case, accents, punctuation and control characters; blanks within it stay. Empty where nothing else is in it. */
export function normalised(text: string): string {
  const lower = text.replace(ENDS, '').toLowerCase();
  if (PLAIN.test(lower)) return lower;
  return lower
    .normalize('NFKD')
    .replace(MARKS, '')
    .replace(SPECIAL, (letter) => LETTERS[letter] ?? letter)
    .replace(PUNCTUATION, '');
}

/** The different words of a text, normalised, in the order of their UTF-16 units; none where nothing is left. */
export function wordsOf(text: string): string[] {
  const words = normalised(text)
    .split(BLANKS)
    .filter((word) => word !== '');
  return [...new Set(words)].sort();
}

/** The fingerprint: the different words of a text in order. Null where nothing is left of it: such values have no variants. */
export function fingerprint(text: string): string | null {
  const words = wordsOf(text);
  return words.length === 0 ? null : words.join(' ');
}

/**
 * The n-gram fingerprint: the different runs of n characters, in order, blanks left out: "Paris" by 2 is `arispari`. A text
 * shorter than n is its own key, so that it meets only what is the same text normalised, and null where nothing is left of it
 * (OpenRefine gives all of them the empty key, one false cluster).
 */
export function ngramFingerprint(text: string, n: number): string | null {
  const letters = normalised(text).replace(BLANKS, '');
  if (letters === '') return null;
  // A character beyond U+FFFF is two units of a string: only then it is taken apart.
  const characters = /[\ud800-\udfff]/.test(letters) ? [...letters] : letters;
  if (characters.length < n) return letters;
  const grams = new Set<string>();
  for (let start = 0; start + n <= characters.length; start++) {
    const gram = characters.slice(start, start + n);
    grams.add(typeof gram === 'string' ? gram : gram.join(''));
  }
  return [...grams].sort().join('');
}
