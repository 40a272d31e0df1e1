import { rowsOf, type ComparedRows } from './part';

/** Where rows are centred, and how far from there some of them are. */
export interface Centre {
  /** Medians of some rows, so that a few far rows do not move it. */
  readonly centres: Float64Array;
  /** The distances of these rows from the centre: of the middle one, and of the farthest. */
  readonly middle: number;
  readonly farthest: number;
}

/** Rows that are looked at for what is usual. */
const SAMPLE = 65;

/** Centres rows. O(d). */
export function centreOf(rows: ComparedRows): Centre {
  const { features, points } = rows;
  const n = rowsOf(rows);
  const size = Math.min(n, SAMPLE);
  const sample = Array.from({ length: size }, (_, i) => Math.floor((i * n) / size) * features);
  const centres = new Float64Array(features);
  const column = new Float64Array(size);
  for (let feature = 0; feature < features; feature++) {
    for (let i = 0; i < size; i++) column[i] = points[sample[i]! + feature]!;
    centres[feature] = column.sort()[size >> 1]!;
  }
  const lengths = Float64Array.from(sample, (at) => lengthOf(points, at, centres)).sort();
  return { centres, middle: lengths[size >> 1]!, farthest: lengths[size - 1]! };
}

function lengthOf(points: Float64Array, at: number, centres: Float64Array): number {
  let square = 0;
  for (let feature = 0; feature < centres.length; feature++) {
    square += (points[at + feature]! - centres[feature]!) ** 2;
  }
  return Math.sqrt(square);
}
