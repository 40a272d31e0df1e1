import { curvatureCost, exactCurvature } from './curvature';
import { curvatureOf, type Problem } from './objective';

/** Divides a gradient by some curvature; the result is a new array. */
export type Preconditioner = (gradient: Float64Array) => Float64Array;

/** What the diagonal is multiplied by, less 1, where a matrix cannot be factored as it is. */
const RIDGES = [0, 1e-12, 1e-10, 1e-8, 1e-6, 1e-4, 1e-2, 1];
/** A pivot below this share of its diagonal is rounding. */
const ROUNDING = 1e-14;
/** No variance is taken to be less. */
const LEAST = 1e-12;
/** An exact curvature is kept for at least so many iterations. */
const LEAST_WAIT = 2;

/** Divides by the diagonal of the curvature where the search begins. */
export function diagonalPreconditioner(problem: Problem): Preconditioner {
  const diagonal = curvatureOf(problem);
  return (gradient) => gradient.map((value, at) => value / diagonal[at]!);
}

/** Divides by the whole curvature where the rows have these outputs, with the least ridge that lets it be factored. */
export function exactPreconditioner(problem: Problem, outputs: readonly Float64Array[]): Preconditioner {
  const matrix = exactCurvature(problem, outputs);
  const size = Math.sqrt(matrix.length);
  for (const ridge of RIDGES) {
    const factor = choleskyFactor(matrix, size, ridge);
    if (factor !== null) return (gradient) => solveCholesky(factor, gradient);
  }
  return diagonalPreconditioner(problem);
}

/**
 * Says after each iteration whether the exact curvature is worth its cost now: it never takes more than half of the time, and is left
 * out where the search would be done sooner without, at the rate at which the slope fell of late.
 */
export function refreshRule(
  problem: Problem,
  wanted: number,
): (gradients: readonly number[], since: number) => boolean {
  const wait = Math.max(LEAST_WAIT, Math.ceil(curvatureCost(problem)));
  return (gradients, since) => {
    const last = gradients.length - 1;
    const gone = last - since;
    if (gone < wait) return false;
    const rate = Math.log(gradients[since]! / gradients[last]!) / gone;
    return !(rate > 0) || Math.log(gradients[last]! / wanted) / rate > wait;
  };
}

/**
 * The lower triangle L with L · Lᵀ = the matrix, its diagonal first multiplied by 1 + ridge; row after row, zeros above. Null where
 * the matrix is not positive definite, but for rounding. Cost: size³ / 6.
 */
export function choleskyFactor(matrix: Float64Array, size: number, ridge: number): Float64Array | null {
  const factor = new Float64Array(matrix.length);
  for (let i = 0; i < size; i++) {
    const diagonal = Math.max(LEAST, matrix[i * size + i]!) * (1 + ridge);
    for (let j = 0; j <= i; j++) {
      let sum = i === j ? diagonal : matrix[i * size + j]!;
      for (let k = 0; k < j; k++) sum -= factor[i * size + k]! * factor[j * size + k]!;
      if (j < i) factor[i * size + j] = sum / factor[j * size + j]!;
      else if (sum > ROUNDING * diagonal) factor[i * size + i] = Math.sqrt(sum);
      else return null;
    }
  }
  return factor;
}

/** What L · Lᵀ takes to a vector. Cost: size². */
export function solveCholesky(factor: Float64Array, vector: Float64Array): Float64Array {
  const size = vector.length;
  const solved = vector.slice();
  for (let i = 0; i < size; i++) {
    let sum = solved[i]!;
    for (let j = 0; j < i; j++) sum -= factor[i * size + j]! * solved[j]!;
    solved[i] = sum / factor[i * size + i]!;
  }
  for (let i = size - 1; i >= 0; i--) {
    solved[i] = solved[i]! / factor[i * size + i]!;
    for (let j = 0; j < i; j++) solved[j] = solved[j]! - factor[i * size + j]! * solved[i]!;
  }
  return solved;
}
