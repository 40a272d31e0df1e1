import type { FrameShape } from '../../../core/frame';
import { labelSafetyShape } from '../../../core/label-safety';

/** The frames of `augment-text`, with their columns. */
export const augmentTextFrames = {
  classes: {
    class: { type: 'text', meaning: 'The class as text, in order of its value; null without one' },
    rows: { type: 'integer', meaning: 'Rows of the class in the input' },
    asked: { type: 'integer', meaning: 'New texts that were asked for' },
    made: { type: 'integer', meaning: 'New texts in the result' },
  },
  counts: {
    class: { type: 'text', meaning: 'The class of the rows; null without one' },
    operation: { type: 'text', meaning: 'The operation; null where none could be applied' },
    asked: { type: 'integer', meaning: 'New texts that it was to make' },
    made: { type: 'integer', meaning: 'New texts in the result' },
    copies_of_real: { type: 'integer', meaning: 'Missing: to the last draw equal to a text of the input' },
    copies_of_new: { type: 'integer', meaning: 'Missing: to the last draw equal to an earlier new text' },
    refused: {
      type: 'integer',
      meaning: 'Not made: the text is in a script that sets no spaces between words',
    },
    empty: { type: 'integer', meaning: 'Not made: the text is missing or blank' },
    nothing_to_do: { type: 'integer', meaning: 'Not made: no operation finds anything to do in the text' },
  },
  summary: {
    rows: { type: 'integer', meaning: 'Rows of the input' },
    rows_after: { type: 'integer', meaning: 'Rows of the result' },
    asked: { type: 'integer', meaning: 'New texts that were asked for' },
    made: { type: 'integer', meaning: 'New texts in the result' },
    copies_of_real: { type: 'integer', meaning: 'Missing: to the last draw equal to a text of the input' },
    copies_of_new: { type: 'integer', meaning: 'Missing: to the last draw equal to an earlier new text' },
    redrawn: {
      type: 'integer',
      meaning: 'Draws in place of a copy: a row makes its next draws, at most ten times over',
    },
    refused_rows: { type: 'integer', meaning: 'Rows whose text is in a script without spaces' },
    empty_rows: { type: 'integer', meaning: 'Rows whose text is missing or blank' },
    idle_rows: { type: 'integer', meaning: 'Rows in whose text no operation finds anything to do' },
    part: { type: 'text', meaning: 'The part of a split that the input is; null for a whole table' },
  },
  refused: {
    row: { type: 'integer', meaning: 'A row that was refused, by its place in the input from 1' },
    text: { type: 'text', meaning: 'The start of its text' },
  },
  examples: {
    new_row: { type: 'integer', meaning: 'Place of the new row in the result, from 1' },
    parent_row: { type: 'integer', meaning: 'Place of its parent in the input, from 1' },
    class: { type: 'text', meaning: 'The class of both' },
    operation: { type: 'text', meaning: 'What was done' },
    parent_text: { type: 'text', meaning: 'The parent’s text, from shortly before the first change on' },
    edits: {
      type: 'text',
      meaning: 'JSON: what was done to this stretch, as [character from 0, characters, replacement]',
    },
    is_cut_before: { type: 'boolean', meaning: 'True where the text begins earlier' },
    is_cut_after: { type: 'boolean', meaning: 'True where the text goes on' },
  },
  label_safety: labelSafetyShape,
  unsafe: {
    label: { type: 'text', meaning: 'The label of a new row' },
    agreement: { type: 'number', meaning: 'Share of its nearest real rows, but the parent, with its label' },
    text: { type: 'text', meaning: 'Its text' },
    parent_text: { type: 'text', meaning: 'The text it was made from' },
    nearest_text: { type: 'text', meaning: 'The nearest text of the input but the parent' },
    nearest_label: { type: 'text', meaning: 'The label of that' },
    operation: { type: 'text', meaning: 'What was done to the parent' },
  },
} as const satisfies Readonly<Record<string, FrameShape>>;
