import { frameOfRows, type Cell, type Frame } from '../core/frame';
import { labelSafetyShape } from '../core/label-safety';
import type { ViewResult } from '../core/view';
import { augmentSeries } from '../steps/augment/augment-series/step';
import { windowSeries } from '../steps/prepare/window-series/step';

type Row = Readonly<Record<string, Cell>>;
const frameOf = (of: typeof windowSeries | typeof augmentSeries, name: string, rows: readonly Row[]): Frame =>
  frameOfRows(Object.keys(of.frames[name] ?? {}), rows);

/** A heart-like signal: a sharp peak every 50 samples on a slow wave. */
const beat = (i: number): number => {
  const phase = (i % 50) / 50;
  return (
    Math.exp(-(((phase - 0.4) / 0.03) ** 2)) * 1.4 -
    Math.exp(-(((phase - 0.47) / 0.03) ** 2)) * 0.4 +
    0.1 * Math.sin(i / 40)
  );
};

function windows(size: number, shift: number, horizon: number, labels: readonly (string | null)[]): Row[] {
  return Array.from({ length: 8 }, (_, n) => ({
    ...{ window: n + 1, first: n * shift, last: n * shift + size - 1 },
    target: horizon > 0 ? n * shift + size - 1 + horizon : null,
    label: labels[n % labels.length] ?? null,
  }));
}

/** One channel in overlapping windows with labels. */
export const windowsResult: ViewResult = {
  artifacts: {},
  notices: [],
  frames: {
    picture: frameOf(
      windowSeries,
      'picture',
      Array.from({ length: 300 }, (_, row) => ({
        row,
        at: (row / 360).toFixed(5),
        channel: 'mV',
        value: beat(row),
      })),
    ),
    picture_windows: frameOf(windowSeries, 'picture_windows', windows(90, 30, 0, ['high', 'usual', 'usual'])),
    entities: frameOf(windowSeries, 'entities', [
      {
        entity: null,
        rows: 75_600,
        windows: 2517,
        unused: 15,
        gaps: 2,
        breaks: 0,
        dropped: 6,
        step: 0.00278,
      },
    ]),
    summary: frameOf(windowSeries, 'summary', [{ rows: 75_600, windows: 2517, entities: 1 }]),
    labels: frameOf(windowSeries, 'labels', [
      { label: 'usual', rows: 74_881, windows: 2081 },
      { label: 'high', rows: 719, windows: 436 },
    ]),
  },
};

/** Two channels of several persons, with targets ahead. */
export const forecastResult: ViewResult = {
  artifacts: {},
  notices: [],
  frames: {
    picture: frameOf(
      windowSeries,
      'picture',
      ['x', 'größe 🎈 (°C)'].flatMap((channel, n) =>
        Array.from({ length: 120 }, (_, row) => ({
          ...{ row, at: `2024-01-01 00:${String(row % 60).padStart(2, '0')}:00`, channel },
          value: row > 40 && row < 46 ? null : 20 * n + Math.sin(row / (6 + 5 * n)),
        })),
      ),
    ),
    picture_windows: frameOf(windowSeries, 'picture_windows', windows(24, 12, 6, [null])),
    entities: frameOf(
      windowSeries,
      'entities',
      [
        'anna · left',
        'anna · right',
        'select',
        'a name that is far too long for the room there is in a table',
      ].map((entity, n) => ({
        ...{
          entity,
          rows: 1200 - 100 * n,
          windows: 97 - 8 * n,
          unused: 6 + n,
          gaps: n,
          breaks: 0,
          dropped: 0,
          step: 60,
        },
      })),
    ),
    summary: frameOf(windowSeries, 'summary', [{ rows: 14_000, windows: 1130, entities: 14 }]),
    labels: frameOf(windowSeries, 'labels', []),
  },
};

