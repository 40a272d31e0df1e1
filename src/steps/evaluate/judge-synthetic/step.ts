import * as z from 'zod';
import { columnsParam } from '../../../core/column-param';
import { defineStep } from '../../../core/contract';
import { fidelityShapes } from '../../../core/fidelity';
import { read } from './reading';

/** The params of `judge-synthetic`: what is compared, by what someone may know a row, and the seed of what is drawn. */
export const judgeSyntheticParams = z.strictObject({
  columns: columnsParam(
    'real',
    'Columns that are compared; none: all that the tables share, without those that tell every real row apart',
  ),
  categories: columnsParam('real', 'Columns of numbers that stand for categories, such as codes'),
  known: columnsParam(
    'real',
    'Columns by which somebody may know a real row, such as age, place and job; none: all that are compared',
  ),
  rows: z
    .number()
    .int()
    .min(100)
    .max(300_000)
    .default(100_000)
    .describe('Rows of each table that are judged at most; of more, as many are drawn by the seed'),
  seed: z.number().int().min(0).max(4_294_967_295).default(1).describe('Decides which rows are drawn'),
});

/** The params of `judge-synthetic`, complete. */
export type JudgeSyntheticParams = z.output<typeof judgeSyntheticParams>;

/** `judge-synthetic`: how like real rows synthetic ones are, and what they give away of them. */
export const judgeSyntheticStep = defineStep({
  id: 'judge-synthetic',
  version: 1,
  stage: 'evaluate',
  title: 'Judge synthetic rows',
  summary: 'Tells how like real rows synthetic ones are, and what they give away of the real ones.',
  sentence: 'Judge {synthetic} against {real}[, with {holdout} held out]',
  params: judgeSyntheticParams,
  inputs: {
    synthetic: { kind: 'table', meaning: 'The synthetic rows, by themselves' },
    real: { kind: 'table', meaning: 'The real rows that they were made from' },
    holdout: {
      kind: 'table',
      optional: true,
      meaning: 'Real rows that the synthetic ones were not made from',
    },
  },
  outputs: {},
  frames: fidelityShapes,
  describe: () => ({}),
  keyParams: (params) => params,
  read,
});
