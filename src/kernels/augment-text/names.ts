/** What can be done to a text, in the order of its numbers. */
export const OPERATIONS = [
  'swap',
  'deletion',
  'punctuation',
  'contractions',
  'synonyms',
  'insertion',
  'noise',
] as const;
export type Operation = (typeof OPERATIONS)[number];

/** How much an operation does, each a share. */
export interface Strengths {
  /** Of the words: how many are swapped, replaced by synonyms, or have a synonym inserted. */
  readonly alpha: number;
  /** Of the words that `alpha` takes: so many at most, however long the text. */
  readonly most: number;
  /** Of each word to be deleted. */
  readonly p: number;
  /** Of the words of four letters or more: how many get a slip. */
  readonly rate: number;
}
