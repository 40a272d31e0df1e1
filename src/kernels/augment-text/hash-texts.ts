import type { Kernel } from '../../core/run-context';
import { isUnspaced } from './languages';

/** Places for words. */
const PLACES = 512;
/** Numbers of a vector: one more, for texts without words. */
export const TEXT_WIDTH = PLACES + 1;

/** Texts that become points: real ones, which say how rare each word is, and new ones. */
export interface HashInput {
  readonly real: readonly string[];
  readonly made: readonly string[];
}

/** A vector of `TEXT_WIDTH` numbers for each text, row by row. */
export interface HashOutput {
  readonly real: Float64Array;
  readonly made: Float64Array;
}

/**
 * Texts as points whose distance says how much their words differ: for each word √(occurrences · (1 + ln((1 + n) / (1 + d)))), where d of
 * the n real texts have it; added, with a sign of its own, at one of 512 places that its hash says (feature hashing, Weinberger and
 * others 2009; FNV-1a over UTF-16 units), and the whole brought to length 1. Words are runs of letters, marks and digits in lower
 * case, every digit taken as a 9, so that telephone numbers are alike; in scripts without spaces every character is a word. The order of
 * words, punctuation and case say nothing. A text without words has a place of its own: at the origin it would be near to all. O(characters).
 */
export const hashTexts: Kernel<HashInput, HashOutput> = {
  name: 'hash-texts',
  run: ({ real, made }, report) => {
    const counted = real.map(countWords);
    const having = new Map<string, number>();
    for (const words of counted) {
      for (const word of words.keys()) having.set(word, (having.get(word) ?? 0) + 1);
    }
    report(0.4);
    const weigh = (word: string): number => 1 + Math.log((1 + real.length) / (1 + (having.get(word) ?? 0)));
    const points = (texts: readonly ReadonlyMap<string, number>[]): Float64Array => {
      const all = new Float64Array(texts.length * TEXT_WIDTH);
      texts.forEach((words, row) => place(all, row * TEXT_WIDTH, words, weigh));
      return all;
    };
    const realPoints = points(counted);
    report(0.6);
    return { real: realPoints, made: points(made.map(countWords)) };
  },
};

function countWords(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  const words = isUnspaced(text) ? [...text] : wordsIn(text);
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

const wordsIn = (text: string): string[] =>
  text
    .toLowerCase()
    .replaceAll(/\p{Nd}/gu, '9')
    .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];

function place(
  all: Float64Array,
  start: number,
  words: ReadonlyMap<string, number>,
  weigh: (word: string) => number,
): void {
  for (const [word, count] of words) {
    const hash = hashOf(word);
    const weight = Math.sqrt(count * weigh(word));
    all[start + (hash % PLACES)]! += hash & 0x10000 ? weight : -weight;
  }
  let sum = 0;
  for (let at = start; at < start + TEXT_WIDTH; at++) sum += all[at]! ** 2;
  if (sum === 0) {
    // No words, or two of equal weight that undo each other.
    all[start + PLACES] = 1;
    return;
  }
  const length = Math.sqrt(sum);
  for (let at = start; at < start + TEXT_WIDTH; at++) all[at]! /= length;
}

function hashOf(word: string): number {
  let hash = 0x811c9dc5;
  for (let unit = 0; unit < word.length; unit++) {
    hash = Math.imul(hash ^ word.charCodeAt(unit), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}
