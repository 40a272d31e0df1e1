import type { RunContext } from '../../core/run-context';
import { atATime } from '../neighbours/calls';
import { randomState } from '../random-state';
import { judgePairs, type PairFigures } from './pairs';
import type { ColumnValues } from './values';

/** Columns of a block: a call carries two blocks. */
const COLUMNS_OF_BLOCK = 8;
/** Pairs that are compared at most, those of 64 columns: of more as many are drawn by the seed. */
export const MOST_PAIRS = 2016;

/** The figures of a pair, and its columns by their place. */
export type JudgedPair = PairFigures & { readonly first: number; readonly second: number };

/** Pairs compared, in the order of their columns, and how many there are. */
export interface JudgedPairs {
  readonly pairs: readonly JudgedPair[];
  readonly of: number;
}

/** Compares the pairs of columns, divided among the kernel workers block by block. The same for any number of workers. */
export async function judgeAllPairs(
  { kernels }: Pick<RunContext, 'kernels'>,
  columns: readonly ColumnValues[],
  seed: number,
  tell: (share: number) => void,
): Promise<JudgedPairs> {
  const of = (columns.length * (columns.length - 1)) / 2;
  const chosen = choosePairs(columns.length, seed);
  const found = new Map<number, JudgedPair>();
  await atATime(blocksOf(chosen), async (pairs) => {
    const places = [...new Set(pairs.flat())].sort((a, b) => a - b);
    const input = {
      columns: places.map((place) => columns[place]!),
      pairs: pairs.map(([first, second]) => [places.indexOf(first), places.indexOf(second)] as const),
    };
    const figures = await kernels.call(judgePairs, input);
    pairs.forEach(([first, second], i) =>
      found.set(first * columns.length + second, { ...figures[i]!, first, second }),
    );
    tell(found.size / chosen.length);
  });
  return {
    pairs: chosen.map(([first, second]) => found.get(first * columns.length + second)!),
    of,
  };
}

type Pair = readonly [first: number, second: number];

/** All pairs, or as many as are compared at most, drawn by the seed; in the order of their columns. */
function choosePairs(columns: number, seed: number): Pair[] {
  const of = (columns * (columns - 1)) / 2;
  if (of <= MOST_PAIRS) {
    return Array.from({ length: columns }, (_, first) => first).flatMap((first) =>
      Array.from({ length: columns - first - 1 }, (_, i): Pair => [first, first + 1 + i]),
    );
  }
  const state = randomState(seed);
  const drawn = new Set<number>();
  while (drawn.size < MOST_PAIRS) {
    const [one, other] = [state.below(columns), state.below(columns)];
    if (one !== other) drawn.add(Math.min(one, other) * columns + Math.max(one, other));
  }
  return [...drawn].sort((a, b) => a - b).map((pair): Pair => [Math.floor(pair / columns), pair % columns]);
}

/** Pairs by the blocks that their columns are in, so that few columns travel with each call. */
function blocksOf(pairs: readonly Pair[]): Pair[][] {
  const blocks = new Map<string, Pair[]>();
  for (const pair of pairs) {
    const key = pair.map((place) => Math.floor(place / COLUMNS_OF_BLOCK)).join('-');
    const block = blocks.get(key);
    if (block === undefined) blocks.set(key, [pair]);
    else block.push(pair);
  }
  return [...blocks.values()];
}
