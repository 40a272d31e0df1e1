import type { FrameShape } from '../../../core/frame';

const series = {
  type: 'integer',
  meaning: 'Row of the frame series, from 0; 0 where there is no colour',
} as const;

const facts: FrameShape = {
  kind: { type: 'text', meaning: 'bar, histogram, line or scatter' },
  rows: { type: 'integer', meaning: 'Rows of the table; used + missing + not_finite + not_positive' },
  used: { type: 'integer', meaning: 'Rows that the picture is made from' },
  missing: { type: 'integer', meaning: 'Rows left out since x or y has no value' },
  not_finite: { type: 'integer', meaning: 'Rows left out since x or y is NaN or infinite' },
  not_positive: { type: 'integer', meaning: 'Rows left out since a log scale has no place for 0 and below' },
  drawn: { type: 'integer', meaning: 'Dots of a scatter; used, unless there are more than asked; else null' },
  x_values: { type: 'integer', meaning: 'Distinct values of x among the used rows, for bars; else null' },
  other_values: { type: 'integer', meaning: 'Distinct values of x put together as other; null but for bars' },
  colours: {
    type: 'integer',
    meaning: 'Distinct values of the colour among the used rows; null without colour',
  },
  other_colours: { type: 'integer', meaning: 'Distinct values of the colour put together as other' },
  not_drawn: {
    type: 'integer',
    meaning: 'Bars or points without a place: beyond the range of doubles, or at or below 0 on a log scale',
  },
  x_low: { type: 'any', meaning: 'Least used x: a number, or ISO 8601 for dates; null for bars' },
  x_high: { type: 'any', meaning: 'Greatest used x' },
  y_low: { type: 'number', meaning: 'Least used y of a scatter, else null' },
  y_high: { type: 'number', meaning: 'Greatest used y of a scatter, else null' },
  rule: {
    type: 'text',
    meaning:
      'How bins were chosen: asked, freedman_diaconis, sturges (IQR 0), cap, constant, calendar, values, equal_width',
  },
  unit: { type: 'text', meaning: 'Calendar unit of dates along x, else null' },
  pearson: {
    type: 'number',
    meaning:
      'Pearson r over all used rows of a scatter, of logarithms where a scale is log; null if constant',
  },
};

/** The documented frames of `chart`: facts and series always, and the one of the kind. */
export const frames: Readonly<Record<string, FrameShape>> = {
  facts,
  series: {
    label: { type: 'text', meaning: 'Value of the colour as text; null for missing, other and one colour' },
    kind: { type: 'text', meaning: 'all (no colour), value, other or missing' },
    rows: { type: 'integer', meaning: 'Used rows of this series' },
  },
  bars: {
    bar: { type: 'integer', meaning: 'Place of the bar, from 0, in the order drawn' },
    x: { type: 'text', meaning: 'Value of x as text; null for other' },
    series,
    value: { type: 'number', meaning: 'What the bar shows: rows, or the aggregate of y' },
    rows: { type: 'integer', meaning: 'Rows behind it' },
  },
  bins: {
    low: { type: 'any', meaning: 'Lower edge, closed; begin of the calendar unit for dates' },
    high: { type: 'any', meaning: 'Upper edge, open but for the last bin; null for dates' },
    series,
    count: { type: 'integer', meaning: 'Rows in the bin' },
  },
  line: {
    x: { type: 'any', meaning: 'Value of x, middle of its bin, or begin of the calendar unit (ISO 8601)' },
    series,
    value: { type: 'number', meaning: 'Rows, or the aggregate of y; null where there is none' },
    rows: { type: 'integer', meaning: 'Rows behind it' },
  },
  points: {
    x: { type: 'number', meaning: 'Value of x' },
    y: { type: 'number', meaning: 'Value of y' },
    series,
  },
};
