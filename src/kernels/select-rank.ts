/** Below so many values, a plain partition is as fast. */
const SMALL = 600;

/**
 * The value of a rank (from 0) in sorted order, without sorting: afterwards no value before that place is greater than it, and
 * none behind it less. Only places from `left` to `right` are looked at and moved. No NaN. Expected cost: O(right - left).
 *
 * The algorithm SELECT of Floyd and Rivest (1975): the bounds are first narrowed by selecting in a sample around the rank.
 */
export function selectRank(values: Float64Array, rank: number, left = 0, right = values.length - 1): number {
  while (right > left) {
    if (right - left > SMALL) {
      const n = right - left + 1;
      const place = rank - left + 1;
      const z = Math.log(n);
      const size = 0.5 * Math.exp((2 * z) / 3);
      const spread = 0.5 * Math.sqrt((z * size * (n - size)) / n) * Math.sign(place - n / 2);
      const from = Math.max(left, Math.floor(rank - (place * size) / n + spread));
      const to = Math.min(right, Math.floor(rank + ((n - place) * size) / n + spread));
      selectRank(values, rank, from, to);
    }
    const middle = partition(values, rank, left, right);
    if (middle <= rank) left = middle + 1;
    if (rank <= middle) right = middle - 1;
  }
  return values[rank]!;
}

/** Parts the values from `left` to `right` at the one that stands at `rank`; gives the place where it then stands. */
function partition(values: Float64Array, rank: number, left: number, right: number): number {
  const pivot = values[rank]!;
  let i = left;
  let j = right;
  swap(values, left, rank);
  if (values[right]! > pivot) swap(values, left, right);
  while (i < j) {
    swap(values, i++, j--);
    while (values[i]! < pivot) i++;
    while (values[j]! > pivot) j--;
  }
  if (values[left] === pivot) swap(values, left, j);
  else swap(values, ++j, right);
  return j;
}

function swap(values: Float64Array, a: number, b: number): void {
  const kept = values[a]!;
  values[a] = values[b]!;
  values[b] = kept;
}
