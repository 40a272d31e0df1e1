import { sortNumbers } from '../sort';

/** The places of values in ascending order of them, of equal values the earlier first; values hold no NaN. O(n log n). */
export function orderOf(values: Float64Array): Int32Array {
  const distinct = distinctOf(sortNumbers(values));
  const starts = new Int32Array(distinct.length + 1);
  const ranks = Int32Array.from(values, (value) => rankIn(distinct, value));
  for (const rank of ranks) starts[rank + 1]! += 1;
  for (let rank = 0; rank < distinct.length; rank++) starts[rank + 1]! += starts[rank]!;
  const order = new Int32Array(values.length);
  ranks.forEach((rank, row) => (order[starts[rank]!++] = row));
  return order;
}

function distinctOf(sorted: Float64Array): Float64Array {
  let count = 0;
  for (const value of sorted) if (count === 0 || value !== sorted[count - 1]) sorted[count++] = value;
  return sorted.subarray(0, count);
}

function rankIn(distinct: Float64Array, value: number): number {
  let [low, high] = [0, distinct.length - 1];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (distinct[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
