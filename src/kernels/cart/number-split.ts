/** The best split of a node found so far; changed in place. */
export interface BestSplit {
  /** By how much it lessens the sum of squares, or the rows times the Gini impurity, of the node. */
  gain: number;
  predictor: number;
  threshold: number;
  lowSet: number;
  highSet: number;
}

/** No split. */
export const noSplit = (): BestSplit => ({ gain: 0, predictor: -1, threshold: 0, lowSet: 0, highSet: 0 });

/** Rows of a node in the order of a predictor: `order` from `start` to `end`. */
export interface OrderedRows {
  readonly order: Int32Array;
  readonly start: number;
  readonly end: number;
  readonly minLeaf: number;
}

/** Half way between two neighbouring values, or the lower one where there is no number between them. */
function between(low: number, high: number): number {
  const middle = low / 2 + high / 2;
  return middle < high && Number.isFinite(middle) ? middle : low;
}

/** Tries every split of a node by a number for what it does to the variance of `y`; `sum` is that of the node. */
export function splitNumbersByNumber(
  { order, start, end, minLeaf }: OrderedRows,
  x: Float64Array,
  y: Float64Array,
  sum: number,
  predictor: number,
  best: BestSplit,
): void {
  const n = end - start;
  const whole = (sum * sum) / n;
  let left = 0;
  let value = x[order[start]!]!;
  for (let at = start; at < end - minLeaf; at++) {
    left += y[order[at]!]!;
    const next = x[order[at + 1]!]!;
    if (next > value) {
      const count = at + 1 - start;
      if (count >= minLeaf) {
        const right = sum - left;
        const gain = (left * left) / count + (right * right) / (n - count) - whole;
        if (gain > best.gain) {
          best.gain = gain;
          best.predictor = predictor;
          best.threshold = between(value, next);
        }
      }
      value = next;
    }
  }
}

/** The same for the Gini impurity of codes; `counts` are those of the node, `left` and `right` room for as many. */
export function splitCodesByNumber(
  { order, start, end, minLeaf }: OrderedRows,
  x: Float64Array,
  y: Uint8Array,
  counts: Int32Array,
  room: { readonly left: Int32Array; readonly right: Int32Array },
  predictor: number,
  best: BestSplit,
): void {
  const { left, right } = room;
  const n = end - start;
  left.fill(0);
  right.set(counts);
  let squares = 0;
  for (const count of counts) squares += count * count;
  const whole = squares / n;
  let leftSquares = 0;
  let rightSquares = squares;
  let value = x[order[start]!]!;
  for (let at = start; at < end - minLeaf; at++) {
    const code = y[order[at]!]!;
    leftSquares += 2 * left[code]!++ + 1;
    rightSquares -= 2 * right[code]!-- - 1;
    const next = x[order[at + 1]!]!;
    if (next > value) {
      const count = at + 1 - start;
      if (count >= minLeaf) {
        const gain = leftSquares / count + rightSquares / (n - count) - whole;
        if (gain > best.gain) {
          best.gain = gain;
          best.predictor = predictor;
          best.threshold = between(value, next);
        }
      }
      value = next;
    }
  }
}
