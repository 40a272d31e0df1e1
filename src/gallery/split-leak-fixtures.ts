import { frameOfRows, type Cell } from '../core/frame';
import type { ViewResult } from '../core/view';
import { split } from '../steps/prepare/split/step';

type Row = Readonly<Record<string, Cell>>;

/** A result whose frames have the columns that the step promises; what a row leaves out is null. */
function resultOf(frames: Readonly<Record<string, readonly Row[]>>): ViewResult {
  const shapes: Readonly<Record<string, object>> = split.frames;
  const shaped = Object.entries(frames).map(([name, rows]) => [
    name,
    frameOfRows(Object.keys(shapes[name] ?? {}), rows),
  ]);
  return { artifacts: {}, frames: Object.fromEntries(shaped) as ViewResult['frames'], notices: [] };
}

function pairOf(
  leak: Row,
  pair: number,
  rows: readonly (readonly [string, number])[],
  columns: Readonly<Record<string, readonly (string | null)[]>>,
): Row[] {
  return Object.entries(columns).flatMap(([column, values]) =>
    rows.map(([part, row_number], place) => ({
      ...leak,
      pair,
      part,
      row_number,
      column,
      value: values[place] ?? null,
      differs: values[0] !== values[1],
    })),
  );
}

const counts = (looked_at: number, compared: number) => ({ looked_at, compared });
const leak = (name: string, columns: string | null, train: number, test: number): Row[] => [
  { leak: name, columns, part: 'train', rows: train, ...counts(4800, 1200) },
  { leak: name, columns, part: 'test', rows: test, ...counts(1200, 4800) },
];

/** Visits of patients, divided by the hash of a row: keys are torn, some rows are nearly equal, a few equal. */
export const leakingSplit = resultOf({
  parts: [
    { part: 'train', rows: 4800, share: 0.8, asked: 0.8, equal_rows: 4 },
    { part: 'test', rows: 1200, share: 0.2, asked: 0.2, equal_rows: 3 },
  ],
  classes: [
    { class: 'no', part: 'train', rows: 4261, share: 0.8877 },
    { class: 'no', part: 'test', rows: 1065, share: 0.8875 },
    { class: 'yes', part: 'train', rows: 539, share: 0.1123 },
    { class: 'yes', part: 'test', rows: 135, share: 0.1125 },
  ],
  leaks: [
    ...leak('equal rows', null, 4, 3),
    ...leak('equal keys', 'patient_nbr', 3911, 1164),
    ...leak('one column apart', 'encounter_id', 31, 27),
    ...leak('small differences', null, 0, 0),
  ],
  examples: [
    ...pairOf(
      { leak: 'equal keys', columns: 'patient_nbr' },
      1,
      [
        ['train', 12],
        ['test', 4011],
      ],
      {
        patient_nbr: ['8222157', '8222157'],
        encounter_id: ['2278392', '9933841'],
        admitted: ['2008-03-01', '2008-09-14'],
        diagnosis: ['250.83', '276.51'],
        readmitted: ['no', 'yes'],
      },
    ),
    ...pairOf(
      { leak: 'one column apart' },
      1,
      [
        ['train', 88],
        ['test', 3206],
      ],
      {
        patient_nbr: ['55629189', '55629189'],
        encounter_id: ['149190', '149191'],
        admitted: ['2008-11-02', '2008-11-02'],
        diagnosis: ['276.51', '276.51'],
        readmitted: [null, null],
      },
    ),
  ],
  hints: [
    { kind: 'identifier', column: 'patient_nbr', values: 2104, rows: 6000 },
    { kind: 'time', column: 'admitted', values: 1830, rows: 6000 },
  ],
});

/** Sales by time in three parts, with a gap of a week before each cut; near rows sought in a sample. */
export const timedSplit = resultOf({
  parts: [
    { part: 'train', rows: 588_112, share: 0.588, first: '2019-01-01', last: '2022-07-24', asked: 0.6 },
    { part: 'validation', rows: 195_003, share: 0.195, first: '2022-08-01', last: '2023-10-12', asked: 0.2 },
    { part: 'test', rows: 200_101, share: 0.2, first: '2023-10-20', last: '2024-12-31', asked: 0.2 },
  ].map((part) => ({ ...part, equal_rows: 0 })),
  left_out: [
    { reason: 'gap', rows: 12_204 },
    { reason: 'missing', rows: 4580 },
  ],
  leaks: (['equal rows', 'one column apart'] as const).flatMap((name) =>
    (
      [
        ['train', 588_112],
        ['validation', 195_003],
        ['test', 200_101],
      ] as const
    ).map(([part, rows]) => ({
      leak: name,
      part,
      rows: name === 'equal rows' ? 0 : 12,
      looked_at: name === 'equal rows' ? rows : 6600,
      compared: 983_216 - rows,
    })),
  ),
});

/** A column says where rows go; two of its values say nothing yet. */
export const columnSplit = resultOf({
  parts: [
    { part: 'train', rows: 800, share: 0.8, equal_rows: 0 },
    { part: 'test', rows: 100, share: 0.1, equal_rows: 0 },
  ],
  values: [
    { value: 'train', part: 'train', rows: 800 },
    { value: 'test', part: 'test', rows: 100 },
    { value: 'dev', part: null, rows: 90 },
    { value: null, part: null, rows: 10 },
  ],
  left_out: [{ reason: 'other', rows: 100 }],
  leaks: leak('equal rows', null, 0, 0),
});

/** Ten folds, stratified by three classes. */
export const tenFolds = (() => {
  const folds = Array.from({ length: 10 }, (_, i) => `fold_${i + 1}`);
  const classes = [
    ['setosa', 334],
    ['versicolor', 333],
    ['größer 📏', 333],
  ] as const;
  return resultOf({
    parts: folds.map((part) => ({ part, rows: 100, share: 0.1, asked: 0.1, equal_rows: 0 })),
    classes: classes.flatMap(([name, rows]) =>
      folds.map((part) => ({ class: name, part, rows: rows / 10, share: rows / 1000 })),
    ),
    leaks: folds.map((part) => ({ leak: 'equal rows', part, rows: 0, ...counts(100, 900) })),
  });
})();
