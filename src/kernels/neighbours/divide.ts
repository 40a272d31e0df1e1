import { VALUES_PER_CALL, WORK_PER_CALL } from './calls';
import type { NeighbourInput } from './part';

/** Below this a second worker would cost more than it saves. */
const WORK_OF_ONE = 1e8;
/** Each part meets half of the others; many more would only copy. */
const MOST_PARTS = 96;
/** Enough for every worker there may be, where each has this much to do; rows are copied for every part that they meet. */
const LEAST_PARTS = 8;
const WORK_OF_PART = 1e9;
/** Few queries among many rows need no parts: the others are divided then. This many of them still make one. */
const QUERIES_OF_A_PART = 10_000;

/** Rows by their place in the order of the search, from the first up to, not including, the second number. */
export type Stretch = readonly [from: number, to: number];

/** What one call compares: the leaders with all others, and among themselves where it says so. */
export interface Call {
  readonly leaders: Stretch;
  readonly others: readonly Stretch[];
  readonly amongLeaders: boolean;
}

/** Into what a search is cut: parts of the queries, and how many other rows a call meets at most. */
export interface Division {
  readonly parts: number;
  readonly mostOthers: number;
}

/** How a search is cut, by the number of multiplications and of values to be copied. */
export function divisionOf({ queries, features, codeColumns }: NeighbourInput, rows: number): Division {
  const width = features + codeColumns;
  const pairs = queries.length * (rows - queries.length / 2);
  const work = pairs * width;
  const isAmongMany = rows > 5 * queries.length;
  const least = work < WORK_OF_ONE ? 1 : Math.max(4, Math.min(LEAST_PARTS, Math.round(work / WORK_OF_PART)));
  const wanted = isAmongMany
    ? Math.ceil(queries.length / QUERIES_OF_A_PART)
    : Math.max(least, Math.ceil(work / WORK_PER_CALL));
  const parts = Math.min(work < WORK_OF_ONE ? 1 : MOST_PARTS, queries.length, wanted);
  const leaders = Math.ceil(queries.length / parts);
  const byWork = Math.ceil(WORK_PER_CALL / (leaders * width));
  return { parts, mostOthers: Math.max(1000, Math.min(byWork, Math.ceil(VALUES_PER_CALL / width))) };
}

/**
 * Divides the pairs of a search into calls of two rounds, no pair in two of them. Of n rows in order the first q are queries, cut into
 * parts of equal size. First round: each part with itself, which soon tells for each row how far its neighbours are at most. Second
 * round: each part with the next half of the parts, in a circle, so that every two parts meet once, and with the rows that
 * are no queries; cut again where those are too many for a call. One part alone, with few others, needs one call.
 */
export function divide(
  queries: number,
  rows: number,
  { parts, mostOthers }: Division,
): readonly (readonly Call[])[] {
  const rest: readonly Stretch[] = rows > queries ? [[queries, rows]] : [];
  if (parts === 1 && rows - queries <= mostOthers) {
    return [[{ leaders: [0, queries], others: rest, amongLeaders: true }]];
  }
  const cut = (part: number): number => Math.round((queries * part) / parts);
  const all = Array.from({ length: parts }, (_, part): Stretch => [cut(part), cut(part + 1)]);
  const within = all.map((leaders) => ({ leaders, others: [], amongLeaders: true }));
  const across = all.flatMap((leaders, part) => {
    const hasOpposite = parts % 2 === 0 && part < parts / 2;
    const partners = hasOpposite ? parts / 2 : Math.floor((parts - 1) / 2);
    const met = Array.from({ length: partners }, (_, i) => all[(part + 1 + i) % parts]!);
    return cutOthers([...met, ...rest], mostOthers).map((others) => ({
      leaders,
      others,
      amongLeaders: false,
    }));
  });
  return [within, across];
}

/** Stretches in pieces of so many rows, as equal as they can be. */
function cutOthers(others: readonly Stretch[], most: number): readonly (readonly Stretch[])[] {
  const rows = others.reduce((sum, [from, to]) => sum + to - from, 0);
  const count = Math.ceil(rows / most);
  const cuts = Array.from({ length: count + 1 }, (_, piece) => Math.round((rows * piece) / count));
  return Array.from({ length: count }, (_, piece) => between(others, cuts[piece]!, cuts[piece + 1]!));
}

/** What of some stretches lies between two places, counted over all of them. */
function between(stretches: readonly Stretch[], start: number, end: number): readonly Stretch[] {
  let before = 0;
  return stretches.flatMap(([from, to]): Stretch[] => {
    const shift = from - before;
    before += to - from;
    const piece: Stretch = [Math.max(from, start + shift), Math.min(to, end + shift)];
    return piece[0] < piece[1] ? [piece] : [];
  });
}

/** Pairs that a call compares. */
export function pairsOf({ leaders, others, amongLeaders }: Call): number {
  const count = leaders[1] - leaders[0];
  const met = others.reduce((sum, [from, to]) => sum + to - from, 0);
  return count * met + (amongLeaders ? (count * (count - 1)) / 2 : 0);
}
