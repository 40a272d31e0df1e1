// What the kernel of `bench/smote.mjs` is measured on, and by.

/** n x d normal numbers, row by row, the same every time. */
export function gaussianPoints(n, d) {
  let state = 1;
  const uniform = () => {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9;
    state ^= state >>> 12;
    return ((state >>> 0) + 0.5) / 2 ** 32;
  };
  return Float64Array.from(
    { length: n * d },
    () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform()),
  );
}

/** The k nearest rows of every row by all pairs, nearest first: the best that plain JavaScript does without tricks. */
export function plainNeighbours(points, d, k) {
  const n = points.length / d;
  const found = new Int32Array(n * k);
  const distances = new Float64Array(k);
  const rows = new Int32Array(k);
  for (let query = 0; query < n; query++) {
    distances.fill(Infinity);
    for (let row = 0; row < n; row++) {
      if (row === query) continue;
      let distance = 0;
      for (let feature = 0; feature < d; feature++) {
        const difference = points[query * d + feature] - points[row * d + feature];
        distance += difference * difference;
      }
      if (!(distance < distances[k - 1])) continue;
      let place = k - 1;
      for (; place > 0 && distances[place - 1] > distance; place--) {
        distances[place] = distances[place - 1];
        rows[place] = rows[place - 1];
      }
      distances[place] = distance;
      rows[place] = row;
    }
    found.set(rows, query * k);
  }
  return found;
}

/** The middle of some numbers. */
export const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
