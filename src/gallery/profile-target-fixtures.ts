import { frameOfRows, type FrameRow } from '../core/frame';
import type { ViewResult } from '../core/view';
import { framesOfAlerts } from '../steps/understand/profile/alerts/alert-frame';
import { shareOf } from '../steps/understand/profile/target/intervals';
import { framesOfTarget } from '../steps/understand/profile/target/target-frames';
import { framesOfWeights } from '../steps/understand/profile/weight/weight-frames';
import { profileResult } from './profile-fixtures';

const ranked: readonly (readonly [column: string, power: number, least: number, most: number])[] = [
  ['Remark', 0.971, 0.962, 0.983],
  ['Income', 0.142, 0.118, 0.171],
  ['Debt', 0.081, 0.06, 0.094],
  ['Age', 0.034, 0.012, 0.051],
  ['Owner', 0.008, 0, 0.02],
  ['Opened', 0, 0, 0.004],
  ['Called', 0, 0, 0],
  ['select "Größe" 🎈 with a very long name indeed', 0, 0, 0],
  ['Account', 0, 0, 0],
  ['Nothing', 0, 0, 0],
  ['Tags', 0, 0, 0],
];

const binRow = (
  [column, bin, kind]: readonly [string, number, string],
  [low, high, value]: readonly [number | null, number | null, string | null],
  [bad, rows]: readonly [number, number],
): FrameRow => {
  const { value: target, from, to } = shareOf(bad, rows);
  return { column, bin, kind, low, high, value, class: 'bad', rows, target, from, to };
};
const edges = [18, 24, 27, 30, 33, 36, 39, 42, 47, 53, 68];
const bad = [171, 160, 149, 140, 121, 117, 112, 108, 94, 82];
const rows = [498, 463, 452, 471, 430, 447, 431, 422, 433, 407];

const bins: readonly FrameRow[] = [
  ...bad.map((count, i) =>
    binRow(['Age', i, 'bin'], [edges[i] ?? null, edges[i + 1] ?? null, null], [count, rows[i] ?? 1]),
  ),
  binRow(['Owner', 0, 'value'], [null, null, 'false'], [801, 2347]),
  binRow(['Owner', 1, 'value'], [null, null, 'true'], [453, 2107]),
  binRow(['Remark', 0, 'others'], [null, null, null], [1204, 1211]),
  binRow(['Remark', 1, 'missing'], [null, null, null], [50, 3243]),
];

const target = {
  column: 'Status',
  kind: 'classes',
  rows: 4454,
  left_out: 0,
  classes: '["good","bad"]',
  positive: 'bad',
  mean: 1254 / 4454,
};

const weightedAge = {
  column: 'Age',
  count: 61_204.5,
  missing: 0,
  missing_share: 0,
  mean: 39.4021,
  sd: 11.7512,
  median: 38,
  ...Object.fromEntries(
    [18, 25, 28, 32, 35, 38, 41, 46, 50, 56, 68].map((value, i) => [`d${i * 10}`, value]),
  ),
};
const weightsOfAge = [3120.5, 8412, 9877.25, 9640, 9312.75, 7502, 5998, 4021, 2410, 911];

/** A profile with a target and with weights: a ranking with a suspect, bins with intervals, and weighted figures. */
export const aimedProfile: ViewResult = {
  ...profileResult,
  frames: {
    ...profileResult.frames,
    alerts: framesOfAlerts([
      {
        alert: 'leak',
        column: 'Remark',
        severity: 'severe',
        text: 'Whether it is missing gives “Status” away: it is missing in 98.4 % of the rows of “good” and in 4 % of those of “bad” (95.8 % of the variance is explained by it; the alert begins at 95 %). If it is not known before the target is, a model must not see it.',
        numbers: { power: 0.971, threshold: 0.95, rows: 4454, missingPower: 0.958 },
        suggestion: {
          step: 'select-columns',
          title: 'Drop “Remark”',
          params: { mode: 'drop', columns: ['Remark'] },
        },
        where: [{ kind: 'missing', column: 'Remark' }],
      },
    ]),
    ...framesOfTarget({
      target: [{ ...target, reason: null }],
      target_columns: ranked.map(([column, power, least, most], i) => ({
        rank: i + 1,
        column,
        power,
        least,
        most,
        rows: 4454,
        missing_power: column === 'Remark' ? 0.958 : null,
        reason: null,
      })),
      target_bins: bins,
    }),
    ...framesOfWeights({
      weights: [
        {
          column: 'Weight',
          rows: 4420,
          total: 61_204.5,
          effective: 3187.4,
          zero: 12,
          missing: 20,
          negative: 2,
          not_finite: 0,
        },
      ],
      weighted: [weightedAge],
      weighted_histograms: weightsOfAge.map((weight, bin) => ({
        column: 'Age',
        kind: 'equal_width',
        bin,
        low: 18 + bin * 5,
        high: 23 + bin * 5,
        weight,
        unit: null,
      })),
      weighted_values: [
        { column: 'Age', rank: 1, value: '33', weight: 2410.5, share: 2410.5 / 61_204.5 },
        { column: 'Age', rank: 2, value: '28', weight: 2297, share: 2297 / 61_204.5 },
      ],
    }),
  },
};

/** A profile whose target has one value only. */
export const aimlessProfile: ViewResult = {
  ...profileResult,
  frames: {
    ...profileResult.frames,
    ...framesOfTarget({
      target: [{ ...target, positive: null, classes: null, mean: null, reason: 'it has one value only' }],
    }),
    target_columns: frameOfRows(['rank', 'column', 'power', 'least', 'most', 'rows', 'reason'], []),
  },
};
