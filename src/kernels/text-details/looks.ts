import { CHARACTER_CLASSES, classOf, isOfWord, isSpace, MARK } from './character-classes';
import { CodeCounts } from './code-counts';
import { codePointAt, type JoinedTexts } from './joined-texts';
import { PatternWriter, signOf } from './patterns';

/** What was seen in the texts of a column, in one pass. */
export interface Looks {
  /** Texts, each counted once, and each as often as it occurs. */
  readonly texts: number;
  readonly values: number;
  /** Characters by the number of their class, and those beyond ASCII. */
  readonly characters: Float64Array;
  readonly nonAscii: number;
  /** Texts that hold two words with white space between them. */
  readonly ofSeveralWords: number;
  /** Texts by their length in characters. */
  readonly byLength: ReadonlyMap<number, number>;
  /** Patterns; null where there are too many. */
  readonly patterns: CodeCounts | null;
}

/** Looks at every character of the texts once, and counts runs of equal signs. Patterns are given up beyond `mostPatterns`. */
export function lookAt(texts: JoinedTexts, mostPatterns: number): Looks {
  const looks = new LookCounter(mostPatterns);
  let text = 0;
  for (const piece of texts.pieces) text = readPiece(piece, texts, text, looks);
  return looks;
}

/** Hands the runs of equal signs of one piece on; gives the number of the text after it. */
function readPiece(
  piece: string,
  { separator, counts }: JoinedTexts,
  first: number,
  looks: LookCounter,
): number {
  const stop = separator.charCodeAt(0);
  let text = first;
  let weight = counts?.[text] ?? 1;
  let [sign, found, run] = [-1, 0, 0];
  for (let i = 0; i < piece.length; i++) {
    const unit = piece.charCodeAt(i);
    if (unit === stop) {
      if (run > 0) looks.run(sign, found, run, weight);
      looks.end(weight);
      weight = counts?.[++text] ?? 1;
      [sign, run] = [-1, 0];
      continue;
    }
    const codePoint = unit < 0x80 ? unit : codePointAt(piece, i, unit);
    const class_ = classOf(codePoint);
    if (codePoint > 0x7f) {
      looks.nonAscii += weight;
      if (codePoint > 0xffff) i++;
      if (class_ === MARK) {
        looks.mark(weight);
        continue;
      }
    }
    const next = signOf(codePoint, class_);
    if (next === sign) {
      run++;
      continue;
    }
    if (run > 0) looks.run(sign, found, run, weight);
    [sign, found, run] = [next, class_, 1];
  }
  return text;
}

class LookCounter implements Looks {
  readonly characters = new Float64Array(CHARACTER_CLASSES.length);
  readonly byLength = new Map<number, number>();
  patterns: CodeCounts | null = new CodeCounts();
  nonAscii = 0;
  texts = 0;
  values = 0;
  ofSeveralWords = 0;
  readonly #mostPatterns: number;
  readonly #pattern = new PatternWriter();
  #length = 0;
  /** 0 before the first word, 1 within it, 2 after white space behind it, 3 in a word after that. */
  #stage = 0;

  constructor(mostPatterns: number) {
    this.#mostPatterns = mostPatterns;
  }

  /** A run of characters of one sign, which are of one class. */
  run(sign: number, found: number, run: number, weight: number): void {
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
    this.byLength.set(this.#length, (this.byLength.get(this.#length) ?? 0) + weight);
    this.#length = 0;
    this.#stage = 0;
    if (this.patterns === null) return;
    this.patterns.add(this.#pattern.units, this.#pattern.length, this.#pattern.hash, weight);
    this.#pattern.begin();
    if (this.patterns.size > this.#mostPatterns) this.patterns = null;
  }
}
