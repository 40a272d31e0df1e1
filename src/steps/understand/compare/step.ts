import * as z from 'zod';
import { columnsParam } from '../../../core/column-param';
import { defineStep } from '../../../core/contract';
import { FRAMES } from './frame-shapes';
import { read } from './reading';

/** The params of `compare`: what tells rows apart, and from where on two columns are called different. */
export const compareParams = z.strictObject({
  keys: columnsParam(
    'table',
    'Columns that together say whom or what a row is about, such as a patient; none: every column that tells all rows of both tables apart',
  ),
  distance: z
    .number()
    .min(0)
    .max(1)
    .default(0.1)
    .describe('Columns are called different from this Jensen–Shannon divergence on, in bits from 0 to 1'),
});

/** The params of `compare`, complete. */
export type CompareParams = z.output<typeof compareParams>;

/** `compare`: two tables beside each other, such as parts of a split: what stands in both, and how their columns differ. */
export const compare = defineStep({
  id: 'compare',
  version: 1,
  stage: 'understand',
  title: 'Compare',
  summary: 'Finds rows and keys that two tables share, and how far their columns are apart.',
  sentence: 'Compare {table} with {beside}',
  params: compareParams,
  inputs: {
    table: { kind: 'table', meaning: 'The one table, such as the training part' },
    beside: { kind: 'table', meaning: 'The table beside it, such as the test part, or newer data' },
  },
  outputs: {},
  frames: FRAMES,
  describe: () => ({}),
  keyParams: (params) => params,
  read,
});
