import { CHARACTER_CLASSES, classOf, isOfWord, isSpace, MARK } from './character-classes';
import { CodeCounts } from './code-counts';
import { codePointAt, type JoinedTexts } from './joined-texts';
import { PatternWriter, signOf } from './patterns';
import { WordCounter, type Words } from './words';

/** How far a look at texts goes. */
export interface LookLimits {
  /** With more different ones than these, patterns and words are given up. */
  readonly mostPatterns: number;
  readonly mostWords: number;
  /** Share of texts that must have several words, so that words are counted. */
  readonly leastOfSeveralWords: number;
}

/** What was seen in the texts of a column, in one pass. */
export interface Looks {
  /** Texts, each counted once, and each as often as it occurs. */
  readonly texts: number;
  readonly values: number;
  /** Characters by the number of their class, and those beyond ASCII. */
  readonly characters: Float64Array;
  readonly nonAscii: number;
  /** Texts by their length in characters. */
  readonly byLength: ReadonlyMap<number, number>;
  /** Patterns; null where there are too many. */
  readonly patterns: CodeCounts | null;
  /** Words; `few` where too few texts have several, null where there are too many different ones. */
  readonly words: Words | 'few' | null;
}

/** Texts that tell whether counting words from the start is worth it. */
const TRIED = 1000;

/**
 * Looks at every character of the texts once, and counts runs of equal signs and words: some 5 ns a character, twice that with words.
 * Where the first texts have hardly any words, and the others do, words take a second pass.
 */
export function lookAt(texts: JoinedTexts, limits: LookLimits): Looks {
  const looks = lookOnce(texts, limits, TRIED);
  const isOfWords =
    looks.ofSeveralWords > 0 && looks.ofSeveralWords >= limits.leastOfSeveralWords * looks.values;
  const words = (): Words | null =>
    (looks.words ?? lookOnce(texts, { ...limits, mostPatterns: 0 }, Infinity).words ?? null)?.words() ?? null;
  const { texts: count, values, characters, nonAscii, byLength, patterns } = looks;
  return {
    ...{ texts: count, values, characters, nonAscii, byLength, patterns },
    words: isOfWords ? words() : 'few',
  };
}

function lookOnce(texts: JoinedTexts, limits: LookLimits, tried: number): LookCounter {
  const looks = new LookCounter(limits, tried);
  let text = 0;
  for (const piece of texts.pieces) text = readPiece(piece, texts, text, looks);
  return looks;
}

/** What a character is, in one number: its sign in patterns, and its class in the four low bits. */
const lookOf = (codePoint: number, found: number): number => (signOf(codePoint, found) << 4) | found;
const CLASS = 15;
const ASCII = Int32Array.from({ length: 0x80 }, (_, codePoint) => lookOf(codePoint, classOf(codePoint)));

/** Hands the runs of equal signs of one piece on, and its words; gives the number of the text after it. */
function readPiece(
  piece: string,
  { separator, counts }: JoinedTexts,
  first: number,
  looks: LookCounter,
): number {
  const stop = separator.charCodeAt(0);
  let text = first;
  let weight = counts?.[text] ?? 1;
  let last = -1;
  let run = 0;
  let word = -1;
  for (let i = 0; i < piece.length; i++) {
    const unit = piece.charCodeAt(i);
    if (unit === stop) {
      if (run > 0) looks.run(last, run, weight);
      if (word >= 0) looks.words?.add(piece, word, i, weight);
      looks.end(weight);
      text++;
      if (counts !== undefined) weight = counts[text] ?? 1;
      last = -1;
      run = 0;
      word = -1;
      continue;
    }
    const place = i;
    let next: number;
    if (unit < 0x80) next = ASCII[unit]!;
    else {
      const codePoint = codePointAt(piece, i, unit);
      next = lookOf(codePoint, classOf(codePoint));
      looks.nonAscii += weight;
      if (codePoint > 0xffff) i++;
      if ((next & CLASS) === MARK) {
        looks.mark(weight);
        if (word >= 0) continue;
        // A mark without a letter begins a word of its own.
        if (run > 0) looks.run(last, run, weight);
        [last, run, word] = [-1, 0, place];
        continue;
      }
    }
    if (next === last) {
      run++;
      continue;
    }
    if (run > 0) looks.run(last, run, weight);
    last = next;
    run = 1;
    if (isOfWord(next & CLASS)) {
      if (word < 0) word = place;
    } else if (word >= 0) {
      looks.words?.add(piece, word, place, weight);
      word = -1;
    }
  }
  return text;
}

class LookCounter {
  readonly characters = new Float64Array(CHARACTER_CLASSES.length);
  readonly byLength = new Map<number, number>();
  patterns: CodeCounts | null;
  /** Words; null once the first texts have shown that there are few. */
  words: WordCounter | null;
  nonAscii = 0;
  texts = 0;
  values = 0;
  /** Texts that hold two words with white space between them. */
  ofSeveralWords = 0;
  readonly #limits: LookLimits;
  readonly #tried: number;
  readonly #pattern = new PatternWriter();
  #length = 0;
  /** 0 before the first word, 1 within it, 2 after white space behind it, 3 in a word after that. */
  #stage = 0;

  constructor(limits: LookLimits, tried: number) {
    this.#limits = limits;
    this.#tried = tried;
    this.patterns = limits.mostPatterns > 0 ? new CodeCounts() : null;
    this.words = new WordCounter(limits.mostWords);
  }

  /** A run of characters that look alike. */
  run(look: number, run: number, weight: number): void {
    const found = look & CLASS;
    const sign = look >> 4;
    this.characters[found]! += run * weight;
    this.#length += run;
    if (this.patterns !== null) this.#pattern.take(sign, found, run);
    if (this.#stage === 1 ? isSpace(sign, found) : this.#stage !== 3 && isOfWord(found)) this.#stage++;
  }

  mark(weight: number): void {
    this.characters[MARK]! += weight;
    this.#length++;
  }

  /** The end of a text. */
  end(weight: number): void {
    this.texts++;
    this.values += weight;
    if (this.#stage === 3) this.ofSeveralWords += weight;
    if (this.texts === this.#tried && this.#hasFewWords()) this.words = null;
    this.byLength.set(this.#length, (this.byLength.get(this.#length) ?? 0) + weight);
    this.#length = 0;
    this.#stage = 0;
    if (this.patterns === null) return;
    this.patterns.add(this.#pattern.units, this.#pattern.length, this.#pattern.hash, weight);
    this.#pattern.begin();
    if (this.patterns.size > this.#limits.mostPatterns) this.patterns = null;
  }

  #hasFewWords(): boolean {
    return this.ofSeveralWords < this.#limits.leastOfSeveralWords * this.values;
  }
}
