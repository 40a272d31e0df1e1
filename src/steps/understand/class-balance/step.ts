import * as z from 'zod';
import { columnParam } from '../../../core/column-param';
import { defineStep } from '../../../core/contract';
import { read } from './reading';

/** The params of `class-balance`: the column whose values are the classes. */
export const classBalanceParams = z.strictObject({
  target: columnParam('table', 'The column that holds the classes'),
});

/** The params of `class-balance`, complete. */
export type ClassBalanceParams = z.output<typeof classBalanceParams>;

/** `class-balance`: how often each class occurs, and what follows from it. */
export const classBalance = defineStep({
  id: 'class-balance',
  version: 1,
  stage: 'understand',
  title: 'Class balance',
  summary: 'Counts, shares and weights of the classes of a column.',
  sentence: 'Show the classes of {target} in {table}',
  params: classBalanceParams,
  inputs: { table: { kind: 'table', meaning: 'The table whose classes are counted' } },
  outputs: {},
  frames: {
    classes: {
      class: {
        type: 'text',
        meaning: 'The class as text; null for the rows without a class, which stand last',
      },
      count: { type: 'integer', meaning: 'Rows of the class; most frequent first, then by value' },
      share: { type: 'number', meaning: 'Share of the rows with a class; null for the rows without one' },
      ratio: { type: 'number', meaning: 'Rows of the largest class per row of this one; 1 for the largest' },
      weight: {
        type: 'number',
        meaning:
          'n / (k · count), n rows with a class in k classes; null without a class. Such weights average 1',
      },
    },
    summary: {
      rows: { type: 'integer', meaning: 'Rows of the table' },
      labelled: { type: 'integer', meaning: 'Rows with a class' },
      missing: { type: 'integer', meaning: 'Rows without a class' },
      classes: { type: 'integer', meaning: 'Distinct classes' },
      listed: { type: 'integer', meaning: 'Classes that the frame `classes` lists: at most 1,000' },
      smallest_count: { type: 'integer', meaning: 'Rows of the smallest class; null without a class' },
      ratio: { type: 'number', meaning: 'Rows of the largest class per row of the smallest' },
      majority_share: { type: 'number', meaning: 'Accuracy of always saying the largest class' },
      part: { type: 'text', meaning: 'The part of a split that the table is; null for a whole table' },
    },
  },
  describe: ({ target }) => ({ target: target || '…' }),
  keyParams: (params) => params,
  read,
});
