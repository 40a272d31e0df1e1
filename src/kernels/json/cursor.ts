import { JsonFault } from './fault';
import { NumberCursor } from './number-cursor';
import { hexOf, isEscape, isUtf8 } from './utf8';

/** Values within values deeper than this are refused. */
const MOST_DEPTH = 10_000;
const OPEN_OBJECT = 123;
const OPEN_LIST = 91;

/**
 * Reads JSON (RFC 8259) from UTF-8 bytes, one token after the other, without making texts of them. Where the bytes end
 * within a value it throws `Incomplete` if the file goes on, and a fault if it does not.
 */
export class JsonCursor extends NumberCursor {
  /** Whether the last string holds escapes. */
  hasEscapes = false;
  #open = new Uint8Array(64);

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

  /** Whether true, false or null starts here, by the first byte: `nan` starts as `null` does, and is read as a number. */
  isWord(byte: number): boolean {
    if (byte !== 110) return byte === 116 || byte === 102;
    if (this.at + 1 >= this.end) this.lacking();
    return (this.bytes[this.at + 1]! | 32) !== 97;
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
      else if (this.isWord(byte)) this.word();
      else this.number();
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
