import type { Kernel, Kernels } from '../../core/run-context';
import { gatherRows } from '../neighbours/gather';
import type { ComparedRows, Neighbours } from '../neighbours/part';
import type { CountedRows } from './exact';
import type { KLists } from './lists';
import { overStretches } from './stretches';

/** Rows of which equal ones are known. */
export interface Equals {
  /** The first row of the equals of each row. */
  readonly first: Int32Array;
  /** Of a row that is kept, the next of its equals that is; -1 at the end. */
  readonly next: Int32Array;
  /** The rows that are kept, in order: of equal rows the first few. */
  readonly kept: Int32Array;
}

/** A number of 32 bits for each row, the same for rows of the same bits. O(n · (d + c)). */
export const hashRows: Kernel<CountedRows, Int32Array> = {
  name: 'hash-rows',
  run: (rows) => {
    const words = wordsOf(rows);
    return Int32Array.from({ length: rows.rows }, (_, row) => hashOf(words, row));
  },
};

/** The hashes of all rows: small tables here, large ones by the workers, so that the caller is never busy for long. */
async function hashAll(
  kernels: Kernels,
  all: CountedRows,
  onShare: (share: number) => void,
): Promise<Int32Array> {
  const hashes = new Int32Array(all.rows);
  await overStretches(all, onShare, async ({ rows, start, buffers, isAll }) => {
    const here = isAll ? hashRows.run(rows, () => undefined) : kernels.call(hashRows, rows, buffers);
    hashes.set(await here, start);
  });
  return hashes;
}

/** Finds equal rows by their hashes and keeps at most so many of each kind. Equal is what has the same bits. O(n · (d + c)). */
export function findEquals(rows: CountedRows, hashes: Int32Array, most: number): Equals {
  const { rows: n } = rows;
  const words = wordsOf(rows);
  const slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * n + 1))).fill(-1);
  const first = new Int32Array(n);
  const next = new Int32Array(n).fill(-1);
  const last = new Int32Array(n);
  const counts = new Int32Array(n);
  const kept = new Int32Array(n);
  let size = 0;
  for (let row = 0; row < n; row++) {
    const leader = leaderOf(words, hashes, slots, row);
    first[row] = leader;
    counts[leader]! += 1;
    if (counts[leader]! > most) continue;
    if (row !== leader) next[last[leader]!] = row;
    last[leader] = row;
    kept[size++] = row;
  }
  return { first, next, kept: kept.slice(0, size) };
}

/** The bits of rows, and how to tell them apart. */
interface Words {
  readonly points: Int32Array;
  readonly codes: Int32Array;
  /** Words of a row in each. */
  readonly pointWords: number;
  readonly codeWords: number;
}

const wordsOf = ({ points, codes, features, codeColumns }: ComparedRows): Words => ({
  points: new Int32Array(points.buffer, points.byteOffset, 2 * points.length),
  codes,
  pointWords: 2 * features,
  codeWords: codeColumns,
});

/** The first row that equals this one, noted in the table of slots. */
function leaderOf(words: Words, hashes: Int32Array, slots: Int32Array, row: number): number {
  const mask = slots.length - 1;
  for (let slot = hashes[row]! & mask; ; slot = (slot + 1) & mask) {
    const other = slots[slot]!;
    if (other < 0) return (slots[slot] = row);
    if (hashes[other] === hashes[row] && isEqual(words, row, other)) return other;
  }
}

/** The finalising mix of MurmurHash3 over every word. */
function hashOf({ points, codes, pointWords, codeWords }: Words, row: number): number {
  let hash = 0;
  for (let at = row * pointWords; at < (row + 1) * pointWords; at++) hash = mix(hash ^ points[at]!);
  for (let at = row * codeWords; at < (row + 1) * codeWords; at++) hash = mix(hash ^ codes[at]!);
  return hash;
}

function mix(value: number): number {
  const one = Math.imul(value ^ (value >>> 16), 0x85ebca6b) + 1;
  const two = Math.imul(one ^ (one >>> 13), 0xc2b2ae35);
  return two ^ (two >>> 16);
}

function isEqual({ points, codes, pointWords, codeWords }: Words, one: number, other: number): boolean {
  for (let w = 0; w < pointWords; w++) {
    if (points[one * pointWords + w] !== points[other * pointWords + w]) return false;
  }
  for (let w = 0; w < codeWords; w++) {
    if (codes[one * codeWords + w] !== codes[other * codeWords + w]) return false;
  }
  return true;
}

/**
 * Neighbours of all rows from a search among some: of rows that are all equal only the first k + 1 can be neighbours of any row, by
 * the rule that of equal distances the lower row comes first. So no more are searched, and the others have the first k of their
 * equals. Tells the share of the rows that were looked at. The same lists as without; many equal rows would pass the filter of the kernel, each to be measured for nothing.
 */
export async function searchDistinct<Found extends KLists>(
  kernels: Kernels,
  rows: CountedRows,
  k: number,
  search: (some: CountedRows) => Promise<Found>,
  onShare: (share: number) => void = () => undefined,
): Promise<Found> {
  const equals = findEquals(rows, await hashAll(kernels, rows, onShare), k + 1);
  const { kept } = equals;
  if (kept.length === rows.rows) return search(rows);
  const found = await search({ ...rows, ...gatherRows(rows, kept), rows: kept.length });
  return { ...found, ...spread(found, equals, rows.rows) };
}

/** The lists of all rows, from those of the rows that are kept. */
function spread(found: KLists, { first, next, kept }: Equals, n: number): Neighbours {
  const { k } = found;
  const rows = new Int32Array(n * k);
  const distances = new Float64Array(n * k);
  let place = 0;
  for (let row = 0, at = 0; row < n; row++) {
    if (kept[place] === row) {
      for (let from = place * k; from < (place + 1) * k; from++) {
        rows[at] = kept[found.rows[from]!]!;
        distances[at++] = found.distances[from]!;
      }
      place += 1;
    } else {
      for (let i = 0, equal = first[row]!; i < k; i++, equal = next[equal]!) rows[at++] = equal;
    }
  }
  return { rows, distances };
}
