import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judgeVariants } from './bootstrap';
import { balancedAccuracy, confusionOf, precisionOf, recallOf } from './confusion';
import { geometricMean } from './imbalanced';
import { decide, figuresOf, prepare, type Judged } from './judge';
import { correctPrior } from './prior';
import { calibrationBinsOf, calibrationCurve, expectedCalibrationError } from './probability';
import {
  averagePrecision,
  evenly,
  precisionRecallCurve,
  rankByScore,
  rocAuc,
  thresholdPoints,
} from './ranking';
import { between, chooseThreshold, type ThresholdRule } from './threshold';

const doubles = (...values: number[]) => Float64Array.from(values);

/** Two classes judged by the probability of the second. */
function judged(p: readonly number[], truth: readonly number[], threshold = 0.5): Judged {
  const probabilities = [Float64Array.from(p, (value) => 1 - value), Float64Array.from(p)];
  const predicted = decide(probabilities, 1, threshold);
  return { truth: Int32Array.from(truth), probabilities, predicted, positive: 1 };
}

describe('what rows do not define', () => {
  test('has no figure, and never NaN', () => {
    const none = figuresOf(prepare(judged([], [])));
    expect(Object.values(none).every((value) => value === null)).toBe(true);
    const onlyOthers = figuresOf(prepare(judged([0.2, 0.4], [0, 0])));
    expect(onlyOthers).toMatchObject({
      ...{ recall: null, precision: null, f1: null, roc_auc: null, average_precision: null },
      ...{ balanced_accuracy: 1, g_mean: 1 },
    });
    expect(Object.values(onlyOthers).some(Number.isNaN)).toBe(false);
  });

  test('leaves a class without rows out of means over the classes', () => {
    const confusion = confusionOf([0, 0, 1], [0, 2, 1], 3);
    expect(recallOf(confusion, 2)).toBeNull();
    expect(precisionOf(confusion, 2)).toBe(0);
    expect(balancedAccuracy(confusion)).toBe(0.75);
    expect(geometricMean(confusionOf([0, 1], [1, 1], 2), 0.01)).toBeCloseTo(0.1, 12);
  });
});

describe('ranking', () => {
  test('takes equal scores together, in whatever order they come', () => {
    const truth = [1, 0, 1, 0];
    const scores = doubles(0.5, 0.5, 0.5, 0.5);
    expect(rocAuc(rankByScore(scores), truth)).toBe(0.5);
    expect(averagePrecision(rankByScore(scores), truth)).toBe(0.5);
    expect(thresholdPoints(rankByScore(scores), scores, truth)).toEqual([
      { threshold: 0.5, truePositives: 2, falsePositives: 2 },
    ]);
  });

  test('a weight of 2 is two rows', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.boolean(), fc.integer({ min: 0, max: 3 })), {
          minLength: 1,
          maxLength: 30,
        }),
        (rows) => {
          const repeated = rows.flatMap((row) => Array.from({ length: row[2] }, () => row));
          const side = (list: typeof rows, weights: number[] | null) => {
            const ranking = rankByScore(Float64Array.from(list, ([score]) => score / 5));
            const truth = list.map(([, is]) => Number(is));
            return [rocAuc(ranking, truth, weights), averagePrecision(ranking, truth, weights)];
          };
          const one = side(
            rows,
            rows.map(([, , weight]) => weight),
          );
          side(repeated, null).forEach((value, i) => {
            if (value === null) expect(one[i]).toBeNull();
            else expect(one[i]).toBeCloseTo(value, 12);
          });
        },
      ),
    );
  });

  test('gives the curve from the highest threshold down', () => {
    const scores = doubles(0.9, 0.8, 0.3, 0.1);
    const points = thresholdPoints(rankByScore(scores), scores, [1, 0, 1, 0]);
    expect(precisionRecallCurve(points)).toEqual([
      { threshold: 0.9, recall: 0.5, precision: 1 },
      { threshold: 0.8, recall: 0.5, precision: 0.5 },
      { threshold: 0.3, recall: 1, precision: 2 / 3 },
      { threshold: 0.1, recall: 1, precision: 0.5 },
    ]);
    expect(evenly([...Array(100).keys()], 3)).toEqual([0, 50, 99]);
  });
});

describe('calibration', () => {
  test('puts a value on an edge into the lower bin, as scikit-learn', () => {
    expect([...calibrationBinsOf(doubles(0, 0.1, 0.3, 0.30000000000000004, 0.7, 1), 10)]).toEqual([
      0, 0, 2, 3, 6, 9,
    ]);
  });

  test('is perfect where every bin is right', () => {
    const bins = calibrationCurve(doubles(0.25, 0.25, 0.25, 0.25), [1, 0, 0, 0], 10);
    expect(expectedCalibrationError(bins)).toBe(0);
    expect(bins.filter(({ predicted }) => predicted !== null)).toHaveLength(1);
  });
});

