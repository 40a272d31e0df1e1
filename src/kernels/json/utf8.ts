/** What is used of the decoder that browsers, workers and Node all have. */
declare const TextDecoder: new () => { decode(bytes: Uint8Array): string };

const decoder = new TextDecoder();
const REPLACEMENT = 0xfffd;

/** True where `bytes[start]` to `bytes[end]` are UTF-8: no stray or missing byte, no overlong form, no surrogate. */
export function isUtf8(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end;) {
    const byte = bytes[at]!;
    if (byte < 0x80) {
      at += 1;
      continue;
    }
    const more = byte >= 0xf0 ? 3 : byte >= 0xe0 ? 2 : 1;
    if (byte < 0xc2 || byte > 0xf4 || at + more >= end) return false;
    const second = bytes[at + 1]!;
    const least = byte === 0xe0 ? 0xa0 : byte === 0xf0 ? 0x90 : 0x80;
    const most = byte === 0xed ? 0x9f : byte === 0xf4 ? 0x8f : 0xbf;
    if (second < least || second > most) return false;
    for (let next = at + 2; next <= at + more; next++) if ((bytes[next]! & 0xc0) !== 0x80) return false;
    at += more + 1;
  }
  return true;
}

/** The plain characters that a backslash stands before, and what they mean. */
const ESCAPES: Readonly<Record<number, number>> = {
  34: 34,
  92: 92,
  47: 47,
  98: 8,
  102: 12,
  110: 10,
  114: 13,
  116: 9,
};

/** A string of JSON without its escapes, as UTF-8 in `into` up to `length`. */
export interface Unescaped {
  into: Uint8Array;
  length: number;
  /** Halves of characters that stand alone, which no UTF-8 can write: each became U+FFFD. */
  halves: number;
}

/** Resolves the escapes of `bytes[start]` to `bytes[end]`, which have been checked. UTF-8 never gets longer by it. */
export function unescape(bytes: Uint8Array, start: number, end: number, result: Unescaped): void {
  if (result.into.length < end - start) result.into = new Uint8Array(2 * (end - start));
  const { into } = result;
  let to = 0;
  for (let at = start; at < end;) {
    const byte = bytes[at]!;
    if (byte !== 92) {
      into[to++] = byte;
      at += 1;
    } else if (bytes[at + 1] !== 117) {
      into[to++] = ESCAPES[bytes[at + 1]!]!;
      at += 2;
    } else {
      let code = hexOf(bytes, at + 2);
      at += 6;
      if (code >= 0xd800 && code < 0xe000) {
        const low = bytes[at] === 92 && bytes[at + 1] === 117 && at + 6 <= end ? hexOf(bytes, at + 2) : 0;
        if (code < 0xdc00 && low >= 0xdc00 && low < 0xe000) {
          code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
          at += 6;
        } else {
          code = REPLACEMENT;
          result.halves += 1;
        }
      }
      to = writeCode(into, to, code);
    }
  }
  result.length = to;
}

/** The text of a checked string; `scratch` is used where it has escapes, and counts its halves of characters. */
export function textOf(
  bytes: Uint8Array,
  start: number,
  end: number,
  hasEscapes: boolean,
  scratch: Unescaped = { into: new Uint8Array(end - start), length: 0, halves: 0 },
): string {
  if (!hasEscapes) return decoder.decode(bytes.subarray(start, end));
  unescape(bytes, start, end, scratch);
  return decoder.decode(scratch.into.subarray(0, scratch.length));
}

/** True for the character after a backslash that JSON knows, other than `u`. */
export const isEscape = (byte: number): boolean => ESCAPES[byte] !== undefined;

/** The number of four hexadecimal digits; NaN where they are none. */
export function hexOf(bytes: Uint8Array, at: number): number {
  let code = 0;
  for (let place = at; place < at + 4; place++) {
    const byte = bytes[place]!;
    const digit =
      byte >= 48 && byte <= 57 ? byte - 48 : (byte | 32) >= 97 && (byte | 32) <= 102 ? (byte | 32) - 87 : NaN;
    code = code * 16 + digit;
  }
  return code;
}

function writeCode(into: Uint8Array, at: number, code: number): number {
  let to = at;
  if (code < 0x80) into[to++] = code;
  else if (code < 0x800) into[to++] = 0xc0 | (code >> 6);
  else if (code < 0x10000) {
    into[to++] = 0xe0 | (code >> 12);
    into[to++] = 0x80 | ((code >> 6) & 0x3f);
  } else {
    into[to++] = 0xf0 | (code >> 18);
    into[to++] = 0x80 | ((code >> 12) & 0x3f);
    into[to++] = 0x80 | ((code >> 6) & 0x3f);
  }
  if (code >= 0x80) into[to++] = 0x80 | (code & 0x3f);
  return to;
}
