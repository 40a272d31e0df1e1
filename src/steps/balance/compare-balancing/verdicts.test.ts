import { describe, expect, test } from 'vitest';
import { frameOfRows, type Cell } from '../../../core/frame';
import { numberFormat } from '../../../core/number-format';
import { FRAMES } from './frame-shapes';
import { read } from './reading';
import { compareBalancingParams } from './step';
import { verdictsOf } from './verdicts';

type Row = Readonly<Record<string, Cell>>;
const frame = (name: string, rows: readonly Row[]) => frameOfRows(Object.keys(FRAMES[name]!), rows);

const plain: Row = {
  ...{ variant: 'plain', kind: 'plain', corrected: false, threshold: 0.5, balanced_accuracy: 0.51 },
  ...{ recall: 0.03, roc_auc: 0.71, brier: 0.041, ece: 0.01, mean_predicted: 0.054, true_rate: 0.054 },
};
const moved: Row = {
  ...{ ...plain, variant: 'threshold', kind: 'threshold', threshold: 0.19 },
  ...{ recall: 0.62, balanced_accuracy: 0.66 },
};
const smote: Row = {
  ...{ variant: 'resampled_1', kind: 'resampled', resampled: 1, corrected: false, threshold: 0.5 },
  ...{ balanced_accuracy: 0.65, recall: 0.6, roc_auc: 0.71, brier: 0.157, ece: 0.28 },
  ...{ mean_predicted: 0.335, true_rate: 0.054 },
};
const corrected: Row = {
  ...{ ...smote, variant: 'resampled_1_corrected', corrected: true },
  ...{ brier: 0.042, mean_predicted: 0.056, ece: 0.012 },
};
const figures = (...rows: Row[]) => frame('figures', [plain, moved, ...rows]);

/** Differences of the resampled table: [against, figure, difference, low, high]. */
type Difference = readonly [string, string, number, number | null, number | null];
const differences = (...rows: Difference[]) =>
  frame(
    'differences',
    rows.map(([against, figure, difference, low, high]) => ({
      ...{ variant: 'resampled_1', against, figure, difference, low, high },
    })),
  );
const SAME_AUC: Difference = ['plain', 'roc_auc', 0.0, -0.02, 0.02];
const SAME_DECISION: Difference = ['threshold', 'balanced_accuracy', -0.01, -0.03, 0.02];
const WORSE_BRIER: Difference = ['plain', 'brier', 0.116, 0.1, 0.13];
const verdict = (...rows: Difference[]) => verdictsOf(figures(smote, corrected), differences(...rows))[0]!;

