import * as z from 'zod';
import { columnParam, columnsParam } from '../../../core/column-param';
import { defineStep } from '../../../core/contract';
import { paramsInUse, usedWhen } from '../../../core/param-when';
import { read } from './reading';

/** The params of `train-logistic`. */
export const trainLogisticParams = z.strictObject({
  target: columnParam('table', 'The column that holds the classes'),
  features: columnsParam(
    'table',
    'The columns to learn from. None: all but the target and the weights, identifiers (integers that never repeat, in 20 rows or more) and texts with more than 100 different values',
  ),
  weight: columnParam(
    'table',
    'A column that says how often each row counts, such as class weights. None: all count once',
    ['integer', 'number'],
  ),
  c: z
    .number()
    .gt(0)
    .max(1e12)
    .default(1)
    .describe('What the rows count against the penalty: smaller keeps coefficients nearer to 0'),
  weighting: z
    .enum(['none', 'balanced', 'per class'])
    .default('none')
    .describe('balanced: every class counts the same in all, n / (k · rows of the class)'),
  weights: z
    .array(z.string().max(1000))
    .max(100)
    .default([])
    .describe('For “per class”: class = weight, such as bad = 3; classes not named weigh 1')
    .meta(usedWhen({ weighting: ['per class'] })),
  positive: z
    .string()
    .max(1000)
    .default('')
    .describe(
      'Of two classes the one that is looked for: coefficients and predictions tell of it. Empty: the rarer one, as the rows were before they were resampled; of equally many the first',
    ),
  iterations: z.int().min(1).max(100_000).default(1000).describe('How long to search at most'),
});

/** How the sentence tells what the classes count. */
const WEIGHTINGS = {
  none: 'classes as they are',
  balanced: 'classes weighted to count the same',
  'per class': 'classes weighted by hand',
} as const;

/** The params of `train-logistic`, complete. */
export type TrainLogisticParams = z.output<typeof trainLogisticParams>;

/** `train-logistic`: a logistic model of the classes of a column. */
export const trainLogistic = defineStep({
  id: 'train-logistic',
  version: 2,
  stage: 'model',
  title: 'Train a logistic model',
  summary: 'Learns the probabilities of classes from the other columns, by logistic regression.',
  sentence: 'Train a logistic model of {target} on {table}, {weighting} → {model}',
  params: trainLogisticParams,
  // Up to version 1 nobody could say which class is looked for; left open, it is found.
  upgrades: [(params) => params],
  inputs: { table: { kind: 'table', isLearnt: true, meaning: 'The training rows, with their classes' } },
  outputs: { model: { kind: 'model', meaning: 'The model, to predict other tables with' } },
  frames: {
    coefficients: {
      class: {
        type: 'text',
        meaning: 'Class whose log-odds the coefficient moves; of two classes the one looked for',
      },
      feature: { type: 'text', meaning: 'Column; null for the intercept' },
      level: { type: 'text', meaning: 'Level of a category; null for a number' },
      is_missing: { type: 'boolean', meaning: 'True for what a missing value adds' },
      coefficient: {
        type: 'number',
        meaning: 'Change of the log-odds by one standard deviation of a number, or where the level stands',
      },
      per_unit: { type: 'number', meaning: 'The same by one unit of the column; null for categories' },
      odds_ratio: { type: 'number', meaning: 'e to the coefficient; null where that is beyond doubles' },
      mean: { type: 'number', meaning: 'Mean that is taken off a number; null for categories' },
      sd: { type: 'number', meaning: 'Standard deviation that a number is divided by; null for categories' },
    },
    training: {
      iteration: { type: 'integer', meaning: 'From 0, before the first step' },
      loss: { type: 'number', meaning: 'Mean weighted log loss and penalty' },
      gradient: { type: 'number', meaning: 'Largest slope of it' },
    },
    classes: {
      class: { type: 'text', meaning: 'The class, in the order of its values' },
      rows: { type: 'integer', meaning: 'Its rows' },
      class_weight: { type: 'number', meaning: 'What the weighting of classes multiplies each of them by' },
      share: { type: 'number', meaning: 'Its share of the rows with a class' },
      learnt_share: { type: 'number', meaning: 'Its share of what the model learned from, weights counted' },
    },
    summary: {
      rows: { type: 'integer', meaning: 'Rows of the table' },
      used: { type: 'integer', meaning: 'Rows with a class and a weight above 0' },
      classless: { type: 'integer', meaning: 'Rows without a class; nothing is learned from them' },
      features: { type: 'integer', meaning: 'Columns learned from' },
      coefficients: { type: 'integer', meaning: 'Coefficients, intercepts not counted' },
      iterations: { type: 'integer', meaning: 'Steps of the search' },
      converged: { type: 'boolean', meaning: 'True where the search ended at the minimum' },
      loss: { type: 'number', meaning: 'Mean weighted log loss and penalty at the end' },
      start_loss: { type: 'number', meaning: 'The same of the shares of the classes alone' },
      part: { type: 'text', meaning: 'The part of a split that the table is; null for a whole table' },
    },
  },
  describe: ({ target, weighting }) => ({ target: target || '…', weighting: WEIGHTINGS[weighting] }),
  keyParams: (params) => paramsInUse(trainLogisticParams, params),
  read,
});
