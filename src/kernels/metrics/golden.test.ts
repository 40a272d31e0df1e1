import { describe, expect, test } from 'vitest';
import {
  accuracy,
  balancedAccuracy,
  confusionOf,
  f1Of,
  precisionOf,
  recallOf,
  specificityOf,
} from './confusion';
import golden from './fixtures/golden.json';
import {
  averagedGeometricMean,
  binaryGeometricMean,
  geometricMean,
  indexOfBalancedAccuracy,
  macroAveragedError,
} from './imbalanced';
import { brierScore, calibrationCurve, logLoss, multiclassBrierScore } from './probability';
import { averagePrecision, rankByScore, rocAuc } from './ranking';

const runs = golden.cases.flatMap((one) =>
  (['plain', 'weighted'] as const).map((key) => [`${one.name}, ${key}`, one, key] as const),
);

describe('metrics are those of scikit-learn and imbalanced-learn:', () => {
  test.each(runs)('%s', (_, one, key) => {
    const wanted = one[key];
    const weights = key === 'weighted' ? one.weights : null;
    const p = one.probabilities.map((values) => Float64Array.from(values));
    const classes = p.length;
    const numbers = p.map((_, of) => of);
    const confusion = confusionOf(one.truth, one.predicted, classes, weights);
    const isOf = numbers.map((of) => one.truth.map((code) => (code === of ? 1 : 0)));
    const rankings = p.map(rankByScore);
    const close = (found: readonly (number | null)[], expected: readonly number[]) => {
      expect(found).toHaveLength(expected.length);
      found.forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 12));
    };
    close([accuracy(confusion), balancedAccuracy(confusion)], [wanted.accuracy, wanted.balanced_accuracy]);
    close(
      numbers.map((of) => recallOf(confusion, of)),
      wanted.recall,
    );
    // A class that is never called has no precision here; scikit-learn says 0.
    close(
      numbers.map((of) => precisionOf(confusion, of) ?? 0),
      wanted.precision,
    );
    close(
      numbers.map((of) => f1Of(confusion, of)),
      wanted.f1,
    );
    close(
      numbers.map((of) => specificityOf(confusion, of)),
      wanted.specificity,
    );
    close(
      numbers.map((of) => rocAuc(rankings[of]!, isOf[of]!, weights)),
      wanted.one_vs_rest_auc,
    );
    close(
      numbers.map((of) => averagePrecision(rankings[of]!, isOf[of]!, weights)),
      wanted.one_vs_rest_average_precision,
    );
    close(
      [logLoss(p, one.truth, weights), multiclassBrierScore(p, one.truth, weights)],
      [wanted.log_loss, wanted.multiclass_brier],
    );
    close(
      [
        geometricMean(confusion),
        averagedGeometricMean(confusion, 'macro'),
        averagedGeometricMean(confusion, 'weighted'),
        averagedGeometricMean(confusion, 'micro'),
        indexOfBalancedAccuracy(confusion, geometricMean(confusion)),
        macroAveragedError(one.truth, one.predicted, numbers, weights),
      ],
      [
        wanted.g_mean,
        wanted.g_mean_macro,
        wanted.g_mean_weighted,
        wanted.g_mean_micro,
        wanted.iba,
        wanted.macro_averaged_mae,
      ],
    );
  });

  test.each(runs.filter(([, one]) => one.probabilities.length === 2))('of two classes: %s', (_, one, key) => {
    const wanted = one[key];
    const weights = key === 'weighted' ? one.weights : null;
    const p = Float64Array.from(one.probabilities[1]!);
    const confusion = confusionOf(one.truth, one.predicted, 2, weights);
    expect(brierScore(p, one.truth, weights)).toBeCloseTo(wanted.brier!, 12);
    const mean = binaryGeometricMean(confusion, 1);
    expect(mean).toBeCloseTo(wanted.g_mean_positive!, 12);
    const [recall, specificity] = [recallOf(confusion, 1)!, specificityOf(confusion, 1)!];
    expect((1 + 0.1 * (recall - specificity)) * mean! ** 2).toBeCloseTo(wanted.iba_positive!, 12);
    const bins = calibrationCurve(p, one.truth, 10, weights).filter(({ rows }) => rows > 0);
    const [observed, predicted] = wanted.calibration!;
    expect(bins).toHaveLength(observed!.length);
    bins.forEach((bin, i) => {
      expect(bin.observed).toBeCloseTo(observed![i]!, 12);
      expect(bin.predicted).toBeCloseTo(predicted![i]!, 12);
    });
  });
});

/**
 * imbalanced-learn 0.14.2 takes the number of rows for the sum of the weights when it counts true negatives, so that its weighted
 * specificity is no share of anything. Ours is that of rows repeated as often as they weigh.
 */
test.each(golden.cases)('weighted specificity is right where imbalanced-learn is wrong: $name', (one) => {
  const confusion = confusionOf(one.truth, one.predicted, one.probabilities.length, one.weights);
  one.weighted.specificity.forEach((wanted, of) => {
    expect(specificityOf(confusion, of)).toBeCloseTo(wanted, 12);
    expect(Math.abs(one.faulty_specificity[of]! - wanted)).toBeGreaterThan(0.01);
  });
});
