import * as z from 'zod';
import { columnParam, columnsParam } from '../../../core/column-param';
import { defineStep } from '../../../core/contract';
import { paramsInUse, usedWhen } from '../../../core/param-when';
import { read } from './reading';

/** How rows are added or taken away. */
export const METHODS = ['SMOTE', 'random over', 'random under'] as const;

/** The params of `resample`. */
export const resampleParams = z.strictObject({
  target: columnParam('table', 'The column that holds the classes'),
  method: z
    .enum(METHODS)
    .default('SMOTE')
    .describe(
      'SMOTE: new rows between neighbours; random over: rows drawn again; random under: rows left out at random',
    ),
  amount: z
    .enum(['equal', 'ratio'])
    .default('equal')
    .describe('equal: all classes as large as the largest (for “random under” as small as the smallest)'),
  ratio: z
    .number()
    .gt(0)
    .max(1)
    .default(0.5)
    .describe(
      'For “ratio”: every class gets at least this share of the largest; for “random under” the smallest is at least this share of every class',
    )
    .meta(usedWhen({ amount: ['ratio'] })),
  k: z
    .int()
    .min(1)
    .max(100)
    .default(5)
    .describe('For SMOTE: how many nearest rows of its class a row may be paired with')
    .meta(usedWhen({ method: ['SMOTE'] })),
  features: columnsParam(
    'table',
    'For SMOTE: the columns that say how near rows are; all others stay empty in new rows. None: all columns but the target',
  ).meta(usedWhen({ method: ['SMOTE'] })),
  seed: z.int().min(0).max(4_294_967_295).default(0).describe('Another seed gives another choice'),
  rules: z
    .enum(['sluice', 'imbalanced-learn'])
    .default('sluice')
    .describe(
      'imbalanced-learn: row by row what imbalanced-learn 0.14 gives for the same seed; complete numeric columns, unscaled, unrounded',
    ),
});

/** The params of `resample`, complete. */
export type ResampleParams = z.output<typeof resampleParams>;

/** `resample`: classes of more equal size, by new rows or by fewer. */
export const resample = defineStep({
  id: 'resample',
  version: 1,
  stage: 'balance',
  title: 'Balance by resampling',
  summary:
    'Makes the classes of a training table equally frequent, by new rows (SMOTE), repeated rows or fewer rows.',
  sentence: 'Balance {table} by {target} with {method} until {amount} → {balanced}',
  params: resampleParams,
  inputs: { table: { kind: 'table', isLearnt: true, meaning: 'The training rows, with their classes' } },
  outputs: {
    balanced: { kind: 'table', meaning: 'The rows that were kept, then the new ones' },
    provenance: {
      kind: 'table',
      meaning:
        'What each new row was made of (for “random under”: where each kept row stood): new_row, class, parent, neighbour, gap',
    },
  },
  frames: {
    classes: {
      class: {
        type: 'text',
        meaning: 'The class as text, in order of its value; null for rows without a class',
      },
      before: { type: 'integer', meaning: 'Rows of the class in the input' },
      asked: { type: 'integer', meaning: 'Rows it was to have' },
      after: { type: 'integer', meaning: 'Rows it has' },
      real: { type: 'integer', meaning: 'Of these, rows of the input' },
      made: { type: 'integer', meaning: 'Of these, rows that were added' },
      neighbours: {
        type: 'integer',
        meaning: 'Neighbours that its new rows were made with; null without any',
      },
    },
    summary: {
      rows_before: { type: 'integer', meaning: 'Rows of the input' },
      rows_after: { type: 'integer', meaning: 'Rows of the balanced table' },
      made: { type: 'integer', meaning: 'Rows that were added' },
      removed: { type: 'integer', meaning: 'Rows that were left out' },
      part: { type: 'text', meaning: 'The part of a split that the input is; null for a whole table' },
    },
    picture: {
      x: { type: 'number', meaning: 'First principal component of the scaled numeric features' },
      y: { type: 'number', meaning: 'Second principal component' },
      class: { type: 'text', meaning: 'Class of the row, as text' },
      is_new: { type: 'boolean', meaning: 'True for a row that was added' },
    },
    components: {
      component: { type: 'integer', meaning: '1 and 2' },
      share: { type: 'number', meaning: 'Share of the variance of the sampled rows of the input' },
      features: { type: 'integer', meaning: 'Numeric features that went in' },
      sampled: { type: 'integer', meaning: 'Rows of the input that the components were found from' },
    },
  },
  describe: (params) => ({
    target: params.target || '…',
    method: params.method,
    amount: amountText(params),
  }),
  keyParams: (params) => paramsInUse(resampleParams, params),
  read,
});

function amountText({ method, amount, ratio }: ResampleParams): string {
  if (amount === 'equal') return 'classes are equal';
  const percent = `${Number((ratio * 100).toPrecision(6))} %`;
  return method === 'random under'
    ? `the smallest has ${percent} of every class`
    : `every class has ${percent} of the largest`;
}
