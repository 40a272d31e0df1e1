import type { Kernel } from '../../core/run-context';
import { binnedCodes, exactCodes, groupRows, groupSizes, looseCodes, type RowGroups } from './row-groups';
import type { ColumnValues } from './values';

/** What is looked for among the rows of both tables. */
export interface MatchInput {
  readonly columns: readonly ColumnValues[];
  readonly rows: { readonly real: number; readonly synthetic: number; readonly holdout: number | null };
  /** Places of the columns by which rows are singled out. */
  readonly known: readonly number[];
}

/** Rows that stand in both tables, counted. */
export interface Matches {
  /** Synthetic rows that no real row matches. */
  readonly new_rows: number;
  readonly identical: number;
  readonly identical_unique: number;
  readonly repeated: number;
  readonly real_repeated: number;
  readonly single_real: number;
  readonly single_repeated: number;
  readonly single_holdout: number | null;
  readonly single_holdout_repeated: number | null;
}

/** A real number matches a synthetic one where it is no further from it than this share of it. */
const TOLERANCE = 0.01;
const ROWS_PER_REPORT = 256;
/** Synthetic rows by which the column is chosen that leaves the fewest candidates. */
const TRIED = 200;

/**
 * Counts synthetic rows that match a real row as NewRowSynthesis of SDMetrics does (numbers within 1 % of the synthetic value, all
 * else equal, missing only missing), those that equal one, and real rows that are singled out by columns that someone may know. By
 * groups of equal categories, then a search in one sorted column: O((real + synthetic) · columns) and what the search leaves.
 */
export const countMatches: Kernel<MatchInput, Matches> = {
  name: 'fidelity-matches',
  run: ({ columns, rows, known }, report) => {
    const exact = groupRows(columns, exactCodes, rows, (share) => report(0.4 * share));
    const loose = groupRows(columns, looseCodes, rows, (share) => report(0.4 + 0.1 * share));
    const matched = countMatched(columns, loose, (share) => report(0.5 + 0.4 * share));
    const byKnown = groupRows(
      known,
      (place) => binnedCodes(columns[place]!),
      rows,
      (share) => report(0.9 + 0.1 * share),
    );
    return {
      new_rows: rows.synthetic - matched,
      ...identicalRows(exact),
      ...singledOut(byKnown, known.length),
    };
  },
};

function identicalRows({ real, synthetic, groups }: RowGroups) {
  const ours = groupSizes(real, groups);
  const theirs = groupSizes(synthetic, groups);
  const countWhere = (isSuch: (group: number) => boolean): number =>
    synthetic.reduce((sum, group) => sum + (isSuch(group) ? 1 : 0), 0);
  const repeats = (sizes: Int32Array): number => sizes.reduce((sum, size) => sum + Math.max(0, size - 1), 0);
  return {
    identical: countWhere((group) => ours[group]! > 0),
    identical_unique: countWhere((group) => ours[group] === 1),
    repeated: repeats(theirs),
    real_repeated: repeats(ours),
  };
}

function singledOut({ real, synthetic, holdout, groups }: RowGroups, columns: number) {
  const theirs = groupSizes(synthetic, groups);
  const alone = (rows: Int32Array): readonly [single: number, repeated: number] => {
    if (columns === 0) return [0, 0];
    const sizes = groupSizes(rows, groups);
    const single = rows.filter((group) => sizes[group] === 1);
    return [single.length, single.filter((group) => theirs[group]! > 0).length];
  };
  const [single_real, single_repeated] = alone(real);
  const [single_holdout, single_holdout_repeated] = holdout === null ? [null, null] : alone(holdout);
  return { single_real, single_repeated, single_holdout, single_holdout_repeated };
}

/** Numbers of both tables. */
interface Numbers {
  readonly real: Float64Array;
  readonly synthetic: Float64Array;
}

