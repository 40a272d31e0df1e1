import type { Kernel } from '../../core/run-context';

/** Rows to fill, and the fitted rows that they are filled from. NaN stands for a value that is not there. */
export interface DonorSearch {
  /** n x d fitted values, column by column. */
  readonly donors: Float64Array;
  /** m x d values of the rows to fill, row by row. */
  readonly queries: Float64Array;
  readonly features: number;
  /** What to fill, row by row of the queries and ascending: row · d + column. */
  readonly cells: Int32Array;
  /** One per column: what a cell becomes where no fitted row can be compared with its row. */
  readonly fallbacks: Float64Array;
  readonly k: number;
}

/** Fitted rows that are compared with one query before the next column: their sums stay in the nearest cache. */
const TILE = 1024;
/** Comparisons between two reports: about 0.1 s. */
const WORK_PER_REPORT = 1e8;
/** Beyond two to this power, squares leave the range of doubles: all numbers are then divided by a power of two first. */
const LARGEST_POWER = 498;

/**
 * What each cell becomes: the mean of its column over the k nearest fitted rows that have a value there. The squared distance of
 * two rows is the mean of the squared differences over the columns that both have, so that its order is that of scikit-learn's
 * nan-euclidean distance; a row without such a column is no neighbour. Of equally near rows the smaller value is taken first,
 * so that the order of the fitted rows does not matter. O(m · n · d) time, 3 · n · d doubles of memory.
 */
export const fillFromNearest: Kernel<DonorSearch, Float64Array> = {
  name: 'fill-from-nearest',
  run: (search, report) => {
    const { features, cells, k, fallbacks } = search;
    const n = search.donors.length / features;
    const compared = prepare(search, n);
    const distances = new Float64Array(n);
    const nearest = emptyNearest(k);
    const filled = new Float64Array(cells.length);
    let unreported = 0;
    for (let at = 0; at < cells.length;) {
      const row = Math.floor(cells[at]! / features);
      measure(compared, row, distances);
      for (; at < cells.length && Math.floor(cells[at]! / features) === row; at++) {
        const column = cells[at]! - row * features;
        choose(nearest, distances, search.donors.subarray(column * n, (column + 1) * n));
        filled[at] = nearest.size === 0 ? fallbacks[column]! : meanOf(nearest);
      }
      unreported += n * features;
      if (unreported >= WORK_PER_REPORT) {
        unreported = 0;
        report(at / cells.length);
      }
    }
    report(1);
    return filled;
  },
};

/** The fitted rows as they are compared: zero and no weight where a value is not there. */
interface Compared {
  readonly n: number;
  readonly features: number;
  readonly values: Float64Array;
  readonly weights: Float64Array;
  /** One per column: true where every fitted row has a value. */
  readonly isWhole: readonly boolean[];
  readonly queries: Float64Array;
  readonly counts: Float64Array;
}

function prepare({ donors, queries, features }: DonorSearch, n: number): Compared {
  const scale = 2 ** -Math.max(0, Math.ceil(Math.log2(largestOf(donors, queries))) - LARGEST_POWER);
  const weights = new Float64Array(donors.length);
  const values = new Float64Array(donors.length);
  const isWhole = new Array<boolean>(features).fill(true);
  for (let i = 0; i < donors.length; i++) {
    const value = donors[i]!;
    if (value === value) {
      values[i] = value * scale;
      weights[i] = 1;
    } else {
      isWhole[Math.floor(i / n)] = false;
    }
  }
  const counts = new Float64Array(Math.min(n, TILE));
  return { n, features, values, weights, isWhole, queries: queries.map((value) => value * scale), counts };
}

function largestOf(...lists: readonly Float64Array[]): number {
  let largest = 1;
  // Comparisons with NaN are false.
  for (const list of lists) {
    for (let i = 0; i < list.length; i++) if (Math.abs(list[i]!) > largest) largest = Math.abs(list[i]!);
  }
  return largest;
}

/** The squared distance of one query to all fitted rows, a d-th of scikit-learn's; infinite where they have no column in common. */
function measure(compared: Compared, row: number, distances: Float64Array): void {
  const { n, features, values, weights, isWhole, queries, counts } = compared;
  for (let start = 0; start < n; start += TILE) {
    const size = Math.min(TILE, n - start);
    const sums = distances.subarray(start, start + size);
    sums.fill(0);
    counts.fill(0);
    let shared = 0;
    for (let feature = 0; feature < features; feature++) {
      const value = queries[row * features + feature]!;
      if (value !== value) continue;
      const from = feature * n + start;
      if (isWhole[feature]!) {
        shared += 1;
        addWhole(sums, values, from, value);
      } else {
        addPartly(sums, counts, values, weights, from, value);
      }
    }
    for (let i = 0; i < size; i++) {
      const count = counts[i]! + shared;
      sums[i] = count === 0 ? Infinity : sums[i]! / count;
    }
  }
}

function addWhole(sums: Float64Array, values: Float64Array, from: number, value: number): void {
  for (let i = 0; i < sums.length; i++) {
    const off = value - values[from + i]!;
    sums[i] = sums[i]! + off * off;
  }
}

function addPartly(
  sums: Float64Array,
  counts: Float64Array,
  values: Float64Array,
  weights: Float64Array,
  from: number,
  value: number,
): void {
  for (let i = 0; i < sums.length; i++) {
    const weight = weights[from + i]!;
    const off = (value - values[from + i]!) * weight;
    sums[i] = sums[i]! + off * off;
    counts[i] = counts[i]! + weight;
  }
}

/** The nearest rows so far, in the order of distance, then value. */
interface Nearest {
  readonly k: number;
  size: number;
  readonly distances: Float64Array;
  readonly values: Float64Array;
}

const emptyNearest = (k: number): Nearest => ({
  k,
  size: 0,
  distances: new Float64Array(k),
  values: new Float64Array(k),
});

function choose(nearest: Nearest, distances: Float64Array, column: Float64Array): void {
  const { k } = nearest;
  nearest.size = 0;
  let worst = Infinity;
  for (let i = 0; i < column.length; i++) {
    const distance = distances[i]!;
    if (distance > worst || distance === Infinity) continue;
    const value = column[i]!;
    if (value !== value) continue;
    insert(nearest, distance, value);
    if (nearest.size === k) worst = nearest.distances[k - 1]!;
  }
}

function insert(nearest: Nearest, distance: number, value: number): void {
  const { k, distances, values } = nearest;
  let at = nearest.size < k ? nearest.size : k - 1;
  const isAfter = (place: number): boolean =>
    distances[place]! > distance || (distances[place]! === distance && values[place]! > value);
  if (nearest.size === k && !isAfter(at)) return;
  for (; at > 0 && isAfter(at - 1); at--) {
    distances[at] = distances[at - 1]!;
    values[at] = values[at - 1]!;
  }
  distances[at] = distance;
  values[at] = value;
  nearest.size = Math.min(k, nearest.size + 1);
}

function meanOf({ size, values }: Nearest): number {
  let sum = 0;
  for (let i = 0; i < size; i++) sum += values[i]!;
  if (Number.isFinite(sum)) return sum / size;
  let mean = 0;
  for (let i = 0; i < size; i++) mean += values[i]! / size;
  return mean;
}
