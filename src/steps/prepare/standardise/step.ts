import * as z from 'zod';
import { columnsParam } from '../../../core/column-param';
import { defineStep } from '../../../core/contract';
import { read } from './reading';

/** The types of column that can be standardised. */
export const NUMERIC = ['integer', 'number'] as const;

/** The params of `standardise`: the columns to scale. */
export const standardiseParams = z.strictObject({
  columns: columnsParam(
    'table',
    'The columns to standardise. None: all of type integer or number, but for identifiers (integers that never repeat, in 20 rows or more) and flags (integers that are only 0 and 1)',
    NUMERIC,
  ),
});

/** The params of `standardise`, complete. */
export type StandardiseParams = z.output<typeof standardiseParams>;

/** `standardise`: numbers in units of their standard deviation, by constants that are learned once. */
export const standardise = defineStep({
  id: 'standardise',
  version: 1,
  stage: 'prepare',
  title: 'Standardise',
  summary: 'Learns mean and standard deviation of columns, and scales them to mean 0 and deviation 1.',
  sentence: 'Standardise {columns} of {table} → {standardised}, {transform}',
  params: standardiseParams,
  inputs: { table: { kind: 'table', isLearnt: true, meaning: 'The table to learn from: the training part' } },
  outputs: {
    standardised: { kind: 'table', meaning: 'The table with the columns scaled, all else as it was' },
    transform: {
      kind: 'transform',
      meaning: 'Mean and standard deviation per column, to apply to other tables',
    },
  },
  frames: {
    constants: {
      column: { type: 'text', meaning: 'Name of the column' },
      mean: { type: 'number', meaning: 'Mean of its finite values; null without any' },
      sd: { type: 'number', meaning: 'Population standard deviation of its finite values; null without any' },
      count: { type: 'integer', meaning: 'Finite values: what was learned from' },
      missing: { type: 'integer', meaning: 'Nulls; they stay missing' },
      nan: { type: 'integer', meaning: 'NaN values; they stay NaN' },
      infinite: { type: 'integer', meaning: '±Infinity values; they stay as they are' },
      min: { type: 'number', meaning: 'Least finite value' },
      max: { type: 'number', meaning: 'Greatest finite value' },
      is_constant: {
        type: 'boolean',
        meaning: 'True where all finite values are equal: only the mean is taken off',
      },
    },
    histograms: {
      column: { type: 'text', meaning: 'Name of the column' },
      bin: { type: 'integer', meaning: 'Number of the bin, from 0' },
      low: { type: 'number', meaning: 'Lower edge before, closed' },
      high: { type: 'number', meaning: 'Upper edge before, open but for the last bin' },
      scaled_low: { type: 'number', meaning: 'Lower edge after' },
      scaled_high: { type: 'number', meaning: 'Upper edge after' },
      count: { type: 'integer', meaning: 'Finite values in the bin; the same before and after' },
    },
  },
  describe: ({ columns }) => ({ columns: columns.length === 0 ? 'all numeric columns' : columns.join(', ') }),
  keyParams: (params) => params,
  read,
});
