/** A letter of a script that sets no spaces between words. */
const UNSPACED =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Bopomofo}\p{sc=Yi}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\p{sc=Tibetan}\p{sc=Javanese}\p{sc=Balinese}\p{sc=Tai_Le}\p{sc=New_Tai_Lue}\p{sc=Tai_Tham}]/gu;
const ANY_UNSPACED = new RegExp(UNSPACED.source, 'u');
const LETTER = /\p{L}/gu;

/** As much of a text as tells its language. */
const LOOKED_AT = 4000;

/**
 * True where more than half of the letters are of a script that sets no spaces between words: Chinese, Japanese, Thai, Lao,
 * Khmer, Burmese, Tibetan and their kin. Where its words begin and end cannot be told without a dictionary. By the first 4,000 units.
 */
export function isUnspaced(text: string): boolean {
  if (!ANY_UNSPACED.test(text)) return false;
  const start = text.slice(0, LOOKED_AT);
  return 2 * countOf(start, UNSPACED) > countOf(start, LETTER);
}

const countOf = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/** Frequent English words that are no frequent words of the other languages in Latin script. */
const ENGLISH = new Set(
  `the and you your it this that these those with not from they them their there then than what when where which who why how would can could
  should might must i'm i've i'll i'd you're don't didn't doesn't can't won't it's that's she his him our if but because about into out
  just get got going know like some any all very much many only other again please thanks good day now here were did does been`.split(
    /\s+/,
  ),
);
const LEAST_SHARE = 0.1;

/**
 * True where a text looks English: at least a tenth of its words, and one, are among some hundred frequent English words that other
 * languages in Latin script do not share; a capital “I” by itself is one of them. `words` are as they stand in the text; the first
 * few hundred will do. A guess: a text of one or two words often shows no language at all, and is then not taken for English.
 */
export function looksEnglish(words: readonly string[]): boolean {
  const found = words.filter((word) => word === 'I' || ENGLISH.has(plain(word))).length;
  return found > 0 && found >= LEAST_SHARE * words.length;
}

/** A word as lists hold it: in lower case, its apostrophes straight. */
export function plain(word: string): string {
  const lower = word.toLowerCase();
  return lower.includes('’') ? lower.replaceAll('’', "'") : lower;
}
