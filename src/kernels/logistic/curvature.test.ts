import { describe, expect, test } from 'vitest';
import { randomState } from '../random-state';
import { curvatureCost, exactCurvature } from './curvature';
import type { Design } from './design';
import { fitModel } from './fit';
import { gradientOf, linearOutputs, lossAlong, outputsOf, type Problem } from './objective';
import { choleskyFactor, exactPreconditioner, refreshRule, solveCholesky } from './preconditioner';

/** Numbers, levels with gaps, and rows of weight 0; more rows than are written out at a time. */
function problemOf(classes: number, rows = 600): Problem {
  const random = randomState(classes);
  const numbers = () => Float64Array.from({ length: rows }, () => random.uniform() * 3 - 1);
  const codes = Int32Array.from({ length: rows }, () => Math.floor(random.uniform() * 4) - 1);
  const design: Design = {
    ...{ rows, columns: 5 },
    parts: [
      { kind: 'number', values: numbers() },
      { kind: 'levels', codes, width: 3 },
      { kind: 'number', values: numbers() },
    ],
  };
  const labels = Int32Array.from({ length: rows }, (_, row) => row % classes);
  const shares = Float64Array.from({ length: rows }, (_, row) => (row % 5) / (2 * rows));
  return { design, labels, classes, shares, penalty: 0.01 };
}

function pointOf({ classes, design }: Problem): Float64Array {
  const random = randomState(9);
  return Float64Array.from(
    { length: outputsOf(classes) * (design.columns + 1) },
    () => random.uniform() * 2 - 1,
  );
}

const outputsAt = (problem: Problem, point: Float64Array) =>
  linearOutputs(problem.design, point, outputsOf(problem.classes));

function gradientAt(problem: Problem, point: Float64Array): Float64Array {
  const outputs = outputsAt(problem, point);
  const residuals = outputs.map((values) => new Float64Array(values.length));
  lossAlong(problem, outputs, null, 0, residuals);
  return gradientOf(problem, point, residuals);
}

const times = (matrix: Float64Array, vector: Float64Array) =>
  Float64Array.from(vector, (_, i) =>
    vector.reduce((sum, value, j) => sum + matrix[i * vector.length + j]! * value, 0),
  );

describe('the whole curvature', () => {
  test.each([2, 3, 7])(
    'of %i classes is what the gradient changes by, but for a shift of all intercepts',
    (classes) => {
      const problem = problemOf(classes);
      const point = pointOf(problem);
      const [total, size] = [point.length, problem.design.columns + 1];
      const matrix = exactCurvature(problem, outputsAt(problem, point));
      const isIntercept = (at: number) => at % size === size - 1;
      const ones = Float64Array.from(point, (_, at) => (isIntercept(at) ? 1 : 0));
      const shift = times(matrix, ones)[size - 1]! / outputsOf(classes);
      for (let column = 0; column < total; column++) {
        const [ahead, behind] = [point.slice(), point.slice()];
        ahead[column] = ahead[column]! + 1e-5;
        behind[column] = behind[column]! - 1e-5;
        const [after, before] = [gradientAt(problem, ahead), gradientAt(problem, behind)];
        for (let row = 0; row < total; row++) {
          const added = classes > 2 && isIntercept(row) && isIntercept(column) ? shift : 0;
          const wanted = (after[row]! - before[row]!) / 2e-5;
          expect(Math.abs(matrix[row * total + column]! - added - wanted)).toBeLessThan(1e-9);
        }
      }
      if (classes > 2) expect(shift).toBeGreaterThan(0.01);
    },
  );

  test('divides a gradient exactly', () => {
    const problem = problemOf(3);
    const outputs = outputsAt(problem, pointOf(problem));
    const wanted = gradientAt(problem, pointOf(problem));
    const found = times(exactCurvature(problem, outputs), exactPreconditioner(problem, outputs)(wanted));
    found.forEach((value, at) => expect(value).toBeCloseTo(wanted[at]!, 12));
  });

  test('divides by something finite where rows are certain and columns equal', () => {
    const problem = { ...problemOf(3), penalty: 1e-300 };
    const [number, levels] = problem.design.parts;
    const twice = { ...problem, design: { ...problem.design, parts: [number!, levels!, number!] } };
    for (const size of [1, 1e3, 1e6]) {
      const point = pointOf(twice).map((value) => value * size);
      const divided = exactPreconditioner(twice, outputsAt(twice, point))(gradientAt(twice, point));
      expect(divided.every(Number.isFinite)).toBe(true);
    }
  });

  test('is never worth it with more than 400 coefficients', () => {
    const { design, ...rest } = problemOf(2);
    expect(curvatureCost({ ...rest, design: { ...design, columns: 399 } })).toBeLessThan(Infinity);
    expect(curvatureCost({ ...rest, design: { ...design, columns: 400 } })).toBe(Infinity);
  });
});

describe('a factor', () => {
  test('solves by hand: 4 2 / 2 3 takes 8 7 to 1.25 1.5', () => {
    const factor = choleskyFactor(Float64Array.of(4, 2, 2, 3), 2, 0)!;
    expect([...factor]).toEqual([2, 0, 1, Math.SQRT2]);
    const solved = solveCholesky(factor, Float64Array.of(8, 7));
    expect(solved[0]).toBeCloseTo(1.25, 14);
    expect(solved[1]).toBeCloseTo(1.5, 14);
  });

  test('of a singular matrix needs a ridge, of one that is not a number there is none', () => {
    const singular = Float64Array.of(1, 1, 1, 1);
    expect(choleskyFactor(singular, 2, 0)).toBeNull();
    expect(choleskyFactor(singular, 2, 1e-8)).not.toBeNull();
    expect(choleskyFactor(Float64Array.of(NaN), 1, 1)).toBeNull();
  });
});

describe('the curvature is computed anew', () => {
  const isDue = refreshRule(problemOf(3), 1e-10);
  const falling = (factor: number) => Array.from({ length: 40 }, (_, at) => factor ** at);

  test('where the slope falls slowly or not at all', () => {
    expect(isDue(falling(0.9), 0)).toBe(true);
    expect(isDue(falling(1), 0)).toBe(true);
    expect(isDue(falling(1.1), 0)).toBe(true);
  });

  test('not where the end is near, nor right after it was', () => {
    expect(isDue(falling(0.56), 0)).toBe(false);
    expect(isDue(falling(0.9), 39)).toBe(false);
  });
});

/** Ten features that say nearly the same, with values far out, as in measurements of machines. */
function illConditioned(classes: number) {
  const random = randomState(4);
  const noise = () => Float64Array.from({ length: 600 }, () => random.uniform() - 0.5);
  const common = noise();
  const features = Array.from({ length: 10 }, (_, j) => {
    const own = noise();
    const values = common.map((value, row) => value + own[row]! ** 5 * 10 ** (2 - j / 2));
    return { kind: 'number' as const, values };
  });
  const labels = Int32Array.from(common, (value) =>
    Math.floor((value + 0.5) ** 2 * (classes - 0.5) + random.uniform() * 0.5),
  );
  return { features, labels, classes, weights: null, c: 1e4, iterations: 1000 };
}

describe('an ill-conditioned model', () => {
  // By the diagonal alone 4 classes take 700 iterations, and 6 are not found within 1,000.
  test.each([4, 6])('of %i classes is found within 60 iterations', (classes) => {
    const { converged, losses } = fitModel(illConditioned(classes));
    expect(converged).toBe(true);
    expect(losses.length - 1).toBeLessThanOrEqual(60);
  });
});
