import type { FindNear, SumFarthest } from './find-near';

/** Rows of numbers, for tests: finds neighbours by looking at every pair, in the way that `FindNear` says. */
export function nearByAllPairs(x: readonly (readonly number[])[]): FindNear {
  return (queries, among, k) => {
    const rows = new Int32Array(queries.length * k);
    const distances = new Float64Array(queries.length * k);
    queries.forEach((query, at) => {
      const others = [...among].filter((row) => row !== query);
      if (others.length < k) throw new Error(`${others.length} rows have no ${k} neighbours.`);
      const ranked = others.map((row) => ({ row, distance: squared(x[query]!, x[row]!) }));
      ranked.sort((a, b) => a.distance - b.distance);
      ranked.slice(0, k).forEach(({ row, distance }, place) => {
        rows[at * k + place] = row;
        distances[at * k + place] = distance;
      });
    });
    return Promise.resolve({ rows, distances });
  };
}

/** The same for the farthest rows. */
export function farthestByAllPairs(x: readonly (readonly number[])[]): SumFarthest {
  return (queries, among, k) =>
    Promise.resolve(
      Float64Array.from(queries, (query) => {
        const distances = Array.from(among, (row) => Math.sqrt(squared(x[query]!, x[row]!)));
        distances.sort((a, b) => b - a);
        return distances.slice(0, k).reduce((sum, distance) => sum + distance, 0);
      }),
    );
}

function squared(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, f) => sum + (value - b[f]!) ** 2, 0);
}
