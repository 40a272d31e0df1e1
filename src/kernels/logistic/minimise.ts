import { linearOutputs, gradientOf, lossAlong, outputsOf, penalisedDot, type Problem } from './objective';
import { startOf } from './objective';
import { diagonalPreconditioner, exactPreconditioner, refreshRule } from './preconditioner';
import type { Preconditioner } from './preconditioner';

/** Where the search ended, and how it went. */
export interface Minimum {
  /** Coefficients output after output, each with its intercept last. */
  readonly point: Float64Array;
  readonly converged: boolean;
  /** The objective and the largest slope before the first iteration and after each. */
  readonly losses: readonly number[];
  readonly gradients: readonly number[];
}

/** How long to search. */
export interface Patience {
  readonly iterations: number;
  /** Largest error of a coefficient, by the curvature that the penalty alone gives; it is far smaller as a rule. */
  readonly tolerance: number;
  readonly report: (iteration: number) => void;
}

/** Steps that are remembered. */
const MEMORY = 30;
/** A step is taken where the slope along it is at most this share of what it was. */
const FLATTER = 0.25;
const MOST_TRIES = 40;
/** Outputs are summed up step by step, and computed anew so often, so that rounding does not pile up. */
const REFRESH = 25;
/** A slope so small is as flat as doubles go, where no step makes it smaller. */
const FLAT = 1e-9;

/**
 * The minimum by L-BFGS (Nocedal 1980; Liu and Nocedal 1989), started from the diagonal of the curvature. Where that is slow, as
 * with features that say nearly the same, it is started anew from the whole curvature at the point reached. The search along a line needs no product with the matrix: outputs move linearly. As the objective is convex, its slope along a line only
 * rises, so the line search brackets where the slope is 0, by Newton's steps kept within the bracket; that works to the last
 * digits, where differences of the objective say nothing any more. Cost per iteration: two passes over the matrix.
 */
export function minimise(problem: Problem, { iterations, tolerance, report }: Patience): Minimum {
  const { design, penalty } = problem;
  const count = outputsOf(problem.classes);
  const rows = (): Float64Array[] => Array.from({ length: count }, () => new Float64Array(design.rows));
  const residuals = rows();
  const point = startOf(problem);
  let divide = diagonalPreconditioner(problem);
  let outputs = linearOutputs(design, point, count);
  const first = lossAlong(problem, outputs, null, 0, residuals);
  let gradient = gradientOf(problem, point, residuals);
  const losses = [first.loss + (penalty / 2) * penalisedDot(point, point, design.columns)];
  const gradients = [largest(gradient)];
  const memory: Remembered[] = [];
  // The penalty's curvature bounds how far a coefficient can be off at a slope.
  const wanted = tolerance * penalty;
  const isDone = (): boolean => gradients.at(-1)! <= wanted;
  const isRefreshDue = refreshRule(problem, wanted);
  let since = 0;
  let hasEnded = isDone();
  for (let iteration = 1; iteration <= iterations && !hasEnded; iteration++) {
    const direction = towards(gradient, memory, divide);
    const along = linearOutputs(design, direction, count);
    const step = lineSearch(problem, point, direction, outputs, along, residuals, dot(gradient, direction));
    if (step === null) {
      if (memory.length === 0) break;
      // Steps that were remembered mislead near the limit of doubles: once more from the plain slope.
      memory.length = 0;
      lossAlong(problem, outputs, null, 0, residuals);
      continue;
    }
    for (let at = 0; at < point.length; at++) point[at] = point[at]! + step.length * direction[at]!;
    if (iteration % REFRESH === 0) outputs = linearOutputs(design, point, count);
    else outputs.forEach((values, k) => addScaled(values, along[k]!, step.length));
    const next = gradientOf(problem, point, residuals);
    remember(memory, direction, step.length, gradient, next);
    gradient = next;
    losses.push(step.loss);
    gradients.push(largest(gradient));
    hasEnded = isDone();
    report(iteration);
    if (hasEnded || !isRefreshDue(gradients, since)) continue;
    divide = exactPreconditioner(problem, outputs);
    memory.length = 0;
    since = gradients.length - 1;
  }
  return { point, losses, gradients, converged: hasEnded || gradients.at(-1)! <= FLAT };
}

interface Remembered {
  readonly moved: Float64Array;
  readonly turned: Float64Array;
  readonly rho: number;
}

function remember(
  memory: Remembered[],
  direction: Float64Array,
  length: number,
  before: Float64Array,
  after: Float64Array,
): void {
  const moved = direction.map((value) => value * length);
  const turned = after.map((value, at) => value - before[at]!);
  const product = dot(moved, turned);
  if (!(product > 0)) return;
  memory.push({ moved, turned, rho: 1 / product });
  if (memory.length > MEMORY) memory.shift();
}

/** The two loops of L-BFGS: minus the gradient, times the remembered inverse of the curvature. */
function towards(
  gradient: Float64Array,
  memory: readonly Remembered[],
  divide: Preconditioner,
): Float64Array {
  const q = gradient.slice();
  const alphas = new Float64Array(memory.length);
  for (let i = memory.length - 1; i >= 0; i--) {
    const { moved, turned, rho } = memory[i]!;
    alphas[i] = rho * dot(moved, q);
    addScaled(q, turned, -alphas[i]!);
  }
  const last = memory.at(-1);
  const gamma = last === undefined ? 1 : 1 / (last.rho * dot(last.turned, divide(last.turned)));
  const direction = divide(q).map((value) => gamma * value);
  memory.forEach(({ moved, turned, rho }, i) =>
    addScaled(direction, moved, alphas[i]! - rho * dot(turned, direction)),
  );
  return direction.map((value) => -value);
}

interface Step {
  readonly length: number;
  readonly loss: number;
}

/** How far to go along a direction; null where it does not lead down. The residuals are those at the end of the step. */
function lineSearch(
  problem: Problem,
  point: Float64Array,
  direction: Float64Array,
  outputs: readonly Float64Array[],
  along: readonly Float64Array[],
  residuals: readonly Float64Array[],
  slope: number,
): Step | null {
  if (!(slope < 0)) return null;
  const { penalty, design } = problem;
  const [pp, pd, dd] = [
    penalisedDot(point, point, design.columns),
    penalisedDot(point, direction, design.columns),
    penalisedDot(direction, direction, design.columns),
  ];
  let [low, high, length] = [0, Infinity, 1];
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const at = lossAlong(problem, outputs, along, length, residuals);
    const slopeThere = at.slope + penalty * (pd + length * dd);
    if (Math.abs(slopeThere) <= FLATTER * -slope) {
      return { length, loss: at.loss + (penalty / 2) * (pp + 2 * length * pd + length * length * dd) };
    }
    if (slopeThere < 0) low = length;
    else high = length;
    const newton = length - slopeThere / (at.curve + penalty * dd);
    const isInside = newton > low && newton < high && newton <= 10 * length;
    length = isInside ? newton : high === Infinity ? 4 * length : (low + high) / 2;
    if (!(length > 0) || length === low || length === high) return null;
  }
  return null;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += a[at]! * b[at]!;
  return sum;
}

function addScaled(to: Float64Array, what: Float64Array, factor: number): void {
  for (let at = 0; at < to.length; at++) to[at] = to[at]! + factor * what[at]!;
}

const largest = (values: Float64Array): number =>
  values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
