import fc from 'fast-check';
import { expect, test } from 'vitest';
import { confusionOf, meanOfKnown, recallOf } from './confusion';
import { decide, figuresOf, prepare, type Judged } from './judge';
import {
  brierScore,
  calibrationCurve,
  expectedCalibrationError,
  logLoss,
  multiclassBrierScore,
} from './probability';
import { averagePrecision, rankByScore, rocAuc } from './ranking';

/** Rows of a few classes: the truth, probabilities that are often equal, and how often each row counts. */
const judgedRows = fc.integer({ min: 2, max: 4 }).chain((classes) =>
  fc.record({
    rows: fc.array(
      fc.record({
        truth: fc.nat({ max: classes - 1 }),
        odds: fc.array(fc.constantFrom(0, 1, 2, 5, 0.3), { minLength: classes, maxLength: classes }),
        count: fc.nat({ max: 3 }),
      }),
      { maxLength: 40 },
    ),
    classes: fc.constant(classes),
  }),
);

test('figures of rows that count several times are those of the metrics with weights', () => {
  const runs = fc.check(
    fc.property(judgedRows, ({ rows, classes }) => {
      const truth = Int32Array.from(rows, (row) => row.truth);
      const probabilities = Array.from({ length: classes }, (_, of) =>
        Float64Array.from(
          rows,
          ({ odds }) => odds[of]! / (odds.reduce<number>((sum, one) => sum + one, 0) || 1),
        ),
      );
      const weights = Float64Array.from(rows, ({ count }) => count);
      const positive = classes === 2 ? 1 : null;
      const judged: Judged = {
        ...{ truth, probabilities, positive },
        predicted: decide(probabilities, positive, 0.5),
      };
      expect(figuresOf(prepare(judged), countedBy(weights))).toMatchObject(expectedOf(judged, weights));
    }),
  );
  expect(runs).toMatchObject({ failed: false });
});

function countedBy(weights: Float64Array) {
  const drawn = Array.from(weights.keys()).filter((row) => weights[row]! > 0);
  return {
    rows: Int32Array.from(drawn),
    counts: Float64Array.from(drawn, (row) => weights[row]!),
    total: weights.reduce((sum, weight) => sum + weight, 0),
  };
}

/** The same by the functions that take weights, one figure after the other. */
function expectedOf({ truth, probabilities, predicted, positive }: Judged, weights: Float64Array) {
  const told = positive === null ? probabilities.map((_, of) => of) : [positive];
  const isOf = (of: number) => truth.map((code) => (code === of ? 1 : 0));
  const mean = (figure: (p: Float64Array, is: Int32Array, of: number) => number | null) =>
    meanOfKnown(told.map((of) => figure(probabilities[of]!, isOf(of), of)));
  const confusion = confusionOf(truth, predicted, probabilities.length, weights);
  const ece = mean((p, is) => expectedCalibrationError(calibrationCurve(p, is, 10, weights)));
  return {
    recall: mean((_p, _is, of) => recallOf(confusion, of)),
    roc_auc: mean((p, is) => rocAuc(rankByScore(p), is, weights)),
    average_precision: mean((p, is) => averagePrecision(rankByScore(p), is, weights)),
    brier:
      positive === null
        ? multiclassBrierScore(probabilities, truth, weights)
        : brierScore(probabilities[positive]!, isOf(positive), weights),
    log_loss: logLoss(probabilities, truth, weights),
    // Summed in another order: w p and w y apart.
    ece: ece === null ? null : (expect.closeTo(ece, 12) as number),
  };
}
