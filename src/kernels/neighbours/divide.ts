import type { NeighbourInput } from './part';

/** Multiplications that one call does: a second or less, so that there is progress to show. */
const WORK_PER_CALL = 4e9;
/** Below this a second worker would cost more than it saves. */
const WORK_OF_ONE = 1e8;
/** Each call carries half of the rows along; many more would only copy. */
const MOST_PARTS = 96;
/** Enough for every worker there may be. */
const LEAST_PARTS = 8;

/** Rows by their place in the order of the search, from the first up to, not including, the second number. */
export type Stretch = readonly [from: number, to: number];

/** What one call compares: the leaders with all others, and among themselves where it says so. */
export interface Call {
  readonly leaders: Stretch;
  readonly others: readonly Stretch[];
  readonly amongLeaders: boolean;
}

/** How many parts the queries are cut into, by the number of multiplications. */
export function countParts({ queries, features, codeColumns }: NeighbourInput, rows: number): number {
  const pairs = queries.length * (rows - queries.length / 2);
  const work = pairs * (features + codeColumns);
  if (work < WORK_OF_ONE) return 1;
  return Math.min(MOST_PARTS, queries.length, Math.max(LEAST_PARTS, Math.ceil(work / WORK_PER_CALL)));
}

/**
 * Divides the pairs of a search into calls of two rounds, no pair in two of them. Of n rows in order the first q are queries, cut into
 * parts of equal size. First round: each part with itself, which soon tells for each row how far its neighbours are at most. Second
 * round: each part with the next half of the parts, in a circle, so that every two parts meet once, and with the rows that
 * are no queries. One part alone needs one call.
 */
export function divide(queries: number, rows: number, parts: number): readonly (readonly Call[])[] {
  const rest: readonly Stretch[] = rows > queries ? [[queries, rows]] : [];
  if (parts === 1) return [[{ leaders: [0, queries], others: rest, amongLeaders: true }]];
  const cut = (part: number): number => Math.round((queries * part) / parts);
  const all = Array.from({ length: parts }, (_, part): Stretch => [cut(part), cut(part + 1)]);
  const within = all.map((leaders) => ({ leaders, others: [], amongLeaders: true }));
  const across = all.map((leaders, part) => {
    const hasOpposite = parts % 2 === 0 && part < parts / 2;
    const partners = hasOpposite ? parts / 2 : Math.floor((parts - 1) / 2);
    const met = Array.from({ length: partners }, (_, i) => all[(part + 1 + i) % parts]!);
    return { leaders, others: [...met, ...rest], amongLeaders: false };
  });
  return [within, across.filter(({ others }) => others.length > 0)];
}
