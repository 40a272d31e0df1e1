import type { Design } from './design';
import { addProduct, meanSquares, transposedProduct } from './design';

/** What is minimised: Σ share · loss + λ/2 · ‖coefficients‖², the intercepts without penalty. */
export interface Problem {
  readonly design: Design;
  /** Class numbers from 0, below `classes`. */
  readonly labels: Int32Array;
  readonly classes: number;
  /** Weights of the rows, divided by their sum. */
  readonly shares: Float64Array;
  /** 1 / (C · sum of the weights). */
  readonly penalty: number;
}

/** A value along a line: the objective, and its first and second derivative there. */
export interface LinePoint {
  readonly loss: number;
  readonly slope: number;
  readonly curve: number;
}

/** Outputs of the linear part: one for two classes (log-odds of the second), else one per class. */
export const outputsOf = (classes: number): number => (classes === 2 ? 1 : classes);

/** Linear outputs, an array of rows each, of coefficients that stand output after output, each with its intercept last. */
export function linearOutputs(design: Design, point: Float64Array, outputs: number): Float64Array[] {
  const size = design.columns + 1;
  return Array.from({ length: outputs }, (_, k) => {
    const out = new Float64Array(design.rows);
    addProduct(design, point.subarray(k * size, (k + 1) * size), out);
    return out;
  });
}

/**
 * The loss at outputs + step · direction with its derivatives by the step, and in `residuals` the derivatives by the outputs.
 * Penalties are not in it. Cost: an exponential per row and output.
 */
export function lossAlong(
  { labels, shares, classes }: Problem,
  outputs: readonly Float64Array[],
  directions: readonly Float64Array[] | null,
  step: number,
  residuals: readonly Float64Array[],
): LinePoint {
  return classes === 2
    ? binaryLoss(labels, shares, outputs[0]!, directions?.[0] ?? null, step, residuals[0]!)
    : multinomialLoss(labels, shares, outputs, directions, step, residuals);
}

function binaryLoss(
  labels: Int32Array,
  shares: Float64Array,
  outputs: Float64Array,
  direction: Float64Array | null,
  step: number,
  residuals: Float64Array,
): LinePoint {
  let [loss, slope, curve] = [0, 0, 0];
  for (let row = 0; row < labels.length; row++) {
    const share = shares[row]!;
    if (share === 0) continue;
    const along = direction === null ? 0 : direction[row]!;
    const z = outputs[row]! + step * along;
    // e to a negative power never overflows, and keeps the digits of small probabilities.
    const e = Math.exp(-Math.abs(z));
    const p = z >= 0 ? 1 / (1 + e) : e / (1 + e);
    const isSecond = labels[row] === 1;
    loss += share * (Math.log1p(e) + (isSecond ? Math.max(0, -z) : Math.max(0, z)));
    const residual = share * (isSecond ? (z >= 0 ? -e / (1 + e) : p - 1) : p);
    residuals[row] = residual;
    slope += residual * along;
    curve += (share * e * along * along) / (1 + e) ** 2;
  }
  return { loss, slope, curve };
}

function multinomialLoss(
  labels: Int32Array,
  shares: Float64Array,
  outputs: readonly Float64Array[],
  directions: readonly Float64Array[] | null,
  step: number,
  residuals: readonly Float64Array[],
): LinePoint {
  const count = outputs.length;
  const [z, d] = [new Float64Array(count), new Float64Array(count)];
  let [loss, slope, curve] = [0, 0, 0];
  for (let row = 0; row < labels.length; row++) {
    const share = shares[row]!;
    if (share === 0) continue;
    let most = -Infinity;
    for (let k = 0; k < count; k++) {
      d[k] = directions === null ? 0 : directions[k]![row]!;
      z[k] = outputs[k]![row]! + step * d[k]!;
      if (z[k]! > most) most = z[k]!;
    }
    const own = z[labels[row]!]!;
    let sum = 0;
    for (let k = 0; k < count; k++) {
      z[k] = Math.exp(z[k]! - most);
      sum += z[k]!;
    }
    loss += share * (Math.log(sum) + most - own);
    let [first, second] = [0, 0];
    for (let k = 0; k < count; k++) {
      const p = z[k]! / sum;
      first += p * d[k]!;
      second += p * d[k]! * d[k]!;
      const residual = share * (k === labels[row] ? p - 1 : p);
      residuals[k]![row] = residual;
      slope += residual * d[k]!;
    }
    curve += share * Math.max(0, second - first * first);
  }
  return { loss, slope, curve };
}

/** The gradient by the coefficients, from the residuals; the penalty is in it. */
export function gradientOf(
  { design, penalty }: Problem,
  point: Float64Array,
  residuals: readonly Float64Array[],
): Float64Array {
  const size = design.columns + 1;
  const gradient = new Float64Array(point.length);
  residuals.forEach((values, k) => {
    gradient.set(transposedProduct(design, values), k * size);
    for (let column = 0; column < design.columns; column++) {
      const at = k * size + column;
      gradient[at] = gradient[at]! + penalty * point[at]!;
    }
  });
  return gradient;
}

/** The product of two points without their intercepts: what the penalty sees. */
export function penalisedDot(a: Float64Array, b: Float64Array, columns: number): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) if (at % (columns + 1) !== columns) sum += a[at]! * b[at]!;
  return sum;
}

/** The shares of the classes in the weights. */
export function classShares({ labels, shares, classes }: Problem): Float64Array {
  const sums = new Float64Array(classes);
  labels.forEach((label, row) => (sums[label] = sums[label]! + shares[row]!));
  return sums;
}

/** Where the search begins: no effect, and the intercepts that give every row the shares of the classes. */
export function startOf(problem: Problem): Float64Array {
  const { design, classes } = problem;
  const size = design.columns + 1;
  const start = new Float64Array(size * outputsOf(classes));
  const logs = classShares(problem).map(Math.log);
  if (classes === 2) start[design.columns] = logs[1]! - logs[0]!;
  else {
    const mean = logs.reduce((sum, log) => sum + log, 0) / classes;
    logs.forEach((log, k) => (start[k * size + design.columns] = log - mean));
  }
  return start;
}

/** The diagonal of the curvature where the search begins: what makes rare levels and common ones equally quick to learn. */
export function curvatureOf(problem: Problem): Float64Array {
  const { design, classes, shares, penalty } = problem;
  const squares = meanSquares(design, shares);
  const of = classShares(problem);
  const out = new Float64Array(squares.length * outputsOf(classes));
  for (let k = 0; k < outputsOf(classes); k++) {
    const spread = of[k]! * (1 - of[k]!);
    squares.forEach((square, column) => {
      const added = column === design.columns ? 0 : penalty;
      out[k * squares.length + column] = Math.max(1e-12, spread * square + added);
    });
  }
  return out;
}
