import * as z from 'zod';
import { columnParam, columnsParam } from '../../../core/column-param';
import { defineStep } from '../../../core/contract';
import { paramsInUse, usedWhen } from '../../../core/param-when';
import { FRAMES } from './frame-shapes';
import { read } from './reading';

/** The params of `compare-balancing`. */
export const compareBalancingParams = z.strictObject({
  target: columnParam('train', 'The column that holds the classes'),
  positive: z
    .string()
    .max(1000)
    .default('')
    .describe(
      'The class that is looked for; all others count as one. Empty: of two classes the rarer one (of equally many the first), of several none: figures are means over the classes',
    ),
  features: columnsParam(
    'train',
    'The columns to learn from. None: all that the held-out rows have too, but the target, identifiers and texts with more than 100 different values',
  ),
  rule: z
    .enum(['balanced accuracy', 'F1', 'cost', 'recall'])
    .default('balanced accuracy')
    .describe(
      'What the threshold is chosen by, on predictions out of fold of the training rows. Cost: the least false alarms + misses × their cost; recall: the fewest false alarms that still find so many',
    ),
  missCost: z
    .number()
    .gt(0)
    .max(1e6)
    .default(5)
    .describe('What a miss costs, in false alarms: for the picture of the cost, and for the rule “cost”'),
  leastRecall: z
    .number()
    .gt(0)
    .max(1)
    .default(0.8)
    .describe('For “recall”: the share of the class that must be found, of 1')
    .meta(usedWhen({ rule: ['recall'] })),
  c: z
    .number()
    .gt(0)
    .max(1e12)
    .default(1)
    .describe(
      'What the rows count against the penalty of the models: smaller keeps coefficients nearer to 0',
    ),
  folds: z.int().min(2).max(20).default(5).describe('Folds of the training rows, to choose the threshold on'),
  replicas: z
    .int()
    .min(0)
    .max(2000)
    .default(200)
    .describe('Bootstrap replicas of the held-out rows, for the intervals; 0 for none'),
  seed: z.int().min(0).max(4_294_967_295).default(0).describe('Another seed gives other folds and replicas'),
  keep: z
    .enum(['plain', 'class weights', 'resampled'])
    .default('plain')
    .describe(
      'The model that is handed on: learned from the rows as they are, by class weights, or resampled',
    ),
  keepNumber: z
    .int()
    .min(1)
    .max(100)
    .default(1)
    .describe('For “resampled”: which of the resampled tables, from 1')
    .meta(usedWhen({ keep: ['resampled'] })),
});

/** The params of `compare-balancing`, complete. */
export type CompareBalancingParams = z.output<typeof compareBalancingParams>;

/** `compare-balancing`: nothing, weights, a threshold and resampling side by side, judged on rows that were held out. */
export const compareBalancing = defineStep({
  id: 'compare-balancing',
  version: 1,
  stage: 'balance',
  title: 'Compare ways to balance',
  summary:
    'Judges class weights, a moved threshold and resampled tables beside doing nothing, on rows that were held out.',
  sentence:
    'Compare ways to balance {target} of {train}, judged on {judged}, with {resampled} resampled → {model}',
  params: compareBalancingParams,
  inputs: {
    train: { kind: 'table', isLearnt: true, isAsItCame: true, meaning: 'The training rows, as they are' },
    judged: { kind: 'table', isJudged: true, meaning: 'Rows that were held out, as the world has them' },
    resampled: {
      kind: 'table',
      list: true,
      optional: true,
      isLearnt: true,
      isResampled: true,
      meaning: 'The training rows resampled in one way or several',
    },
  },
  outputs: {
    model: { kind: 'model', meaning: 'The logistic model of the way that is kept, with its threshold' },
  },
  frames: FRAMES,
  describe: ({ target }) => ({ target: target || '…' }),
  keyParams: (params) => paramsInUse(compareBalancingParams, params),
  read,
});
