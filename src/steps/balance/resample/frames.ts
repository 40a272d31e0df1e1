import type { FrameShape } from '../../../core/frame';

/** The frames of `resample`, with their columns. */
export const resampleFrames = {
  classes: {
    class: {
      type: 'text',
      meaning: 'The class as text, in order of its value; null for rows without a class',
    },
    before: { type: 'integer', meaning: 'Rows of the class in the input' },
    asked: { type: 'integer', meaning: 'Rows it was to have; null where no number was asked for' },
    after: { type: 'integer', meaning: 'Rows it has' },
    real: { type: 'integer', meaning: 'Of these, rows of the input' },
    made: { type: 'integer', meaning: 'Of these, rows that were added' },
    removed: { type: 'integer', meaning: 'Rows of the input that were left out' },
    neighbours: { type: 'integer', meaning: 'Neighbours that its new rows were made with; null without any' },
  },
  summary: {
    rows_before: { type: 'integer', meaning: 'Rows of the input' },
    rows_after: { type: 'integer', meaning: 'Rows of the balanced table' },
    made: { type: 'integer', meaning: 'Rows that were added, and are still there' },
    removed: { type: 'integer', meaning: 'Rows of the input that were left out' },
    cleaned: { type: 'integer', meaning: 'Rows that had been added, and were taken out again by cleaning' },
    part: { type: 'text', meaning: 'The part of a split that the input is; null for a whole table' },
  },
  picture: {
    x: { type: 'number', meaning: 'First principal component of the scaled numeric features' },
    y: { type: 'number', meaning: 'Second principal component' },
    class: { type: 'text', meaning: 'Class of the row, as text' },
    is_new: { type: 'boolean', meaning: 'True for a row that was added' },
    is_removed: { type: 'boolean', meaning: 'True for a row of the input that was left out' },
    parent_x: { type: 'number', meaning: 'Of a new row: where the row stands that it was made from' },
    parent_y: { type: 'number', meaning: 'The same, second component' },
    neighbour_x: {
      type: 'number',
      meaning: 'Where the neighbour stands that it lies towards; null without one',
    },
    neighbour_y: { type: 'number', meaning: 'The same, second component' },
  },
  components: {
    component: { type: 'integer', meaning: '1 and 2' },
    share: { type: 'number', meaning: 'Share of the variance of the sampled rows of the input' },
    features: { type: 'integer', meaning: 'Numeric features that went in' },
    sampled: { type: 'integer', meaning: 'Rows of the input that the components were found from' },
  },
  distributions: {
    column: { type: 'text', meaning: 'A feature, the one whose distributions differ most first' },
    kind: { type: 'text', meaning: 'number, date, timestamp or category' },
    distance: {
      type: 'number',
      meaning:
        'How far the new rows differ from the rows of the input of their classes: largest difference of cumulated shares (numbers), half the sum of the differences of shares (categories); 0 to 1',
    },
    label: { type: 'text', meaning: 'The category, or what is missing; null for a stretch of numbers' },
    from: {
      type: 'number',
      meaning: 'Start of a stretch of numbers; dates in days, timestamps in microseconds since 1970',
    },
    to: { type: 'number', meaning: 'End of it' },
    real: {
      type: 'number',
      meaning: 'Share of the rows of the input, each class counted as it is among the new rows',
    },
    made: { type: 'number', meaning: 'Share of the new rows' },
  },
  nearness: {
    from: { type: 'number', meaning: 'Distance from here, in standard deviations' },
    to: { type: 'number', meaning: 'to here' },
    real: {
      type: 'number',
      meaning: 'Share of rows of the input by the distance to the nearest other one of their class',
    },
    made: {
      type: 'number',
      meaning: 'Share of new rows by the distance to the nearest row of the input of their class',
    },
  },
  likeness: {
    made_sampled: { type: 'integer', meaning: 'New rows that were compared' },
    real_sampled: { type: 'integer', meaning: 'Rows of the input that they were compared with' },
    compared: { type: 'integer', meaning: 'Features whose distributions were compared' },
    equal_made: {
      type: 'integer',
      meaning: 'Of the new rows, those that equal a row of the input in all features',
    },
    median_made: { type: 'number', meaning: 'Median distance of a new row to the nearest row of the input' },
    median_real: {
      type: 'number',
      meaning: 'Median distance of a row of the input to the nearest other one',
    },
  },
} as const satisfies Readonly<Record<string, FrameShape>>;
