import type { Design } from './design';
import { outputsOf, type Problem } from './objective';

/** Rows that are written out at a time, so that they stay near the processor while all pairs of outputs go over them. */
const BLOCK = 256;
/** A curvature of this many coefficients and fewer is computed in full: 1.3 MB of it. */
export const MOST_COEFFICIENTS = 400;
/** What an exponential with its logarithm and bookkeeping costs, in additions of a product. */
const EXPONENTIAL = 20;

/**
 * How many iterations of the search the whole curvature costs, by counting what both compute: it does not depend on the machine.
 * Infinity where there are too many coefficients.
 */
export function curvatureCost({ design, classes }: Problem): number {
  const count = outputsOf(classes);
  const total = count * (design.columns + 1);
  if (total > MOST_COEFFICIENTS) return Infinity;
  const width = design.parts.length + 1;
  const curvature = (design.rows * count * (count + 1) * width * (width + 1)) / 4 + total ** 3 / 6;
  const iteration = design.rows * count * (2 * width + EXPONENTIAL) + total ** 2;
  return curvature / iteration;
}

/**
 * The second derivatives of the objective where the rows have these linear outputs: a square matrix of all coefficients, row after
 * row, output after output, each with its intercept last. Of several classes one number added to all intercepts changes nothing;
 * to be curved there too, the matrix has a multiple of that direction's square added, which the gradient never sees.
 * Cost: rows · pairs of outputs · (features + 1)² / 2, whatever the number of levels.
 */
export function exactCurvature(problem: Problem, outputs: readonly Float64Array[]): Float64Array {
  const { design, penalty } = problem;
  const [count, size] = [outputs.length, design.columns + 1];
  const total = count * size;
  const matrix = new Float64Array(total * total);
  for (let start = 0; start < design.rows; start += BLOCK) {
    const end = Math.min(design.rows, start + BLOCK);
    const rows = writtenOut(design, start, end);
    const weights = pairWeights(problem, outputs, start, end);
    for (let k = 0, pair = 0; k < count; k++) {
      for (let l = 0; l <= k; l++, pair++) {
        const corner = k * size * total + l * size;
        addSquares(rows, weights.subarray(pair * BLOCK, pair * BLOCK + end - start), matrix, corner, total);
      }
    }
  }
  mirror(matrix, count, size);
  for (let at = 0; at < total; at++) {
    if (at % size !== size - 1) matrix[at * total + at] = matrix[at * total + at]! + penalty;
  }
  if (count > 1) curveSharedShift(matrix, count, size);
  return matrix;
}

/** Rows of the design as the columns that are not 0 in them and their values, `width` of each; columns ascend. */
interface WrittenRows {
  readonly width: number;
  readonly columns: Int32Array;
  readonly values: Float64Array;
}

function writtenOut({ columns: count, parts }: Design, start: number, end: number): WrittenRows {
  const width = parts.length + 1;
  const columns = new Int32Array((end - start) * width);
  const values = new Float64Array((end - start) * width);
  let first = 0;
  parts.forEach((part, place) => {
    for (let row = start; row < end; row++) {
      const at = (row - start) * width + place;
      const code = part.kind === 'number' ? 0 : part.codes[row]!;
      columns[at] = first + Math.max(0, code);
      values[at] = part.kind === 'number' ? part.values[row]! : code >= 0 ? 1 : 0;
    }
    first += part.kind === 'number' ? 1 : part.width;
  });
  for (let at = width - 1; at < columns.length; at += width) {
    columns[at] = count;
    values[at] = 1;
  }
  return { width, columns, values };
}

/** Second derivatives of the loss of each row by two outputs l ≤ k, a block for each pair: share · p_k · (1 if k = l, − p_l). */
function pairWeights(
  { shares }: Problem,
  outputs: readonly Float64Array[],
  start: number,
  end: number,
): Float64Array {
  const count = outputs.length;
  const weights = new Float64Array(((count * (count + 1)) / 2) * BLOCK);
  const p = new Float64Array(count);
  for (let row = start; row < end; row++) {
    const [share, at] = [shares[row]!, row - start];
    if (share === 0) continue;
    if (count === 1) {
      const e = Math.exp(-Math.abs(outputs[0]![row]!));
      weights[at] = (share * e) / (1 + e) ** 2;
      continue;
    }
    probabilitiesAt(outputs, row, p);
    for (let k = 0, pair = 0; k < count; k++) {
      for (let l = 0; l < k; l++, pair++) weights[pair * BLOCK + at] = -share * p[k]! * p[l]!;
      // 1 − p by the other classes, so that it keeps its digits where p is nearly 1.
      let others = 0;
      for (let l = 0; l < count; l++) if (l !== k) others += p[l]!;
      weights[pair * BLOCK + at] = share * p[k]! * others;
      pair += 1;
    }
  }
  return weights;
}

function probabilitiesAt(outputs: readonly Float64Array[], row: number, p: Float64Array): void {
  let most = -Infinity;
  for (const values of outputs) most = Math.max(most, values[row]!);
  let sum = 0;
  for (let k = 0; k < p.length; k++) {
    p[k] = Math.exp(outputs[k]![row]! - most);
    sum += p[k]!;
  }
  for (let k = 0; k < p.length; k++) p[k] = p[k]! / sum;
}

/** Adds the weighted squares of rows to a square of the matrix: what is on and below its diagonal. */
function addSquares(
  { width, columns, values }: WrittenRows,
  weights: Float64Array,
  matrix: Float64Array,
  corner: number,
  total: number,
): void {
  for (let row = 0; row < weights.length; row++) {
    const weight = weights[row]!;
    if (weight === 0) continue;
    const [from, to] = [row * width, row * width + width];
    for (let a = from; a < to; a++) {
      const factor = weight * values[a]!;
      if (factor === 0) continue;
      const line = corner + columns[a]! * total;
      for (let b = from; b <= a; b++) {
        const at = line + columns[b]!;
        matrix[at] = matrix[at]! + factor * values[b]!;
      }
    }
  }
}

/** Fills what is above the diagonal: of each pair of outputs, and of the matrix. */
function mirror(matrix: Float64Array, count: number, size: number): void {
  const total = count * size;
  for (let k = 0; k < count; k++) {
    for (let l = 0; l <= k; l++) {
      for (let a = 0; a < size; a++) {
        for (let b = 0; b <= a; b++) {
          const value = matrix[(k * size + a) * total + l * size + b]!;
          matrix[(k * size + b) * total + l * size + a] = value;
          matrix[(l * size + a) * total + k * size + b] = value;
          matrix[(l * size + b) * total + k * size + a] = value;
        }
      }
    }
  }
}

/** Adds the mean curvature of the intercepts between all pairs of them. */
function curveSharedShift(matrix: Float64Array, count: number, size: number): void {
  const total = count * size;
  const place = (k: number, l: number): number => (k * size + size - 1) * total + l * size + size - 1;
  let mean = 0;
  for (let k = 0; k < count; k++) mean += matrix[place(k, k)]! / count;
  for (let k = 0; k < count; k++) {
    for (let l = 0; l < count; l++) matrix[place(k, l)] = matrix[place(k, l)]! + mean;
  }
}
