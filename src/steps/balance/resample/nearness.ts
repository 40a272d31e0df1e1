import type { FrameRow } from '../../../core/frame';
import type { Kernels } from '../../../core/run-context';
import { findNearIn } from '../../../kernels/resampling/find-near-in';
import type { ComparedSample } from './distributions';

const BINS = 16;
/** Rows of the input whose own nearest row is looked for, for comparison. */
const MOST_ASKED = 2_000;

/** Distances by bins, and in figures. */
export interface Nearness {
  readonly bins: readonly FrameRow[];
  readonly figures: FrameRow;
}

/**
 * The distance of each sampled new row to the nearest sampled row of the input of its class, and of rows of the input to the nearest
 * other one of theirs. Of a class with one sampled row there is nothing to compare with.
 */
export async function measureNearness(
  kernels: Kernels,
  { space, realClasses, madeClasses }: ComparedSample,
): Promise<Nearness> {
  const near = findNearIn(kernels, space);
  const made: number[] = [];
  const real: number[] = [];
  for (const of of new Set(madeClasses)) {
    const own = placesOf(realClasses, of, 0);
    const news = placesOf(madeClasses, of, realClasses.length);
    if (own.length === 0) continue;
    made.push(...roots((await near(news, own, 1)).distances));
    if (own.length > 1) real.push(...roots((await near(own.slice(0, MOST_ASKED), own, 1)).distances));
  }
  const ends = [...made, ...real];
  const most = ends.reduce((largest, distance) => Math.max(largest, distance), 0);
  const width = (most > 0 ? most : 1) / BINS;
  const shares = (distances: readonly number[]): number[] => {
    const counts = new Array<number>(BINS).fill(0);
    for (const distance of distances) counts[Math.min(BINS - 1, Math.floor(distance / width))]! += 1;
    return counts.map((count) => (distances.length > 0 ? count / distances.length : 0));
  };
  const [madeShares, realShares] = [shares(made), shares(real)];
  return {
    bins: madeShares.map((share, bin) => ({
      ...{ from: bin * width, to: (bin + 1) * width },
      ...{ real: real.length > 0 ? realShares[bin]! : null, made: share },
    })),
    figures: {
      equal_made: made.filter((distance) => distance === 0).length,
      ...{ median_made: medianOf(made), median_real: medianOf(real) },
    },
  };
}

function placesOf(classes: readonly number[], of: number, start: number): Int32Array {
  return Int32Array.from(classes.flatMap((one, place) => (one === of ? [start + place] : [])));
}

const roots = (squares: Float64Array): number[] => Array.from(squares, Math.sqrt);

function medianOf(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = Float64Array.from(values).sort();
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}
