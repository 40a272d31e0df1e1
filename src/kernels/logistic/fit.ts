import type { Kernel } from '../../core/run-context';
import { designOf } from './design';
import { learnFeature, tellsClass, type LearntFeature, type RawFeature } from './features';
import { minimise } from './minimise';
import type { Problem } from './objective';
import { outputsOf } from './objective';

/** What a logistic model is fitted from. */
export interface FitInput {
  readonly features: readonly RawFeature[];
  /** The class of each row by its number, from 0 and below `classes`. */
  readonly labels: Int32Array;
  readonly classes: number;
  /** Weights of the rows, finite and not negative; null for all alike. A row of weight 0 is no row. */
  readonly weights: Float64Array | null;
  /** What a unit of loss counts against the penalty, as scikit-learn's `C`. */
  readonly c: number;
  readonly iterations: number;
}

/** A fitted model: what it takes to compute probabilities from features. */
export interface LogisticModel {
  readonly classes: number;
  /** The classes that were learned, by number; one that had no row of weight above 0 is never predicted. */
  readonly active: readonly number[];
  readonly learnt: readonly LearntFeature[];
  /** Of two active classes the log-odds of the second; else one row per active class. */
  readonly intercepts: readonly number[];
  readonly coefficients: readonly Float64Array[];
}

/** A model and how it was found. */
export interface FitOutput {
  readonly model: LogisticModel;
  readonly converged: boolean;
  readonly losses: readonly number[];
  readonly gradients: readonly number[];
  /** Numbers of the features that have one value in each class. */
  readonly telling: readonly number[];
}

/** A coefficient is found to so much, or better. */
const TOLERANCE = 1e-7;

/**
 * Fits a logistic model with an L2 penalty on all but the intercepts: binomial for two classes, multinomial for more, as
 * scikit-learn's `LogisticRegression` minimises it: C · Σ weight · loss + ‖coefficients‖² / 2. Numbers are standardised first.
 * The penalty keeps it finite where the classes can be separated. Cost: 20 to 100 iterations of two passes over the matrix.
 */
export function fitModel(input: FitInput, report: (fraction: number) => void = () => undefined): FitOutput {
  const { features, labels, classes, weights, c, iterations } = input;
  const rows = labels.length;
  const learnt = features.map((feature) =>
    learnFeature(feature, (row) => weights === null || weights[row]! > 0),
  );
  const telling = features.flatMap((feature, number) =>
    tellsClass(feature, labels, classes) ? [number] : [],
  );
  const sums = new Float64Array(classes);
  labels.forEach((label, row) => (sums[label] = sums[label]! + (weights === null ? 1 : weights[row]!)));
  const active = [...sums.keys()].filter((of) => sums[of]! > 0);
  if (active.length < 2) {
    const model = { classes, active, learnt, intercepts: [], coefficients: [] };
    return { model, converged: true, losses: [], gradients: [], telling };
  }
  const total = sums.reduce((sum, weight) => sum + weight, 0);
  const places = Int32Array.from({ length: classes }, (_, of) => Math.max(0, active.indexOf(of)));
  const problem: Problem = {
    design: designOf(features, learnt, rows),
    labels: labels.map((label) => places[label]!),
    classes: active.length,
    shares: Float64Array.from({ length: rows }, (_, row) => (weights === null ? 1 : weights[row]!) / total),
    penalty: 1 / (c * total),
  };
  const found = minimise(problem, {
    iterations,
    tolerance: TOLERANCE,
    // How many it will take is not known: half of what is left is done every 20.
    report: (iteration) => report(1 - 0.5 ** (iteration / 20)),
  });
  const size = problem.design.columns + 1;
  const outputs = Array.from({ length: outputsOf(active.length) }, (_, k) =>
    found.point.slice(k * size, (k + 1) * size),
  );
  const intercepts = outputs.map((values) => values[size - 1]!);
  // One number added to the intercepts of all classes changes nothing: they are told around 0.
  const middle =
    intercepts.length === 1 ? 0 : intercepts.reduce((sum, value) => sum + value, 0) / intercepts.length;
  return {
    model: {
      ...{ classes, active, learnt },
      intercepts: intercepts.map((value) => value - middle),
      coefficients: outputs.map((values) => values.slice(0, size - 1)),
    },
    converged: found.converged,
    losses: found.losses,
    gradients: found.gradients,
    telling,
  };
}

/** Fits a logistic model in a worker. */
export const fitLogistic: Kernel<FitInput, FitOutput> = { name: 'fit-logistic', run: fitModel };
