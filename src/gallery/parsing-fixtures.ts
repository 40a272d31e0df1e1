import { frameOfRows, type Cell } from '../core/frame';
import type { ViewResult } from '../core/view';
import { missingTokens } from '../steps/prepare/missing-tokens/step';
import { parse } from '../steps/prepare/parse/step';

type Row = Readonly<Record<string, Cell>>;

/** A result whose frames have the columns that a step promises; what a row leaves out is null. */
function resultOf(
  contract: { readonly frames: Readonly<Record<string, Readonly<Record<string, unknown>>>> },
  frames: Readonly<Record<string, readonly Row[]>>,
): ViewResult {
  const shaped = Object.entries(contract.frames).map(([name, shape]) => [
    name,
    frameOfRows(Object.keys(shape), frames[name] ?? []),
  ]);
  return { artifacts: {}, frames: Object.fromEntries(shaped) as ViewResult['frames'], notices: [] };
}

/** Words, a number and a date that mean missing; one of them stands nowhere. */
export const markedMissing = resultOf(missingTokens, {
  cells: [
    { column: 'ibu', token: 'N/A', everywhere: true, cells: 1004 },
    { column: 'ibu', token: '', everywhere: true, cells: 12 },
    { column: 'Temperatur 🌡', token: '-999', everywhere: false, cells: 48 },
    { column: 'Temperatur 🌡', token: '-9999', everywhere: false, cells: 0 },
    { column: 'select', token: '9999-12-31', everywhere: false, cells: 2 },
    { column: null, token: 'unknown', everywhere: true, cells: 0 },
  ],
  columns: [
    {
      column: 'ibu',
      type: 'text',
      missing_before: 0,
      missing_after: 1016,
      share_before: 0,
      share_after: 0.4216,
    },
    {
      column: 'Temperatur 🌡',
      type: 'number',
      missing_before: 120,
      missing_after: 168,
      share_before: 0.0498,
      share_after: 0.0697,
    },
    {
      column: 'select',
      type: 'date',
      missing_before: 0,
      missing_after: 2,
      share_before: 0,
      share_after: 0.0008,
    },
  ],
  summary: [{ rows: 2410, cells: 1066, text_columns: 6 }],
});

const counts = [1, 0, 0, 2, 14, 310, 598, 140, 10, 2];

/** Heights in several notations, some of which cannot be read, and days in two formats. */
export const parsedHeights = resultOf(parse, {
  columns: [
    {
      ...{ column: 'height', result: 'height', to: 'number', unit: 'in', rows: 1095, missing_before: 0 },
      ...{ parsed: 1077, failed: 18, missing_after: 18, distinct: 217, distinct_failed: 18 },
    },
  ],
  texts: ['70', '72', '68', '69', '67', `5'10"`].map((value, place) => ({
    column: 'height',
    value,
    rows: 105 - place * 9,
  })),
  histograms: counts.map((count, bin) => ({
    ...{ column: 'height', bin, low: 48 + 4 * bin, high: 52 + 4 * bin, unit: null, count },
  })),
  units: [
    { column: 'height', unit: '', rows: 1014, factor: 1 },
    { column: 'height', unit: 'in', rows: 60, factor: 1 },
    { column: 'height', unit: 'cm', rows: 2, factor: 1 / 2.54 },
    { column: 'height', unit: 'kg', rows: 1, factor: null },
  ],
  failures: [`5'12`, '>9000', 'Five foot eight inches', '708,661', '1,70', 'yyy', '5 11', ' '].map(
    (value, place) => ({
      ...{ column: 'height', value, rows: place === 0 ? 3 : 1, first_row: 17 + 101 * place },
    }),
  ),
  remedies: [
    {
      column: 'height',
      params: '{"decimal":".","thousands":","}',
      rows: 4,
      text: '7,283,465',
      value: 7_283_465,
    },
  ],
});

/** Days in two formats, and answers of which one is kept as text. */
export const parsedDays = resultOf(parse, {
  columns: [
    {
      ...{ column: 'seen', result: 'seen', to: 'date', unit: null, rows: 400, missing_before: 20 },
      ...{ parsed: 380, failed: 0, missing_after: 20, distinct: 310, distinct_failed: 0 },
    },
  ],
  texts: [
    { column: 'seen', value: '13/04/2021', rows: 9 },
    { column: 'seen', value: '2 Mar 2021', rows: 4 },
  ],
  histograms: ['2021-01-01', '2021-02-01', '2021-03-01', '2021-04-01'].map((low, bin) => ({
    ...{ column: 'seen', bin, low, high: null, unit: 'month', count: 60 + 23 * bin },
  })),
  formats: [
    { column: 'seen', format: '%d/%m/%Y', rows: 352 },
    { column: 'seen', format: '%d %b %Y', rows: 28 },
  ],
});

/** A column of which nothing could be read, kept as text. */
export const parsedNothing = resultOf(parse, {
  columns: [
    {
      ...{
        column: 'Größe & "select"',
        result: 'Größe & "select"_parsed',
        to: 'boolean',
        unit: null,
        rows: 3,
      },
      ...{ missing_before: 1, parsed: 0, failed: 2, missing_after: 3, distinct: 1, distinct_failed: 1 },
    },
  ],
  texts: [{ column: 'Größe & "select"', value: 'vielleicht', rows: 2 }],
  failures: [{ column: 'Größe & "select"', value: 'vielleicht', rows: 2, first_row: 1 }],
});
