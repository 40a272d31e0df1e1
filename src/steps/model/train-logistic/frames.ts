import type { TableArtifact } from '../../../core/artifact';
import { frameOfRows, type Cell, type Frame } from '../../../core/frame';
import type { FitOutput } from '../../../kernels/logistic/fit';
import type { ClassRows } from '../../../kernels/logistic/table/classes';
import { designColumns, type TableModel } from '../../../kernels/logistic/table/model-value';
import type { Weighting } from './run';
import { trainLogistic } from './step';

/** What the frames are made from. */
interface Trained {
  readonly table: TableArtifact;
  readonly classes: readonly ClassRows[];
  readonly model: TableModel;
  readonly fit: FitOutput;
  readonly weighting: Weighting;
}

/** The frames of the step. */
export function framesOf({ table, classes, model, fit, weighting }: Trained): Record<string, Frame> {
  const labelled = classes.reduce((sum, { rows }) => sum + rows, 0);
  const { losses, gradients, converged } = fit;
  const summary = {
    ...{ rows: table.rows, used: weighting.used, classless: table.rows - labelled },
    features: model.features.length,
    coefficients: model.model.coefficients.reduce((sum, values) => sum + values.length, 0),
    ...{
      iterations: losses.length - 1,
      converged,
      loss: losses.at(-1) ?? null,
      start_loss: losses[0] ?? null,
    },
    part: table.traits.part,
  };
  return {
    coefficients: frameOf('coefficients', coefficientRows(model)),
    training: frameOf(
      'training',
      losses.map((loss, iteration) => ({ iteration, loss, gradient: gradients[iteration]! })),
    ),
    classes: frameOf(
      'classes',
      classes.map(({ label, rows }, of) => ({
        ...{ class: label, rows, class_weight: weighting.classWeights[of]! },
        ...{ share: rows / labelled, learnt_share: model.learntShares[of]! },
      })),
    ),
    summary: frameOf('summary', [summary]),
  };
}

const frameOf = (name: string, rows: readonly Record<string, Cell>[]): Frame =>
  frameOfRows(Object.keys(trainLogistic.frames[name] ?? {}), rows);

/** A row per output and column of the design matrix; the intercept first. */
function coefficientRows(one: TableModel): Record<string, Cell>[] {
  const columns = designColumns(one);
  const { active, coefficients, intercepts } = one.model;
  return coefficients.flatMap((values, k) => {
    // A single output is the log-odds of the second class; of the first they are the same with the other sign.
    const isTurned = coefficients.length === 1 && one.positive === active[0];
    const of = one.classes[coefficients.length === 1 && !isTurned ? active[1]! : active[k]!]!;
    const told = (value: number): number => (isTurned ? 0 - value : value);
    const none = { feature: null, level: null, is_missing: false, per_unit: null, mean: null, sd: null };
    const intercept = told(intercepts[k]!);
    const first = { ...none, class: of, coefficient: intercept, odds_ratio: finite(Math.exp(intercept)) };
    const others = columns.map(({ feature, level, isMissing, mean, sd }, column) => {
      const coefficient = told(values[column]!);
      return {
        ...{ class: of, feature, level, is_missing: isMissing, coefficient },
        per_unit: sd === null ? null : finite(coefficient / sd),
        odds_ratio: finite(Math.exp(coefficient)),
        ...{ mean, sd },
      };
    });
    return [first, ...others];
  });
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);
