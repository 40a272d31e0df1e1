import { frameOfRows, type Cell, type Frame } from '../core/frame';
import type { ViewResult } from '../core/view';
import { chart } from '../steps/understand/chart/step';

type Row = Readonly<Record<string, Cell>>;

const shapeOf = (frame: string) => Object.keys(chart.frames[frame] ?? {});
const frameOf = (name: string, rows: readonly Row[]): Frame => frameOfRows(shapeOf(name), rows);

/** A chart's result as the step gives it, with facts that a fixture has nothing to say of left at nothing. */
function resultOf(
  facts: Row,
  series: readonly (string | null)[],
  frames: Record<string, readonly Row[]>,
): ViewResult {
  const none = { missing: 0, not_finite: 0, not_positive: 0, not_drawn: 0, rows: 4454, used: 4454 };
  const named = series.length === 0 ? [{ label: null, kind: 'all', rows: 4454 }] : series.map(seriesRow);
  return {
    artifacts: {},
    frames: {
      facts: frameOf('facts', [{ ...none, ...facts }]),
      series: frameOf('series', named),
      ...Object.fromEntries(Object.entries(frames).map(([name, rows]) => [name, frameOf(name, rows)])),
    },
    notices: [],
  };
}

const seriesRow = (label: string | null) => ({
  label,
  kind: label === null ? 'missing' : 'value',
  rows: 1200,
});

/** A number in [0, 1) that looks like chance and is the same everywhere. */
const noise = (place: number): number => {
  const value = Math.sin(place * 12.9898) * 43758.5453;
  return value - Math.floor(value);
};
const bell = (place: number): number =>
  [0, 1, 2, 3].reduce((sum, part) => sum + noise(place * 4 + part), 0) - 2;

const homes = [
  ['owner', 2107, 391],
  ['rent', 973, 388],
  ['parents', 783, 233],
  ['a value with far too many words to fit', 319, 146],
  ['', 20, 6],
  [null, 246, 90],
] as const;

/** Bars in one colour. */
const barResult = resultOf({ kind: 'bar', x_values: 9, other_values: 4, missing: 6, used: 4448 }, [], {
  bars: homes.map(([x, value], bar) => ({ bar, x, series: 0, value, rows: value })),
});
const barParams = { kind: 'bar', x: 'Home' };

/** Bars that are parts of a whole, in three colours. */
const stackedResult = resultOf(
  { kind: 'bar', x_values: 6, other_values: 0, colours: 2, other_colours: 0 },
  ['good', 'bad', null],
  {
    bars: homes.flatMap(([x, all, bad], bar) =>
      [all - bad - 3, bad, 3].map((value, series) => ({ bar, x, series, value, rows: value })),
    ),
  },
);
const stackedParams = { ...barParams, colour: 'Status' };

/** Bars side by side, some below 0. */
const meanResult = resultOf(
  { kind: 'bar', x_values: 3, other_values: 0, colours: 2, other_colours: 0, not_finite: 2 },
  ['good', 'bad'],
  {
    bars: ['winter', 'spring', 'summer'].flatMap((x, bar) =>
      [0, 1].map((series) => ({ bar, x, series, value: bar * 12.25 - 8.5 - series * 5.125, rows: 40 })),
    ),
  },
);
const meanParams = { kind: 'bar', x: 'Season', y: 'Gain', aggregate: 'mean', colour: 'Status' };

const edges = Array.from({ length: 31 }, (_, bin) => 100 + bin * 150);
/** A histogram in two colours. */
const histogramResult = resultOf(
  {
    kind: 'histogram',
    rule: 'freedman_diaconis',
    x_low: 100,
    x_high: 4600,
    colours: 2,
    other_colours: 0,
    missing: 18,
    used: 4436,
  },
  ['good', 'bad'],
  {
    bins: edges.slice(1).flatMap((high, bin) =>
      [320, 140].map((most, series) => ({
        low: edges[bin] ?? 0,
        high,
        series,
        count: Math.round(most * Math.exp(-((bin - 6 - series * 3) ** 2) / 40)),
      })),
    ),
  },
);
const histogramParams = { kind: 'histogram', x: 'Amount', colour: 'Status' };

