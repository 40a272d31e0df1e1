import type { FrameRow } from '../../core/frame';
import type { RunContext } from '../../core/run-context';
import { randomState } from '../random-state';
import { findClosest, pickRows, type Closest, type MixedRows } from './closest';
import { medianOfSorted } from './columns';
import { mixedRows, randomRows } from './mixed';
import type { ColumnValues } from './values';

/** Pairs of rows that a search compares at most: more synthetic rows are a sample of them. */
const MOST_PAIRS = 4e7;
/** So many synthetic rows are looked at even where the real ones are many. */
const LEAST_ROWS = 200;
const BINS = 24;

/** What the closest real rows tell of the synthetic ones. */
export interface Distances {
  readonly figures: Readonly<Record<string, number | null>>;
  readonly bins: readonly FrameRow[];
  /** The synthetic rows that were looked at, by place, and what was found. */
  readonly rows: Int32Array;
  readonly found: Closest;
}

/** What distances are measured of. */
export interface DistanceInput {
  readonly columns: readonly ColumnValues[];
  readonly isWhole: readonly boolean[];
  readonly rows: { readonly real: number; readonly synthetic: number; readonly holdout: number | null };
  readonly seed: number;
}

/** How many rows of one table are compared with all of the other. */
export const affordable = (rows: number, others: number): number =>
  Math.min(rows, Math.max(LEAST_ROWS, Math.floor(MOST_PAIRS / Math.max(1, others))));

/**
 * Finds the closest real row of synthetic rows (of all, or of as many drawn by the seed as 40 million pairs allow), of as many random
 * rows, and where rows were held out, of as many of those as there are real rows beside them. DCRBaselineProtection and
 * DCROverfittingProtection of SDMetrics, with the range of the real rows for both.
 */
export async function measureDistances(
  { kernels }: Pick<RunContext, 'kernels'>,
  { columns, isWhole, rows, seed }: DistanceInput,
  tell: (share: number) => void,
): Promise<Distances> {
  const state = randomState(seed);
  const asked = affordable(rows.synthetic, rows.real);
  const chosen = state.permutation(rows.synthetic).subarray(0, asked).slice().sort();
  const real = mixedRows(columns, 'real', rows.real);
  const queries = pickRows(mixedRows(columns, 'synthetic', rows.synthetic), chosen);
  const parts = rows.holdout === null ? 2 : 3;
  const found = await findClosest(kernels, queries, real, (share) => tell(share / parts));
  const drawn = mixedRows(randomRows(columns, isWhole, asked, state), 'synthetic', asked);
  const random = await findClosest(kernels, drawn, real, (share) => tell((1 + share) / parts));
  const held =
    rows.holdout === null
      ? null
      : await closerToReal(
          kernels,
          queries,
          { real, found },
          heldOut(columns, rows.holdout),
          state,
          (share) => tell((2 + share) / parts),
        );
  const isKnown = rows.real > 0 && asked > 0;
  const [closest, chance] = [found, random].map(({ distances }) =>
    isKnown ? medianOfSorted(distances.slice().sort()) : null,
  ) as [number | null, number | null];
  return {
    figures: {
      closest_rows: asked,
      closest_of: rows.real,
      closest_median: closest,
      random_median: chance,
      baseline_protection:
        closest === null || chance === null || chance === 0 ? null : Math.min(1, closest / chance),
      holdout_rows: held?.rows ?? null,
      closer_to_real: held?.closer ?? null,
      overfitting_protection: protectionOf(held?.closer ?? null),
    },
    bins: isKnown ? binsOf(found.distances, random.distances) : [],
    rows: chosen,
    found,
  };
}

const protectionOf = (closer: number | null): number | null =>
  closer === null ? null : Math.min(1, 2 * (1 - closer));

const heldOut = (columns: readonly ColumnValues[], rows: number): MixedRows =>
  mixedRows(columns, 'holdout', rows);

/** The share of rows closer to a real row than to any held out, of tables of one size: the larger is thinned out by the seed. */
async function closerToReal(
  kernels: RunContext['kernels'],
  queries: MixedRows,
  { real, found }: { readonly real: MixedRows; readonly found: Closest },
  holdout: MixedRows,
  state: ReturnType<typeof randomState>,
  tell: (share: number) => void,
): Promise<{ readonly rows: number; readonly closer: number | null }> {
  const size = Math.min(real.rows, holdout.rows);
  if (size === 0 || queries.rows === 0) return { rows: size, closer: null };
  const thinned = (all: MixedRows): MixedRows =>
    all.rows === size ? all : pickRows(all, state.permutation(all.rows).subarray(0, size).slice().sort());
  const ours =
    real.rows === size
      ? found
      : await findClosest(kernels, queries, thinned(real), (share) => tell(share / 2));
  const theirs = await findClosest(kernels, queries, thinned(holdout), (share) => tell((1 + share) / 2));
  const closer = ours.distances.reduce(
    (sum, distance, row) => sum + (distance < theirs.distances[row]! ? 1 : 0),
    0,
  );
  return { rows: size, closer: closer / queries.rows };
}

/** Shares of the rows over bins of distance. */
function binsOf(synthetic: Float64Array, random: Float64Array): FrameRow[] {
  const most = [...[synthetic, random].map(largestOf)].reduce((a, b) => Math.max(a, b), 0);
  const width = most > 0 ? most / BINS : 1 / BINS;
  const shares = (distances: Float64Array): Float64Array => {
    const all = new Float64Array(BINS);
    for (const distance of distances)
      all[Math.min(BINS - 1, Math.floor(distance / width))]! += 1 / distances.length;
    return all;
  };
  const [ours, theirs] = [shares(synthetic), shares(random)];
  return Array.from({ length: BINS }, (_, bin) => ({
    ...{ from: bin * width, to: (bin + 1) * width, synthetic: ours[bin]!, random: theirs[bin]! },
  }));
}

const largestOf = (values: Float64Array): number => values.reduce((most, value) => Math.max(most, value), 0);
