import type { FrameShape } from '../../../core/frame';

/** The frames of `split`. */
export const splitFrames = {
  parts: {
    part: { type: 'text', meaning: 'Name of the part' },
    rows: { type: 'integer', meaning: 'Its rows' },
    share: { type: 'number', meaning: 'Its share of all rows; null for a table without rows' },
    asked: {
      type: 'number',
      meaning: 'The share that was asked for; null where cuts or a column say where rows go',
    },
    equal_rows: {
      type: 'integer',
      meaning: 'Rows of it that equal, in every column, a row of another part',
    },
    first: { type: 'any', meaning: 'Least value of the order column, NaN last; null without one' },
    last: { type: 'any', meaning: 'Greatest value of the order column; null without one' },
  },
  classes: {
    class: {
      type: 'text',
      meaning: 'Class of the column stratified by; null for missing. None where there is no such column',
    },
    part: { type: 'text', meaning: 'Name of the part' },
    rows: { type: 'integer', meaning: 'Rows of the class in the part' },
    share: {
      type: 'number',
      meaning: 'Share of the class in the rows of the part; null for an empty part',
    },
  },
  values: {
    value: { type: 'text', meaning: 'Value of the column that names the parts; null for missing' },
    part: { type: 'text', meaning: 'The part its rows go to; null where they are left out' },
    rows: { type: 'integer', meaning: 'Its rows' },
  },
  left_out: {
    reason: {
      type: 'text',
      meaning:
        'gap: within the gap before a cut; missing: without a time; other: a value that names no part; later: of a fold after the one that is test',
    },
    rows: { type: 'integer', meaning: 'Rows that are in no part for it' },
  },
  leaks: {
    leak: {
      type: 'text',
      meaning:
        'equal rows: equal in all columns; equal keys: equal in the columns named; one column apart: equal in all columns compared but one; small differences: equal but for numbers, each by at most a hundredth of its standard deviation',
    },
    columns: {
      type: 'text',
      meaning: 'The key columns; of rows one column apart the column in which most of them differ; null else',
    },
    part: { type: 'text', meaning: 'Name of the part' },
    rows: {
      type: 'integer',
      meaning: 'Rows of it, among those looked at, with such a row in another part',
    },
    looked_at: { type: 'integer', meaning: 'Rows of it that were looked at; 0 where none could be' },
    compared: { type: 'integer', meaning: 'Rows that they were compared with: those of the other parts' },
  },
  examples: {
    leak: { type: 'text', meaning: 'As in the frame leaks' },
    columns: { type: 'text', meaning: 'The key columns; null where the leak is of another kind' },
    pair: { type: 'integer', meaning: 'Number of the pair of rows, from 1, among those of its leak' },
    part: { type: 'text', meaning: 'The part that the row is in' },
    row_number: { type: 'integer', meaning: 'Place of the row in the table, from 1' },
    column: { type: 'text', meaning: 'Name of the column' },
    value: { type: 'text', meaning: 'The value as text; null where it is missing' },
    differs: { type: 'boolean', meaning: 'True where the two rows of the pair have different values' },
    is_masked: {
      type: 'boolean',
      meaning: 'True where the column may name persons or things: a view hides its values at first',
    },
  },
  hints: {
    kind: {
      type: 'text',
      meaning:
        'identifier: a column that tells persons or things apart, with values that repeat; time: a date or timestamp',
    },
    column: { type: 'text', meaning: 'Name of the column' },
    values: { type: 'integer', meaning: 'Its different values' },
    rows: { type: 'integer', meaning: 'Rows that have one' },
  },
} as const satisfies Readonly<Record<string, FrameShape>>;
