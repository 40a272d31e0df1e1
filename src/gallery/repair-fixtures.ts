import { frameOfRows, type Cell } from '../core/frame';
import type { ViewResult } from '../core/view';
import { applyTransform } from '../steps/prepare/apply-transform/step';
import { clip } from '../steps/prepare/clip/step';
import { impute } from '../steps/prepare/impute/step';

type Row = Readonly<Record<string, Cell>>;

/** A result whose frames have the columns that a step promises; what a row leaves out is null. */
function resultOf(
  contract: { readonly frames: Readonly<Record<string, Readonly<Record<string, unknown>>>> },
  frames: Readonly<Record<string, readonly Row[]>>,
): ViewResult {
  const shaped = Object.entries(frames).map(([name, rows]) => [
    name,
    frameOfRows(Object.keys(contract.frames[name] ?? {}), rows),
  ]);
  return { artifacts: {}, frames: Object.fromEntries(shaped) as ViewResult['frames'], notices: [] };
}

const SHAPE = [12, 90, 240, 410, 520, 480, 390, 300, 221, 160, 118, 84, 60, 41, 30, 20, 14, 9, 5, 3];

/** Twenty bins of one shape; in one of them stand the filled values too. */
const bins = (column: string, low: number, width: number, filled: number, at: number): Row[] =>
  SHAPE.map((before, bin) => ({
    column,
    bin,
    low: low + bin * width,
    high: low + (bin + 1) * width,
    before,
    after: before + (bin === at ? filled : 0),
  }));

/** Numbers, a date, categories and a column without a value, filled by group. */
export const creditImputed = resultOf(impute, {
  columns: [
    {
      ...{ column: 'Income', type: 'integer', type_after: 'integer', count: 3207, missing: 356, nan: 0 },
      ...{ share: 0.09991, filled: 356, left: 0, value: '124', mean: 141.7, mean_after: 139.9 },
      ...{ sd: 80.74, sd_after: 76.9 },
    },
    {
      ...{ column: 'Assets', type: 'integer', type_after: 'number', count: 2310, missing: 1253, nan: 0 },
      ...{ share: 0.35167, filled: 1253, left: 0, value: '3000.5', mean: 5405.1, mean_after: 4559.5 },
      ...{ sd: 11_574, sd_after: 9390.2 },
    },
    {
      ...{ column: 'Opened', type: 'date', type_after: 'date', count: 3552, missing: 11, nan: 0 },
      ...{ share: 0.00309, filled: 11, left: 0, value: '2019-03-15' },
    },
    {
      ...{ column: 'Home "Größe" 🎈', type: 'text', type_after: 'text', count: 3557, missing: 6, nan: 0 },
      ...{ share: 0.00168, filled: 6, left: 0, value: 'owner' },
    },
    {
      ...{ column: 'Nothing', type: 'number', type_after: 'number', count: 0, missing: 3563, nan: 12 },
      ...{ share: 1, filled: 0, left: 3563 },
    },
    { column: 'Age', type: 'integer', type_after: 'integer', count: 3563, missing: 0, nan: 0, share: 0 },
  ],
  histograms: [
    ...bins('Income', 0, 48, 356, 3),
    ...bins('Assets', 0, 15_000, 1253, 0),
    ...bins('Opened', 1_546_300_800_000, 1_576_800_000, 11, 4),
  ],
  categories: [
    { column: 'Home "Größe" 🎈', value: 'owner', before: 1680, after: 1686 },
    { column: 'Home "Größe" 🎈', value: 'rent', before: 775, after: 775 },
    { column: 'Home "Größe" 🎈', value: 'parents', before: 624, after: 624 },
    { column: 'Home "Größe" 🎈', value: 'other', before: 255, after: 255 },
    { column: 'Home "Größe" 🎈', value: '', before: 223, after: 223 },
  ],
  summary: [
    { method: 'group', rows: 3563, rows_changed: 1391, cells: 1626, left: 3563, groups: 9, kept_values: 63 },
  ],
});

/** Readings carried forward, of which some have nothing before them. */
export const readingsForward = resultOf(impute, {
  columns: [
    {
      ...{ column: 'temperature', type: 'number', type_after: 'number', count: 3197, missing: 60, nan: 8 },
      ...{ share: 0.01842, filled: 57, left: 3, mean: 21.4, mean_after: 21.41, sd: 3.12, sd_after: 3.13 },
    },
  ],
  histograms: bins('temperature', 14, 1, 57, 6),
  summary: [{ method: 'forward', rows: 3257, rows_changed: 57, cells: 57, left: 3 }],
});

const bounded = (column: string, low: number, width: number): Row[] =>
  SHAPE.map((count, bin) => ({ column, bin, low: low + bin * width, high: low + (bin + 1) * width, count }));

/** Columns clipped at quantiles: on both sides, on one, and one that taught nothing. */
export const creditClipped = resultOf(clip, {
  columns: [
    {
      ...{ column: 'Income', type: 'integer', low: 60, high: 700, count: 3207, below: 31, above: 29 },
      ...{ missing: 356, nan: 0, infinite: 0, min: 0, max: 960 },
    },
    {
      ...{ column: 'Assets', type: 'number', high: 150_000, count: 3563, below: 0, above: 66 },
      ...{ missing: 0, nan: 0, infinite: 2, min: 0, max: 300_000 },
    },
    { column: 'Nothing', type: 'number', count: 0, below: 0, above: 0, missing: 3563, nan: 0, infinite: 0 },
  ],
  histograms: [...bounded('Income', 0, 48), ...bounded('Assets', 0, 15_000)],
  summary: [{ method: 'quantiles', rows: 3563, rows_changed: 119, below: 31, above: 95 }],
});

/** A test part filled by what was learned on the training part. */
export const imputedElsewhere = resultOf(applyTransform, {
  columns: [
    {
      ...{ column: 'Income', count: 815, missing: 76, outside: 2, fitted_min: 0, fitted_max: 960, min: 6 },
      ...{ max: 1250, filled: 76, left: 0, mean: 141.2, sd: 77.3 },
    },
    { column: 'Nothing', count: 0, missing: 891, filled: 0, left: 891 },
  ],
  summary: [{ method: 'impute-groups', rows: 891, columns: 2, fitted_on: 'train', part: 'test' }],
});

/** A test part clipped at the bounds of the training part. */
export const clippedElsewhere = resultOf(applyTransform, {
  columns: [
    {
      ...{ column: 'Income', count: 815, missing: 76, outside: 2, fitted_min: 0, fitted_max: 960, min: 6 },
      ...{ max: 1250, below: 7, above: 12, mean: 139.2, sd: 70.1 },
    },
  ],
  summary: [{ method: 'clip', rows: 891, columns: 1, fitted_on: 'train', part: 'test' }],
});
