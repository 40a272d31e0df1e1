import type { FrameShape } from '../../../core/frame';
import { unmetShape } from '../../../core/unmet';

/** The frames of `parse`. */
export const FRAMES = {
  columns: {
    column: { type: 'text', meaning: 'Name of the text column' },
    result: { type: 'text', meaning: 'Name of the column with what was read' },
    to: { type: 'text', meaning: 'What the texts became' },
    unit: { type: 'text', meaning: 'The unit of the result; empty for none, null where it is no number' },
    rows: { type: 'integer', meaning: 'Rows of the table' },
    missing_before: { type: 'integer', meaning: 'Cells that were missing' },
    parsed: { type: 'integer', meaning: 'Cells that were read' },
    failed: { type: 'integer', meaning: 'Cells with a text that could not be read' },
    missing_after: { type: 'integer', meaning: 'Cells of the result that are missing' },
    distinct: { type: 'integer', meaning: 'Different texts' },
    distinct_failed: { type: 'integer', meaning: 'Different texts that could not be read' },
  },
  failures: {
    column: { type: 'text', meaning: 'Name of the text column' },
    value: { type: 'text', meaning: 'A text that could not be read; the 200 most frequent of a column' },
    rows: { type: 'integer', meaning: 'Rows that hold it' },
    first_row: { type: 'integer', meaning: 'The first of them, from 1' },
  },
  units: {
    column: { type: 'text', meaning: 'Name of the text column' },
    unit: { type: 'text', meaning: 'A unit that was met; empty for numbers without any' },
    rows: { type: 'integer', meaning: 'Rows with a number in it' },
    factor: {
      type: 'number',
      meaning:
        'What they were multiplied by; null where they failed: of another kind, not known, or with words behind',
    },
  },
  formats: {
    column: { type: 'text', meaning: 'Name of the text column' },
    format: { type: 'text', meaning: 'A format that its dates were read by' },
    rows: { type: 'integer', meaning: 'Rows read by it, and by none before it' },
  },
  remedies: {
    column: { type: 'text', meaning: 'A column in which more could be read' },
    params: { type: 'text', meaning: 'The params to set for it, as JSON' },
    rows: { type: 'integer', meaning: 'Rows that would be read besides' },
    text: {
      type: 'text',
      meaning: 'The most frequent text that other marks would read; null for other params',
    },
    value: { type: 'number', meaning: 'What it would be read as, in its unit' },
  },
  texts: {
    column: { type: 'text', meaning: 'Name of the text column' },
    value: { type: 'text', meaning: 'One of its six most frequent texts' },
    rows: { type: 'integer', meaning: 'Rows that hold it' },
  },
  histograms: {
    column: { type: 'text', meaning: 'Name of the text column' },
    bin: { type: 'integer', meaning: 'Number of the bin, from 0' },
    low: { type: 'any', meaning: 'Lower edge, closed; of dates the begin of the unit; true or false' },
    high: { type: 'any', meaning: 'Upper edge, open but for the last bin; null of dates and truths' },
    unit: { type: 'text', meaning: 'Of dates: the unit of the calendar; else null' },
    count: { type: 'integer', meaning: 'Rows in the bin' },
  },
  unmet: unmetShape,
} as const satisfies Readonly<Record<string, FrameShape>>;
