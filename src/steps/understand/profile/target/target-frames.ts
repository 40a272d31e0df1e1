import { frameOfRows, type Frame, type FrameRow, type FrameShape } from '../../../../core/frame';

/** The columns of the frame `target`: one row where a target is chosen, else none. */
const targetFrame: FrameShape = {
  column: { type: 'text', meaning: 'The target' },
  kind: { type: 'text', meaning: 'classes or number' },
  rows: { type: 'integer', meaning: 'Rows whose target can be used' },
  left_out: { type: 'integer', meaning: 'Rows whose target is missing, NaN or infinite' },
  classes: { type: 'text', meaning: 'The classes as a JSON list, most frequent first; null for a number' },
  positive: {
    type: 'text',
    meaning:
      'Of two classes the one whose share is told: true, the greater number, the rarer text; else null',
  },
  mean: {
    type: 'number',
    meaning: 'Mean of a number, or share of the positive class; null for more classes',
  },
  reason: { type: 'text', meaning: 'Why nothing is told of the columns; null where something is' },
};

/** The columns of the frame `target_columns`: every other column, the one that foretells the target best first. */
const targetColumnFrame: FrameShape = {
  rank: { type: 'integer', meaning: 'From 1; columns without a power come last' },
  column: { type: 'text', meaning: 'Name of the column' },
  power: {
    type: 'number',
    meaning:
      'Predictive power alone, 0 to 1: the share of the squared error of a guess without the column that a tree over it takes away, on rows not used to grow it (4 folds)',
  },
  least: { type: 'number', meaning: 'The least power in a fold, not below 0' },
  most: { type: 'number', meaning: 'The greatest power in a fold, not below 0' },
  rows: { type: 'integer', meaning: 'Rows that the power was measured on' },
  missing_power: {
    type: 'number',
    meaning:
      'Share of the variance of the target that being missing tells, in all rows; null where fewer than five rows have a gap, or fewer than five have none',
  },
  reason: { type: 'text', meaning: 'Why there is no power; null where there is one' },
};

/** The columns of the frame `target_bins`: the target by the values of a column. */
const targetBinFrame: FrameShape = {
  column: { type: 'text', meaning: 'Name of the column' },
  bin: { type: 'integer', meaning: 'Place of the bin, from 0' },
  kind: { type: 'text', meaning: 'bin, value, others, not finite or missing' },
  low: { type: 'any', meaning: 'Edge below: not in the bin but for the first; null for other kinds' },
  high: { type: 'any', meaning: 'Edge above: in the bin, unless the next bin is this one value' },
  value: { type: 'text', meaning: 'The value of a bin of one value, else null' },
  class: { type: 'text', meaning: 'The class whose share it is; null for a number' },
  rows: { type: 'integer', meaning: 'Rows in the bin whose target can be used' },
  target: { type: 'number', meaning: 'Mean of the target, or share of the class' },
  from: {
    type: 'number',
    meaning:
      'Lower end of the 95 % interval: normal for means, Wilson for shares; null for one row of a number',
  },
  to: { type: 'number', meaning: 'Upper end' },
};

/** The frames about a target, by name. */
export const targetFrames = {
  target: targetFrame,
  target_columns: targetColumnFrame,
  target_bins: targetBinFrame,
} as const;

/** The frames about a target as lists of rows. */
type TargetRows = Partial<Readonly<Record<keyof typeof targetFrames, readonly FrameRow[]>>>;

/** Rows as frames; empty frames where there are none. */
export function framesOfTarget(rows: TargetRows): Record<keyof typeof targetFrames, Frame> {
  const frame = (name: keyof typeof targetFrames): Frame =>
    frameOfRows(Object.keys(targetFrames[name]), rows[name] ?? []);
  return {
    target: frame('target'),
    target_columns: frame('target_columns'),
    target_bins: frame('target_bins'),
  };
}
