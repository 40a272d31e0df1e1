import { frameOfRows, type Cell } from '../core/frame';
import type { Notice } from '../core/contract';
import type { ViewResult } from '../core/view';
import { applyTransform } from '../steps/prepare/apply-transform/step';
import { split } from '../steps/prepare/split/step';
import { standardise } from '../steps/prepare/standardise/step';
import { classBalance } from '../steps/understand/class-balance/step';

type Row = Readonly<Record<string, Cell>>;

/** A result whose frames have the columns that a step promises; what a row leaves out is null. */
function resultOf(
  contract: { readonly frames: Readonly<Record<string, Readonly<Record<string, unknown>>>> },
  frames: Readonly<Record<string, readonly Row[]>>,
  notices: readonly Notice[] = [],
): ViewResult {
  const shaped = Object.entries(frames).map(([name, rows]) => [
    name,
    frameOfRows(Object.keys(contract.frames[name] ?? {}), rows),
  ]);
  return { artifacts: {}, frames: Object.fromEntries(shaped) as ViewResult['frames'], notices };
}

function balanceOf(counts: readonly (readonly [string, number])[], missing = 0): ViewResult {
  const labelled = counts.reduce((sum, [, count]) => sum + count, 0);
  const largest = counts[0]?.[1] ?? 0;
  const classes = counts.map(([name, count]) => ({
    class: name,
    count,
    share: count / labelled,
    ratio: largest / count,
    weight: labelled / (counts.length * count),
  }));
  const without = missing > 0 ? [{ class: null, count: missing }] : [];
  const summary = {
    rows: labelled + missing,
    labelled,
    missing,
    classes: counts.length,
    listed: counts.length,
  };
  return resultOf(classBalance, { classes: [...classes, ...without], summary: [summary] });
}

/** The two classes of the loans. */
export const creditClasses = balanceOf([
  ['good', 3200],
  ['bad', 1254],
]);

/** Forty classes with odd names, and rows without one. */
export const manyClasses = balanceOf(
  Array.from({ length: 40 }, (_, i) => [
    ['größer 📏', '', 'a class with a name that is far too long for its place'][i] ?? `class ${i}`,
    Math.round(9000 / (i + 1)),
  ]),
  1200,
);

/** No row has a class. */
export const noClasses = balanceOf([], 12);

/** The loans in two parts, stratified. */
export const creditSplit = resultOf(split, {
  parts: [
    { part: 'train', rows: 3563, share: 0.79996, asked: 0.8, equal_rows: 3 },
    { part: 'test', rows: 891, share: 0.20004, asked: 0.2, equal_rows: 1 },
  ],
  classes: [
    { class: 'good', part: 'train', rows: 2560, share: 0.71849 },
    { class: 'good', part: 'test', rows: 640, share: 0.71829 },
    { class: 'bad', part: 'train', rows: 1003, share: 0.28151 },
    { class: 'bad', part: 'test', rows: 251, share: 0.28171 },
  ],
});

/** Five parts, one of them empty. */
export const fiveParts = resultOf(split, {
  parts: (
    [
      ['train', 7012],
      ['validation', 1490],
      ['test', 1003],
      ['a part with a long name', 495],
      ['nothing', 0],
    ] as const
  ).map(([part, rows]) => ({ part, rows, share: rows / 10_000, asked: 0.2, equal_rows: 0 })),
  classes: [],
});

const shape = [2, 9, 31, 58, 66, 49, 27, 11, 4, 1];
const bins = (column: string, low: number, width: number, mean: number, sd: number): Row[] =>
  shape.map((count, bin) => {
    const edges = [low + bin * width, low + (bin + 1) * width] as const;
    const [scaled_low, scaled_high] = edges.map((edge) => (edge - mean) / sd) as [number, number];
    return { column, bin, low: edges[0], high: edges[1], scaled_low, scaled_high, count };
  });

/** Two scaled columns, a constant one and one that taught nothing. */
export const scaledColumns = resultOf(standardise, {
  constants: [
    { column: 'Age', mean: 37.07768, sd: 10.983623, count: 258, missing: 0, is_constant: false },
    { column: 'Income', mean: 141687.453, sd: 80738.831, count: 258, missing: 41, is_constant: false },
    { column: 'select "Größe" 🎈', mean: 7, sd: 0, count: 258, missing: 0, is_constant: true },
    { column: 'Nothing', mean: null, sd: null, count: 0, missing: 258, is_constant: false },
  ],
  histograms: [
    ...bins('Age', 18, 5, 37.07768, 10.983623),
    ...bins('Income', 6000, 95300, 141687.453, 80738.831),
    { column: 'select "Größe" 🎈', bin: 0, low: 7, high: 7, scaled_low: 0, scaled_high: 0, count: 258 },
  ],
});

/** A transform on a table that holds more than it was fitted on. */
export const appliedColumns = resultOf(applyTransform, {
  columns: [
    {
      column: 'Age',
      count: 891,
      missing: 0,
      outside: 0,
      fitted_min: 18,
      fitted_max: 68,
      min: 19,
      max: 66,
      mean: 0.0213,
      sd: 0.9874,
    },
    {
      column: 'Income',
      count: 815,
      missing: 76,
      outside: 12,
      fitted_min: 6000,
      fitted_max: 959000,
      min: 0,
      max: 1250000,
      mean: -0.0481,
      sd: 1.1033,
    },
    { column: 'Nothing', count: 0, missing: 891 },
  ],
  summary: [{ method: 'standardise', rows: 891, columns: 3, fitted_on: 'train', part: 'test' }],
});
