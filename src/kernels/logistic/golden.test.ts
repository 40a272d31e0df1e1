import { describe, expect, test } from 'vitest';
import golden from './fixtures/golden.json';
import type { RawFeature } from './features';
import { fitModel } from './fit';
import { probabilitiesOf } from './predict';

/** A case as the script writes it. */
interface Case {
  readonly name: string;
  readonly features: readonly (
    | { readonly kind: 'number'; readonly values: readonly (number | null)[] }
    | { readonly kind: 'category'; readonly codes: readonly number[]; readonly levels: number }
  )[];
  readonly labels: readonly number[];
  readonly classes: number;
  readonly c: number;
  readonly weights: readonly number[] | null;
  readonly intercepts: readonly number[];
  readonly coefficients: readonly (readonly number[])[];
  readonly probabilities: readonly (readonly number[])[];
}

const cases = golden.cases as readonly object[] as readonly Case[];

function featuresOf({ features }: Case): RawFeature[] {
  return features.map((feature) =>
    feature.kind === 'number'
      ? { kind: 'number', values: Float64Array.from(feature.values, (value) => value ?? NaN) }
      : { kind: 'category', codes: Float64Array.from(feature.codes), levels: feature.levels },
  );
}

describe('a model has the coefficients and probabilities of scikit-learn to 6 digits:', () => {
  test.each(cases)('$name', (wanted) => {
    const features = featuresOf(wanted);
    const { model, converged } = fitModel({
      features,
      labels: Int32Array.from(wanted.labels),
      classes: wanted.classes,
      weights: wanted.weights === null ? null : Float64Array.from(wanted.weights),
      c: wanted.c,
      iterations: 1000,
    });
    expect(converged).toBe(true);
    expect(model.coefficients).toHaveLength(wanted.coefficients.length);
    wanted.coefficients.forEach((row, k) => {
      expect(Math.abs(model.intercepts[k]! - wanted.intercepts[k]!)).toBeLessThan(1e-6);
      row.forEach((value, j) => expect(Math.abs(model.coefficients[k]![j]! - value)).toBeLessThan(1e-6));
    });
    const found = probabilitiesOf({ model, features, rows: wanted.labels.length });
    wanted.probabilities.forEach((row, of) =>
      row.forEach((value, i) => expect(Math.abs(found[of]![i]! - value)).toBeLessThan(1e-6)),
    );
  });
});
