import type { RowRandom } from './row-random';

/** The values of a column within a class: the distinct codes, how often those before each occur, and a row that holds each. */
interface ValueTable {
  readonly codes: Int32Array;
  /** One longer than `codes`: the last is the number of rows with a value. */
  readonly before: Float64Array;
  readonly rows: Int32Array;
}

/** Draws other values of a column by how often they occur in a class. */
export interface FrequencyDraw {
  /** A row that holds another value than the code, drawn by frequency; -1 where the class has no other. */
  other(group: number, code: number, random: RowRandom): number;
}

/** Counts the values of a column by class; a row of class -1 counts in none. O(n log n). */
export function frequencyDraw(codes: Int32Array, groups: Int32Array): FrequencyDraw {
  const rowsOf = new Map<number, Map<number, { count: number; readonly row: number }>>();
  codes.forEach((code, row) => {
    const group = groups[row]!;
    if (code < 0 || group < 0) return;
    const counts = rowsOf.get(group) ?? new Map<number, { count: number; readonly row: number }>();
    rowsOf.set(group, counts);
    const entry = counts.get(code);
    if (entry === undefined) counts.set(code, { count: 1, row });
    else entry.count += 1;
  });
  const tables = new Map([...rowsOf].map(([group, counts]) => [group, tableOf(counts)]));
  return {
    other: (group, code, random) => {
      const table = tables.get(group);
      return table === undefined ? -1 : otherIn(table, code, random);
    },
  };
}

function tableOf(counts: ReadonlyMap<number, { readonly count: number; readonly row: number }>): ValueTable {
  const sorted = [...counts].sort(([a], [b]) => a - b);
  const before = new Float64Array(sorted.length + 1);
  sorted.forEach(([, { count }], at) => (before[at + 1] = before[at]! + count));
  return {
    codes: Int32Array.from(sorted, ([code]) => code),
    rows: Int32Array.from(sorted, ([, { row }]) => row),
    before,
  };
}

function otherIn({ codes, before, rows }: ValueTable, code: number, random: RowRandom): number {
  const own = lastAtMost(codes, code);
  const isThere = own >= 0 && codes[own] === code;
  const mine = isThere ? before[own + 1]! - before[own]! : 0;
  const others = before[codes.length]! - mine;
  if (others <= 0) return -1;
  const drawn = random.below(others);
  const place = isThere && drawn >= before[own]! ? drawn + mine : drawn;
  return rows[lastAtMost(before, place)]!;
}

/** The place of the last entry that is no larger than a number, in ascending entries; -1 where all are. */
function lastAtMost(entries: ArrayLike<number>, number: number): number {
  let [low, high] = [0, entries.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (entries[middle]! <= number) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
