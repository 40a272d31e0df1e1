import { CodeCounts, HASH_START, hashed } from './code-counts';

/** The words of a column: how many, and each of the different ones with its count. */
export interface Words {
  readonly total: number;
  readonly counts: ReadonlyMap<string, number>;
}

/**
 * Counts words, upper and lower case told apart. A word is a run of letters, marks and numbers as long as it goes: white space,
 * punctuation and symbols part words.
 */
export class WordCounter {
  readonly #most: number;
  #found: CodeCounts | null = new CodeCounts();
  #units = new Uint16Array(1 << 8);

  /** With more than `most` different words none are counted. */
  constructor(most: number) {
    this.#most = most;
  }

  /** Counts what stands from `start` to `end` of a text as one word. */
  add(text: string, start: number, end: number, weight: number): void {
    if (this.#found === null) return;
    const length = end - start;
    if (length > this.#units.length) this.#units = new Uint16Array(length * 2);
    const units = this.#units;
    let hash = HASH_START;
    for (let i = 0; i < length; i++) {
      const unit = text.charCodeAt(start + i);
      units[i] = unit;
      hash = hashed(hash, unit);
    }
    this.#found.add(units, length, hash, weight);
    if (this.#found.size > this.#most) this.#found = null;
  }

  /** The words in lower case; null where there were too many different ones. */
  words(): Words | null {
    if (this.#found === null) return null;
    const counts = new Map<string, number>();
    let total = 0;
    for (const [word, count] of this.#found.entries()) {
      const lower = word.toLowerCase();
      counts.set(lower, (counts.get(lower) ?? 0) + count);
      total += count;
    }
    return { total, counts };
  }
}
