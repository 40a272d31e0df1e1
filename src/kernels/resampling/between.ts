import type { RandomState } from '../random-state';

/** New rows of one class: each between a row (its base) and one of the neighbours listed for it. Rows by number. */
export interface MadeRows {
  readonly bases: Int32Array;
  /** -1 where a row is copied, or where its values are voted on. */
  readonly neighbours: Int32Array;
  /** From 0 (the base itself) to 1 (the neighbour); -1 where values are voted on. */
  readonly gaps: Float64Array;
  /** Which list of neighbours each new row takes its categories from: `lists` holds k rows each, nearest first. */
  readonly slots: Int32Array;
  readonly lists: Int32Array;
  readonly k: number;
}

/** Pairs of a row and one of its neighbours, with a place between them, for the new rows of one class. */
export interface DrawnPairs {
  /** Number of the row within those drawn from. */
  readonly bases: Int32Array;
  /** Which of its k neighbours, from 0 for the nearest. */
  readonly picks: Int32Array;
  /** From 0 (the row itself) to below 1 (the neighbour). */
  readonly gaps: Float64Array;
}

/**
 * Draws `wanted` pairs among n rows with k neighbours each: first all pairs, each of the n·k equally likely, then all gaps, as
 * imbalanced-learn 0.14 does. Without neighbours (k = 0) rows are drawn alone, with gaps of 0.
 */
export function drawPairs(random: RandomState, n: number, k: number, wanted: number): DrawnPairs {
  const bases = new Int32Array(wanted);
  const picks = new Int32Array(wanted);
  const gaps = new Float64Array(wanted);
  for (let i = 0; i < wanted; i++) {
    const pair = random.below(n * Math.max(1, k));
    bases[i] = k === 0 ? pair : Math.floor(pair / k);
    picks[i] = k === 0 ? 0 : pair % k;
  }
  if (k > 0) for (let i = 0; i < wanted; i++) gaps[i] = random.uniform();
  return { bases, picks, gaps };
}

/** Pairs for new rows whose number each base row has been given: of each one of its k neighbours, then all gaps. */
export function drawAround(random: RandomState, counts: Int32Array, k: number): DrawnPairs {
  const wanted = counts.reduce((sum, count) => sum + count, 0);
  const bases = new Int32Array(wanted);
  let at = 0;
  counts.forEach((count, base) => {
    bases.fill(base, at, at + count);
    at += count;
  });
  const picks = Int32Array.from({ length: wanted }, () => random.below(k));
  return { bases, picks, gaps: Float64Array.from({ length: wanted }, () => random.uniform()) };
}

/** The different numbers among some, ascending. */
export function distinct(numbers: Int32Array): Int32Array {
  const sorted = numbers.slice().sort();
  return sorted.filter((number, i) => i === 0 || number !== sorted[i - 1]);
}

/** New rows from drawn pairs: `rows` are those drawn from, `asked` the places among them that `lists` has neighbours of, ascending. */
export function madeOf(
  drawn: DrawnPairs,
  rows: Int32Array,
  asked: Int32Array,
  lists: Int32Array,
  k: number,
): MadeRows {
  const slotOf = new Map(Array.from(asked, (place, slot) => [place, slot]));
  const slots = Int32Array.from(drawn.bases, (base) => slotOf.get(base)!);
  return {
    bases: Int32Array.from(drawn.bases, (base) => rows[base]!),
    neighbours: Int32Array.from(drawn.picks, (pick, i) => lists[slots[i]! * k + pick]!),
    gaps: drawn.gaps,
    ...{ slots, lists, k },
  };
}

/** Rows drawn again. */
export function copiesOf(random: RandomState, rows: Int32Array, wanted: number): MadeRows {
  const bases = Int32Array.from({ length: wanted }, () => rows[random.below(rows.length)]!);
  return {
    bases,
    neighbours: new Int32Array(wanted).fill(-1),
    gaps: new Float64Array(wanted),
    ...{ slots: new Int32Array(wanted), lists: new Int32Array(), k: 0 },
  };
}
