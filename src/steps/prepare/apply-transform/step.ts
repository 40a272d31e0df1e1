import * as z from 'zod';
import { defineStep } from '../../../core/contract';
import { cellAt, emptyFrame } from '../../../core/frame';
import { read } from './reading';

/** `apply-transform` takes no params: everything it needs is in the transform. */
export const applyTransformParams = z.strictObject({});

/** The params of `apply-transform`. */
export type ApplyTransformParams = z.output<typeof applyTransformParams>;

/** `apply-transform`: what was learned on one table, applied unchanged to another. */
export const applyTransform = defineStep({
  id: 'apply-transform',
  version: 1,
  stage: 'prepare',
  title: 'Apply a transform',
  summary: 'Changes a table by constants that were fitted on another one; nothing is fitted again.',
  sentence: 'Apply {transform} to {table} → {applied}',
  params: applyTransformParams,
  inputs: {
    table: { kind: 'table', meaning: 'The table to change, such as the test part or new rows' },
    transform: { kind: 'transform', meaning: 'Constants that a step has fitted' },
  },
  outputs: { applied: { kind: 'table', meaning: 'The table with the columns of the transform changed' } },
  // Neighbours are searched outside the database, so that more than one statement runs.
  isOneStatement: ({ summary }) => cellAt(summary ?? emptyFrame, 'method', 0) !== 'impute-neighbours',
  frames: {
    columns: {
      column: { type: 'text', meaning: 'Column that the transform was fitted on' },
      count: { type: 'integer', meaning: 'Finite values in this table' },
      missing: { type: 'integer', meaning: 'Nulls in this table' },
      outside: {
        type: 'integer',
        meaning: 'Finite values outside the fitted range; null where the transform has none',
      },
      fitted_min: { type: 'number', meaning: 'Least value it was fitted on; null where there is none' },
      fitted_max: { type: 'number', meaning: 'Greatest value it was fitted on; null where there is none' },
      min: { type: 'number', meaning: 'Least finite value in this table, before' },
      max: { type: 'number', meaning: 'Greatest finite value in this table, before' },
      filled: {
        type: 'integer',
        meaning: 'Missing cells, NaN among them, that have a value after; null unless the method fills',
      },
      left: {
        type: 'integer',
        meaning: 'Missing cells, NaN among them, that are missing still; null unless the method fills',
      },
      below: { type: 'integer', meaning: 'Values moved up to the low bound; null unless the method clips' },
      above: {
        type: 'integer',
        meaning: 'Values moved down to the high bound; null unless the method clips',
      },
      mean: {
        type: 'number',
        meaning: 'Mean of the finite values after; null where the column is no number',
      },
      sd: { type: 'number', meaning: 'Population standard deviation of the finite values after' },
    },
    summary: {
      method: { type: 'text', meaning: 'Method of the transform' },
      rows: { type: 'integer', meaning: 'Rows of the table' },
      columns: { type: 'integer', meaning: 'Columns that the transform was fitted on' },
      fitted_on: { type: 'text', meaning: 'The part of a split it was fitted on; null for a whole table' },
      part: { type: 'text', meaning: 'The part of a split it is applied to; null for a whole table' },
    },
  },
  describe: () => ({}),
  keyParams: (params) => params,
  read,
});
