import type { FrameColumnShape, FrameShape } from './frame';

const number = (meaning: string): FrameColumnShape => ({ type: 'number', meaning });
const count = (meaning: string): FrameColumnShape => ({ type: 'integer', meaning });
const text = (meaning: string): FrameColumnShape => ({ type: 'text', meaning });

/** One row: how like the real rows the synthetic ones are as a whole. Scores lie between 0 and 1, more is better; null where undefined. */
const fidelity: FrameShape = {
  real_rows: count('rows of the real table'),
  synthetic_rows: count('synthetic rows'),
  real_judged: count('real rows that were judged by: all, or as many drawn by the seed'),
  synthetic_judged: count('synthetic rows that were judged'),
  columns: count('columns that were compared'),
  quality: number('mean of column shapes and pair trends'),
  column_shapes: number('mean score of the columns'),
  pair_trends: number('mean score of the pairs of columns'),
  pairs: count('pairs of columns that were compared: all, or as many drawn by the seed'),
  pairs_of: count('pairs that there are'),
  detection: number(
    '1 where a logistic model cannot tell synthetic rows from real ones, 0 where it always can',
  ),
  detection_auc: number('mean area under its ROC curve on the third that it had not seen; 0.5 is chance'),
  pmse_ratio: number(
    'mean squared distance of its probabilities from the share of synthetic rows, in units of what rows drawn from a right model of the real ones give; as many fresh real rows give 2',
  ),
  detection_rows: count('rows that the model learned from, of both tables'),
};

/** A row per column. */
const columns: FrameShape = {
  column: text('name of the column'),
  kind: text('number, date, timestamp, or category'),
  metric: text('KSComplement of numbers, TVComplement of categories'),
  score: number('its score'),
  gap_at: {
    type: 'any',
    meaning:
      'of numbers: the value up to which the shares of real and synthetic values differ most; null without a difference',
  },
  gap_real: number('share of the real values up to there, which is no missing one'),
  gap_synthetic: number(
    'share of the synthetic values up to there; the score is 1 − |difference of the two|',
  ),
  real_missing: number('share of real rows without a value'),
  synthetic_missing: number('share of synthetic rows without a value'),
  missing_similarity: number('1 − |difference of the two|'),
  range_coverage: number('share of the real range that the synthetic values span'),
  boundary_adherence: number('share of the synthetic values within the real range'),
  category_coverage: number('share of the real categories that are among the synthetic ones'),
  category_adherence: number('share of the synthetic values that are a real category'),
  mean_similarity: number('1 − |difference of the means| / real range'),
  sd_similarity: number('the same of the standard deviations (n − 1)'),
  median_similarity: number('the same of the medians'),
  real_mean: number('mean of the real values; of dates days, of timestamps microseconds since 1970'),
  synthetic_mean: number('mean of the synthetic values'),
  real_levels: count('different real values'),
  synthetic_levels: count('different synthetic values'),
};

/** A row per pair of columns. */
const pairs: FrameShape = {
  first: text('one column'),
  second: text('the other'),
  metric: text('CorrelationSimilarity of two numbers, else ContingencySimilarity'),
  score: number('its score; of two numbers by Pearson’s coefficient'),
  real: number('Pearson’s coefficient among real rows; null for other pairs'),
  synthetic: number('Pearson’s coefficient among synthetic rows'),
  rank_score: number('the score by Spearman’s coefficient'),
  real_rank: number('Spearman’s coefficient among real rows'),
  synthetic_rank: number('Spearman’s coefficient among synthetic rows'),
};

/** What the values of a column are like, real against synthetic: a row per bin, category or lack of a value. */
const distributions: FrameShape = {
  column: text('name of the column'),
  kind: text('number, date, timestamp, or category'),
  label: text('the category, “(missing)”, or “n more”; null for a bin'),
  from: {
    type: 'any',
    meaning: 'lower edge of a bin, the same for both; null at the bin of all values below the real ones',
  },
  to: { type: 'any', meaning: 'upper edge of a bin; null at the bin of all values above the real ones' },
  real: number('share of the real rows'),
  synthetic: number('share of the synthetic rows'),
};

/** One row: what the synthetic rows give away of the real ones. */
const privacy: FrameShape = {
  synthetic_judged: count('synthetic rows that were compared with the real ones'),
  new_rows: count('those that match no real row: numbers within 1 % of the synthetic value, all else equal'),
  new_share: number('their share'),
  identical: count('synthetic rows that equal a real row in every column compared'),
  identical_unique: count('those that equal a real row which no other real row equals'),
  repeated: count('synthetic rows that equal an earlier synthetic row'),
  real_repeated: count('real rows that equal an earlier real row, for comparison'),
  closest_rows: count('synthetic rows whose closest real row was looked for'),
  closest_of: count('real rows that were looked among'),
  closest_median: number('median distance from a synthetic row to its closest real row, from 0 to 1'),
  random_median: number(
    'the same for as many random rows: each column uniform over the real range or categories',
  ),
  baseline_protection: number('the one by the other, at most 1; null where random rows are at distance 0'),
  holdout_rows: count(
    'real rows held out that were looked among, as many as real rows beside them; null without',
  ),
  closer_to_real: number('share of synthetic rows that are closer to a real row than to any held out'),
  overfitting_protection: number('twice the share of the others, at most 1'),
  known_columns: text('columns by which rows are singled out, listed'),
  single_real: count('real rows that are alone with their values in these columns, numbers cut in ten'),
  single_repeated: count('those whose values occur among the synthetic rows'),
  single_holdout: count('the same of rows held out, that are alone there; null without'),
  single_holdout_repeated: count('those whose values occur among the synthetic rows; what chance gives'),
};

/** How far synthetic, random and held-out rows are from real ones: a row per bin of distance. */
const distances: FrameShape = {
  from: number('lower edge of the bin of distances'),
  to: number('upper edge'),
  synthetic: number('share of synthetic rows whose closest real row is that far away'),
  random: number('share of random rows'),
};

/** The synthetic rows that are closest to a real one. */
const closest: FrameShape = {
  place: count('from 1, the closest first'),
  synthetic_row: count('its place in the synthetic table, from 1'),
  real_row: count('place of its closest real row in the real table, from 1'),
  distance: number(
    'mean over the columns of |difference| / real range, at most 1, or 1 where categories differ',
  ),
  column: text('name of the column'),
  synthetic: text('its value in the synthetic row'),
  real: text('its value in the real row'),
  differs: { type: 'boolean', meaning: 'true where the two are not equal' },
};

/** The frames of a judgement of synthetic rows, under the names that every step gives them. */
export const fidelityShapes = {
  fidelity,
  fidelity_columns: columns,
  fidelity_pairs: pairs,
  fidelity_distributions: distributions,
  fidelity_privacy: privacy,
  fidelity_distances: distances,
  fidelity_closest: closest,
} as const satisfies Readonly<Record<string, FrameShape>>;

/** The name of one of these frames. */
export type FidelityFrame = keyof typeof fidelityShapes;