function countMatched(
  columns: readonly ColumnValues[],
  { real, synthetic, groups }: RowGroups,
  tell: (share: number) => void,
): number {
  const numbers = columns.flatMap((column) => (column.kind === 'number' ? [column] : []));
  const members = membersOf(real, groups);
  const [first, ...rest] = inOrderOfUse(numbers, members, synthetic);
  if (first === undefined) {
    return synthetic.reduce((sum, group) => sum + (members.size(group) > 0 ? 1 : 0), 0);
  }
  const sorted = sortMembers(members, first.real);
  let matched = 0;
  synthetic.forEach((group, row) => {
    if (row % ROWS_PER_REPORT === 0) tell(row / synthetic.length);
    if (hasMatch(row, sorted.window(group, first.synthetic[row]!), sorted.rows, first, rest)) matched += 1;
  });
  return matched;
}

/** True where a real row of the window is close in every column. A value that both lack is equal. */
function hasMatch(
  row: number,
  [from, to]: readonly [number, number],
  rows: Int32Array,
  first: Numbers,
  rest: readonly Numbers[],
): boolean {
  for (let at = from; at < to; at++) {
    const other = rows[at]!;
    if (isClose(first, row, other) && rest.every((column) => isClose(column, row, other))) return true;
  }
  return false;
}

function isClose({ real, synthetic }: Numbers, row: number, other: number): boolean {
  const value = synthetic[row]!;
  // Rows of one group lack the same values.
  return Number.isNaN(value) || Math.abs(real[other]! - value) <= Math.abs(TOLERANCE * value);
}

/** The rows of each group, one group after the other. */
interface Members {
  readonly rows: Int32Array;
  readonly starts: Int32Array;
  size(group: number): number;
}

function membersOf(groupOf: Int32Array, groups: number): Members {
  const starts = new Int32Array(groups + 1);
  for (const group of groupOf) starts[group + 1]! += 1;
  for (let group = 0; group < groups; group++) starts[group + 1]! += starts[group]!;
  const next = starts.slice();
  const rows = new Int32Array(groupOf.length);
  groupOf.forEach((group, row) => (rows[next[group]!++] = row));
  return { rows, starts, size: (group) => starts[group + 1]! - starts[group]! };
}

/** Rows sorted by a column within their group, and the stretch of those that may be close to a value. */
function sortMembers({ rows, starts }: Members, values: Float64Array) {
  const sorted = rows.slice();
  for (let group = 0; group + 1 < starts.length; group++) {
    if (starts[group + 1]! - starts[group]! > 1) {
      sorted.subarray(starts[group], starts[group + 1]).sort((a, b) => values[a]! - values[b]! || a - b);
    }
  }
  const firstFrom = (group: number, bound: number): number => {
    let [low, high] = [starts[group]!, starts[group + 1]!];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (values[sorted[middle]!]! < bound) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const window = (group: number, value: number): readonly [number, number] => {
    if (Number.isNaN(value)) return [starts[group]!, starts[group + 1]!];
    // A little wider, for rounding; each candidate is looked at again.
    const reach = Math.abs(TOLERANCE * value) * (1 + 1e-9);
    const from = firstFrom(group, value - reach);
    let to = from;
    const end = starts[group + 1]!;
    const bound = value + reach;
    let high = end;
    while (to < high) {
      const middle = (to + high) >>> 1;
      if (values[sorted[middle]!]! <= bound) to = middle + 1;
      else high = middle;
    }
    return [from, to];
  };
  return { rows: sorted, window };
}

/** The columns of numbers, first the one that leaves the fewest candidates for some of the synthetic rows. */
function inOrderOfUse(numbers: readonly NumberPair[], members: Members, synthetic: Int32Array): Numbers[] {
  const step = Math.max(1, Math.floor(synthetic.length / TRIED));
  const cost = ({ real, synthetic: theirs }: Numbers): number => {
    const { window } = sortMembers(members, real);
    let sum = 0;
    for (let row = 0; row < synthetic.length; row += step) {
      const [from, to] = window(synthetic[row]!, theirs[row]!);
      sum += to - from;
    }
    return sum;
  };
  const costs = numbers.map((column, place) => ({ column, place, cost: cost(column) }));
  return costs.sort((a, b) => a.cost - b.cost || a.place - b.place).map(({ column }) => column);
}

type NumberPair = Extract<ColumnValues, { readonly kind: 'number' }>;
