import type { BestSplit } from './number-split';
import { MOST_CODES } from './tree';

/** Room for what a split by a category counts; one for all nodes. */
export interface CategoryRoom {
  /** By code of the predictor: rows, and the sum of numbers or the share that it is ordered by. */
  readonly rows: Int32Array;
  readonly keys: Float64Array;
  readonly sums: Float64Array;
  /** By code of the predictor and code of the target: rows. */
  readonly table: Int32Array;
  readonly left: Int32Array;
}

/** Room for a target of so many codes (1 for numbers). */
export const categoryRoom = (classes: number): CategoryRoom => ({
  rows: new Int32Array(MOST_CODES),
  keys: new Float64Array(MOST_CODES),
  sums: new Float64Array(MOST_CODES),
  table: new Int32Array(MOST_CODES * classes),
  left: new Int32Array(classes),
});

/** The rows of a node, in any order. */
export interface NodeRows {
  readonly members: Int32Array;
  readonly start: number;
  readonly end: number;
  readonly minLeaf: number;
}

/**
 * The best split of a node by a category for the variance of `y`: categories in the order of their means, cut at one place. No other
 * division of them is better (Fisher 1958; Breiman and others 1984, theorem 4.5).
 */
export function splitNumbersByCategory(
  { members, start, end, minLeaf }: NodeRows,
  x: Uint8Array,
  y: Float64Array,
  sum: number,
  predictor: number,
  best: BestSplit,
  { rows, keys, sums }: CategoryRoom,
): void {
  rows.fill(0);
  sums.fill(0);
  for (let at = start; at < end; at++) {
    const row = members[at]!;
    const code = x[row]!;
    rows[code]! += 1;
    sums[code]! += y[row]!;
  }
  const codes = presentCodes(rows);
  if (codes.length < 2) return;
  for (const code of codes) keys[code] = sums[code]! / rows[code]!;
  codes.sort((one, other) => keys[one]! - keys[other]! || one - other);
  const n = end - start;
  let count = 0;
  let left = 0;
  for (let place = 0; place + 1 < codes.length; place++) {
    count += rows[codes[place]!]!;
    left += sums[codes[place]!]!;
    if (count < minLeaf || n - count < minLeaf) continue;
    const right = sum - left;
    const gain = (left * left) / count + (right * right) / (n - count) - (sum * sum) / n;
    if (gain > best.gain) keep(best, gain, predictor, codes, place, count * 2 > n);
  }
}

/**
 * The same for the Gini impurity of codes. Categories stand in the order of the share of one class, and are cut at one place: for two
 * classes no other division is better (Breiman and others 1984); for several it is the class most frequent in the node, and a better
 * division may be missed.
 */
export function splitCodesByCategory(
  { members, start, end, minLeaf }: NodeRows,
  x: Uint8Array,
  y: Uint8Array,
  counts: Int32Array,
  predictor: number,
  best: BestSplit,
  { rows, keys, table, left }: CategoryRoom,
): void {
  const classes = counts.length;
  rows.fill(0);
  for (let at = start; at < end; at++) {
    const code = x[members[at]!]!;
    if (rows[code]! === 0) table.fill(0, code * classes, (code + 1) * classes);
    rows[code]! += 1;
    table[code * classes + y[members[at]!]!]! += 1;
  }
  const codes = presentCodes(rows);
  if (codes.length < 2) return;
  const leading = mostFrequent(counts);
  for (const code of codes) keys[code] = table[code * classes + leading]! / rows[code]!;
  codes.sort((one, other) => keys[one]! - keys[other]! || one - other);
  const n = end - start;
  let whole = 0;
  for (const rowsOf of counts) whole += rowsOf * rowsOf;
  left.fill(0);
  let count = 0;
  for (let place = 0; place + 1 < codes.length; place++) {
    const code = codes[place]!;
    count += rows[code]!;
    let [leftSquares, rightSquares] = [0, 0];
    for (let of = 0; of < classes; of++) {
      left[of]! += table[code * classes + of]!;
      leftSquares += left[of]! ** 2;
      rightSquares += (counts[of]! - left[of]!) ** 2;
    }
    if (count < minLeaf || n - count < minLeaf) continue;
    const gain = leftSquares / count + rightSquares / (n - count) - whole / n;
    if (gain > best.gain) keep(best, gain, predictor, codes, place, count * 2 > n);
  }
}

function mostFrequent(counts: Int32Array): number {
  let leading = 0;
  counts.forEach((count, code) => {
    if (count > counts[leading]!) leading = code;
  });
  return leading;
}

function presentCodes(rows: Int32Array): number[] {
  const codes: number[] = [];
  for (let code = 0; code < MOST_CODES; code++) if (rows[code]! > 0) codes.push(code);
  return codes;
}

/** Notes a split: codes up to `place` go left; codes that the node has none of go where more rows go. */
function keep(
  best: BestSplit,
  gain: number,
  predictor: number,
  codes: readonly number[],
  place: number,
  isLeftLarger: boolean,
): void {
  let [low, high] = isLeftLarger ? [-1, -1] : [0, 0];
  codes.forEach((code, at) => {
    const goesLeft = at <= place;
    if (goesLeft === isLeftLarger) return;
    if (code < 32) low ^= 1 << code;
    else high ^= 1 << (code - 32);
  });
  best.gain = gain;
  best.predictor = predictor;
  best.lowSet = low >>> 0;
  best.highSet = high >>> 0;
}
