import type { PlanColumn } from './columns';
import type { LearntColumn } from './learn';
import type { MadeRows } from './made';

/** Values of a category that get a number of their own; all others are nought in each. */
const MOST_VALUES = 20;
/** Numbers of a vector at most: columns after those are left out. */
const MOST_NUMBERS = 400;
/** Two categories that differ then add 1 to the squared distance, as much as numbers that are one standard deviation apart. */
const HALF = Math.SQRT1_2;

/** Rows as points. */
export interface Vectors {
  readonly width: number;
  /** Columns that were left out. */
  readonly left: number;
  /** The points of real rows, by their places. */
  ofReal(rows: Int32Array): Float64Array;
  /** The points of new rows, by their places among the made. */
  ofMade(rows: Int32Array): Float64Array;
}

/** How a column writes itself into a vector: `of` is a real row, `value` a number that was made (NaN: the real row's). */
interface Part {
  readonly width: number;
  write(into: Float64Array, at: number, of: number, value: number): void;
}

/**
 * Rows as vectors for the comparison of labels: a number divided by its standard deviation, a missing one at the mean with a 1 that says so;
 * of a category a number for each of its 20 most frequent values. Label and key are left out, and columns beyond 400 numbers.
 */
export function vectorsOf(
  columns: readonly PlanColumn[],
  learnt: ReadonlyMap<string, LearntColumn>,
  made: MadeRows,
): Vectors {
  const parts: { readonly name: string; readonly part: Part; readonly at: number }[] = [];
  const features = columns.filter(({ part }) => part === 'made' || part === 'kept');
  let width = 0;
  for (const { name } of features) {
    const part = partOf(learnt.get(name)!);
    if (width + part.width > MOST_NUMBERS) continue;
    parts.push({ name, part, at: width });
    width += part.width;
  }
  return {
    width,
    left: features.length - parts.length,
    ofReal: (rows) => {
      const points = new Float64Array(rows.length * width);
      rows.forEach((row, n) => {
        for (const { part, at } of parts) part.write(points, n * width + at, row, NaN);
      });
      return points;
    },
    ofMade: (rows) => {
      const points = new Float64Array(rows.length * width);
      for (const { name, part, at } of parts) {
        const own = made.columns.get(name);
        rows.forEach((row, n) => {
          const donor = own?.donors[row] ?? -1;
          part.write(points, n * width + at, donor < 0 ? made.bases[row]! : donor, own?.values?.[row] ?? NaN);
        });
      }
      return points;
    },
  };
}

function partOf(column: LearntColumn): Part {
  if (column.kind === 'category') return categoryPart(column.codes);
  const { values, lacks } = column;
  const { mean, sd } = momentsOf(values);
  return {
    width: lacks === null ? 1 : 2,
    write: (into, at, of, value) => {
      const number = Number.isNaN(value) ? values[of]! : value;
      const isThere = Number.isFinite(number);
      into[at] = ((isThere ? number : mean) - mean) / sd;
      if (lacks !== null) into[at + 1] = isThere ? 0 : 1;
    },
  };
}

/** Mean and standard deviation of what is there; huge numbers do not overflow, and a constant has a spread of 1. */
function momentsOf(values: Float64Array): { readonly mean: number; readonly sd: number } {
  const finite = values.filter((value) => Number.isFinite(value));
  const largest = finite.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
  const mean = finite.reduce((sum, value) => sum + value / largest / finite.length, 0);
  const variance = finite.reduce((sum, value) => sum + (value / largest - mean) ** 2 / finite.length, 0);
  const sd = Math.sqrt(variance);
  return { mean: mean * largest, sd: sd > 1e-12 ? sd * largest : largest };
}

function categoryPart(codes: Int32Array): Part {
  const counts = new Map<number, number>();
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  const kept = [...counts].sort(([a, rows], [b, others]) => others - rows || a - b).slice(0, MOST_VALUES);
  const places = new Map(kept.map(([code], place) => [code, place]));
  return {
    width: kept.length,
    write: (into, at, of) => {
      const place = places.get(codes[of]!);
      if (place !== undefined) into[at + place] = HALF;
    },
  };
}
