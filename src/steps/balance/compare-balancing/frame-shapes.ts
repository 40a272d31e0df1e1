import type { FrameShape } from '../../../core/frame';

const VARIANT = {
  type: 'text',
  meaning:
    'plain, threshold, weights, weights_corrected, resampled_1, resampled_1_corrected, resampled_2 and so on',
} as const;

/** The documented frames of the comparison. */
export const FRAMES: Readonly<Record<string, FrameShape>> = {
  figures: {
    variant: VARIANT,
    kind: { type: 'text', meaning: 'plain, threshold, weights or resampled' },
    resampled: { type: 'integer', meaning: 'Which resampled table, from 1; null for the others' },
    corrected: { type: 'boolean', meaning: 'True where the probabilities were put right for the prior' },
    threshold: {
      type: 'number',
      meaning: 'Probability from which a row is called by the class looked for; null with several classes',
    },
    balanced_accuracy: { type: 'number', meaning: 'Mean recall of the classes' },
    recall: {
      type: 'number',
      meaning: 'Share of the rows of the class that are found; with several classes the mean',
    },
    precision: {
      type: 'number',
      meaning: 'Share of the rows called so that are so; null where none is called',
    },
    f1: { type: 'number', meaning: '2 TP / (2 TP + FP + FN)' },
    g_mean: { type: 'number', meaning: 'Geometric mean of the recalls of the classes' },
    average_precision: { type: 'number', meaning: 'Σ (recall gained) · (precision there)' },
    roc_auc: { type: 'number', meaning: 'Area under the ROC curve' },
    brier: { type: 'number', meaning: 'Mean of (p − y)²; with several classes summed over them, 0 to 2' },
    log_loss: { type: 'number', meaning: 'Mean of −ln p of the true class' },
    ece: { type: 'number', meaning: 'Expected calibration error over 10 bins of equal width' },
    mean_predicted: {
      type: 'number',
      meaning: 'Mean probability of the class looked for; null with several classes',
    },
    true_rate: { type: 'number', meaning: 'Its true share in the held-out rows; null with several classes' },
    converged: { type: 'boolean', meaning: 'True where the search for the model came to its end' },
  },
  differences: {
    variant: VARIANT,
    against: { type: 'text', meaning: 'plain or threshold' },
    figure: { type: 'text', meaning: 'Column of `figures`' },
    difference: { type: 'number', meaning: 'The figure of the variant less that of the other' },
    low: { type: 'number', meaning: 'Lower end of the 95 % bootstrap interval; null without one' },
    high: { type: 'number', meaning: 'Upper end of it' },
  },
  classes: {
    variant: VARIANT,
    class: { type: 'text', meaning: 'The class' },
    rows: { type: 'integer', meaning: 'Its held-out rows' },
    recall: { type: 'number', meaning: 'Share of them that are found; null without any' },
    precision: { type: 'number', meaning: 'Share of the rows called so that are so; null without any' },
    mean_predicted: { type: 'number', meaning: 'Mean of its probability over all held-out rows' },
    true_share: { type: 'number', meaning: 'Its true share in them' },
  },
  precision_recall: {
    variant: VARIANT,
    threshold: { type: 'number', meaning: 'Rows with at least this probability are called' },
    recall: { type: 'number', meaning: 'Share of the class that is found' },
    precision: { type: 'number', meaning: 'Share of the called rows that belong to it' },
  },
  calibration: {
    variant: VARIANT,
    low: { type: 'number', meaning: 'Lower edge of the probability' },
    high: { type: 'number', meaning: 'Upper edge, closed' },
    rows: { type: 'integer', meaning: 'Held-out rows in the bin; bins without any are left out' },
    predicted: { type: 'number', meaning: 'Mean probability in the bin' },
    observed: { type: 'number', meaning: 'Share of its rows that belong to the class' },
  },
  thresholds: {
    rows: {
      type: 'text',
      meaning: 'out of fold: training rows, by models that did not see them; held out: the rows that judge',
    },
    threshold: {
      type: 'number',
      meaning: 'Rows with at least this probability of the plain model are called',
    },
    found: { type: 'integer', meaning: 'Rows of the class that are called' },
    missed: { type: 'integer', meaning: 'Rows of the class that are not' },
    false_alarms: { type: 'integer', meaning: 'Other rows that are called' },
    recall: { type: 'number', meaning: 'found / (found + missed)' },
    precision: { type: 'number', meaning: 'found / (found + false alarms)' },
    balanced_accuracy: { type: 'number', meaning: 'Mean recall of both classes' },
    f1: { type: 'number', meaning: '2 found / (2 found + missed + false alarms)' },
    cost: { type: 'number', meaning: 'False alarms + misses × their cost, per row' },
  },
  leaks: {
    table: { type: 'text', meaning: 'train, resampled_1 and so on' },
    rows: { type: 'integer', meaning: 'Held-out rows that equal one of its rows in every column of both' },
    share: { type: 'number', meaning: 'Of all held-out rows; null without any' },
    by_chance: {
      type: 'boolean',
      meaning:
        'True where they equal new rows of the table, made from training rows that none of them is among',
    },
  },
  summary: {
    train_rows: { type: 'integer', meaning: 'Training rows with a class' },
    judged_rows: { type: 'integer', meaning: 'Held-out rows that were judged' },
    classes: { type: 'integer', meaning: 'Classes that are told apart' },
    positive: { type: 'text', meaning: 'The class looked for; null with several classes' },
    told: { type: 'text', meaning: 'The class of the pictures: the one looked for, or the rarest' },
    train_rate: { type: 'number', meaning: 'Its share in the training rows' },
    true_rate: { type: 'number', meaning: 'Its share in the held-out rows' },
    threshold: {
      type: 'number',
      meaning: 'Chosen on predictions out of fold; null where none could be chosen',
    },
    rule: { type: 'text', meaning: 'What it was chosen by' },
    folds: { type: 'integer', meaning: 'Folds it was chosen on' },
    replicas: { type: 'integer', meaning: 'Bootstrap replicas that were drawn' },
    features: { type: 'integer', meaning: 'Columns learned from' },
    kept: { ...VARIANT, meaning: 'The variant whose model is handed on' },
  },
};
