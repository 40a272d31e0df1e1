import type { Kernel } from '../../core/run-context';
import { designOf } from './design';
import type { RawFeature } from './features';
import type { LogisticModel } from './fit';
import { linearOutputs } from './objective';

/** Features of the rows to predict, by the model. */
export interface PredictInput {
  readonly model: LogisticModel;
  readonly features: readonly RawFeature[];
  readonly rows: number;
}

/** Probabilities of all classes, an array per class. They add up to 1 in every row. */
export function probabilitiesOf({ model, features, rows }: PredictInput): Float64Array[] {
  const { classes, active, learnt, intercepts, coefficients } = model;
  const probabilities = Array.from({ length: classes }, () => new Float64Array(rows));
  if (active.length < 2) {
    if (active.length === 1) probabilities[active[0]!]!.fill(1);
    return probabilities;
  }
  const design = designOf(features, learnt, rows);
  const size = design.columns + 1;
  const point = new Float64Array(size * intercepts.length);
  coefficients.forEach((values, k) => {
    point.set(values, k * size);
    point[k * size + size - 1] = intercepts[k]!;
  });
  const outputs = linearOutputs(design, point, intercepts.length);
  if (active.length === 2 && outputs.length === 1) {
    const [first, second] = [probabilities[active[0]!]!, probabilities[active[1]!]!];
    outputs[0]!.forEach((z, row) => {
      const e = Math.exp(-Math.abs(z));
      const [large, small] = [1 / (1 + e), e / (1 + e)];
      [first[row], second[row]] = z >= 0 ? [small, large] : [large, small];
    });
    return probabilities;
  }
  for (let row = 0; row < rows; row++) {
    const most = outputs.reduce((max, values) => Math.max(max, values[row]!), -Infinity);
    let sum = 0;
    for (const values of outputs) sum += Math.exp(values[row]! - most);
    active.forEach((of, k) => (probabilities[of]![row] = Math.exp(outputs[k]![row]! - most) / sum));
  }
  return probabilities;
}

/** Predicts in a worker. */
export const predictLogistic: Kernel<PredictInput, Float64Array[]> = {
  name: 'predict-logistic',
  run: probabilitiesOf,
};
