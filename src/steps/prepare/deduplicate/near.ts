import type { PatchValue, TableArtifact } from '../../../core/artifact';
import type { MadeTable, RunContext } from '../../../core/run-context';
import type { Unmet } from '../../../core/unmet';
import { mostPairs, shownColumns, type ShownGroup } from './cells';
import { pairDecisions, pairKey } from './decisions';
import { findPairs, nearColumns, NO_PAIRS } from './near-rows';
import { rowKeys } from './row-keys';
import type { DeduplicateParams } from './step';

/** Pairs that are told of; the less similar ones beyond are only counted. */
const MOST_PAIRS = 20_000;

/** A pair of rows, by their places from 1; see the frame `pairs`. */
export interface Pair {
  readonly first: number;
  readonly second: number;
  readonly similarity: number;
  readonly isAccepted: boolean;
  readonly firstKey: string;
  readonly secondKey: string;
}

/** What was found and decided about rows that are nearly the same. */
export interface NearResult {
  /** `i` and `kept`, places from 1. */
  readonly gone: MadeTable;
  readonly pairs: readonly Pair[];
  readonly found: number;
  readonly commonWords: number;
  readonly unfit: readonly { readonly row: string; readonly other: string; readonly problem: string }[];
  /** Columns that decisions remember rows by and that are not there. */
  readonly unmet: readonly Unmet[];
  /** Columns that rows were to be compared by and that are not there. */
  readonly uncompared: readonly Unmet[];
  readonly shown: readonly ShownGroup[];
  readonly shownFirst: readonly string[];
}

/** Finds pairs of near rows, and drops one of each that was accepted. */
export async function nearRows(
  context: RunContext,
  table: TableArtifact,
  params: DeduplicateParams,
  patch: PatchValue | undefined,
): Promise<NearResult> {
  const { columns, unmet: uncompared } = nearColumns(table, params.columns);
  // By fewer columns other rows would be near.
  const near = uncompared.length > 0 ? NO_PAIRS : await findPairs(context, table, columns, params);
  const told = Math.min(MOST_PAIRS, near.first.length);
  const places = Array.from(
    { length: told },
    (_, at) => [(near.first[at] ?? 0) + 1, (near.second[at] ?? 0) + 1] as const,
  );
  context.progress('remembering rows');
  const keys = await rowKeys(context.database, table, patch, params.identify);
  const keyOf = await keys.keysOf([...new Set(places.flat())]);
  const { same, apart, unfit } = await decided(keys, patch);
  const isAccepted = (one: number, two: number): boolean =>
    same.has(pairKey(String(one), String(two))) ||
    (params.accept === 'all' && !apart.has(pairKey(String(one), String(two))));
  const pairs = places.map(([first, second], at) => ({
    first,
    second,
    similarity: near.similarity[at] ?? 0,
    isAccepted: isAccepted(first, second),
    firstKey: keyOf.get(first) ?? '',
    secondKey: keyOf.get(second) ?? '',
  }));
  const accepted = pairs
    .filter((pair) => pair.isAccepted)
    .map(({ first, second }) => [first, second] as const);
  const byHand = [...same.values()];
  const shownFirst = columns.map(({ name }) => name);
  const shown = pairs
    .slice(0, mostPairs(shownColumns(table, shownFirst).length))
    .map(({ first, second }) => ({ rows: [first, second], kept: params.keep === 'first' ? first : second }));
  return {
    gone: await goneOf(context, [...accepted, ...byHand], params.keep),
    pairs,
    found: near.first.length,
    commonWords: near.commonWords,
    unfit,
    unmet: keys.unmet,
    uncompared,
    shown,
    shownFirst,
  };
}

/** The decisions by the places of their rows; those about rows that no longer occur do not fit. */
async function decided(keys: Awaited<ReturnType<typeof rowKeys>>, patch: PatchValue | undefined) {
  const { pairs, foreign } = pairDecisions(patch);
  const placeOf = await keys.placesOf([...new Set(pairs.flatMap(({ row, other }) => [row, other]))]);
  const same = new Map<string, readonly [number, number]>();
  const apart = new Set<string>();
  const unfit = [...foreign];
  for (const { row, other, isSame } of pairs) {
    const [one, two] = [placeOf.get(row), placeOf.get(other)];
    if (one === undefined || two === undefined || one === two) {
      unfit.push({ row, other, problem: 'one of its rows no longer occurs' });
    } else if (isSame) same.set(pairKey(String(one), String(two)), [one, two]);
    else apart.add(pairKey(String(one), String(two)));
  }
  return { same, apart, unfit };
}

/** One row stays of all that pairs bind together, directly or through others. */
async function goneOf(
  { database }: RunContext,
  pairs: readonly (readonly [number, number])[],
  keep: 'first' | 'last',
): Promise<MadeTable> {
  const leaders = new Map<number, number>();
  const leaderOf = (place: number): number => {
    let leader = place;
    for (let next = leaders.get(leader); next !== undefined; next = leaders.get(leader)) leader = next;
    return leader;
  };
  for (const [one, two] of pairs) {
    const [a, b] = [leaderOf(one), leaderOf(two)];
    if (a === b) continue;
    const [stays, goes] = a < b === (keep === 'first') ? [a, b] : [b, a];
    leaders.set(goes, stays);
  }
  const gone = [...leaders.keys()].sort((one, two) => one - two);
  const kept = Float64Array.from(gone, leaderOf);
  return database.createNumbers({ i: Float64Array.from(gone), kept });
}
