import type { FrameShape } from '../../../core/frame';

/** The frames of `window-series`, with their columns. */
export const windowFrames = {
  entities: {
    entity: {
      type: 'text',
      meaning: 'Whose series it is, several columns joined; null where all rows are one',
    },
    rows: { type: 'integer', meaning: 'Rows of the series that have a time' },
    windows: { type: 'integer', meaning: 'Windows cut from it' },
    unused: { type: 'integer', meaning: 'Rows that are a sample of no window' },
    gaps: { type: 'integer', meaning: 'Gaps in its times, at which it was broken' },
    breaks: { type: 'integer', meaning: 'Changes of the part column within it' },
    dropped: { type: 'integer', meaning: 'Windows left out for a missing value' },
    step: {
      type: 'number',
      meaning: 'Median step of its times: microseconds, days or the unit of the column',
    },
  },
  summary: {
    rows: { type: 'integer', meaning: 'Rows of the input' },
    windows: { type: 'integer', meaning: 'Windows' },
    entities: { type: 'integer', meaning: 'Series' },
    channels: { type: 'integer', meaning: 'Columns of values' },
    span: { type: 'integer', meaning: 'Rows from the first to the last sample of a window' },
    unused: {
      type: 'integer',
      meaning: 'Rows that are a sample of no window, those without a time among them',
    },
    untimed: { type: 'integer', meaning: 'Rows without a finite time; they are in no window' },
    tied: {
      type: 'integer',
      meaning: 'Rows with the time of the row before, left in the order of the table',
    },
    gaps: { type: 'integer', meaning: 'Gaps at which a series was broken' },
    dropped: { type: 'integer', meaning: 'Windows left out for a missing value' },
    filled: { type: 'integer', meaning: 'Values filled forward' },
    incomplete: { type: 'integer', meaning: 'Windows with a missing value that were kept' },
    is_irregular: { type: 'boolean', meaning: 'Whether a step between samples is 10 % off the median step' },
    step: {
      type: 'number',
      meaning: 'Median step of the times of the first series; null in the order of rows',
    },
    part: { type: 'text', meaning: 'The part of a split that the input is; null for a whole table' },
  },
  labels: {
    label: { type: 'text', meaning: 'Label as text; null for windows without one' },
    rows: { type: 'integer', meaning: 'Rows with it that have a time' },
    windows: { type: 'integer', meaning: 'Windows with it' },
  },
  picture: {
    row: { type: 'integer', meaning: 'Place within the stretch that is drawn, from 0' },
    at: { type: 'any', meaning: 'Its time as text, or its row in the table' },
    channel: { type: 'text', meaning: 'Column of values' },
    value: { type: 'number', meaning: 'Value; null where it is missing' },
  },
  picture_windows: {
    window: { type: 'integer', meaning: 'Number of the window' },
    first: { type: 'integer', meaning: 'Place of its first sample within the stretch' },
    last: { type: 'integer', meaning: 'Place of its last sample' },
    target: { type: 'integer', meaning: 'Place of its target; null without one' },
    label: { type: 'text', meaning: 'Its label; null without one' },
  },
} as const satisfies Readonly<Record<string, FrameShape>>;
