import type { RunContext } from '../../core/run-context';
import { crossFitLogistic } from '../logistic/cross-fit';
import type { RawFeature } from '../logistic/features';
import { rankByScore, rocAuc } from '../metrics/ranking';
import { randomState } from '../random-state';
import type { ColumnValues } from './values';

/** How well a model tells synthetic rows from real ones; null where there are too few rows or no columns to tell. */
export interface Detection {
  readonly detection: number | null;
  readonly detection_auc: number | null;
  readonly pmse_ratio: number | null;
  readonly detection_rows: number;
}

const FOLDS = 3;
/** Rows of each table that the model learns from at most: more would take long and say the same. */
const MOST_ROWS = 10_000;
/** Levels of a category that are told apart, the most frequent; the model has a coefficient for each. */
const MOST_LEVELS = 100;
const ITERATIONS = 200;

/**
 * Detection by a logistic model, as SDMetrics' LogisticDetection: 1 − mean over three folds, drawn by the seed with equal shares of real
 * and synthetic rows, of max(0.5, AUC) · 2 − 1. Numbers are standardised, categories are columns of zeros and ones, and so is what is
 * missing (SDMetrics fills in the mean). The pMSE ratio is of the model of all rows: the mean squared distance of its probabilities
 * from the share c of synthetic rows, by (k − 1) (1 − c)² c / n, what is expected of rows drawn from a right model of the real
 * ones (Snoke and others 2018); fresh rows of the real source give 1 / (1 − c) of it. Four fits.
 */
export async function detect(
  { kernels }: Pick<RunContext, 'kernels'>,
  columns: readonly ColumnValues[],
  rows: { readonly real: number; readonly synthetic: number },
  seed: number,
  tell: (share: number) => void,
): Promise<Detection> {
  const none = { detection: null, detection_auc: null, pmse_ratio: null, detection_rows: 0 };
  if (columns.length === 0 || rows.real < FOLDS || rows.synthetic < FOLDS) return none;
  const state = randomState(seed);
  const chosen = { real: someOf(rows.real, state), synthetic: someOf(rows.synthetic, state) };
  const [ours, theirs] = [chosen.real.length, chosen.synthetic.length];
  const features = columns.map((column) => featureOf(column, chosen));
  const labels = Int32Array.from({ length: ours + theirs }, (_, row) => (row < ours ? 0 : 1));
  // The rows come in random order, so that every third of them is a fold.
  const folds = Uint8Array.from(labels, (label, row) => (label === 0 ? row : row - ours) % FOLDS);
  const input = {
    ...{ features, labels, classes: 2, weights: null, c: 1, iterations: ITERATIONS },
    ...{ judged: features, judgedRows: labels.length, folds, foldCount: FOLDS },
  };
  const { judged, outOfFold } = await kernels.call(crossFitLogistic, input, [], tell);
  const scores = outOfFold?.[1] ?? new Float64Array();
  const areas = Array.from({ length: FOLDS }, (_, fold) => areaOf(fold, folds, scores, labels));
  const mean = (of: (area: number) => number): number =>
    areas.reduce((sum, area) => sum + of(area), 0) / FOLDS;
  return {
    detection: 1 - mean((area) => Math.max(0.5, area) * 2 - 1),
    detection_auc: mean((area) => area),
    pmse_ratio: pmseRatio(judged[1] ?? new Float64Array(), theirs, features),
    detection_rows: labels.length,
  };
}

/** Some rows in random order. */
const someOf = (rows: number, state: ReturnType<typeof randomState>): Int32Array =>
  state.permutation(rows).subarray(0, MOST_ROWS);

function areaOf(fold: number, folds: Uint8Array, scores: Float64Array, labels: Int32Array): number {
  const rows = Int32Array.from(folds.keys()).filter((row) => folds[row] === fold);
  const ranking = rankByScore(Float64Array.from(rows, (row) => scores[row]!));
  const isSynthetic = Uint8Array.from(rows, (row) => labels[row]!);
  return rocAuc(ranking, isSynthetic) ?? 0.5;
}

function pmseRatio(
  probabilities: Float64Array,
  synthetic: number,
  features: readonly RawFeature[],
): number | null {
  const n = probabilities.length;
  const share = synthetic / n;
  const columns = features.reduce((sum, feature) => sum + columnsOf(feature), 0);
  if (columns === 0 || n === 0) return null;
  let squares = 0;
  for (const probability of probabilities) squares += (probability - share) ** 2;
  return squares / n / ((columns * (1 - share) ** 2 * share) / n);
}

/** Columns of the design that a feature adds and that others do not say already; none for a constant. */
function columnsOf(feature: RawFeature): number {
  const values = feature.kind === 'category' ? feature.codes : feature.values;
  const seen = new Set<number>();
  let gaps = 0;
  for (const value of values) {
    if (Number.isNaN(value)) gaps = 1;
    else if (feature.kind === 'category' || seen.size < 2) seen.add(value);
  }
  return feature.kind === 'category'
    ? Math.max(0, seen.size - 1)
    : (seen.size > 1 ? 1 : 0) + (seen.size > 0 ? gaps : 0);
}

interface Chosen {
  readonly real: Int32Array;
  readonly synthetic: Int32Array;
}

function featureOf(column: ColumnValues, chosen: Chosen): RawFeature {
  if (column.kind === 'number') {
    return { kind: 'number', values: joined(column.real, column.synthetic, chosen) };
  }
  const codes = joined(column.real, column.synthetic, chosen);
  const counts = new Map<number, number>();
  for (const code of codes) if (code > 0) counts.set(code, (counts.get(code) ?? 0) + 1);
  const kept = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, MOST_LEVELS);
  const places = new Map(kept.map(([code], place) => [code, place + 1]));
  return {
    kind: 'category',
    codes: codes.map((code) => (code === 0 ? -1 : (places.get(code) ?? 0))),
    levels: kept.length,
  };
}

function joined(real: ArrayLike<number>, synthetic: ArrayLike<number>, chosen: Chosen): Float64Array {
  const values = new Float64Array(chosen.real.length + chosen.synthetic.length);
  chosen.real.forEach((row, place) => (values[place] = real[row]!));
  chosen.synthetic.forEach((row, place) => (values[chosen.real.length + place] = synthetic[row]!));
  return values;
}
