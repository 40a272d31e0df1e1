import type { JsonValue, ModelValue } from '../../../core/artifact';
import { failWith } from '../../../core/failure';
import type { LearntFeature } from '../features';
import type { LogisticModel } from '../fit';
import type { FeaturePlan, NumberReading } from './plan';

/** A logistic model with all that it takes to predict from a table. */
export interface TableModel {
  readonly target: string;
  /** The texts of the classes in order, and the SQL type that their values have. */
  readonly classes: readonly string[];
  readonly classType: string;
  readonly features: readonly FeaturePlan[];
  readonly model: LogisticModel;
  /** True where the first class stands for all values of the target that are not the second. */
  readonly hasOthers: boolean;
  /** Of two classes the number of the one that is looked for, and the probability from which it is called. */
  readonly positive: number | null;
  readonly threshold: number;
  /** Shares of the classes in what the model learned from, weights counted, and in the rows as they came. */
  readonly learntShares: readonly number[];
  readonly worldShares: readonly number[];
  /** The key of the table that the model learned from, and the part that it is; null where that is not known. */
  readonly learntFrom: { readonly key: string; readonly part: string | null } | null;
}

/** The method by which such a model is known. */
const LOGISTIC = 'logistic';

/** A model as an artifact: plain JSON. */
export function toModelValue(one: TableModel): ModelValue {
  const { model, features } = one;
  return {
    version: 1,
    method: LOGISTIC,
    features: features.map(({ name }) => name),
    target: one.target,
    parameters: {
      classes: [...one.classes],
      class_type: one.classType,
      has_others: one.hasOthers,
      positive: one.positive,
      threshold: one.threshold,
      learnt_shares: [...one.learntShares],
      world_shares: [...one.worldShares],
      learnt_from: one.learntFrom,
      active: [...model.active],
      features: features.map((plan, number) => featureJson(plan, model.learnt[number]!)),
      intercepts: [...model.intercepts],
      coefficients: model.coefficients.map((values) => [...values]),
    },
  };
}

function featureJson(plan: FeaturePlan, learnt: LearntFeature): JsonValue {
  const { name } = plan;
  const has_missing = learnt.hasMissing;
  if (plan.kind === 'category') return { name, kind: plan.kind, levels: plan.levels, has_missing };
  const { mean, sd } = learnt.kind === 'number' ? learnt : { mean: 0, sd: 1 };
  return { name, kind: plan.kind, read: plan.read, mean, sd, has_missing };
}

/** What `toModelValue` writes of a feature. */
type FeatureJson =
  | {
      readonly kind: 'number';
      readonly name: string;
      readonly read: NumberReading;
      readonly mean: number;
      readonly sd: number;
      readonly has_missing: boolean;
    }
  | {
      readonly kind: 'category';
      readonly name: string;
      readonly levels: readonly string[];
      readonly has_missing: boolean;
    };

interface ParametersJson {
  readonly classes: readonly string[];
  readonly class_type: string;
  readonly has_others: boolean;
  readonly positive: number | null;
  readonly threshold: number;
  readonly learnt_shares: readonly number[];
  readonly world_shares: readonly number[];
  /** Models of the past do not say it. */
  readonly learnt_from?: TableModel['learntFrom'];
  readonly active: readonly number[];
  readonly features: readonly FeatureJson[];
  readonly intercepts: readonly number[];
  readonly coefficients: readonly (readonly number[])[];
}

/** A logistic model back from its artifact. Throws `model-unknown` for a model of another kind. */
export function fromModelValue(value: ModelValue): TableModel {
  if (value.method !== LOGISTIC) failWith('model-unknown', { method: value.method });
  const json = value.parameters as unknown as ParametersJson;
  return {
    target: value.target,
    classes: json.classes,
    classType: json.class_type,
    hasOthers: json.has_others,
    positive: json.positive,
    threshold: json.threshold,
    learntShares: json.learnt_shares,
    worldShares: json.world_shares,
    learntFrom: json.learnt_from ?? null,
    features: json.features.map((feature) =>
      feature.kind === 'number'
        ? { kind: feature.kind, name: feature.name, read: feature.read }
        : { kind: feature.kind, name: feature.name, levels: feature.levels },
    ),
    model: {
      classes: json.classes.length,
      active: json.active,
      learnt: json.features.map((feature) =>
        feature.kind === 'number'
          ? { kind: feature.kind, mean: feature.mean, sd: feature.sd, hasMissing: feature.has_missing }
          : { kind: feature.kind, levels: feature.levels.length, hasMissing: feature.has_missing },
      ),
      intercepts: json.intercepts,
      coefficients: json.coefficients.map((values) => Float64Array.from(values)),
    },
  };
}

/** A column of the design matrix in words: the feature, and the level or the absence that it stands for. */
interface DesignColumn {
  readonly feature: string;
  /** The level of a category; null for the number itself. */
  readonly level: string | null;
  readonly isMissing: boolean;
  /** What a number is divided by; null for zeros and ones. */
  readonly sd: number | null;
  readonly mean: number | null;
}

/** The columns of the design matrix in order, as the coefficients stand. */
export function designColumns({ features, model }: Pick<TableModel, 'features' | 'model'>): DesignColumn[] {
  return features.flatMap((plan, number): DesignColumn[] => {
    const learnt = model.learnt[number]!;
    const feature = plan.name;
    const none = { feature, level: null, isMissing: false, sd: null, mean: null };
    const missing = learnt.hasMissing ? [{ ...none, isMissing: true }] : [];
    if (plan.kind === 'category') return [...plan.levels.map((level) => ({ ...none, level })), ...missing];
    const { mean, sd } = learnt.kind === 'number' ? learnt : { mean: 0, sd: 1 };
    return [{ ...none, mean, sd }, ...missing];
  });
}
