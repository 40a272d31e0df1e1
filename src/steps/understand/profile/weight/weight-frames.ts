import { frameOfRows, type Frame, type FrameShape } from '../../../../core/frame';

/** The columns of the frame `weights`: one row where a weight is chosen and can be used, else none. */
const weightsFrame: FrameShape = {
  column: { type: 'text', meaning: 'The column of weights' },
  rows: { type: 'integer', meaning: 'Rows with a weight above 0' },
  total: { type: 'number', meaning: 'Sum of the weights' },
  effective: {
    type: 'number',
    meaning: 'Effective number of rows: (Σw)² / Σw², what equal weights would give as rows',
  },
  zero: { type: 'integer', meaning: 'Rows of weight 0: they count for nothing' },
  missing: { type: 'integer', meaning: 'Rows without a weight, left out of all weighted figures' },
  negative: { type: 'integer', meaning: 'Rows with a weight below 0, left out likewise' },
  not_finite: { type: 'integer', meaning: 'Rows with a weight of NaN or infinity, left out likewise' },
};

const deciles: FrameShape = Object.fromEntries(
  Array.from({ length: 11 }, (_, i) => [
    `d${i * 10}`,
    {
      type: 'number',
      meaning:
        i === 0
          ? 'Least finite value of a row with weight'
          : `Least value at which ${i * 10} % of the weight of the finite values is reached`,
    },
  ]),
);

/** The columns of the frame `weighted`: one row per column of the table. */
const weightedFrame: FrameShape = {
  column: { type: 'text', meaning: 'Name of the column' },
  count: { type: 'number', meaning: 'Weight of the rows with a value (NaN included)' },
  missing: { type: 'number', meaning: 'Weight of the rows without a value; count + missing = total' },
  missing_share: { type: 'number', meaning: 'Share of the total weight' },
  mean: { type: 'number', meaning: 'Σwx / Σw over the finite values' },
  sd: { type: 'number', meaning: '√(Σw(x − mean)² / Σw) over the finite values' },
  median: { type: 'number', meaning: 'Least value at which half of the weight is reached: the fifth decile' },
  ...deciles,
};

/** The columns of the frame `weighted_histograms`. */
const weightedHistogramFrame: FrameShape = {
  column: { type: 'text', meaning: 'Name of the column' },
  kind: { type: 'text', meaning: 'equal_width or date' },
  bin: { type: 'integer', meaning: 'Number of the bin, from 0' },
  low: { type: 'any', meaning: 'Lower edge, as in the frame histograms' },
  high: { type: 'any', meaning: 'Upper edge, as there' },
  weight: { type: 'number', meaning: 'Weight of the rows in the bin' },
  unit: { type: 'text', meaning: 'Calendar unit of a date histogram, else null' },
};

/** The columns of the frame `weighted_values`. */
const weightedValueFrame: FrameShape = {
  column: { type: 'text', meaning: 'Name of the column' },
  rank: { type: 'integer', meaning: 'From 1; most weight first, ties by larger value first' },
  value: { type: 'text', meaning: 'The value, as text' },
  weight: { type: 'number', meaning: 'Weight of the rows that have it' },
  share: { type: 'number', meaning: 'Share of the weight of the non-missing values' },
};

/** The frames of weighted statistics, by name. */
export const weightFrames = {
  weights: weightsFrame,
  weighted: weightedFrame,
  weighted_histograms: weightedHistogramFrame,
  weighted_values: weightedValueFrame,
} as const;

/** The frames of weighted statistics by name, each a list of rows. */
export type WeightRows = Readonly<Record<keyof typeof weightFrames, Parameters<typeof frameOfRows>[1]>>;

/** Rows as frames; no row where there are none. */
export function framesOfWeights(rows: Partial<WeightRows> = {}): Record<keyof typeof weightFrames, Frame> {
  const frame = (name: keyof typeof weightFrames): Frame =>
    frameOfRows(Object.keys(weightFrames[name]), rows[name] ?? []);
  return {
    weights: frame('weights'),
    weighted: frame('weighted'),
    weighted_histograms: frame('weighted_histograms'),
    weighted_values: frame('weighted_values'),
  };
}
