import { randomState } from '../../src/kernels/random-state';

/** Whole numbers below a bound of at least 1. */
export type Draw = (below: number) => number;

/** Draws that depend on nothing but the two numbers. */
export function drawsOf(seed: number, number: number): Draw {
  const mixed = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(number + 1, 0xc2b2ae35);
  const random = randomState(mixed >>> 0);
  return (below) => random.below(below);
}

/** One of several. */
export function pick<T>(draw: Draw, among: readonly T[]): T {
  const one = among[draw(among.length)];
  if (one === undefined) throw new Error('There is nothing to pick from.');
  return one;
}

type Mutation = (bytes: Uint8Array, draw: Draw) => Uint8Array;

/** Where a change is made: anywhere, or near the start or the end, where the structure of files is. */
function place(bytes: Uint8Array, draw: Draw): number {
  const near = Math.min(bytes.length, 600);
  const where = draw(4);
  if (where === 0) return draw(near);
  return where === 1 ? bytes.length - 1 - draw(near) : draw(bytes.length);
}

/** A stretch of up to `most` bytes. */
function stretch(bytes: Uint8Array, draw: Draw, most: number): readonly [from: number, to: number] {
  const from = place(bytes, draw);
  return [from, Math.min(bytes.length, from + 1 + draw(most))];
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

const insert = (bytes: Uint8Array, at: number, part: Uint8Array): Uint8Array =>
  joined(bytes.subarray(0, at), part, bytes.subarray(at));

const flipBits: Mutation = (bytes, draw) => {
  const copy = bytes.slice();
  for (let times = draw(8); times >= 0; times--) {
    const at = place(copy, draw);
    copy[at] = (copy[at] ?? 0) ^ (1 << draw(8));
  }
  return copy;
};

const otherBytes: Mutation = (bytes, draw) => {
  const copy = bytes.slice();
  for (let times = draw(4); times >= 0; times--) copy[place(copy, draw)] = draw(256);
  return copy;
};

const truncate: Mutation = (bytes, draw) => bytes.slice(0, place(bytes, draw));

const duplicate: Mutation = (bytes, draw) => {
  const [from, to] = stretch(bytes, draw, 2000);
  return insert(bytes, draw(2) === 0 ? to : place(bytes, draw), bytes.slice(from, to));
};

const remove: Mutation = (bytes, draw) => {
  const [from, to] = stretch(bytes, draw, draw(2) === 0 ? 4 : 2000);
  return joined(bytes.subarray(0, from), bytes.subarray(to));
};

/** Three stretches in another order. */
const shuffle: Mutation = (bytes, draw) => {
  const [a, b, c] = [draw(bytes.length), draw(bytes.length), draw(bytes.length)].sort((x, y) => x - y);
  return joined(bytes.subarray(0, a), bytes.subarray(b, c), bytes.subarray(a, b), bytes.subarray(c));
};

const blank: Mutation = (bytes, draw) => {
  const [from, to] = stretch(bytes, draw, 200);
  return bytes.slice().fill(pick(draw, [0, 0xff, 0x20, 0x0a]), from, to);
};

/** What stands between, around and before things in text. */
const SYMBOLS = [
  ',',
  ';',
  '\t',
  '|',
  '"',
  "'",
  '\\',
  '{',
  '}',
  '[',
  ']',
  ':',
  '<',
  '>',
  '&',
  '#',
  '\n',
].concat(['\r', '\r\n', '\0', '""', ',,', '[[', '{"', '</', '-', '.', 'e', '=', '/', ' ']);

const symbols: Mutation = (bytes, draw) => {
  const times = draw(12) === 0 ? 1 + draw(3000) : 1 + draw(3);
  return insert(bytes, place(bytes, draw), encode(pick(draw, SYMBOLS).repeat(times)));
};

/** Numbers at and beyond the bounds of what fields of files hold. */
const NUMBERS: readonly bigint[] = [
  0n,
  1n,
  0x7fn,
  0xffn,
  0x7fffn,
  0xffffn,
  0x7fff_ffffn,
  0x8000_0000n,
].concat([0xffff_ffffn, 0xffff_fff0n, 0x1_0000_0000n, 0x7fff_ffff_ffff_ffffn, 0xffff_ffff_ffff_ffffn]);

/** A field of 2, 4 or 8 bytes of either order, or a variable one as Thrift writes it, that holds such a number. */
const hugeField: Mutation = (bytes, draw) => {
  const copy = bytes.slice();
  const number = pick(draw, NUMBERS);
  const size = pick(draw, [2, 4, 4, 8]);
  const at = draw(2) === 0 ? place(copy, draw) : place(copy, draw) & ~3;
  const isBig = draw(3) === 0;
  for (let i = 0; i < size && at + i < copy.length; i++) {
    copy[at + i] = Number((number >> BigInt(8 * (isBig ? size - 1 - i : i))) & 0xffn);
  }
  return draw(4) > 0 ? copy : insert(bytes, at, Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0x0f));
};

