import { describe, expect, test } from 'vitest';
import { randomState } from '../random-state';
import { crossFitLogistic } from './cross-fit';
import { learnFeature, tellsClass, type RawFeature } from './features';
import { fitModel, type FitInput } from './fit';
import { probabilitiesOf } from './predict';

const number = (...values: number[]): RawFeature => ({ kind: 'number', values: Float64Array.from(values) });
const fit = (features: readonly RawFeature[], labels: readonly number[], more: Partial<FitInput> = {}) =>
  fitModel({
    ...{ features, labels: Int32Array.from(labels), classes: 2, weights: null, c: 1, iterations: 1000 },
    ...more,
  });
const finite = (values: Iterable<number>) => [...values].every(Number.isFinite);

/** A table of noise with some signal in its first column. */
function noisy(rows: number, columns: number, seed: number, classes = 2) {
  const random = randomState(seed);
  const features = Array.from({ length: columns }, (): RawFeature => ({
    kind: 'number',
    values: Float64Array.from({ length: rows }, () => random.uniform() - 0.5),
  }));
  const [first] = features;
  if (first?.kind !== 'number') throw new Error('There is no column.');
  const labels = Int32Array.from({ length: rows }, (_, row) =>
    Math.min(classes - 1, Math.floor((first.values[row]! + 0.5 + random.uniform() * 0.8) * (classes / 1.8))),
  );
  return { features, labels, classes };
}

/** The features of some rows. */
function rowsOf(features: readonly RawFeature[], rows: Iterable<number>): RawFeature[] {
  return features.map((feature) => {
    if (feature.kind !== 'number') throw new Error('It is a number.');
    return { kind: 'number', values: Float64Array.from(rows, (row) => feature.values[row]!) };
  });
}

describe('features', () => {
  test('are standardised by the finite values of rows that count', () => {
    const values = Float64Array.from([1, 3, NaN, Infinity, 1000]);
    const isUsed = (row: number) => row < 4;
    expect(learnFeature({ kind: 'number', values }, isUsed)).toEqual({
      ...{ kind: 'number', mean: 2, sd: 1, hasMissing: true },
    });
  });

  test.each([
    ['constant', [7, 7, 7], 7, 1],
    ['nearly constant at a large value', [1e9 + 1e-7, 1e9, 1e9], 1e9, 1],
    ['beyond the squares of doubles', [1e300, -1e300], 0, 1e300],
    ['tiny', [1e-300, -1e-300], 0, 1e-300],
  ])('of a column that is %s', (_, values, mean, sd) => {
    const found = learnFeature(number(...values), () => true);
    expect(found).toMatchObject({ hasMissing: false });
    if (found.kind !== 'number') throw new Error('It is a number.');
    expect(found.mean).toBeCloseTo(mean, 3);
    expect(found.sd / sd).toBeCloseTo(1, 12);
  });

  test('that have one value in each class are found', () => {
    const labels = Int32Array.of(0, 1, 0, 1);
    expect(tellsClass(number(2, 5, 2, 5), labels, 2)).toBe(true);
    expect(tellsClass(number(2, 5, 2, 6), labels, 2)).toBe(false);
    expect(tellsClass(number(2, 2, 2, 2), labels, 2)).toBe(false);
    expect(tellsClass(number(2, 5), Int32Array.of(0, 1), 2)).toBe(false);
  });
});