describe('a threshold', () => {
  const scores = doubles(0.9, 0.8, 0.7, 0.4, 0.3, 0.2, 0.1, 0.05);
  const truth = [1, 0, 1, 1, 0, 0, 0, 0];
  const points = thresholdPoints(rankByScore(scores), scores, truth);
  const rules: [string, ThresholdRule, number][] = [
    ['balanced accuracy', { by: 'balanced accuracy' }, 0.35],
    ['F1', { by: 'F1' }, 0.35],
    ['cost', { by: 'cost', missCost: 0.4 }, 0.85],
    ['recall', { by: 'recall', least: 0.6 }, 0.35],
    ['recall, less of it', { by: 'recall', least: 0.3 }, 0.85],
  ];
  test.each(rules)('by %s', (_, rule, wanted) => {
    expect(chooseThreshold(points, rule)).toBe(wanted);
  });

  test('calls nothing where that is cheapest, and the lowest of equals', () => {
    const vain = thresholdPoints(rankByScore(doubles(0.9, 0.4)), doubles(0.9, 0.4), [0, 1]);
    expect(chooseThreshold(vain, { by: 'cost', missCost: 0.5 })).toBe(0.95);
    expect(chooseThreshold(points, { by: 'cost', missCost: 0 })).toBe(0.85);
    expect(chooseThreshold(points, { by: 'recall', least: 1 })).toBe(0.35);
    const even = thresholdPoints(rankByScore(doubles(0.8, 0.4)), doubles(0.8, 0.4), [1, 0]);
    expect(chooseThreshold(even, { by: 'cost', missCost: 1 })).toBe(0.6);
  });

  test('has no value where the class does not occur', () => {
    expect(chooseThreshold([], { by: 'balanced accuracy' })).toBeNull();
    expect(
      chooseThreshold([{ threshold: 0.5, truePositives: 0, falsePositives: 3 }], { by: 'F1' }),
    ).toBeNull();
  });

  test('is a short decimal between two scores', () => {
    expect(between(0.1849, 0.1932)).toBe(0.19);
    expect(between(0.5, 0.5000001)).toBeGreaterThan(0.5);
    expect(between(0.5, 0.5000001)).toBeLessThanOrEqual(0.5000001);
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (a, b) => {
          const [low, high] = a < b ? [a, b] : [b, a];
          fc.pre(low < high);
          const found = between(low, high);
          expect(found > low && found <= high).toBe(true);
        },
      ),
    );
  });
});

describe('correcting for the prior', () => {
  test('is the formula for two classes, and keeps sums and order', () => {
    const p = [doubles(0.7, 0.2), doubles(0.3, 0.8)];
    const [no, yes] = correctPrior(p, [0.95, 0.05], [0.5, 0.5]);
    const put = (q: number) => (q * 0.05) / 0.5 / ((q * 0.05) / 0.5 + ((1 - q) * 0.95) / 0.5);
    expect([yes![0], yes![1]]).toEqual([expect.closeTo(put(0.3), 14), expect.closeTo(put(0.8), 14)]);
    expect(no![0]! + yes![0]!).toBeCloseTo(1, 14);
  });

  test('with equal shares changes nothing; a class that was not learned stays impossible', () => {
    const p = [doubles(0.7), doubles(0.3), doubles(0)];
    expect(correctPrior(p, [0.5, 0.3, 0.2], [0.5, 0.3, 0]).map(([value]) => value)).toEqual([0.7, 0.3, 0]);
  });
});

describe('the bootstrap', () => {
  const random = [0.9, 0.3, 0.6, 0.2, 0.55, 0.1, 0.7, 0.4, 0.35, 0.15];
  const truth = [1, 0, 1, 0, 0, 0, 1, 1, 0, 0];
  const input = {
    variants: [judged(random, truth), judged([...random].reverse(), truth), judged(random, truth)],
    ...{ against: [0], replicas: 200, seed: 3 },
  };

  test('gives the same intervals for the same seed, around the difference', async () => {
    const one = await judgeVariants.run(input, () => undefined);
    expect(await judgeVariants.run(input, () => undefined)).toEqual(one);
    const brier = one.differences.find(({ variant, figure }) => variant === 1 && figure === 'brier')!;
    expect(brier.difference).toBeCloseTo(one.figures[1]!.brier! - one.figures[0]!.brier!, 14);
    expect(brier.low).toBeLessThan(brier.difference);
    expect(brier.high).toBeGreaterThan(brier.difference);
  });

  test('of two that are the same is 0 throughout', async () => {
    const { differences } = await judgeVariants.run(input, () => undefined);
    const same = differences.filter(({ variant }) => variant === 2);
    expect(same).toHaveLength(11);
    expect(same.every(({ difference, low, high }) => difference === 0 && low === 0 && high === 0)).toBe(true);
  });

  test('without replicas says differences and no interval', async () => {
    const { differences } = await judgeVariants.run({ ...input, replicas: 0 }, () => undefined);
    expect(differences.every(({ low, high }) => low === null && high === null)).toBe(true);
    expect(differences.length).toBeGreaterThan(0);
  });
});
