import type { FrameShape } from '../../../core/frame';
import { labelSafetyShape } from '../../../core/label-safety';

/** The frames of `augment-series`, with their columns. */
export const augmentSeriesFrames = {
  summary: {
    rows: { type: 'integer', meaning: 'Windows of the input' },
    asked: { type: 'integer', meaning: 'New windows asked for' },
    made: { type: 'integer', meaning: 'New windows in the table' },
    copies: {
      type: 'integer',
      meaning: 'Windows missing, as to the last draw they equalled a real one or another new one',
    },
    redrawn: {
      type: 'integer',
      meaning: 'Draws in place of a copy: a parent makes its next draws, at most ten times over',
    },
    channels: { type: 'integer', meaning: 'Channels' },
    empty: { type: 'integer', meaning: 'Windows without a sample; nothing is made of them' },
    judged_real: { type: 'integer', meaning: 'Real windows whose label was judged' },
    judged_made: { type: 'integer', meaning: 'New windows whose label was judged' },
    part: { type: 'text', meaning: 'The part of a split that the input is; null for a whole table' },
  },
  classes: {
    class: { type: 'text', meaning: 'Class as text; null for windows without one' },
    rows: { type: 'integer', meaning: 'Windows of the input' },
    asked: { type: 'integer', meaning: 'New windows asked for' },
    made: { type: 'integer', meaning: 'New windows in the table' },
  },
  operations: {
    operation: { type: 'text', meaning: 'Operation, in the order in which they are done' },
    chance: { type: 'number', meaning: 'Its chance' },
    strength: { type: 'number', meaning: 'Its strength, as the params say' },
    windows: { type: 'integer', meaning: 'New windows that it was done to' },
  },
  traces: {
    operation: { type: 'text', meaning: 'The operation alone; “all together” for a new window of the table' },
    channel: { type: 'text', meaning: 'Channel' },
    at: { type: 'number', meaning: 'Time of the sample, or its place' },
    before: { type: 'number', meaning: 'Value of the real window; null where it is missing' },
    after: { type: 'number', meaning: 'Value of the new one' },
  },
  label_safety: labelSafetyShape,
  unsafe: {
    new_row: { type: 'integer', meaning: 'Row of the augmented table, from 1' },
    label: { type: 'text', meaning: 'Its label, that of its parent' },
    agreement: { type: 'number', meaning: 'Share of the nearest real windows with that label' },
    parent_row: { type: 'integer', meaning: 'Row of the parent in the input, from 1' },
    nearest_row: { type: 'integer', meaning: 'Row of the nearest real window but the parent' },
    nearest_label: { type: 'text', meaning: 'Label of that window' },
    operation: { type: 'text', meaning: 'What was done' },
  },
  unsafe_traces: {
    new_row: { type: 'integer', meaning: 'As in unsafe' },
    kind: { type: 'text', meaning: 'new, parent or nearest' },
    place: { type: 'number', meaning: 'Share of the window, from 0 to 1' },
    value: { type: 'number', meaning: 'Value of the first channel; null where it is missing' },
  },
} as const satisfies Readonly<Record<string, FrameShape>>;
