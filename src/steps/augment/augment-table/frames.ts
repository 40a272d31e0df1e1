import { fidelityShapes } from '../../../core/fidelity';
import type { FrameShape } from '../../../core/frame';
import { labelSafetyShape } from '../../../core/label-safety';

/** The frames of `augment-table`, with their columns. */
export const augmentTableFrames = {
  classes: {
    class: {
      type: 'text',
      meaning: 'The class as text, in order of its value; null for all rows where there is no label',
    },
    before: { type: 'integer', meaning: 'Real rows of the class' },
    asked: { type: 'integer', meaning: 'New rows that were asked for' },
    made: { type: 'integer', meaning: 'New rows that there are' },
    copies: { type: 'integer', meaning: 'Rows missing, as to the last draw they equalled a real row' },
    repeats: { type: 'integer', meaning: 'Rows missing, as to the last draw they equalled another new row' },
    unmade: { type: 'integer', meaning: 'New rows that could not be made: the class has a single row' },
  },
  columns: {
    column: { type: 'text', meaning: 'Column of the table, in order' },
    treatment: {
      type: 'text',
      meaning: 'label, key, moved, swapped, mixed, drawn, or kept where new rows have the parent’s value',
    },
    spread: { type: 'number', meaning: 'Of a number that was moved: the unit of the noise' },
    low: {
      type: 'number',
      meaning: 'Least finite value of a number; dates in days, timestamps in microseconds since 1970',
    },
    high: { type: 'number', meaning: 'Largest finite value of a number, likewise' },
    changed: {
      type: 'integer',
      meaning: 'New rows whose value is not the parent’s own; null where rows are drawn and have no parent',
    },
    clamped: {
      type: 'integer',
      meaning: 'Values that noise would have carried beyond the bounds, and were set to them',
    },
  },
  summary: {
    rows_before: { type: 'integer', meaning: 'Rows of the input' },
    asked: { type: 'integer', meaning: 'New rows that were asked for' },
    made: { type: 'integer', meaning: 'New rows that there are' },
    copies: { type: 'integer', meaning: 'Rows missing, as to the last draw they equalled a real row' },
    repeats: { type: 'integer', meaning: 'Rows missing, as to the last draw they equalled another new row' },
    redrawn: {
      type: 'integer',
      meaning: 'Rows that were drawn in place of copies, each asked-for row at most ten times over',
    },
    unmade: { type: 'integer', meaning: 'New rows that could not be made' },
    rows_after: { type: 'integer', meaning: 'Rows of the augmented table' },
    part: { type: 'text', meaning: 'The part of a split that the input is; null for a whole table' },
  },
  label_safety: labelSafetyShape,
  unsafe: {
    new_row: {
      type: 'integer',
      meaning: 'A new row that few of its neighbours agree with: its place in the augmented table, from 1',
    },
    label: { type: 'text', meaning: 'Its label' },
    agreement: { type: 'number', meaning: 'Share of its nearest real rows that have its label' },
    parent_row: { type: 'integer', meaning: 'The place of its parent in the input; null without one' },
    nearest_row: {
      type: 'integer',
      meaning: 'The place in the input of the nearest real row but the parent',
    },
    nearest_label: { type: 'text', meaning: 'The label of that row' },
  },
  unsafe_values: {
    new_row: { type: 'integer', meaning: 'The new row' },
    column: { type: 'text', meaning: 'A column, at most twelve of them' },
    made: { type: 'text', meaning: 'Its value in the new row, as text' },
    parent: { type: 'text', meaning: 'Its value in the parent' },
    nearest: { type: 'text', meaning: 'Its value in the nearest real row' },
  },
  ...fidelityShapes,
} as const satisfies Readonly<Record<string, FrameShape>>;
