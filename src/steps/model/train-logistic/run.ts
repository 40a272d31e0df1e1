import type { TableArtifact } from '../../../core/artifact';
import { requireColumn } from '../../../core/column-param';
import type { Notice } from '../../../core/contract';
import { failWith } from '../../../core/failure';
import type { RunContext, RunInputs, RunOutput } from '../../../core/run-context';
import { tableAt } from '../../../core/run-inputs';
import { isTrainingPart } from '../../../core/split-part';
import type { Column } from '../../../core/table';
import { quotedNames } from '../../../core/words';
import { fitLogistic, type FitOutput } from '../../../kernels/logistic/fit';
import {
  classesAsTheyCame,
  hasClass,
  positiveOf,
  readClasses,
  readLabels,
  readWeights,
  type ClassRows,
} from '../../../kernels/logistic/table/classes';
import { toModelValue, type TableModel } from '../../../kernels/logistic/table/model-value';
import { planFeatures, type FeaturePlan } from '../../../kernels/logistic/table/plan';
import { readFeatures } from '../../../kernels/logistic/table/read';
import { classWeights } from '../../../kernels/logistic/table/weights';
import { framesOf } from './frames';
import type { TrainLogisticParams } from './step';

/** Reads the features in pieces, and fits the model in a worker. Cost: 1 s for 200,000 rows of 20 numbers. */
export async function run(
  context: RunContext,
  params: TrainLogisticParams,
  inputs: RunInputs,
): Promise<RunOutput> {
  const table = tableAt(inputs);
  const target = requireColumn(table, params.target);
  if (table.rows === 0) failWith('rows-none', { because: '' });
  context.progress('counting classes');
  const classes = await readClasses(context, table, target);
  requireClasses(classes.length, target);
  const excluded = [target.name, ...(params.weight === '' ? [] : [weightColumn(table, params.weight).name])];
  const where = hasClass(target.name);
  const { features, notices } = await planFeatures(context, table, params.features, excluded, where);
  if (features.length === 0) failWith('model-features-none');
  context.progress('reading');
  const raw = await readFeatures(context, table, features, where);
  const names = classes.map(({ label }) => label);
  const labels = await readLabels(context, table, target.name, names);
  const rowWeights =
    params.weight === '' ? null : await readWeights(context, table, params.weight, target.name);
  const came = classesAsTheyCame(classes, target.name, table.traits);
  const weighting = weighClasses(classes, came, labels, rowWeights, params);
  context.progress('fitting');
  const fit = await context.kernels.call(
    fitLogistic,
    {
      ...{ features: raw, labels, classes: classes.length, weights: weighting.weights },
      ...{ c: params.c, iterations: params.iterations },
    },
    [],
    (fraction) => context.progress('fitting', fraction),
  );
  if (fit.model.active.length < 2) requireClasses(fit.model.active.length, target);
  const positive = positiveOf(came, params.positive);
  const model = {
    ...modelOf(target, classes, features, fit, weighting),
    positive: classes.length === 2 ? positive : null,
    learntFrom: { key: table.key, part: table.traits.part },
  };
  for (const notice of [...notices, ...noticesOf(table, features, fit, params)]) context.notice(notice);
  return {
    artifacts: { model: { kind: 'model', value: toModelValue(model) } },
    frames: framesOf({ table, classes, model, fit, weighting }),
  };
}

function requireClasses(count: number, { name }: Column): void {
  if (count < 2) failWith('model-classes-too-few', { name, count: count === 0 ? 'no class' : 'one class' });
}

const weightColumn = (table: TableArtifact, name: string): Column =>
  requireColumn(table, name, ['integer', 'number']);

/** What each row counts, and what each class counts in all, with and without the weights of the classes. */
export interface Weighting {
  /** By class. */
  readonly classWeights: readonly number[];
  /** By row; null where every row counts once. */
  readonly weights: Float64Array | null;
  readonly sums: readonly number[];
  /** What the classes count in the world, as far as the table says. */
  readonly world: readonly number[];
  readonly used: number;
}

function weighClasses(
  classes: readonly ClassRows[],
  came: readonly ClassRows[],
  labels: Int32Array,
  rowWeights: Float64Array | null,
  { weighting, weights: given }: TrainLogisticParams,
): Weighting {
  const rowSums = classes.map(() => 0);
  labels.forEach((of, row) => (rowSums[of] = rowSums[of]! + (rowWeights === null ? 1 : rowWeights[row]!)));
  const names = classes.map(({ label }) => label);
  const byClass = classWeights(names, rowSums, weighting, given);
  const isPlain = rowWeights === null && weighting === 'none';
  const weights = isPlain
    ? null
    : Float64Array.from(labels, (of, row) => byClass[of]! * (rowWeights === null ? 1 : rowWeights[row]!));
  const used = weights === null ? labels.length : weights.reduce((n, weight) => n + (weight > 0 ? 1 : 0), 0);
  return {
    ...{ classWeights: byClass, weights, used },
    sums: rowSums.map((sum, of) => sum * byClass[of]!),
    // Weights that only tell classes apart were given to balance them; others, as of a survey, say what a row stands for.
    world: areByClass(labels, rowWeights) ? came.map(({ rows }) => rows) : rowSums,
  };
}

/** True where all rows of a class have one weight. */
function areByClass(labels: Int32Array, weights: Float64Array | null): boolean {
  const seen = new Map<number, number>();
  return (
    weights === null ||
    labels.every((of, row) => {
      if (!seen.has(of)) seen.set(of, weights[row]!);
      return seen.get(of) === weights[row];
    })
  );
}

function modelOf(
  target: Column,
  classes: readonly ClassRows[],
  features: readonly FeaturePlan[],
  { model }: FitOutput,
  { sums, world }: Weighting,
): Omit<TableModel, 'positive' | 'learntFrom'> {
  return {
    ...{ target: target.name, classes: classes.map(({ label }) => label), features, model },
    classType: target.type === 'other' || target.type === 'text' ? 'VARCHAR' : target.sqlType,
    threshold: 0.5,
    hasOthers: false,
    learntShares: sharesOf(sums),
    worldShares: sharesOf(world),
  };
}

/** Numbers divided by their sum. */
function sharesOf(numbers: readonly number[]): number[] {
  const total = numbers.reduce((sum, value) => sum + value, 0);
  return numbers.map((value) => (total > 0 ? value / total : 0));
}

function noticesOf(
  { traits, rows }: TableArtifact,
  features: readonly FeaturePlan[],
  { telling, converged }: FitOutput,
  { iterations }: TrainLogisticParams,
): Notice[] {
  const notices: Notice[] = [];
  const { part } = traits;
  if (part !== null && !isTrainingPart(part)) {
    const text = `Trained on the part “${part}”, which is not the training part: nothing is left to judge the model on.`;
    notices.push({ code: 'fitted-on-other-part', text, isWarning: true });
  }
  if (telling.length > 0 && rows >= 10) {
    const names = quotedNames(telling.map((number) => features[number]!.name));
    const text = `${names} ${telling.length === 1 ? 'has' : 'have'} one value in each class: made from the target? A weight belongs into the weights, and is no feature.`;
    notices.push({ code: 'feature-tells-class', text, isWarning: true });
  }
  if (!converged) {
    const text = `The search has not come to its end after ${iterations} steps; the coefficients may still move.`;
    notices.push({ code: 'not-converged', text, isWarning: true });
  }
  return notices;
}
