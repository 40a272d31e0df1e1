import { frameOfRows, type Cell, type Frame } from '../../../core/frame';
import type { BootstrapOutput } from '../../../kernels/metrics/bootstrap';
import { confusionOf, precisionOf, recallOf } from '../../../kernels/metrics/confusion';
import { weightedMean } from '../../../kernels/metrics/probability';
import { FRAMES } from './frame-shapes';
import type { Material } from './prepare';
import type { CompareBalancingParams } from './step';
import type { Fitted, Variant } from './variants';

/** Held-out rows that stand in a table that is learned from. */
export interface Leak {
  readonly table: string;
  readonly rows: number;
  /** All held-out rows. */
  readonly of: number;
  /** True where new rows fell on them, made from training rows that they are not among: then nothing was learned by heart. */
  readonly isByChance: boolean;
}

/** What the frames are made from. */
interface Compared {
  readonly params: CompareBalancingParams;
  readonly material: Material;
  readonly fitted: Fitted;
  readonly judgement: BootstrapOutput;
  readonly leaks: readonly Leak[];
  readonly replicas: number;
}

const frameOf = (name: string, rows: readonly Record<string, Cell>[]): Frame =>
  frameOfRows(Object.keys(FRAMES[name] ?? {}), rows);

/** The frames of figures. */
export function figureFrames(compared: Compared): Record<string, Frame> {
  const { fitted, judgement, leaks } = compared;
  const { variants } = fitted;
  const rate = trueRate(compared.material, compared.material.groups.positive);
  return {
    figures: frameOf(
      'figures',
      variants.map(({ id, kind, resampled, isCorrected, threshold, converged }, number) => ({
        ...{ variant: id, kind, resampled, corrected: isCorrected, threshold },
        ...judgement.figures[number]!,
        ...{ true_rate: rate, converged },
      })),
    ),
    differences: frameOf(
      'differences',
      judgement.differences.map(({ variant, against, figure, difference, low, high }) => ({
        ...{ variant: variants[variant]!.id, against: variants[against]!.id, figure, difference, low, high },
      })),
    ),
    classes: frameOf(
      'classes',
      variants.flatMap((variant) => classRows(compared.material, variant)),
    ),
    leaks: frameOf(
      'leaks',
      leaks.map(({ table, rows, of, isByChance }) => ({
        ...{ table, rows, share: of > 0 ? rows / of : null, by_chance: isByChance },
      })),
    ),
    summary: frameOf('summary', [summaryRow(compared)]),
  };
}

/** The share of a class in the held-out rows; null for none. */
export function trueRate({ judged }: Material, positive: number | null): number | null {
  if (positive === null) return null;
  return weightedMean(judged.labels.length, (row) => (judged.labels[row] === positive ? 1 : 0));
}

function classRows(material: Material, { id, judged }: Variant): Record<string, Cell>[] {
  const { truth, predicted, probabilities } = judged;
  const confusion = confusionOf(truth, predicted, probabilities.length);
  return material.groups.names.map((name, of) => ({
    ...{ variant: id, class: name, rows: truth.reduce((n, code) => n + (code === of ? 1 : 0), 0) },
    ...{ recall: recallOf(confusion, of), precision: precisionOf(confusion, of) },
    mean_predicted: weightedMean(truth.length, (row) => probabilities[of]![row]!),
    true_share: trueRate(material, of),
  }));
}

function summaryRow({ params, material, fitted, replicas }: Compared): Record<string, Cell> {
  const { groups, train, judged, plans } = material;
  const { positive, told, names } = groups;
  const kept = { plain: 'plain', 'class weights': 'weights', resampled: `resampled_${params.keepNumber}` };
  return {
    ...{ train_rows: train.labels.length, judged_rows: judged.labels.length, classes: names.length },
    ...{ positive: positive === null ? null : names[positive]!, told: names[told]! },
    ...{ train_rate: fitted.shares.world[told]!, true_rate: trueRate(material, told) },
    ...{ threshold: fitted.threshold, rule: params.rule, folds: fitted.folds?.count ?? 0, replicas },
    ...{ features: plans.length, kept: kept[params.keep] },
  };
}
