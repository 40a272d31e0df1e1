import * as z from 'zod';
import { columnParam, columnsParam } from '../../../core/column-param';
import { defineStep } from '../../../core/contract';
import { paramsInUse, usedWhen } from '../../../core/param-when';
import { firstOf } from '../../../core/words';
import { spanOf } from '../../../kernels/windows/count';
import { windowFrames } from './frames';
import { read } from './reading';

/** The longest window, in samples. */
export const MOST_SAMPLES = 10_000;
const NAMED_AT_MOST = 3;

/** The params of `window-series`. */
export const windowParams = z.strictObject({
  values: columnsParam('table', 'The columns of values, a channel each', ['integer', 'number']),
  entity: columnsParam(
    'table',
    'Columns that say whose series a row belongs to: a person, a machine. None: all rows are one series',
  ),
  time: columnParam(
    'table',
    'The column that orders the rows: an instant, a day or a number. None: the order in which they stand',
    ['date', 'timestamp', 'integer', 'number'],
  ).meta({ unset: 'the order of rows' }),
  part: columnParam('table', 'A column at whose changes no window crosses, such as a session or a part'),
  size: z.int().min(2).max(MOST_SAMPLES).default(32).describe('Samples of a window'),
  stride: z
    .int()
    .min(1)
    .max(100_000)
    .default(1)
    .describe('Rows from one sample of a window to the next; 1 takes every row')
    .meta({ label: 'Sample every … rows' }),
  shift: z
    .int()
    .min(1)
    .max(10_000_000)
    .default(16)
    .describe('Rows from the start of one window to that of the next: the stride of many books')
    .meta({ label: 'New window every … rows' }),
  label: columnParam('table', 'The column of labels of which each window gets one'),
  labelBy: z
    .enum(['mode', 'last', 'any'])
    .default('mode')
    .describe(
      'mode: the label of most samples, of equally many the one that comes first; last: that of the last sample; any: the class named below if any sample has it, else the mode',
    ),
  anyClass: z
    .string()
    .max(1000)
    .default('')
    .describe('The class that one sample is enough for')
    .meta(usedWhen({ labelBy: ['any'] })),
  horizon: z
    .int()
    .min(0)
    .max(1_000_000)
    .default(0)
    .describe('How many rows behind its last sample the target of a window stands; 0: no target'),
  target: columnParam('table', 'With a horizon: the column of the target. None: the first column of values'),
  gaps: z
    .enum(['break', 'ignore'])
    .default('break')
    .describe('break: no window crosses a gap in the times; ignore: only the order counts'),
  tolerance: z
    .number()
    .gt(1)
    .max(1_000_000)
    .default(1.5)
    .describe('A gap is a step longer than so many times the median step of the series')
    .meta(usedWhen({ gaps: ['break'] })),
  missing: z
    .enum(['drop', 'keep', 'fill'])
    .default('drop')
    .describe(
      'drop: no window with a missing value; keep: it stays missing; fill: the last value before it, and no window where there is none',
    ),
  layout: z
    .enum(['lists', 'columns'])
    .default('lists')
    .describe(
      'lists: a column of lists for each channel; columns: a numbered column for each sample (x_0, x_1 …), as models take them',
    ),
  times: z
    .enum(['when irregular', 'always', 'never'])
    .default('when irregular')
    .describe('Whether the times of the samples, from the first one of the window, go along as a list')
    .meta(usedWhen({ layout: ['lists'] })),
});

/** The params of `window-series`, complete. */
export type WindowParams = z.output<typeof windowParams>;

/** `window-series`: a long table of series becomes a table of windows. */
export const windowSeries = defineStep({
  id: 'window-series',
  version: 1,
  stage: 'prepare',
  title: 'Cut into windows',
  summary: 'Cuts series of a long table into windows of equal length: a row each, with label and target.',
  sentence: 'Cut {values} of {table} into windows of {size} every {shift} rows by {time} → {windows}',
  params: windowParams,
  inputs: { table: { kind: 'table', meaning: 'A row for each sample of a series' } },
  outputs: {
    windows: {
      kind: 'table',
      meaning: 'A row for each window: its number, whose it is, first and last time, values, label, target',
    },
  },
  overlaps: (params) => params.shift < spanOf(params) + params.horizon,
  frames: windowFrames,
  describe: ({ values, size, shift, time }) => ({
    values: firstOf(values, NAMED_AT_MOST) || '…',
    size: String(size),
    shift: String(shift),
    time: time || 'the order of rows',
  }),
  keyParams: (params) => paramsInUse(windowParams, params),
  read,
});
