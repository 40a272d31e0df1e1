import { plainTraits } from '../core/artifact';
import { frameOfRows } from '../core/frame';
import type { Statistics } from '../core/statistics';
import type { ViewResult } from '../core/view';
import type { Alert } from '../steps/understand/profile/alerts/alert';
import { framesOfAlerts } from '../steps/understand/profile/alerts/alert-frame';
import { framesOf } from '../steps/understand/profile/frames';
import { nullityFrame } from '../steps/understand/profile/nullity';

const ROWS = 1200;
const names = ['Ada Njoroge', 'Bo Lindqvist', 'Chioma Eze', 'Dmitri Volkov', 'Élise Moreau', 'Farid Haddad'];
const counted = (values: readonly string[], count = 1) => values.map((value) => ({ value, count }));
const base = { count: ROWS, missing: 0, notMergeable: [] } as const;

const statistics: Statistics = {
  version: 1,
  rows: ROWS,
  duplicates: { surplus: 0, repeated: 0 },
  columns: [
    {
      ...base,
      name: 'member_id',
      type: 'integer',
      sqlType: 'BIGINT',
      distinct: ROWS,
      values: { cap: 1000, complete: false, counts: counted(['1999', '1998', '1997']) },
    },
    {
      ...base,
      name: 'full name',
      type: 'text',
      sqlType: 'VARCHAR',
      distinct: 1180,
      values: { cap: 1000, complete: false, counts: counted(names, 2) },
      text: {
        empty: 0,
        characters: { min: 6, max: 31, total: 15_240 },
        bytes: { min: 6, max: 33, total: 15_611 },
      },
    },
    {
      ...base,
      name: 'email',
      type: 'text',
      sqlType: 'VARCHAR',
      count: 1131,
      missing: 69,
      distinct: 1128,
      values: {
        cap: 1000,
        complete: false,
        counts: counted(['a@example.org', 'b@example.org', 'c@example.org'], 2),
      },
      text: {
        empty: 0,
        characters: { min: 11, max: 40, total: 24_000 },
        bytes: { min: 11, max: 40, total: 24_000 },
      },
    },
    {
      ...base,
      name: 'visits',
      type: 'integer',
      sqlType: 'INTEGER',
      count: 960,
      missing: 240,
      distinct: 41,
      values: { cap: 1000, complete: true, counts: counted(['0', '1', '2'], 320) },
      numbers: {
        moments: { n: 960, mean: 3.2, m2: 21_504, m3: 412_000, m4: 14_000_000 },
        min: 0,
        max: 100,
        zeros: 320,
        negatives: 0,
        nan: 0,
        positiveInfinity: 0,
        negativeInfinity: 0,
        deciles: [0, 0, 0, 0, 1, 1, 2, 2, 3, 9, 100],
        median: 1,
        mad: 1,
        histogram: {
          edges: [0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100],
          counts: [884, 52, 14, 5, 2, 1, 0, 1, 0, 1],
        },
        quantileHistogram: {
          edges: [0, 0, 0, 0, 1, 1, 2, 2, 3, 9, 100],
          counts: Array.from({ length: 10 }, () => 96),
        },
      },
    },
    {
      ...base,
      name: 'plan',
      type: 'text',
      sqlType: 'VARCHAR',
      count: 1128,
      missing: 72,
      distinct: 3,
      values: {
        cap: 1000,
        complete: true,
        counts: [
          { value: 'free', count: 1090 },
          { value: 'basic', count: 36 },
          { value: 'pro', count: 2 },
        ],
      },
      text: {
        empty: 0,
        characters: { min: 3, max: 5, total: 4546 },
        bytes: { min: 3, max: 5, total: 4546 },
      },
    },
    {
      ...base,
      name: 'active',
      type: 'boolean',
      sqlType: 'BOOLEAN',
      distinct: 2,
      values: {
        cap: 1000,
        complete: true,
        counts: [
          { value: 'true', count: 700 },
          { value: 'false', count: 500 },
        ],
      },
      booleans: { true: 700, false: 500 },
    },
  ],
};

/** Rows that miss a column, strip by strip: visits since row 900, the others here and there. */
const missingIn: Readonly<Record<string, (strip: number) => number>> = {
  email: (strip) => (strip === 4 ? 6 : strip % 9 === 4 ? 3 : 0),
  visits: (strip) => (strip >= 160 ? 6 : 0),
  plan: (strip) => (strip >= 150 && strip < 162 ? 6 : 0),
};

const strips = Object.entries(missingIn).flatMap(([column, missing]) =>
  Array.from({ length: 200 }, (_, strip) => ({
    column,
    strip,
    first_row: strip * 6,
    rows: 6,
    missing: missing(strip),
  })),
);

const cells = names.flatMap((name, row) =>
  [
    ['member_id', String(1000 + row)],
    ['full name', name],
    ['email', row === 2 ? null : `${'abcdef'[row] ?? ''}@example.org`],
    ['visits', row === 4 ? null : String((row * 7) % 5)],
    ['plan', row === 3 ? '' : 'free'],
    ['active', String(row % 2 === 0)],
  ].map(([column = null, value = null]) => ({ row, column, value })),
);

const alerts: readonly Alert[] = [
  {
    alert: 'variants',
    column: 'full name',
    severity: 'warning',
    text: '1 value in 2 rows is another spelling of one that is there: “bo lindqvist” for “Bo Lindqvist” (the same but for case, spaces, accents, punctuation or the order of words).',
    numbers: { kind: 'written', values: 1, rows: 2, variants: ['bo lindqvist'], of: ['Bo Lindqvist'] },
    suggestion: { step: 'merge-values', title: 'Merge the spellings in “full name”', params: {} },
    where: [{ kind: 'one-of', column: 'full name', values: ['bo lindqvist'] }],
  },
];

const pair = (column: string, other: string, both: number, correlation: number) => ({
  column,
  other,
  both,
  correlation,
});

/** A whole report: names and identifiers to hide, values that are missing in places, first rows, and the artifact to save. */
export const reportedProfile: ViewResult = {
  artifacts: { statistics: { kind: 'statistics', key: 'k', traits: plainTraits, value: statistics } },
  frames: {
    ...framesOf(statistics),
    alerts: framesOfAlerts(alerts),
    nullity: frameOfRows(Object.keys(nullityFrame), strips),
    sample_rows: frameOfRows(['row', 'column', 'value'], cells),
    missing_patterns: frameOfRows(
      ['rank', 'missing', 'rows', 'share'],
      [
        { rank: 1, missing: '[]', rows: 847, share: 0.7058 },
        { rank: 2, missing: '["visits"]', rows: 216, share: 0.18 },
        { rank: 3, missing: '["email"]', rows: 52, share: 0.0433 },
        { rank: 4, missing: '["plan"]', rows: 48, share: 0.04 },
      ],
    ),
    missing_pairs: frameOfRows(
      ['column', 'other', 'both', 'correlation'],
      [
        pair('email', 'visits', 13, -0.004),
        pair('email', 'plan', 4, 0.01),
        pair('visits', 'plan', 12, -0.02),
      ],
    ),
  },
  notices: [],
};
