import { ratio, type Codes, type Weights } from './confusion';

/** Probabilities of the classes: an array per class, a value per row. */
export type Probabilities = readonly Float64Array[];

/** The weighted mean of what a row says; null where the weights sum to nothing. */
export function weightedMean(
  rows: number,
  value: (row: number) => number,
  weights: Weights = null,
): number | null {
  let [sum, total] = [0, 0];
  for (let row = 0; row < rows; row++) {
    const weight = weights === null ? 1 : weights[row]!;
    if (weight === 0) continue;
    sum += weight * value(row);
    total += weight;
  }
  return ratio(sum, total);
}

/** The Brier score of one probability: the mean of (p − y)², from 0 to 1 (Brier 1950, by half). */
export function brierScore(
  p: Float64Array,
  isPositive: ArrayLike<number>,
  weights: Weights = null,
): number | null {
  return weightedMean(p.length, (row) => (p[row]! - isPositive[row]!) ** 2, weights);
}

/** The Brier score over several classes: the mean of Σ (p_c − y_c)², from 0 to 2, as Brier defined it. */
export function multiclassBrierScore(p: Probabilities, truth: Codes, weights: Weights = null): number | null {
  return weightedMean(truth.length, (row) => squaredError(p, row, truth[row]!), weights);
}

/** What one row of a true class adds to the Brier score of several classes: Σ (p_c − y_c)². */
export function squaredError(p: Probabilities, row: number, truth: number): number {
  return p.reduce((sum, of, number) => sum + (of[row]! - (truth === number ? 1 : 0)) ** 2, 0);
}

/** The smallest probability whose logarithm is taken: the step of doubles at 1, as in scikit-learn. */
const LEAST = Number.EPSILON;

/** The mean of −ln p(true class), each probability kept within [ε, 1 − ε]. */
export function logLoss(p: Probabilities, truth: Codes, weights: Weights = null): number | null {
  return weightedMean(truth.length, (row) => lossOf(p[truth[row]!]![row]!), weights);
}

/** What one row adds to the log loss, by the probability of its true class. */
export const lossOf = (p: number): number => -Math.log(Math.min(1 - LEAST, Math.max(LEAST, p)));

/** A bin of predicted probabilities: what was said in it, and what was so. Means are null where it is empty. */
export interface CalibrationBin {
  readonly low: number;
  readonly high: number;
  readonly weight: number;
  readonly rows: number;
  readonly predicted: number | null;
  readonly observed: number | null;
}

/**
 * The number of the bin of each probability, of bins of equal width over [0, 1]; a value on an edge belongs to the lower one, as
 * in scikit-learn's `calibration_curve`.
 */
export function calibrationBinsOf(p: Float64Array, bins: number): Uint16Array {
  const found = new Uint16Array(p.length);
  for (let row = 0; row < p.length; row++) {
    const value = p[row]!;
    // The edges are those that a division gives, so that 0.3 is compared with 3 / 10.
    let bin = Math.min(bins - 1, Math.max(0, Math.floor(value * bins)));
    while (bin > 0 && value <= bin / bins) bin -= 1;
    while (bin < bins - 1 && value > (bin + 1) / bins) bin += 1;
    found[row] = bin;
  }
  return found;
}

/** What was predicted and what was observed, by bins of equal width. Cost: one pass. */
export function calibrationCurve(
  p: Float64Array,
  isPositive: ArrayLike<number>,
  bins = 10,
  weights: Weights = null,
): CalibrationBin[] {
  const places = calibrationBinsOf(p, bins);
  const sums = Array.from({ length: bins }, () => ({ weight: 0, rows: 0, predicted: 0, observed: 0 }));
  for (let row = 0; row < p.length; row++) {
    const weight = weights === null ? 1 : weights[row]!;
    if (weight === 0) continue;
    const bin = sums[places[row]!]!;
    bin.weight += weight;
    bin.rows += 1;
    bin.predicted += weight * p[row]!;
    bin.observed += weight * isPositive[row]!;
  }
  return sums.map(({ weight, rows, predicted, observed }, bin) => ({
    low: bin / bins,
    high: (bin + 1) / bins,
    weight,
    rows,
    predicted: ratio(predicted, weight),
    observed: ratio(observed, weight),
  }));
}

/**
 * The expected calibration error: the mean over the rows of |predicted − observed| of their bin (Naeini, Cooper and Hauskrecht
 * 2015); null without rows.
 */
export function expectedCalibrationError(bins: readonly CalibrationBin[]): number | null {
  const total = bins.reduce((sum, { weight }) => sum + weight, 0);
  const error = bins.reduce(
    (sum, { weight, predicted, observed }) =>
      predicted === null || observed === null ? sum : sum + weight * Math.abs(predicted - observed),
    0,
  );
  return ratio(error, total);
}
