import type { Kernel } from '../../core/run-context';
import { codePoints, distanceRows, editDistance } from '../variants/edit-distance';
import { wordsOf } from '../variants/keyers';

/** A column by which rows are compared, a value for each row; null where it is missing. */
export type NearColumn =
  | { readonly kind: 'text'; readonly values: readonly (string | null)[] }
  /** Numbers may differ by the tolerance. */
  | { readonly kind: 'number'; readonly values: readonly (number | null)[] }
  /** Values are equal or not. */
  | { readonly kind: 'same'; readonly values: readonly (string | null)[] };

/** Rows, and how alike they must be. */
export interface NearSearch {
  readonly rows: number;
  readonly columns: readonly NearColumn[];
  /** From 0 to 1: the mean over the columns of text. */
  readonly similarity: number;
  readonly tolerance: number;
}

/** Pairs of rows (from 0), the most similar first, then by row. */
export interface NearRows {
  readonly first: Int32Array;
  readonly second: Int32Array;
  readonly similarity: Float64Array;
  /** Words that too many rows share to be compared for them. */
  readonly commonWords: number;
}

/** A word in more rows than this brings no rows together. */
const MOST_IN_BLOCK = 100;
/** Characters of a text that are compared. */
const COMPARED = 200;
const ROWS_PER_REPORT = 500;

/**
 * Pairs of rows that are nearly the same. Compared are rows that share a word of one column of text, or all of its words (both
 * normalised as for fingerprints): token blocking. Two texts are as similar as 1 - d / length of the longer, d their edit
 * distance with swaps, over their words in order; rows are as similar as their texts on average, where both rows have one, and are
 * no pair where a number differs by more than the tolerance or another value at all. A missing value says nothing.
 * Cost: about 1 µs for each pair that shares a word, at most rows x words x 50 of them.
 */
export const findNearRows: Kernel<NearSearch, NearRows> = {
  name: 'find-near-rows',
  run: (search, report) => {
    const texts = search.columns.flatMap((column) => (column.kind === 'text' ? [column.values] : []));
    const words = texts.map((values) => values.map((value) => (value === null ? [] : wordsOf(value))));
    const { blocks, commonWords } = blocksOf(words, search.rows);
    const isNear = comparer(search, words);
    const seen = new Int32Array(search.rows).fill(-1);
    const pairs: [number, number, number][] = [];
    for (let row = 0; row < search.rows; row++) {
      if (row % ROWS_PER_REPORT === 0) report(row / search.rows);
      for (const block of blocks[row] ?? []) {
        for (const other of block) {
          if (other >= row) break;
          if (seen[other] === row) continue;
          seen[other] = row;
          const similarity = isNear(other, row);
          if (similarity !== null) pairs.push([other, row, similarity]);
        }
      }
    }
    pairs.sort((one, two) => two[2] - one[2] || one[0] - two[0] || one[1] - two[1]);
    return {
      first: Int32Array.from(pairs, ([first]) => first),
      second: Int32Array.from(pairs, ([, second]) => second),
      similarity: Float64Array.from(pairs, ([, , similarity]) => similarity),
      commonWords,
    };
  },
};

type Words = readonly (readonly (readonly string[])[])[];

/** For each row the rows, in order, that share a word or all words of a column with it. */
function blocksOf(words: Words, rows: number) {
  const blocks: number[][][] = Array.from({ length: rows }, () => []);
  let commonWords = 0;
  for (const column of words) {
    const byKey = new Map<string, number[]>();
    column.forEach((own, row) => {
      // All words together are a key of their own, told from a single word by the blank at its end.
      for (const key of own.length > 1 ? [...own, `${own.join(' ')} `] : own) {
        const members = byKey.get(key);
        if (members === undefined) byKey.set(key, [row]);
        else members.push(row);
      }
    });
    for (const members of byKey.values()) {
      if (members.length > MOST_IN_BLOCK) commonWords++;
      else if (members.length > 1) for (const row of members) blocks[row]?.push(members);
    }
  }
  return { blocks, commonWords };
}

/** Tells how similar two rows are; null where they are no pair. */
function comparer({ columns, similarity: least, tolerance }: NearSearch, words: Words) {
  const texts = words.map((column) =>
    column.map((own) => (own.length === 0 ? null : codePoints(own.join(' ')).subarray(0, COMPARED))),
  );
  const space = distanceRows(COMPARED);
  const others = columns.filter((column) => column.kind !== 'text');
  return (one: number, two: number): number | null => {
    if (others.some((column) => differ(column, one, two, tolerance))) return null;
    const both = texts.filter((column) => column[one] !== null && column[two] !== null);
    if (both.length === 0) return null;
    // What the texts may lack of being the same, all together.
    let spare = both.length * (1 - least) + 1e-9;
    for (const column of both) {
      const [a, b] = [column[one] ?? space[0], column[two] ?? space[0]];
      const longer = Math.max(a.length, b.length);
      const most = Math.floor(longer * Math.min(1, spare));
      const apart = editDistance(a, b, most, true, space);
      if (apart > most) return null;
      spare -= apart / longer;
    }
    return Math.min(1, least + Math.max(0, spare - 1e-9) / both.length);
  };
}

function differ(column: NearColumn, one: number, two: number, tolerance: number): boolean {
  const [a, b] = [column.values[one] ?? null, column.values[two] ?? null];
  if (a === null || b === null || a === b || Object.is(a, b)) return false;
  if (typeof a !== 'number' || typeof b !== 'number') return true;
  return !(Math.abs(a - b) <= tolerance);
}
