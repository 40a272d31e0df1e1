import * as z from 'zod';
import { columnParam } from '../../../core/column-param';
import { defineStep } from '../../../core/contract';
import { paramsInUse, usedWhen } from '../../../core/param-when';
import { read } from './reading';

/** The params of `class-weights`. */
export const classWeightsParams = z.strictObject({
  target: columnParam('table', 'The column that holds the classes'),
  weighting: z
    .enum(['balanced', 'square root', 'per class'])
    .default('balanced')
    .describe(
      'balanced: every class counts the same in all, n / (k · rows of the class); square root: half the way there; per class: as given',
    ),
  weights: z
    .array(z.string().max(1000))
    .max(100)
    .default([])
    .describe('For “per class”: class = weight, such as bad = 3; classes not named weigh 1')
    .meta(usedWhen({ weighting: ['per class'] })),
  name: z.string().min(1).max(200).default('weight').describe('What the new column is called'),
});

/** The params of `class-weights`, complete. */
export type ClassWeightsParams = z.output<typeof classWeightsParams>;

/** `class-weights`: a column that says how often a row counts, so that rare classes are heard. */
export const classWeightsStep = defineStep({
  id: 'class-weights',
  version: 1,
  stage: 'balance',
  title: 'Class weights',
  summary:
    'Adds a column of weights that makes rare classes count as much as common ones, without a new row.',
  sentence: 'Weigh the classes of {target} in {table}, {weighting} → {weighted}',
  params: classWeightsParams,
  inputs: {
    table: {
      ...{ kind: 'table', isLearnt: true, isAsItCame: true },
      meaning: 'The training rows, with their classes',
    },
  },
  outputs: { weighted: { kind: 'table', meaning: 'The table with a column of weights, all else as it was' } },
  frames: {
    classes: {
      class: {
        type: 'text',
        meaning: 'The class, in the order of its values; null for rows without a class',
      },
      rows: { type: 'integer', meaning: 'Its rows' },
      share: { type: 'number', meaning: 'Its share of the rows with a class; null without one' },
      weight: { type: 'number', meaning: 'The weight of each of its rows; null for rows without a class' },
      weight_sum: { type: 'number', meaning: 'The weights of its rows together' },
      weighted_share: { type: 'number', meaning: 'Its share of the weights of all rows' },
    },
    summary: {
      rows: { type: 'integer', meaning: 'Rows of the table' },
      labelled: { type: 'integer', meaning: 'Rows with a class' },
      classes: { type: 'integer', meaning: 'Classes' },
      largest_weight: { type: 'number', meaning: 'Largest weight of a row' },
      effective_rows: {
        type: 'number',
        meaning: '(Σ weight)² / Σ weight²: how many rows of equal weight would say as much (Kish 1965)',
      },
      part: { type: 'text', meaning: 'The part of a split that the table is; null for a whole table' },
    },
  },
  describe: ({ target, weighting }) => ({ target: target || '…', weighting }),
  keyParams: (params) => paramsInUse(classWeightsParams, params),
  read,
});