describe('a fit', () => {
  test('of classes that can be separated stays finite', () => {
    const { model, converged } = fit([number(-2, -1, 1, 2)], [0, 0, 1, 1], { c: 1e6 });
    expect(converged).toBe(true);
    expect(finite(model.coefficients[0]!)).toBe(true);
    const [, p] = probabilitiesOf({ model, features: [number(-2, 2)], rows: 2 });
    expect(p![0]).toBeLessThan(0.01);
    expect(p![1]).toBeGreaterThan(0.99);
  });

  test('without features gives every row the shares of the classes', () => {
    const { model } = fit([], [0, 0, 0, 1]);
    const [no, yes] = probabilitiesOf({ model, features: [], rows: 1 });
    expect([no![0], yes![0]]).toEqual([expect.closeTo(0.75, 12), expect.closeTo(0.25, 12)]);
  });

  test('of one class says that class, of no row nothing', () => {
    const { model } = fit([number(1, 2)], [1, 1]);
    expect(model.active).toEqual([1]);
    expect(probabilitiesOf({ model, features: [number(5)], rows: 1 }).map(([p]) => p)).toEqual([0, 1]);
    expect(fit([number()], []).model.active).toEqual([]);
  });

  test('leaves a class out that has no weight', () => {
    const features = [number(0, 1, 2, 3, 4, 5)];
    const weights = Float64Array.of(1, 1, 1, 1, 0, 0);
    const { model } = fit(features, [0, 1, 0, 1, 2, 2], { classes: 3, weights });
    const p = probabilitiesOf({ model, features, rows: 6 });
    expect(model.active).toEqual([0, 1]);
    expect([...p[2]!]).toEqual([0, 0, 0, 0, 0, 0]);
    expect(p[0]![0]! + p[1]![0]!).toBeCloseTo(1, 14);
  });

  test('takes values that are missing, not finite or enormous', () => {
    const features = [
      number(NaN, Infinity, -Infinity, 1e308, -1e308, 0),
      number(NaN, NaN, NaN, NaN, NaN, NaN),
    ];
    const { model, converged } = fit(features, [0, 1, 0, 1, 0, 1]);
    expect(converged).toBe(true);
    expect(finite(model.coefficients[0]!)).toBe(true);
    expect(finite(probabilitiesOf({ model, features, rows: 6 }).flatMap((p) => [...p]))).toBe(true);
  });

  test('counts a row of weight 0 as none, for the scale too', () => {
    const { features, labels } = noisy(60, 3, 1);
    const weights = Float64Array.from({ length: 60 }, (_, row) => row % 3);
    const kept = [...weights.keys()].filter((row) => row % 3 > 0);
    const [one] = fit(features, [...labels], { weights }).model.coefficients;
    const alone = fit(
      rowsOf(features, kept),
      kept.map((row) => labels[row]!),
      { weights: Float64Array.from(kept, (row) => weights[row]!) },
    );
    one!.forEach((value, j) => expect(value).toBeCloseTo(alone.model.coefficients[0]![j]!, 9));
  });

  test('is the same whatever the order of the rows, to 9 digits', () => {
    const { features, labels } = noisy(500, 6, 2);
    const order = randomState(5).permutation(500);
    const [a] = fit(features, [...labels]).model.coefficients;
    const [b] = fit(
      rowsOf(features, order),
      Array.from(order, (row) => labels[row]!),
    ).model.coefficients;
    a!.forEach((value, j) => expect(value).toBeCloseTo(b![j]!, 9));
  });

  test('that may not search long says that it has not converged', () => {
    const { features, labels } = noisy(300, 20, 3);
    const { converged, losses } = fit(features, [...labels], { iterations: 1 });
    expect(converged).toBe(false);
    expect(losses).toHaveLength(2);
    expect(losses[1]).toBeLessThan(losses[0]!);
  });

  test('never makes the objective larger', () => {
    const { features, labels, classes } = noisy(400, 10, 4, 4);
    const { losses, converged } = fit(features, [...labels], { classes, c: 100 });
    expect(converged).toBe(true);
    losses.slice(1).forEach((loss, i) => expect(loss).toBeLessThanOrEqual(losses[i]! + 1e-12));
  });
});

describe('predictions out of fold', () => {
  test('are those of a model that never saw the fold', async () => {
    const { features, labels, classes } = noisy(90, 4, 6);
    const folds = Uint8Array.from({ length: 90 }, (_, row) => row % 3);
    const input = { features, labels, classes, weights: null, c: 1, iterations: 1000 };
    const found = await crossFitLogistic.run(
      { ...input, judged: features, judgedRows: 90, folds, foldCount: 3 },
      () => undefined,
    );
    const kept = [...labels.keys()].filter((row) => folds[row] !== 1);
    const alone = fitModel({
      ...input,
      features: rowsOf(features, kept),
      labels: Int32Array.from(kept, (row) => labels[row]!),
    });
    const p = probabilitiesOf({ model: alone.model, features, rows: 90 });
    for (let row = 1; row < 90; row += 3) expect(found.outOfFold![1]![row]).toBeCloseTo(p[1]![row]!, 9);
    expect(found.outOfFold![1]![1]).not.toBeCloseTo(found.judged[1]![1]!, 9);
  });
});
