import { KIND } from '../columns/kinds';
import { Incomplete, JsonFault } from './fault';
import { hexOf, isEscape, isUtf8 } from './utf8';

/** Values within values deeper than this are refused. */
const MOST_DEPTH = 10_000;
const OPEN_OBJECT = 123;
const OPEN_LIST = 91;
/** Powers of ten that a DOUBLE holds exactly. */
const POWERS = Array.from({ length: 23 }, (_, power) => Number(`1e${power}`));
const LEAST = -(2n ** 63n);
const MOST = 2n ** 63n - 1n;

/**
 * Reads JSON (RFC 8259) from UTF-8 bytes, one token after the other, without making texts of them. Where the bytes end
 * within a value it throws `Incomplete` if the file goes on, and a fault if it does not.
 */
export class JsonCursor {
  readonly bytes: Uint8Array;
  readonly end: number;
  readonly isLast: boolean;
  at: number;
  /** Where the last string or number stands, without quotation marks. */
  start = 0;
  stop = 0;
  /** Whether the last string holds escapes. */
  hasEscapes = false;
  /** The kind of the last number, and its value: exact for `integer` and `number`; for `wide` see `long`. */
  kind = 0;
  value = 0;
  long = 0n;
  #open = new Uint8Array(64);

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

  /** Reads the string that opens here. */
  string(): void {
    const { bytes, end } = this;
    const start = this.at + 1;
    let at = start;
    let high = 0;
    this.hasEscapes = false;
    for (; ; at++) {
      if (at >= end) this.lacking();
      const byte = bytes[at]!;
      if (byte === 34) break;
      high |= byte;
      if (byte === 92) {
        at = this.#escape(at);
        this.hasEscapes = true;
      } else if (byte < 32) {
        throw new JsonFault('json-syntax', at, { expected: 'the end of a text' });
      }
    }
    if (high >= 0x80 && !isUtf8(bytes, start, at)) throw new JsonFault('json-encoding', start);
    this.start = start;
    this.stop = at;
    this.at = at + 1;
  }

  /** Checks an escape; the place of its last character. */
  #escape(at: number): number {
    const byte = this.bytes[at + 1];
    if (at + 6 > this.end && (byte === undefined || byte === 117)) this.lacking();
    if (byte === 117 && !Number.isNaN(hexOf(this.bytes, at + 2))) return at + 5;
    if (byte === undefined || !isEscape(byte)) {
      throw new JsonFault('json-syntax', at, { expected: 'an escape such as \\n' });
    }
    return at + 1;
  }

  /** Reads one of the words true, false and null, by its first letter; the word's length. */
  word(): number {
    const first = this.bytes[this.at];
    if (first === 116) return this.#spelt('true');
    if (first === 102) return this.#spelt('false');
    if (first === 110) return this.#spelt('null');
    return this.unexpected('a value');
  }

  #spelt(word: string): number {
    this.start = this.at;
    for (let index = 0; index < word.length; index++) {
      if (this.at + index >= this.end) this.lacking();
      if (this.bytes[this.at + index] !== word.charCodeAt(index)) this.unexpected('a value');
    }
    this.at += word.length;
    this.stop = this.at;
    return word.length;
  }

  /** Reads the number that starts here: `kind`, and `value` or `long`. */
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
    if (at < end && digits === 0) this.#noNumber(start, at);
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

  #noNumber(start: number, at: number): never {
    const rest = String.fromCharCode(...this.bytes.subarray(at, at + 8));
    const word = /^(NaN|Infinity|nan|inf|Inf)/.exec(rest)?.[0];
    if (word === undefined)
      return !this.isLast && at + 8 > this.end ? this.lacking() : this.unexpected('a value');
    throw new JsonFault('json-not-finite', start, { word: at > start ? `-${word}` : word });
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

  /** Passes over one value of any kind and checks it; `start` and `stop` then tell where it stands. */
  skip(): void {
    this.next();
    const start = this.at;
    let depth = 0;
    do {
      const byte = this.next();
      if (byte === OPEN_OBJECT || byte === OPEN_LIST) {
        this.at += 1;
        if (this.next() !== byte + 2) {
          this.#push(depth, byte);
          depth += 1;
          if (byte === OPEN_OBJECT) this.name();
          continue;
        }
        this.at += 1;
      } else if (byte === 34) this.string();
      else if (byte === 45 || isDigit(byte)) this.number();
      else if (byte === 116 || byte === 102 || byte === 110) this.word();
      else this.#noNumber(this.at, this.at);
      depth = this.#close(depth);
    } while (depth > 0);
    this.start = start;
    this.stop = this.at;
  }

  #push(depth: number, open: number): void {
    if (depth >= MOST_DEPTH) throw new JsonFault('json-too-deep', this.at, { depth: MOST_DEPTH });
    if (depth >= this.#open.length) {
      const grown = new Uint8Array(2 * depth);
      grown.set(this.#open);
      this.#open = grown;
    }
    this.#open[depth] = open;
  }

  /** After a value within others: passes over what closes them, up to the next value; how deep that stands. */
  #close(from: number): number {
    let depth = from;
    while (depth > 0) {
      const open = this.#open[depth - 1]!;
      if (this.follows(open + 2)) {
        if (open === OPEN_OBJECT) this.name();
        return depth;
      }
      depth -= 1;
    }
    return 0;
  }

  /** After a value in a list or object: true where a comma and another one follow, false where it closes. Passes over both. */
  follows(close: number): boolean {
    const byte = this.next();
    if (byte === close) {
      this.at += 1;
      return false;
    }
    if (byte !== 44) this.unexpected(close === 93 ? 'a comma or ]' : 'a comma or }');
    const comma = this.at;
    this.at += 1;
    if (this.next() === close) throw new JsonFault('json-trailing-comma', comma);
    return true;
  }

  /** Passes over a name and its colon; `start` and `stop` tell where the name stands. */
  name(): void {
    if (this.next() !== 34) this.unexpected('a name in quotation marks');
    this.string();
    const { start, stop, hasEscapes } = this;
    this.colon();
    this.start = start;
    this.stop = stop;
    this.hasEscapes = hasEscapes;
  }

  /** Passes over a colon. */
  colon(): void {
    if (this.next() !== 58) this.unexpected('a colon');
    this.at += 1;
  }
}

const isDigit = (byte: number): boolean => byte >= 48 && byte <= 57;
