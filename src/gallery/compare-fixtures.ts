import { frameOfRows, type Cell } from '../core/frame';
import type { ViewResult } from '../core/view';
import { compare } from '../steps/understand/compare/step';

type Row = Readonly<Record<string, Cell>>;

function resultOf(frames: Readonly<Record<string, readonly Row[]>>): ViewResult {
  const shaped = Object.entries(frames).map(([name, rows]) => [
    name,
    frameOfRows(Object.keys(compare.frames[name] ?? {}), rows),
  ]);
  return { artifacts: {}, frames: Object.fromEntries(shaped) as ViewResult['frames'], notices: [] };
}

const tables = { rows: 800, rows_beside: 200, shared_columns: 4, distance: 0.1 };
const alike: Row = { missing: 0, missing_beside: 0, is_different: false };
const AGES = [40, 120, 210, 180, 110, 70, 40, 20, 8, 2];
const AGES_BESIDE = [4, 18, 40, 50, 36, 24, 16, 8, 3, 1];
const ages = AGES.map((count, bin): Row => {
  const shares = { share: count / 800, share_beside: (AGES_BESIDE[bin] ?? 0) / 200 };
  return { column: 'age', low: 18 + bin * 7, high: 25 + bin * 7, ...shares };
});
const homes = (
  [
    ['own', 0.5, 0.2],
    ['rent', 0.3, 0.65],
    ['parents', 0.15, 0.1],
    ['other', 0.05, 0.05],
  ] as const
).map(([value, share, beside]): Row => ({ column: 'home', value, share, share_beside: beside }));

/** Two parts of a split that share rows and patients, and one column that differs. */
export const partsOverlap = resultOf({
  tables: [tables],
  overlap: [
    {
      overlap: 1,
      kind: 'rows',
      columns: '["patient","age"]',
      shared: 7,
      rows: 9,
      share: 9 / 800,
      rows_beside: 7,
      share_beside: 0.035,
    },
    {
      overlap: 2,
      kind: 'key',
      columns: '["patient"]',
      shared: 41,
      rows: 120,
      share: 0.15,
      rows_beside: 44,
      share_beside: 0.22,
    },
  ],
  examples: [
    ...['P-0007', '34', 'P-0031', null].map((value, place) => ({
      ...{ overlap: 1, example: 1 + (place >> 1), column: place % 2 === 0 ? 'patient' : 'age', value },
    })),
    ...['P-0002', 'P-0007', 'P-0009'].map((value, place) => ({
      overlap: 2,
      example: place + 1,
      column: 'patient',
      value,
    })),
  ],
  compared: [
    {
      ...alike,
      column: 'patient',
      type: 'text',
      type_beside: 'text',
      distinct: 400,
      distinct_beside: 130,
      jensen_shannon: 0.82,
      l_infinity: 0.01,
      l_infinity_at: 'P-0100',
      is_different: true,
    },
    {
      ...alike,
      column: 'age',
      type: 'integer',
      type_beside: 'integer',
      missing: 0.02,
      distinct: 61,
      distinct_beside: 48,
      mean: 38.4,
      mean_beside: 41.2,
      sd: 12.1,
      sd_beside: 12.9,
      jensen_shannon: 0.018,
    },
    {
      ...alike,
      column: 'home',
      type: 'text',
      type_beside: 'text',
      distinct: 4,
      distinct_beside: 4,
      jensen_shannon: 0.104,
      l_infinity: 0.35,
      l_infinity_at: 'rent',
      is_different: true,
    },
    { column: 'income', type: 'integer', type_beside: 'text', problem: 'it is of another kind' },
  ],
  shares: [...ages, ...homes],
});

/** Two parts that share nothing and are distributed alike. */
export const partsApart = resultOf({
  tables: [tables],
  overlap: [
    {
      overlap: 1,
      kind: 'rows',
      columns: '["age"]',
      shared: 0,
      rows: 0,
      share: 0,
      rows_beside: 0,
      share_beside: 0,
    },
  ],
  examples: [],
  compared: [
    {
      ...alike,
      column: 'age',
      type: 'integer',
      type_beside: 'integer',
      distinct: 61,
      distinct_beside: 48,
      mean: 38.4,
      mean_beside: 38.1,
      sd: 12.1,
      sd_beside: 12,
      jensen_shannon: 0.004,
    },
  ],
  shares: ages,
});

/** What cells of repair could not find in another file. */
export const unmetSome = frameOfRows(
  ['what', 'column', 'reason'],
  [
    { what: 'column', column: 'ibu', reason: 'the table has no such column' },
    { what: '“N/A”', column: 'abv', reason: 'a column of number holds no such value' },
    { what: 'the decision “Berln” → “Berlin”', column: null, reason: 'the value no longer occurs' },
  ],
);