describe('what may be said of a way to balance', () => {
  test('only a threshold: it ranks no better, and finds no more than the moved threshold', () => {
    expect(verdict(SAME_AUC, SAME_DECISION, WORSE_BRIER)).toMatchObject({
      ...{ gain: 'only-threshold', breaksCalibration: true, isMended: true },
    });
  });

  test.each([
    ['ranks-better', ['plain', 'roc_auc', 0.03, 0.01, 0.05]],
    ['ranks-worse', ['plain', 'roc_auc', -0.03, -0.05, -0.01]],
    ['unclear', ['plain', 'roc_auc', 0.03, -0.01, 0.07]],
    ['only-threshold', ['plain', 'roc_auc', 0.03, -0.01, 0.04]],
    ['only-threshold', ['plain', 'roc_auc', 0.008, 0.004, 0.012]],
    ['only-threshold', ['plain', 'roc_auc', -0.03, -0.07, 0.01]],
    ['ranks-better', ['plain', 'roc_auc', 0.03, null, null]],
  ] as const)('%s with an AUC of %j', (gain, ranking) => {
    expect(verdict(ranking, SAME_DECISION).gain).toBe(gain);
  });

  test('decides better only where it beats the moved threshold beyond chance', () => {
    expect(verdict(SAME_AUC, ['threshold', 'balanced_accuracy', 0.05, 0.01, 0.09]).gain).toBe(
      'decides-better',
    );
    expect(verdict(SAME_AUC, ['threshold', 'balanced_accuracy', 0.05, -0.01, 0.09]).gain).toBe(
      'only-threshold',
    );
  });

  test('without a moved threshold it is compared with nothing done', () => {
    const two = frame('figures', [plain, smote, corrected]);
    const found = (low: number, high: number) =>
      verdictsOf(two, differences(SAME_AUC, ['plain', 'balanced_accuracy', 0.03, low, high]))[0]!.gain;
    expect([found(0.01, 0.09), found(-0.03, 0.09), found(-0.05, 0.11)]).toEqual([
      ...['decides-better', 'no-better', 'unclear'],
    ]);
  });

  test('calibration breaks only where Brier is worse beyond chance, and the mean is off', () => {
    const broken = (row: Row, difference: Difference) =>
      verdictsOf(figures(row, corrected), differences(SAME_AUC, SAME_DECISION, difference))[0]!
        .breaksCalibration;
    expect(broken(smote, WORSE_BRIER)).toBe(true);
    expect(broken(smote, ['plain', 'brier', 0.116, -0.01, 0.2])).toBe(false);
    expect(broken(smote, ['plain', 'brier', 0.0005, 0.0001, 0.001])).toBe(false);
    expect(broken({ ...smote, mean_predicted: 0.06 }, WORSE_BRIER)).toBe(false);
  });

  test('is not mended where most of the Brier score stays lost', () => {
    const still = { ...corrected, brier: 0.12 };
    const [found] = verdictsOf(figures(smote, still), differences(SAME_AUC, SAME_DECISION, WORSE_BRIER));
    expect(found).toMatchObject({ breaksCalibration: true, isMended: false });
  });

  test('of several classes is judged by the calibration error', () => {
    const none = { mean_predicted: null, true_rate: null };
    const several = frame('figures', [
      { ...plain, ...none },
      { ...smote, ...none },
    ]);
    const found = (low: number) =>
      verdictsOf(several, differences(SAME_AUC, WORSE_BRIER, ['plain', 'ece', 0.27, low, 0.3]))[0];
    expect(found(0.2)).toMatchObject({ breaksCalibration: true, isMended: false });
    expect(found(-0.1)).toMatchObject({ breaksCalibration: false });
  });
});

describe('the sentence', () => {
  const textOf = (rows: readonly Row[], ...found: Difference[]) =>
    read({
      params: compareBalancingParams.parse({ target: 'class' }),
      inputs: { train: 'train', judged: 'test', resampled: ['smote'] },
      outputs: { model: 'model' },
      artifacts: {},
      frames: {
        figures: figures(...rows),
        differences: differences(...found),
        summary: frame('summary', [
          { judged_rows: 3000, classes: 2, positive: 'yes', told: 'yes', true_rate: 0.054, threshold: 0.19 },
        ]),
      },
      notices: [],
      format: numberFormat('en'),
    }).text;

  test('says plainly that SMOTE only moves the threshold, and what it breaks', () => {
    expect(textOf([smote, corrected], SAME_AUC, SAME_DECISION, WORSE_BRIER)).toBe(
      '“yes” is 5.4 % of the 3,000 rows of “test”. Called from 0.5 on, the plain model finds 3 % of it (balanced accuracy 0.51); ' +
        'from 0.19 on, chosen on the training rows, 62 % (0.66). ' +
        '“smote” only shifts the threshold, as calling from 0.19 on does: AUC 0.71 against 0.71, balanced accuracy 0.65 against 0.66. ' +
        'It breaks the calibration: the mean predicted risk is 0.335 where 0.054 is true (Brier 0.041 → 0.157); ' +
        'put right for the prior it is 0.056 (Brier 0.042).',
    );
  });

  test('says where the held-out rows are too few to tell', () => {
    expect(textOf([smote, corrected], ['plain', 'roc_auc', 0.02, -0.03, 0.08], SAME_DECISION)).toContain(
      '“smote” may gain or lose: the held-out rows are too few to tell (AUC 0.71 against 0.71, balanced accuracy 0.65 against 0.66).',
    );
  });

  test('says as plainly where it ranks better', () => {
    expect(
      textOf([{ ...smote, roc_auc: 0.75 }, corrected], ['plain', 'roc_auc', 0.04, 0.02, 0.06], SAME_DECISION),
    ).toContain('“smote” ranks better: AUC 0.75 against 0.71, balanced accuracy 0.65 against 0.66.');
  });
});