const HUGE = [
  '1e400',
  '-1e400',
  '99999999999999999999999',
  '9'.repeat(400),
  '-0',
  '1e-400',
  '0x10',
  'NaN',
].concat([
  '9999-99-99',
  '292278-01-01',
  '-0001-01-01',
  '1,000.00',
  '٣',
  '1'.repeat(40),
  'inf',
  '1048577',
  '-1',
]);

/** A run of digits that becomes another number; where there is none, the number is put in. */
const hugeText: Mutation = (bytes, draw) => {
  let from = place(bytes, draw);
  const start = from;
  while (from < bytes.length && !isDigit(bytes[from])) from++;
  if (from === bytes.length) from = start;
  let to = from;
  while (isDigit(bytes[to])) to++;
  return joined(bytes.subarray(0, from), encode(pick(draw, HUGE)), bytes.subarray(to));
};

const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 48 && byte <= 57;

const MARKS = [
  [0xef, 0xbb, 0xbf],
  [0xff, 0xfe],
  [0xfe, 0xff],
  [0xff, 0xfe, 0, 0],
  [0, 0, 0xfe, 0xff],
].concat([[0x1f, 0x8b, 8, 0], [0x50, 0x4b, 3, 4], [...'PAR1'].map((one) => one.charCodeAt(0))]);

/** A mark of an encoding or of another format, at the start or somewhere. */
const marks: Mutation = (bytes, draw) =>
  insert(bytes, draw(4) > 0 ? 0 : place(bytes, draw), Uint8Array.from(pick(draw, MARKS)));

const WRONG = [
  [0xc3, 0x28],
  [0xed, 0xa0, 0x80],
  [0xf8],
  [0xe2, 0x82],
  [0x80],
  [0xfc],
  [0xf4, 0x90, 0x80, 0x80],
];

/** A stretch in UTF-16, or bytes that spell nothing in UTF-8. */
const encodings: Mutation = (bytes, draw) => {
  if (draw(2) === 0) return insert(bytes, place(bytes, draw), Uint8Array.from(pick(draw, WRONG)));
  const [from, to] = stretch(bytes, draw, draw(3) === 0 ? bytes.length : 100);
  const wide = new Uint8Array(2 * (to - from));
  bytes.subarray(from, to).forEach((byte, i) => (wide[2 * i] = byte));
  return joined(bytes.subarray(0, from), wide, bytes.subarray(to));
};

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Changes that make sense anywhere, and those that meet text or packed fields more often. */
const ANYWHERE = [flipBits, otherBytes, truncate, duplicate, remove, shuffle, blank];
const IN_TEXT = [symbols, symbols, hugeText, hugeText, marks, encodings];
const IN_FIELDS = [hugeField, hugeField, hugeField, otherBytes, flipBits];

/** A copy of a file with one to four things wrong; text is given away by its bytes. An empty file stays empty. */
export function mutated(bytes: Uint8Array, draw: Draw): Uint8Array {
  const isText = !bytes.subarray(0, 1000).some((byte) => byte < 9);
  const fitting = [...ANYWHERE, ...(isText ? IN_TEXT : IN_FIELDS)];
  const any = [...fitting, ...IN_TEXT, ...IN_FIELDS];
  let copy = bytes;
  for (let times = pick(draw, [1, 1, 2, 3, 4]); times > 0 && copy.length > 0; times--) {
    copy = pick(draw, draw(8) === 0 ? any : fitting)(copy, draw);
  }
  return copy;
}
