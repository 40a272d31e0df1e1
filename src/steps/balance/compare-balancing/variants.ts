import type { RunContext } from '../../../core/run-context';
import { crossFitLogistic, type CrossFitOutput } from '../../../kernels/logistic/cross-fit';
import { decide, type Judged } from '../../../kernels/metrics/judge';
import { correctPrior } from '../../../kernels/metrics/prior';
import { rankByScore, thresholdPoints, type ThresholdPoint } from '../../../kernels/metrics/ranking';
import { chooseThreshold, type ThresholdRule } from '../../../kernels/metrics/threshold';
import { stratifiedFolds, type Folds } from './folds';
import type { Material, Rows } from './prepare';
import type { CompareBalancingParams } from './step';

/** A way to balance, as it is judged. */
export interface Variant {
  readonly id: string;
  readonly kind: 'plain' | 'threshold' | 'weights' | 'resampled';
  /** Which resampled table, from 1. */
  readonly resampled: number | null;
  readonly isCorrected: boolean;
  readonly threshold: number | null;
  readonly judged: Judged;
  readonly converged: boolean;
}

/** All that was fitted: the models, the threshold, and the variants. */
export interface Fitted {
  readonly plain: CrossFitOutput;
  readonly weights: CrossFitOutput;
  readonly resampled: readonly CrossFitOutput[];
  readonly folds: Folds | null;
  /** Chosen on predictions out of fold; null with several classes, or where no folds could be made. */
  readonly threshold: number | null;
  /** What each threshold gives on those predictions, from the highest. */
  readonly outOfFold: readonly ThresholdPoint[];
  readonly variants: readonly Variant[];
  /** Shares of the classes in the training rows, with class weights, and in each resampled table. */
  readonly shares: {
    readonly world: readonly number[];
    readonly weights: readonly number[];
    readonly resampled: readonly (readonly number[])[];
  };
}

/** Where a row is called by the class of the higher probability. */
const HALF = 0.5;
const ITERATIONS = 1000;

/** Fits all models, side by side in the workers there are, and chooses the threshold. */
export async function fitAll(
  context: RunContext,
  params: CompareBalancingParams,
  material: Material,
): Promise<Fitted> {
  const { groups, train, judged, resampled } = material;
  const classes = groups.names.length;
  const folds =
    groups.positive === null ? null : stratifiedFolds(train.labels, classes, params.folds, params.seed);
  const counts = countsOf(train, classes);
  const balanced = counts.map((count) => train.labels.length / (classes * count));
  const weights = Float64Array.from(train.labels, (of) => balanced[of]!);
  const jobs = [
    { rows: train, weights: null, folds },
    { rows: train, weights, folds: null },
    ...resampled.map((rows) => ({ rows, weights: null, folds: null })),
  ];
  const done = jobs.map(() => 0);
  const outputs = await Promise.all(
    jobs.map((job, number) =>
      context.kernels.call(
        crossFitLogistic,
        {
          ...{ features: job.rows.features, labels: job.rows.labels, classes, weights: job.weights },
          ...{ c: params.c, iterations: ITERATIONS },
          ...{ judged: judged.features, judgedRows: judged.labels.length },
          ...{ folds: job.folds?.of ?? null, foldCount: job.folds?.count ?? 0 },
        },
        [],
        (fraction) => {
          done[number] = fraction;
          context.progress('fitting', done.reduce((sum, one) => sum + one, 0) / jobs.length);
        },
      ),
    ),
  );
  const [plain, weighted, ...others] = outputs as [CrossFitOutput, CrossFitOutput, ...CrossFitOutput[]];
  const outOfFold = pointsOf(plain.outOfFold, train.labels, groups.positive);
  const threshold = outOfFold.length === 0 ? null : chooseThreshold(outOfFold, ruleOf(params));
  const shares = {
    world: sharesOf(counts),
    weights: sharesOf(counts.map((count, of) => count * balanced[of]!)),
    resampled: resampled.map((rows) => sharesOf(countsOf(rows, classes))),
  };
  const fitted = { plain, weights: weighted, resampled: others, folds, threshold, outOfFold, shares };
  return { ...fitted, variants: variantsOf(material, fitted) };
}

/** The rule in the words of the kernel. */
export function ruleOf({ rule, missCost, leastRecall }: CompareBalancingParams): ThresholdRule {
  if (rule === 'cost') return { by: rule, missCost };
  return rule === 'recall' ? { by: rule, least: leastRecall } : { by: rule };
}

/** What each threshold gives, by the probability of the class looked for; none without one. */
export function pointsOf(
  probabilities: readonly Float64Array[] | null,
  labels: Int32Array,
  positive: number | null,
): ThresholdPoint[] {
  if (probabilities === null || positive === null) return [];
  const p = probabilities[positive]!;
  return thresholdPoints(
    rankByScore(p),
    p,
    Uint8Array.from(labels, (of) => (of === positive ? 1 : 0)),
  );
}

function countsOf({ labels }: Rows, classes: number): number[] {
  const counts = new Array<number>(classes).fill(0);
  labels.forEach((of) => (counts[of] = counts[of]! + 1));
  return counts;
}

function sharesOf(counts: readonly number[]): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => (total > 0 ? count / total : 0));
}

/**
 * The variants in the order of the table. Probabilities as they come are decided at 0.5; those put right for the prior stand on
 * the scale of the plain model, so that the threshold chosen for it is theirs too.
 */
function variantsOf({ groups, judged }: Material, fitted: Omit<Fitted, 'variants'>): Variant[] {
  const { plain, weights, resampled, threshold, shares } = fitted;
  const { positive } = groups;
  const variant = (
    named: Pick<Variant, 'id' | 'kind' | 'resampled' | 'isCorrected'>,
    { fit }: CrossFitOutput,
    probabilities: readonly Float64Array[],
    at: number,
  ): Variant => ({
    ...named,
    threshold: positive === null ? null : at,
    converged: fit.converged,
    judged: {
      ...{ truth: judged.labels, probabilities, positive },
      predicted: decide(probabilities, positive, at),
    },
  });
  const pair = (
    kind: 'weights' | 'resampled',
    number: number | null,
    output: CrossFitOutput,
    learnt: readonly number[],
  ): Variant[] => {
    const id = number === null ? kind : `${kind}_${number}`;
    const corrected = correctPrior(output.judged, shares.world, learnt);
    return [
      variant({ id, kind, resampled: number, isCorrected: false }, output, output.judged, HALF),
      variant(
        { id: `${id}_corrected`, kind, resampled: number, isCorrected: true },
        output,
        corrected,
        threshold ?? HALF,
      ),
    ];
  };
  const none = { resampled: null, isCorrected: false };
  return [
    variant({ id: 'plain', kind: 'plain', ...none }, plain, plain.judged, HALF),
    ...(threshold === null
      ? []
      : [variant({ id: 'threshold', kind: 'threshold', ...none }, plain, plain.judged, threshold)]),
    ...pair('weights', null, weights, shares.weights),
    ...resampled.flatMap((output, place) => pair('resampled', place + 1, output, shares.resampled[place]!)),
  ];
}
