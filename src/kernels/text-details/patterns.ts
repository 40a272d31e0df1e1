import { DIGIT, LOWER, OTHER_LETTER, UPPER } from './character-classes';
import { HASH_START, hashed } from './code-counts';

/** Runs of so many equal signs are shortened. */
const LONG_RUN = 5;
/** Units after which a pattern is cut. */
const MOST_UNITS = 60;

/** Signs of the pattern itself, kept apart from a person's until they are written out: in the private use area. */
const OPEN = 0xf8f0;
const CLOSE = 0xf8f1;
const AND_MORE = 0xf8f2;
const [ZERO, NINE, CAPITAL, SMALL, CASELESS] = [0x30, 0x39, 0x41, 0x61, 0x78] as const;

/** The sign that stands for a character in a pattern: of the number of its class, or itself. */
export function signOf(codePoint: number, classNumber: number): number {
  if (classNumber === LOWER) return SMALL;
  if (classNumber === UPPER) return CAPITAL;
  if (classNumber === DIGIT) return NINE;
  return classNumber === OTHER_LETTER ? CASELESS : codePoint;
}

/**
 * The pattern of a text: an upper-case letter is `A`, a lower-case one `a`, a letter without case `x`, a digit `9`; combining
 * marks belong to the letter before and are left out; all else stands for itself. A run of five or more letters of a kind is
 * written `a…`, one of five or more digits or other equal characters `9{12}`. Cut with `…` after some 60 signs.
 */
export class PatternWriter {
  /** The pattern stands in the first `length` units. */
  readonly units = new Uint16Array(MOST_UNITS + 32);
  length = 0;
  hash = HASH_START;

  /** Begins the pattern of the next text. */
  begin(): void {
    this.length = 0;
    this.hash = HASH_START;
  }

  /** Takes the next run of equal signs. */
  take(sign: number, classNumber: number, run: number): void {
    if (this.length >= MOST_UNITS) return;
    const isLong = run >= LONG_RUN;
    const shown = isLong ? 1 : run;
    for (let i = 0; i < shown; i++) this.#pushCodePoint(sign);
    if (!isLong) {
      if (this.length >= MOST_UNITS) this.#push(AND_MORE);
    } else if (classNumber <= OTHER_LETTER) this.#push(AND_MORE);
    else {
      this.#push(OPEN);
      this.#pushNumber(run);
      this.#push(CLOSE);
    }
  }

  #pushNumber(value: number): void {
    if (value >= 10) this.#pushNumber(Math.floor(value / 10));
    this.#push(ZERO + (value % 10));
  }

  #pushCodePoint(codePoint: number): void {
    if (codePoint < 0x1_0000) return this.#push(codePoint);
    this.#push(0xd800 + ((codePoint - 0x1_0000) >> 10));
    this.#push(0xdc00 + ((codePoint - 0x1_0000) & 0x3ff));
  }

  #push(unit: number): void {
    this.units[this.length++] = unit;
    this.hash = hashed(this.hash, unit);
  }
}

/** A pattern as it is shown, from its units. */
export function patternText(units: string): string {
  return units
    .replaceAll(String.fromCharCode(OPEN), '{')
    .replaceAll(String.fromCharCode(CLOSE), '}')
    .replaceAll(String.fromCharCode(AND_MORE), '…');
}
