import { notFiniteOf } from '../columns/force';
import { KIND } from '../columns/kinds';
import { Incomplete, JsonFault } from './fault';

/** Powers of ten that a DOUBLE holds exactly. */
const POWERS = Array.from({ length: 23 }, (_, power) => Number(`1e${power}`));
const LEAST = -(2n ** 63n);
const MOST = 2n ** 63n - 1n;
/** Words that are no JSON and that some programs write all the same: `NaN` and `Infinity` Python, `nan` and `inf` C. */
const NOT_FINITE = /^-?(?:nan|inf(?:inity)?)/i;
const LONGEST_WORD = 9;

/** A place in the bytes of a JSON text, and the numbers that are read there. `JsonCursor` reads all else. */
export class NumberCursor {
  readonly bytes: Uint8Array;
  readonly end: number;
  readonly isLast: boolean;
  at: number;
  /** Where the last string or number stands, without quotation marks. */
  start = 0;
  stop = 0;
  /** The kind of the last number, and its value: exact for `integer` and `number`; for `wide` see `long`. */
  kind = 0;
  value = 0;
  long = 0n;
  /** How many numbers so far were NaN or infinite. */
  notFinite = 0;

  constructor(bytes: Uint8Array, at: number, isLast: boolean) {
    this.bytes = bytes;
    this.end = bytes.length;
    this.at = at;
    this.isLast = isLast;
  }

  /** Passes over white space; the byte that follows. */
  next(): number {
    const { bytes, end } = this;
    for (; this.at < end; this.at++) {
      const byte = bytes[this.at]!;
      if (byte !== 32 && byte !== 10 && byte !== 13 && byte !== 9) return byte;
    }
    return this.lacking();
  }

  /** Passes over white space; true where nothing follows, and nothing will. */
  isDone(): boolean {
    if (!this.isLast) {
      this.next();
      return false;
    }
    const { bytes, end } = this;
    for (; this.at < end; this.at++) {
      const byte = bytes[this.at]!;
      if (byte !== 32 && byte !== 10 && byte !== 13 && byte !== 9) return false;
    }
    return true;
  }

  /** Throws: the bytes end here. */
  lacking(): never {
    if (this.isLast) throw new JsonFault('json-truncated', this.end);
    throw new Incomplete();
  }

  /** Throws: something else was expected here. */
  unexpected(expected: string): never {
    throw new JsonFault('json-syntax', this.at, { expected });
  }

  /** Reads the number that starts here: `kind`, and `value` or `long`. Throws where none does. */
  number(): void {
    const { bytes, end } = this;
    const start = this.at;
    let at = start;
    const isNegative = bytes[at] === 45;
    if (isNegative) at += 1;
    const first = at;
    let mantissa = 0;
    let byte = 0;
    for (; at < end && (byte = bytes[at]!) >= 48 && byte <= 57; at++) mantissa = mantissa * 10 + (byte - 48);
    let digits = at - first;
    if (at < end && digits === 0) return this.#word(start);
    if (digits > 1 && bytes[first] === 48) {
      throw new JsonFault('json-syntax', first, { expected: 'a number without zeros in front' });
    }
    let power = 0;
    let isInteger = true;
    if (at < end && byte === 46) {
      isInteger = false;
      const dot = at;
      for (at += 1; at < end && (byte = bytes[at]!) >= 48 && byte <= 57; at++) {
        mantissa = mantissa * 10 + (byte - 48);
      }
      power = dot + 1 - at;
      digits -= power;
      if (at < end && power === 0) throw new JsonFault('json-syntax', at, { expected: 'a digit' });
    }
    if (at < end && (byte | 32) === 101) {
      isInteger = false;
      at += 1;
      const sign = bytes[at] === 45 ? -1 : 1;
      if (bytes[at] === 45 || bytes[at] === 43) at += 1;
      const from = at;
      let exponent = 0;
      for (; at < end && (byte = bytes[at]!) >= 48 && byte <= 57; at++)
        exponent = exponent * 10 + (byte - 48);
      if (at < end && at === from) throw new JsonFault('json-syntax', at, { expected: 'a digit' });
      power += sign * exponent;
    }
    // More digits may follow where the bytes end. Where the file ends too, a number must have come to its own end.
    if (at >= end && (!this.isLast || !isDigit(bytes[at - 1]!))) this.lacking();
    this.start = start;
    this.stop = at;
    this.at = at;
    this.#value(isInteger, isNegative, mantissa, digits, power);
  }

  /** Reads a word for a number that is not finite; a fault where none stands here. */
  #word(start: number): void {
    if (start + LONGEST_WORD > this.end && !this.isLast) this.lacking();
    const rest = String.fromCharCode(...this.bytes.subarray(start, start + LONGEST_WORD));
    const [word] = NOT_FINITE.exec(rest) ?? this.unexpected('a value');
    this.kind = KIND.number;
    this.value = notFiniteOf(word) ?? NaN;
    this.notFinite += 1;
    this.start = start;
    this.stop = this.at = start + word.length;
  }

  /** Up to 15 digits and 22 powers of ten make an exact product or quotient (Clinger 1990); the rest is read from its text. */
  #value(isInteger: boolean, isNegative: boolean, mantissa: number, digits: number, power: number): void {
    if (isInteger && !(isNegative && mantissa === 0)) {
      if (digits <= 15) {
        this.kind = KIND.integer;
        this.value = isNegative ? -mantissa : mantissa;
      } else this.#longInteger(digits);
      return;
    }
    this.kind = KIND.number;
    if (digits <= 15 && power >= -22 && power <= 22) {
      const size = power < 0 ? mantissa / POWERS[-power]! : mantissa * POWERS[power]!;
      this.value = isNegative ? -size : size;
    } else {
      this.value = Number(this.ascii());
      if (!Number.isFinite(this.value)) this.kind = KIND.huge;
    }
  }

  #longInteger(digits: number): void {
    // No integer of 64 bits has more digits.
    const long = digits > 19 ? null : BigInt(this.ascii());
    if (long === null || long < LEAST || long > MOST) {
      this.kind = KIND.huge;
      return;
    }
    this.long = long;
    this.value = Number(long);
    this.kind = Number.isSafeInteger(this.value) ? KIND.integer : KIND.wide;
  }

  /** The last number, as written. */
  ascii(): string {
    let text = '';
    for (let at = this.start; at < this.stop; at++) text += String.fromCharCode(this.bytes[at]!);
    return text;
  }
}

const isDigit = (byte: number): boolean => byte >= 48 && byte <= 57;