const powers = Array.from({ length: 25 }, (_, bin) => 10 ** (bin / 4));
/** A histogram on a log scale. */
const logResult = resultOf(
  { kind: 'histogram', rule: 'asked', x_low: 1, x_high: 1e6, not_positive: 12, used: 4442 },
  [],
  {
    bins: powers.slice(1).map((high, bin) => ({
      low: powers[bin] ?? 0,
      high,
      series: 0,
      count: Math.round(500 * Math.exp(-((bin - 12) ** 2) / 30)),
    })),
  },
);
const logParams = { kind: 'histogram', x: 'Price', xScale: 'log', bins: 24 };

const months = Array.from({ length: 30 }, (_, month) =>
  new Date(Date.UTC(2021, month, 1)).toISOString().slice(0, 10),
);
/** One line over months. */
const lineResult = resultOf(
  { kind: 'line', rule: 'calendar', unit: 'month', x_low: '2021-01-03', x_high: '2023-06-28' },
  [],
  {
    line: months.map((x, month) => {
      const value = Math.round(900 + 300 * Math.sin(month / 4) + 60 * noise(month));
      return { x, series: 0, value, rows: value };
    }),
  },
);
const lineParams = { kind: 'line', x: 'Called' };

const regions = ['North', 'East', 'South', 'West', 'Midlands', 'Highlands', 'Islands'];
/** A line per region, one with gaps. */
const linesResult = resultOf(
  {
    kind: 'line',
    rule: 'calendar',
    unit: 'month',
    x_low: '2021-01-03',
    x_high: '2023-06-28',
    colours: 7,
    other_colours: 0,
  },
  regions,
  {
    line: regions.flatMap((_, series) =>
      months.map((x, month) => ({
        x,
        series,
        value:
          series === 6 && month % 7 > 3
            ? null
            : 40 + series * 6 + 9 * Math.sin(month / 5 + series) + 4 * noise(month * 7 + series),
        rows: 12,
      })),
    ),
  },
);
const linesParams = { kind: 'line', x: 'Called', y: 'Wait', aggregate: 'median', colour: 'Region' };

/** A scatter of three kinds, of more rows than are drawn. */
const scatterResult = resultOf(
  {
    kind: 'scatter',
    rows: 1_000_000,
    used: 998_204,
    missing: 1796,
    drawn: 900,
    colours: 3,
    other_colours: 0,
    pearson: 0.5731,
    x_low: 32,
    x_high: 60,
    y_low: 13,
    y_high: 22,
  },
  ['Adelie', 'Chinstrap', 'Gentoo'],
  {
    points: Array.from({ length: 900 }, (_, place) => {
      const series = place % 3;
      const across = bell(place);
      return {
        x: ([38.8, 48.8, 47.5][series] ?? 0) + across * 4.4,
        y: ([18.3, 18.4, 15][series] ?? 0) + across * 1.1 + bell(place + 5000) * 1.3,
        series,
      };
    }),
  },
);
const scatterParams = {
  kind: 'scatter',
  x: 'bill_length',
  y: 'bill_depth',
  colour: 'species',
  points: 900,
};

/** A scatter of a table without rows. */
const noChart = resultOf({ kind: 'scatter', rows: 0, used: 0, drawn: 0 }, [], { points: [] });

/** A gallery entry per kind of chart: its id, its title, a result, and the params that go with it. */
export const chartEntries = [
  { id: 'view-chart', title: 'bars', result: barResult, params: barParams },
  { id: 'view-chart-stacked', title: 'bars, stacked', result: stackedResult, params: stackedParams },
  { id: 'view-chart-mean', title: 'bars side by side', result: meanResult, params: meanParams },
  { id: 'view-chart-histogram', title: 'a histogram', result: histogramResult, params: histogramParams },
  { id: 'view-chart-log', title: 'a log scale', result: logResult, params: logParams },
  { id: 'view-chart-line', title: 'a line', result: lineResult, params: lineParams },
  { id: 'view-chart-lines', title: 'seven lines', result: linesResult, params: linesParams },
  { id: 'view-chart-scatter', title: 'a scatter', result: scatterResult, params: scatterParams },
  { id: 'view-chart-none', title: 'no rows', result: noChart, params: scatterParams },
];
