/** The first two principal components of some rows. */
export interface Principal {
  /** Coordinates of all rows, two a row. */
  readonly scores: Float64Array;
  /** Share of the variance of the fitted rows along each component. */
  readonly shares: readonly [number, number];
}

const MOST_STEPS = 300;
const TOLERANCE = 1e-12;

/**
 * Principal components of n x d numbers given by column, NaN for what is missing: each column is centred and divided by its
 * standard deviation over the first `fitted` rows (a constant one becomes 0, a missing value the mean), the components are
 * those of the first `fitted` rows, and all rows are projected on them. By power iteration on the data from a fixed start, the
 * second component after the first is taken out; of the two directions of a component the one whose largest loading is
 * positive. O(n·d) for each of at most 300 steps.
 */
export function principalComponents(columns: readonly Float64Array[], fitted: number): Principal {
  const n = columns[0]?.length ?? 0;
  const scaled = columns.map((column) => standardised(column, fitted));
  const variance = scaled.reduce((sum, column) => sum + squares(column, fitted), 0);
  const scores = new Float64Array(n * 2);
  const shares: [number, number] = [0, 0];
  for (const component of [0, 1] as const) {
    const direction = leading(scaled, fitted);
    const along = project(scaled, direction, n);
    shares[component] = variance > 0 ? squares(along, fitted) / variance : 0;
    for (let row = 0; row < n; row++) scores[row * 2 + component] = along[row]!;
    scaled.forEach((column, feature) => {
      for (let row = 0; row < n; row++) column[row]! -= along[row]! * direction[feature]!;
    });
  }
  return { scores, shares };
}

function squares(values: Float64Array, count: number): number {
  let sum = 0;
  for (let row = 0; row < count; row++) sum += values[row]! * values[row]!;
  return sum;
}

function standardised(column: Float64Array, fitted: number): Float64Array {
  const known = column.subarray(0, fitted).filter((value) => Number.isFinite(value));
  const largest = known.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
  const mean = known.reduce((sum, value) => sum + value / largest, 0) / Math.max(1, known.length);
  const spread =
    known.reduce((sum, value) => sum + (value / largest - mean) ** 2, 0) / Math.max(1, known.length);
  const sd = Math.sqrt(spread);
  return column.map((value) =>
    Number.isFinite(value) && sd > TOLERANCE ? (value / largest - mean) / sd : 0,
  );
}

function project(columns: readonly Float64Array[], direction: Float64Array, n: number): Float64Array {
  const along = new Float64Array(n);
  columns.forEach((column, feature) => {
    const loading = direction[feature]!;
    for (let row = 0; row < n; row++) along[row]! += loading * column[row]!;
  });
  return along;
}

/** The direction of most variance over the first rows; all zero where there is none. */
function leading(columns: readonly Float64Array[], fitted: number): Float64Array {
  let direction = Float64Array.from(columns, (_, feature) => 1 + feature / columns.length);
  for (let step = 0; step < MOST_STEPS; step++) {
    const along = project(columns, direction, fitted);
    const next = Float64Array.from(columns, (column) => {
      let sum = 0;
      for (let row = 0; row < fitted; row++) sum += column[row]! * along[row]!;
      return sum;
    });
    const length = Math.hypot(...next);
    if (!(length > TOLERANCE)) return next.fill(0);
    const unit = next.map((value) => value / length);
    const change = unit.reduce((sum, value, feature) => sum + Math.abs(value - direction[feature]!), 0);
    direction = unit;
    if (change < TOLERANCE * columns.length) break;
  }
  const largest = direction.reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most), 0);
  return largest < 0 ? direction.map((value) => -value) : direction;
}
