import { failWith } from '../../core/failure';
import { sortNumbers } from '../sort';

/** How texts are compared, and how much of each is indexed. */
export interface IndexOptions {
  /** Edits apart at most: 1 or 2. */
  readonly distance: number;
  /** True where texts whose digits differ never meet. */
  readonly sameDigits: boolean;
}

/** Texts that share what is left of them after deletions: the only ones that can be few edits apart. */
export interface DeletionIndex {
  /** The groups of text i are `groups[groupStarts[i]]` to `groups[groupStarts[i + 1]]`. */
  readonly groupStarts: Int32Array;
  readonly groups: Int32Array;
  /** The texts of group g, in order, are `members[memberStarts[g]]` to `members[memberStarts[g + 1]]`. */
  readonly memberStarts: Int32Array;
  readonly members: Int32Array;
}

/** Characters of a text that are indexed, from one end, by distance: with more, fewer texts meet and each has more deletions. */
const INDEXED: Readonly<Record<number, number>> = { 1: 20, 2: 10 };
/** Candidates for each text above which the other end of the texts is tried. */
const CROWDED = 200;
/** Candidates that are compared in a minute or so; with more, the search is given up. */
const MOST_PAIRS = 400_000_000;
/** Text numbers stand in the low bits of a key of 53. */
const IDS = 2 ** 21;

/**
 * The deletion index of SymSpell (Garbe 2012): texts at most `distance` edits apart, swaps of neighbours included, have a text in
 * common after at most as many deletions in each; so have their first characters. Those of both ends are tried where the first
 * ones are much the same. Two texts of one group may still be far apart (hashes of 32 bits): compare them. Up to 2,097,152 texts.
 * Throws `variants-too-alike` where nearly all texts have both ends in common.
 */
export function deletionIndex(texts: readonly Int32Array[], options: IndexOptions): DeletionIndex {
  const first = groupsOf(sortedKeys(texts, options, false), texts.length);
  if (first.pairs <= CROWDED * texts.length) return first.index;
  const last = groupsOf(sortedKeys(texts, options, true), texts.length);
  const { pairs, index } = last.pairs < first.pairs ? last : first;
  const { distance } = options;
  return pairs <= MOST_PAIRS ? index : failWith('variants-too-alike', { count: texts.length, distance });
}

/** A hash for every deletion of every text with the number of the text, in order. */
function sortedKeys(texts: readonly Int32Array[], options: IndexOptions, fromEnd: boolean): Float64Array {
  const indexed = INDEXED[options.distance] ?? 0;
  const total = texts.reduce(
    (sum, { length }) => sum + deletions(Math.min(length, indexed), options.distance),
    0,
  );
  const keys = new Float64Array(total);
  let next = 0;
  texts.forEach((text, id) => {
    const length = Math.min(text.length, indexed);
    const part = fromEnd ? text.slice(text.length - length).reverse() : text.subarray(0, length);
    const seed = options.sameDigits ? digitsHash(text) : 0;
    const add = (one: number, other: number): void => {
      keys[next++] = hashWithout(part, one, other, seed) * IDS + id;
    };
    add(-1, -1);
    for (let one = 0; one < length; one++) {
      add(one, -1);
      for (let other = one + 1; options.distance === 2 && other < length; other++) add(one, other);
    }
  });
  return sortNumbers(keys);
}

function deletions(length: number, distance: number): number {
  return 1 + length + (distance === 2 ? (length * (length - 1)) / 2 : 0);
}

/** FNV-1a over the characters but two. */
function hashWithout(text: Int32Array, one: number, other: number, seed: number): number {
  let hash = (0x811c9dc5 ^ seed) | 0;
  for (let place = 0; place < text.length; place++) {
    if (place !== one && place !== other) hash = Math.imul(hash ^ (text[place] ?? 0), 0x01000193);
  }
  return hash >>> 0;
}

function digitsHash(text: Int32Array): number {
  let hash = 1;
  for (const point of text) if (isDigit(point)) hash = Math.imul(hash ^ point, 0x01000193);
  return hash;
}

/** True for a decimal digit of any script. */
export function isDigit(point: number): boolean {
  if (point < 128) return point >= 48 && point <= 57;
  return DIGIT.test(String.fromCodePoint(point));
}
const DIGIT = /\p{Nd}/u;

/** The runs of one hash with two texts or more, and how many pairs they make. */
function groupsOf(
  keys: Float64Array,
  texts: number,
): { readonly index: DeletionIndex; readonly pairs: number } {
  const members = new Int32Array(keys.length);
  const starts: number[] = [];
  let [length, pairs] = [0, 0];
  for (let from = 0; from < keys.length;) {
    const start = length;
    const hash = Math.floor((keys[from] ?? 0) / IDS);
    let last = -1;
    for (; from < keys.length && Math.floor((keys[from] ?? 0) / IDS) === hash; from++) {
      const id = (keys[from] ?? 0) - hash * IDS;
      if (id !== last) members[length++] = id;
      last = id;
    }
    const size = length - start;
    if (size < 2) length = start;
    else {
      starts.push(start);
      pairs += (size * (size - 1)) / 2;
    }
  }
  starts.push(length);
  const memberStarts = Int32Array.from(starts);
  const own = members.slice(0, length);
  return { index: { ...byText(own, memberStarts, texts), memberStarts, members: own }, pairs };
}

function byText(members: Int32Array, memberStarts: Int32Array, texts: number) {
  const groupStarts = new Int32Array(texts + 1);
  for (const id of members) groupStarts[id + 1] = (groupStarts[id + 1] ?? 0) + 1;
  for (let id = 0; id < texts; id++)
    groupStarts[id + 1] = (groupStarts[id + 1] ?? 0) + (groupStarts[id] ?? 0);
  const groups = new Int32Array(members.length);
  const next = groupStarts.slice();
  for (let group = 0; group + 1 < memberStarts.length; group++) {
    for (let at = memberStarts[group] ?? 0; at < (memberStarts[group + 1] ?? 0); at++) {
      const id = members[at] ?? 0;
      groups[next[id] ?? 0] = group;
      next[id] = (next[id] ?? 0) + 1;
    }
  }
  return { groupStarts, groups };
}
