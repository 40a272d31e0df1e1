import * as z from 'zod';
import { defineStep } from '../../../core/contract';
import type { FrameShape } from '../../../core/frame';
import { alertFrame } from './alerts/alert-frame';
import { overlapFrame } from './alerts/overlap-frame';
import { thresholds } from './alerts/thresholds';
import { detailFrames } from './details/frame-shapes';
import { marks } from './marks';
import { pairFrame, patternFrame } from './missingness';
import { nullityFrame } from './nullity';
import { read } from './reading';
import { sampleRowFrame } from './sample-rows';
import { targetFrames } from './target/target-frames';
import { targetParams } from './target/target-param';
import { weightFrames } from './weight/weight-frames';
import { weightParams } from './weight/weight-param';

/** The params of `profile`: from where on its alerts speak and figures are red. Its figures are exact and complete under all of them. */
export const profileParams = z.strictObject({ ...weightParams, ...targetParams, ...thresholds, ...marks });
export type ProfileParams = z.output<typeof profileParams>;

const columns: FrameShape = {
  column: { type: 'text', meaning: 'Name of the column' },
  type: { type: 'text', meaning: 'integer, number, text, boolean, date, timestamp, time or other' },
  sql_type: { type: 'text', meaning: 'Storage type in DuckDB' },
  count: { type: 'integer', meaning: 'Values that are not missing (NaN included)' },
  missing: { type: 'integer', meaning: 'Nulls; count + missing = rows' },
  distinct: { type: 'integer', meaning: 'Distinct non-missing values' },
  mean: { type: 'number', meaning: 'Mean of the finite values' },
  sd: { type: 'number', meaning: 'Population standard deviation of the finite values' },
  min: { type: 'any', meaning: 'Least finite value, first date, or null' },
  median: { type: 'number', meaning: 'Middle value; mean of the two middle ones for even n' },
  max: { type: 'any', meaning: 'Greatest finite value, last date, or null' },
  zeros: { type: 'integer', meaning: 'Values equal to 0 (-0 included)' },
  negatives: { type: 'integer', meaning: 'Finite values below 0' },
  nan: { type: 'integer', meaning: 'Not-a-number values' },
  positive_infinity: { type: 'integer', meaning: '+Infinity values' },
  negative_infinity: { type: 'integer', meaning: '-Infinity values' },
  mad: { type: 'number', meaning: 'Median of the distances from the median, unscaled' },
  skewness: { type: 'number', meaning: 'Population skewness g1; null for a constant' },
  kurtosis: { type: 'number', meaning: 'Population excess kurtosis g2; null for a constant' },
  d0: { type: 'number', meaning: 'Minimum' },
  d10: { type: 'number', meaning: 'First decile (inverted distribution function)' },
  d20: { type: 'number', meaning: 'Second decile' },
  d30: { type: 'number', meaning: 'Third decile' },
  d40: { type: 'number', meaning: 'Fourth decile' },
  d50: { type: 'number', meaning: 'Fifth decile' },
  d60: { type: 'number', meaning: 'Sixth decile' },
  d70: { type: 'number', meaning: 'Seventh decile' },
  d80: { type: 'number', meaning: 'Eighth decile' },
  d90: { type: 'number', meaning: 'Ninth decile' },
  d100: { type: 'number', meaning: 'Maximum' },
  empty: { type: 'integer', meaning: 'Texts without a character' },
  min_characters: { type: 'integer', meaning: 'Shortest text in Unicode characters' },
  mean_characters: { type: 'number', meaning: 'Mean length in Unicode characters' },
  max_characters: { type: 'integer', meaning: 'Longest text in Unicode characters' },
  min_bytes: { type: 'integer', meaning: 'Shortest text in UTF-8 bytes' },
  mean_bytes: { type: 'number', meaning: 'Mean length in UTF-8 bytes' },
  max_bytes: { type: 'integer', meaning: 'Longest text in UTF-8 bytes' },
  true: { type: 'integer', meaning: 'True values of a boolean column' },
  false: { type: 'integer', meaning: 'False values of a boolean column' },
  meaning: {
    type: 'text',
    meaning:
      'email, ip, phone, hash or identifier, where the frequent values look like it: such values may be personal',
  },
};

/** `profile`: exact figures of every column. */
export const profile = defineStep({
  id: 'profile',
  version: 1,
  stage: 'understand',
  title: 'Profile',
  summary: 'Counts, ranges, shapes and frequent values of every column, exactly.',
  sentence: 'Profile {table}[ beside {beside}] {target}',
  params: profileParams,
  inputs: {
    table: { kind: 'table', meaning: 'The table to describe' },
    beside: {
      kind: 'table',
      list: true,
      optional: true,
      isBeside: true,
      meaning: 'Other parts of the same data, to see what stands in both',
    },
  },
  outputs: { statistics: { kind: 'statistics', meaning: 'Figures of every column, mergeable as stated' } },
  frames: {
    table: {
      rows: { type: 'integer', meaning: 'Rows of the table' },
      columns: { type: 'integer', meaning: 'Columns of the table' },
      missing_cells: { type: 'integer', meaning: 'Cells without a value' },
      duplicate_rows: {
        type: 'integer',
        meaning: 'Surplus rows: all but the first of each group of equal rows',
      },
      repeated_rows: { type: 'integer', meaning: 'Distinct rows that occur more than once' },
      memory_bytes: {
        type: 'integer',
        meaning: 'Bytes of the values as an uncompressed Arrow table; null where a type has no fixed width',
      },
    },
    columns,
    histograms: {
      column: { type: 'text', meaning: 'Name of the column' },
      kind: { type: 'text', meaning: 'equal_width, quantile or date' },
      bin: { type: 'integer', meaning: 'Number of the bin, from 0' },
      low: { type: 'any', meaning: 'Lower edge, closed; begin of the unit for dates' },
      high: { type: 'any', meaning: 'Upper edge, open but for the last bin; null for dates' },
      count: {
        type: 'number',
        meaning: 'Values in the bin; fractional only for quantile bins of equal edges',
      },
      unit: { type: 'text', meaning: 'Calendar unit of a date histogram, else null' },
    },
    top_values: {
      column: { type: 'text', meaning: 'Name of the column' },
      rank: { type: 'integer', meaning: 'From 1; most frequent first, ties by larger text first' },
      value: { type: 'text', meaning: 'The value, as text' },
      count: { type: 'integer', meaning: 'How often it occurs' },
      share: { type: 'number', meaning: 'Share of the non-missing values' },
    },
    alerts: alertFrame,
    overlap: overlapFrame,
    missing_patterns: patternFrame,
    missing_pairs: pairFrame,
    ...detailFrames,
    ...weightFrames,
    ...targetFrames,
    nullity: nullityFrame,
    sample_rows: sampleRowFrame,
  },
  describe: ({ target }) => ({ target: target === '' ? '' : `for ${target}` }),
  // What is marked red is a matter of looking.
  keyParams: ({ redMissing: _, redZeros: __, ...params }) => params,
  read,
});
