import type { Kernel } from '../../core/run-context';
import type { RawFeature } from './features';
import { fitModel, type FitInput, type FitOutput } from './fit';
import { probabilitiesOf } from './predict';

/** A model to fit, the rows to judge it on, and folds of the training rows where it is to be judged on them too. */
export interface CrossFitInput extends FitInput {
  readonly judged: readonly RawFeature[];
  readonly judgedRows: number;
  /** The fold of each training row, from 0; null for none. */
  readonly folds: Uint8Array | null;
  readonly foldCount: number;
}

/** The fitted model with its probabilities. */
export interface CrossFitOutput {
  readonly fit: FitOutput;
  readonly judged: readonly Float64Array[];
  /** For each training row, what a model says that has not seen its fold; null without folds. */
  readonly outOfFold: readonly Float64Array[] | null;
}

/**
 * Fits a model on all training rows, and one without each fold for the predictions out of fold: there the rows of the fold have
 * weight 0, so that neither scaling nor coefficients know them. Cost: 1 + folds fits.
 */
export const crossFitLogistic: Kernel<CrossFitInput, CrossFitOutput> = {
  name: 'cross-fit-logistic',
  run: ({ judged, judgedRows, folds, foldCount, ...input }, report) => {
    const parts = folds === null ? 1 : 1 + foldCount;
    const fit = fitModel(input, (fraction) => report(fraction / parts));
    const probabilities = probabilitiesOf({ model: fit.model, features: judged, rows: judgedRows });
    if (folds === null) return { fit, judged: probabilities, outOfFold: null };
    const rows = input.labels.length;
    const outOfFold = Array.from({ length: input.classes }, () => new Float64Array(rows));
    for (let fold = 0; fold < foldCount; fold++) {
      const weights = Float64Array.from(folds, (of, row) =>
        of === fold ? 0 : input.weights === null ? 1 : input.weights[row]!,
      );
      const { model } = fitModel({ ...input, weights }, (fraction) => report((1 + fold + fraction) / parts));
      const predicted = probabilitiesOf({ model, features: input.features, rows });
      folds.forEach((of, row) => {
        if (of === fold) outOfFold.forEach((values, number) => (values[row] = predicted[number]![row]!));
      });
    }
    return { fit, judged: probabilities, outOfFold };
  },
};
