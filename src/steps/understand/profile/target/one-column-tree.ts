/** What is foretold, row by row: of a class its place in `slot` and an amount of 1; of a number the slot 0 and its value. */
export interface Outcomes {
  readonly slots: number;
  readonly slot: Uint8Array;
  readonly amount: Float64Array;
}

/** Fewer rows make no leaf. */
const LEAST_LEAF = 5;
const MOST_LEAVES = 16;
/** Beyond two leaves, one more for every so many rows: of few rows a large tree learns the noise. */
const ROWS_PER_LEAF = 50;

/** Rows `from` to `to` of the order, with the best place to cut them; `at` is 0 where none is. */
interface Segment {
  readonly from: number;
  readonly to: number;
  readonly at: number;
  readonly gain: number;
}

/**
 * Grows a regression tree over one column (CART, least squares; on classes that is the Gini impurity), best cut first, to at most
 * 16 leaves of at least 5 rows. `order` are rows sorted by `values`. Gives the cuts, ascending: a row goes left of a cut when
 * its value is not above it. Cost: rows times leaves.
 */
export function growCuts(values: Float64Array, order: Uint32Array, outcomes: Outcomes): number[] {
  const most = Math.min(MOST_LEAVES, 2 + Math.floor(order.length / ROWS_PER_LEAF));
  const segments: Segment[] = [bestCut(0, order.length, values, order, outcomes)];
  const cuts: number[] = [];
  while (cuts.length + 1 < most) {
    const best = segments.reduce((one, other) => (other.gain > one.gain ? other : one));
    if (!(best.gain > 0)) break;
    segments.splice(
      segments.indexOf(best),
      1,
      bestCut(best.from, best.at, values, order, outcomes),
      bestCut(best.at, best.to, values, order, outcomes),
    );
    cuts.push(between(values[order[best.at - 1]!]!, values[order[best.at]!]!));
  }
  return cuts.sort((a, b) => a - b);
}

/** The cut that lowers the squared error most; between different values only. */
function bestCut(
  from: number,
  to: number,
  values: Float64Array,
  order: Uint32Array,
  { slots, slot, amount }: Outcomes,
): Segment {
  const none = { from, to, at: 0, gain: 0 };
  if (to - from < 2 * LEAST_LEAF) return none;
  const left = new Float64Array(slots);
  const right = new Float64Array(slots);
  for (let i = from; i < to; i++) right[slot[order[i]!]!]! += amount[order[i]!]!;
  let rightSquares = right.reduce((sum, each) => sum + each * each, 0);
  let leftSquares = 0;
  const whole = rightSquares / (to - from);
  // Sums of squares of the slots are kept up to date, so that a step costs the same for two classes as for twenty.
  let [at, most] = [0, whole * (1 + 1e-12) + 1e-12];
  for (let i = from; i < to - LEAST_LEAF; i++) {
    const row = order[i]!;
    const [k, a] = [slot[row]!, amount[row]!];
    leftSquares += a * (2 * left[k]! + a);
    rightSquares += a * (a - 2 * right[k]!);
    left[k]! += a;
    right[k]! -= a;
    const n = i + 1 - from;
    if (n < LEAST_LEAF || values[row] === values[order[i + 1]!]) continue;
    const score = leftSquares / n + rightSquares / (to - from - n);
    if (score > most) [at, most] = [i + 1, score];
  }
  return at === 0 ? none : { from, to, at, gain: most - whole };
}

/** The middle between two values; the lower one where doubles have none between them, or they are infinite. */
function between(low: number, high: number): number {
  const middle = low / 2 + high / 2;
  return middle > low && middle < high ? middle : low;
}

/** The leaf that a value falls into: how many cuts lie below it. */
export function leafOf(value: number, cuts: readonly number[]): number {
  let [low, high] = [0, cuts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value <= cuts[middle]!) high = middle;
    else low = middle + 1;
  }
  return low;
}
