/**
 * The standard deviation of the noise that smooths the values of a leaf: Silverman's rule of thumb (1986, 3.31),
 * 0.9 · min(sd, interquartile range / 1.34) · n^(-1/5). 0 where half of the values are equal, so that a heap of equal values stays one.
 */
export function bandwidthOf(values: Float64Array, members: Int32Array, start: number, end: number): number {
  const own = Float64Array.from(members.subarray(start, end), (row) => values[row]!).sort();
  const n = own.length;
  const range = quantile(own, 0.75) - quantile(own, 0.25);
  if (n < 2 || !(range > 0)) return 0;
  let mean = 0;
  for (const value of own) mean += value / n;
  let squares = 0;
  for (const value of own) squares += (value - mean) ** 2;
  const width = 0.9 * Math.min(Math.sqrt(squares / (n - 1)), range / 1.34) * n ** -0.2;
  return Number.isFinite(width) ? width : 0;
}

/** A quantile of sorted values, between two of them where it lies there (type 7 of Hyndman and Fan). NaN of none. */
export function quantile(sorted: Float64Array, share: number): number {
  const place = (sorted.length - 1) * share;
  const below = Math.floor(place);
  const [low, high] = [sorted[below] ?? NaN, sorted[Math.min(sorted.length - 1, below + 1)] ?? NaN];
  return low + (place - below) * (high - low);
}
