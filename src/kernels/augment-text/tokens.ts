/** A word of a text, in UTF-16 units. */
export interface Word {
  readonly start: number;
  readonly end: number;
}

/**
 * What is never touched, in the order in which it is looked for: tags and entities of HTML, addresses of pages and of e-mail,
 * names behind @ and words behind #, names with points in them (domains, files, “e.g.”), smileys, and all that holds a digit
 * (numbers, dates, prices, “4ever”). Bounded lengths keep the search linear.
 */
const KEPT = [
  String.raw`<\/?[a-zA-Z][^<>]{0,300}>|&(?:[a-zA-Z]{1,16}|#\w{1,8});`,
  String.raw`(?:https?|ftp):\/\/\S+|www\.\S+`,
  String.raw`[\p{L}\p{N}][\p{L}\p{N}_.+-]{0,63}@[\p{L}\p{N}][\p{L}\p{N}.-]{0,252}`,
  String.raw`[@#][\p{L}\p{N}_][\p{L}\p{M}\p{N}_-]*`,
  String.raw`[\p{L}\p{M}\p{N}_-]{1,64}(?:\.[\p{L}\p{N}][\p{L}\p{M}\p{N}_-]{0,63})+`,
  String.raw`[:;=][-^o']?[DPpOoSs](?![\p{L}\p{M}\p{N}])`,
  String.raw`[\p{L}\p{M}_]{0,64}\p{N}[\p{L}\p{M}\p{N}_.,:/%'’-]*`,
].join('|');

/** Letters with their marks; within a word an apostrophe or a hyphen holds its parts together. */
const WORD = String.raw`\p{L}[\p{L}\p{M}]*(?:['’‑-]\p{L}[\p{L}\p{M}]*)*`;

/**
 * The words of a text: runs of letters with their marks, held together by apostrophes and hyphens within (“don't”, “well-known”).
 * All else stays as it stands, and is no word: spaces, punctuation, numbers, addresses, names behind @, words behind #, emoji and
 * smileys. By the Unicode properties of characters alone, the same in every world but for characters that its Unicode
 * version does not know; `Intl.Segmenter` is not used, since its dictionaries differ. O(length).
 */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  const pattern = new RegExp(`(?:${KEPT})|(${WORD})`, 'gu');
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    if (match[1] === undefined) continue;
    words.push({ start: match.index, end: pattern.lastIndex });
  }
  return words;
}
