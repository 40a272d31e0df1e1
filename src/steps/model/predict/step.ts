import * as z from 'zod';
import { defineStep } from '../../../core/contract';
import { read } from './reading';

/** The params of `predict`. */
export const predictParams = z.strictObject({
  threshold: z
    .number()
    .min(0)
    .max(1)
    .nullable()
    .default(null)
    .describe(
      'Of two classes: the probability from which a row is called by the second one, or by the one that the model looks for. None: that of the model',
    ),
  correct: z
    .boolean()
    .default(false)
    .describe(
      'Put the probabilities right where the model learned from other shares of the classes than its rows had, as by weights',
    ),
  prefix: z
    .string()
    .max(60)
    .default('')
    .describe('What the names of the new columns begin with, to tell several models apart'),
});

/** The params of `predict`, complete. */
export type PredictParams = z.output<typeof predictParams>;

/** `predict`: a model applied to a table. */
export const predict = defineStep({
  id: 'predict',
  version: 1,
  stage: 'model',
  title: 'Predict',
  summary: 'Adds the probability of every class and the predicted class to a table, by a model.',
  sentence: 'Predict {table} by {model} → {predicted}',
  params: predictParams,
  inputs: {
    table: {
      kind: 'table',
      isJudged: true,
      meaning: 'The rows to predict, such as the test part or new rows',
    },
    model: { kind: 'model', meaning: 'A model that a step has trained' },
  },
  outputs: {
    predicted: {
      kind: 'table',
      meaning: 'The table with a column predicted and a column probability_… for each class',
    },
  },
  frames: {
    classes: {
      class: { type: 'text', meaning: 'The class, in the order of its values' },
      predicted: { type: 'integer', meaning: 'Rows that are called so' },
      mean_probability: { type: 'number', meaning: 'Mean of its probability; null without rows' },
      rows: {
        type: 'integer',
        meaning: 'Rows that are so; null where the table has no column of the target',
      },
      right: { type: 'integer', meaning: 'Of these, rows that are called so; null as before' },
    },
    histogram: {
      low: { type: 'number', meaning: 'Lower edge of the probability, closed' },
      high: { type: 'number', meaning: 'Upper edge, open but for the last bin' },
      count: {
        type: 'integer',
        meaning: 'Rows by the probability of the class looked for; of several classes, of the predicted one',
      },
    },
    features: {
      feature: { type: 'text', meaning: 'Column that the model reads' },
      kind: { type: 'text', meaning: 'number or category' },
      missing: { type: 'integer', meaning: 'Values that are missing or not finite' },
      unknown: { type: 'integer', meaning: 'Values of a category that the model does not know' },
      learnt_missing: {
        type: 'boolean',
        meaning: 'True where the model has learned what a missing value means',
      },
    },
    summary: {
      rows: { type: 'integer', meaning: 'Rows of the table' },
      target: { type: 'text', meaning: 'What the model predicts' },
      positive: { type: 'text', meaning: 'Of two classes the one looked for; null with several' },
      threshold: {
        type: 'number',
        meaning: 'Probability from which it is called; null with several classes',
      },
      corrected: { type: 'boolean', meaning: 'True where the probabilities were put right for their shares' },
      labelled: { type: 'integer', meaning: 'Rows with a known class; null without a column of the target' },
    },
  },
  describe: () => ({}),
  keyParams: (params) => params,
  read,
});