const CHANGES: Readonly<Record<string, (value: number, i: number) => number>> = {
  'all together 1': (_, i) => 1.08 * beat(i * 0.93 + 3) + 0.02 * Math.sin(i * 12.9),
  'all together 2': (value, i) => value + 0.3 * Math.sin(i / 30) + 0.02 * Math.sin(i * 7.1),
  'window slice': (_, i) => beat(4 + i * 0.9),
  'time warp': (_, i) => beat(i + 8 * Math.sin(i / 28)),
  'magnitude warp': (value, i) => value * (1 + 0.15 * Math.sin(i / 20)),
  scale: (value) => value * 1.14,
  drift: (value, i) => value + 0.3 * Math.sin(i / 38),
  jitter: (value, i) => value + 0.05 * Math.sin(i * i),
  dropout: (value, i) => (i % 17 === 0 ? beat(i - 1) : value),
};

function tracesOf(channels: readonly string[]): Frame {
  const rows = Object.entries(CHANGES).flatMap(([operation, change]) =>
    channels.flatMap((channel, c) =>
      Array.from({ length: 100 }, (_, at) => {
        const before = beat(at + 11 * c);
        return { operation, channel, at, before, after: change(before, at + 11 * c) };
      }),
    ),
  );
  return frameOf(augmentSeries, 'traces', rows);
}

const operations = Object.keys(CHANGES)
  .slice(2)
  .map((operation, n) => ({
    operation,
    chance: 0.3 + 0.05 * n,
    strength: [0.9, 3, 0.1, 0.1, 0.3, 0.05, 0.05][n] ?? 0,
    windows: 400 - 30 * n,
  }));

const agreement = (label: string | null, real: number, made: number, rows: number): Row => ({
  ...{
    label,
    real_rows: 3 * rows,
    real_agreement: real,
    real_low: real - 0.02,
    real_high: Math.min(1, real + 0.02),
  },
  ...{ made_rows: rows, made_agreement: made, made_low: made - 0.03, made_high: Math.min(1, made + 0.03) },
});

const unsafe = [1, 2, 3].map((n) => ({
  ...{
    new_row: 2517 + n * 31,
    label: 'high',
    agreement: 0.2 * (n - 1),
    parent_row: 40 * n,
    nearest_row: 900 + n,
  },
  ...{ nearest_label: 'usual', operation: n === 2 ? 'time warp + jitter' : 'scale' },
}));

/** One channel, with the report on labels. */
export const augmentSeriesResult: ViewResult = {
  artifacts: {},
  notices: [],
  frames: {
    traces: tracesOf(['mV']),
    operations: frameOf(augmentSeries, 'operations', operations),
    classes: frameOf(augmentSeries, 'classes', [
      { class: 'high', rows: 436, asked: 872, made: 870 },
      { class: 'usual', rows: 2081, asked: 0, made: 0 },
    ]),
    label_safety: frameOfRows(Object.keys(labelSafetyShape), [
      agreement(null, 0.71, 0.58, 870),
      agreement('high', 0.71, 0.58, 870),
    ]),
    unsafe: frameOf(augmentSeries, 'unsafe', unsafe),
    unsafe_traces: frameOf(
      augmentSeries,
      'unsafe_traces',
      unsafe.flatMap(({ new_row: row }) =>
        ['new', 'parent', 'nearest'].flatMap((kind, k) =>
          Array.from({ length: 60 }, (_, i) => ({
            ...{ new_row: row, kind, place: i / 59 },
            value: (1 - 0.1 * k) * beat(i * 0.8 + 5 * k),
          })),
        ),
      ),
    ),
  },
};

/** Two channels, nothing to judge. */
export const augmentChannelsResult: ViewResult = {
  artifacts: {},
  notices: [],
  frames: {
    traces: tracesOf(['acceleration x', 'größe 🎈 (°C)']),
    operations: frameOf(augmentSeries, 'operations', operations),
    classes: frameOf(augmentSeries, 'classes', []),
  },
};
