import { frameOfRows, type Cell, type Frame } from '../core/frame';
import type { ViewResult } from '../core/view';
import { profile } from '../steps/understand/profile/step';

type Figures = Readonly<Record<string, Cell>>;

/** A column as it is written down here: its figures, its bins as [kind, edges, counts, unit], and its values. */
interface ColumnFixture extends Figures {
  readonly column: string;
  readonly type: string;
}
interface Bins {
  readonly column: string;
  readonly kind: 'equal_width' | 'quantile' | 'date';
  readonly edges: readonly Cell[];
  readonly counts: readonly number[];
  readonly unit?: string;
}

const ROWS = 4454;
const shapeOf = (frame: string) => Object.keys(profile.frames[frame] ?? {});
const deciles = (...values: number[]): Figures =>
  Object.fromEntries(values.map((value, tenth) => [`d${tenth * 10}`, value]));
const tenth = Array.from({ length: 10 }, () => 445.4);

// One line a column, as a table is read.
// prettier-ignore
const figures: readonly ColumnFixture[] = [
  { column: 'Status', type: 'text', sql_type: 'VARCHAR', count: 4454, missing: 0, distinct: 2, empty: 0, min_characters: 3, mean_characters: 3.718, max_characters: 4, min_bytes: 3, mean_bytes: 3.718, max_bytes: 4 },
  { column: 'Age', type: 'integer', sql_type: 'BIGINT', count: 4454, missing: 0, distinct: 50, mean: 37.07768, sd: 10.983623, min: 18, median: 36, max: 68, zeros: 0, negatives: 0, nan: 0, positive_infinity: 0, negative_infinity: 0, mad: 8, skewness: 0.5527, kurtosis: -0.4316, ...deciles(18, 24, 27, 30, 33, 36, 39, 42, 47, 53, 68) },
  { column: 'Income', type: 'integer', sql_type: 'BIGINT', count: 4073, missing: 381, distinct: 353, mean: 141.687453, sd: 80.738831, min: 6, median: 125, max: 959, zeros: 0, negatives: 0, nan: 0, positive_infinity: 0, negative_infinity: 0, mad: 40, skewness: 2.4134, kurtosis: 12.0861, ...deciles(6, 65, 82, 98, 110, 125, 143, 160, 187, 237, 959) },
  { column: 'Debt', type: 'number', sql_type: 'DOUBLE', count: 4436, missing: 18, distinct: 182, mean: 343.0262, sd: 1245.945, min: -120.5, median: 0, max: 30000, zeros: 3640, negatives: 3, nan: 1, positive_infinity: 1, negative_infinity: 0, mad: 0, skewness: 9.7812, kurtosis: 163.4, ...deciles(-120.5, 0, 0, 0, 0, 0, 0, 0, 0, 1300, 30000) },
  { column: 'Opened', type: 'date', sql_type: 'DATE', count: 4454, missing: 0, distinct: 902, min: '2015-02-03', max: '2019-11-29' },
  { column: 'Called', type: 'timestamp', sql_type: 'TIMESTAMP', count: 4402, missing: 52, distinct: 4400, min: '2021-03-01T08:02:11', max: '2021-03-05T17:58:40' },
  { column: 'Owner', type: 'boolean', sql_type: 'BOOLEAN', count: 4454, missing: 0, distinct: 2, true: 2107, false: 2347 },
  { column: 'Remark', type: 'text', sql_type: 'VARCHAR', count: 1211, missing: 3243, distinct: 1187, empty: 14, min_characters: 0, mean_characters: 41.207, max_characters: 1204, min_bytes: 0, mean_bytes: 42.031, max_bytes: 1231 },
  { column: 'select "Größe" 🎈 with a very long name indeed', type: 'integer', sql_type: 'BIGINT', count: 4454, missing: 0, distinct: 1, mean: 7, sd: 0, min: 7, median: 7, max: 7, zeros: 0, negatives: 0, nan: 0, positive_infinity: 0, negative_infinity: 0, mad: 0, ...deciles(7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7) },
  { column: 'Account', type: 'integer', sql_type: 'HUGEINT', count: 4454, missing: 0, distinct: 4454, mean: 9.1e17, sd: 4.2e16, min: '800000000000000017', median: 9.12e17, max: '999999999999999989', zeros: 0, negatives: 0, nan: 0, positive_infinity: 0, negative_infinity: 0, mad: 3.1e16, skewness: -0.0213, kurtosis: -1.19 },
  { column: 'Nothing', type: 'number', sql_type: 'DOUBLE', count: 0, missing: 4454, distinct: 0, zeros: 0, negatives: 0, nan: 0, positive_infinity: 0, negative_infinity: 0 },
  { column: 'Tags', type: 'other', sql_type: 'VARCHAR[]', count: 4454, missing: 0, distinct: 37 },
];

// One line a column, as a table is read.
// prettier-ignore
const bins: readonly Bins[] = [
  { column: 'Age', kind: 'equal_width', edges: [18, 23, 28, 33, 38, 43, 48, 53, 58, 63, 68], counts: [320, 726, 801, 700, 634, 470, 362, 249, 144, 48] },
  { column: 'Age', kind: 'quantile', edges: [18, 24, 27, 30, 33, 36, 39, 42, 47, 53, 68], counts: tenth },
  { column: 'Income', kind: 'equal_width', edges: [6, 101.3, 196.6, 291.9, 387.2, 482.5, 577.8, 673.1, 768.4, 863.7, 959], counts: [1356, 1944, 561, 141, 42, 16, 7, 3, 1, 2] },
  { column: 'Income', kind: 'quantile', edges: [6, 65, 82, 98, 110, 125, 143, 160, 187, 237, 959], counts: tenth.map(() => 407.3) },
  { column: 'Debt', kind: 'equal_width', edges: [-120.5, 2891.55, 5903.6, 8915.65, 11927.7, 14939.75, 17951.8, 20963.85, 23975.9, 26987.95, 30000], counts: [4302, 105, 16, 6, 1, 1, 1, 0, 0, 2] },
  { column: 'Debt', kind: 'quantile', edges: [-120.5, 0, 0, 0, 0, 0, 0, 0, 0, 1300, 30000], counts: tenth.map(() => 443.4) },
  { column: 'select "Größe" 🎈 with a very long name indeed', kind: 'equal_width', edges: [7, 7], counts: [4454] },
  { column: 'select "Größe" 🎈 with a very long name indeed', kind: 'quantile', edges: [7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7], counts: tenth },
  { column: 'Account', kind: 'equal_width', edges: [8e17, 8.2e17, 8.4e17, 8.6e17, 8.8e17, 9e17, 9.2e17, 9.4e17, 9.6e17, 9.8e17, 1e18], counts: [441, 452, 439, 447, 450, 431, 460, 448, 444, 442] },
  { column: 'Opened', kind: 'date', unit: 'year', edges: ['2015-01-01', '2016-01-01', '2017-01-01', '2018-01-01', '2019-01-01'], counts: [512, 803, 1044, 1191, 904] },
  { column: 'Called', kind: 'date', unit: 'day', edges: ['2021-03-01', '2021-03-02', '2021-03-03', '2021-03-04', '2021-03-05'], counts: [1012, 934, 0, 1204, 1252] },
];

// One line a column, as a table is read.
// prettier-ignore
const values: Readonly<Record<string, readonly (readonly [string, number])[]>> = {
  Status: [['good', 3200], ['bad', 1254]],
  Age: [['30', 174], ['28', 171], ['35', 170], ['32', 160], ['33', 157], ['25', 155], ['38', 149], ['37', 141], ['29', 139], ['26', 137]],
  Income: [['100', 127], ['150', 111], ['120', 98], ['90', 87], ['200', 84]],
  Debt: [['0', 3640], ['1000', 41], ['2000', 38], ['500', 22]],
  Owner: [['false', 2347], ['true', 2107]],
  Remark: [['', 14], ['paid early', 7], ['They have not come, and nobody at the other end seems to know why', 3], ['   ', 1]],
  Tags: [['[new]', 2108], ['[new, urgent]', 733], ['[]', 402]],
  Account: [['999999999999999989', 1], ['999999999999998021', 1]],
  'select "Größe" 🎈 with a very long name indeed': [['7', 4454]],
};

function binRows({ column, kind, edges, counts, unit }: Bins): Figures[] {
  return counts.map((count, bin) => {
    return {
      column,
      kind,
      bin,
      low: edges[bin] ?? null,
      high: kind === 'date' ? null : (edges[bin + 1] ?? null),
      count,
      unit: unit ?? null,
    };
  });
}

function valueRows(column: string, counted: readonly (readonly [string, number])[]): Figures[] {
  const count = Number(figures.find((row) => row.column === column)?.count ?? 0);
  return counted.map(([value, times], index) => {
    return { column, rank: index + 1, value, count: times, share: times / count };
  });
}

const overall = (of: Figures): Frame => frameOfRows(shapeOf('table'), [of]);

/** A profile with a column of every type, and the awkward ones: constant, all missing, huge, infinite, oddly named. */
export const profileResult: ViewResult = {
  artifacts: {},
  frames: {
    table: overall({
      rows: ROWS,
      columns: figures.length,
      missing_cells: 8148,
      duplicate_rows: 8,
      repeated_rows: 6,
    }),
    columns: frameOfRows(shapeOf('columns'), figures),
    histograms: frameOfRows(shapeOf('histograms'), bins.flatMap(binRows)),
    top_values: frameOfRows(
      shapeOf('top_values'),
      Object.entries(values).flatMap(([column, counted]) => valueRows(column, counted)),
    ),
  },
  notices: [],
};

/** The profile of a table without a row. */
export const emptyProfile: ViewResult = {
  artifacts: {},
  frames: {
    table: overall({ rows: 0, columns: 1, missing_cells: 0, duplicate_rows: 0, repeated_rows: 0 }),
    columns: frameOfRows(shapeOf('columns'), [
      {
        column: 'Age',
        type: 'integer',
        sql_type: 'BIGINT',
        count: 0,
        missing: 0,
        distinct: 0,
        zeros: 0,
        nan: 0,
      },
    ]),
  },
  notices: [],
};

/** The profile of a very wide table: the column “Age” under as many names as asked. */
export function wideProfile(count: number): ViewResult {
  const columns = Array.from({ length: count }, (_, index) => `feature_${index}`);
  const ages = bins.filter(({ column }) => column === 'Age');
  const [age] = figures.filter(({ column }) => column === 'Age');
  return {
    artifacts: {},
    frames: {
      table: overall({ rows: ROWS, columns: count, missing_cells: 0, duplicate_rows: 0, repeated_rows: 0 }),
      columns: frameOfRows(
        shapeOf('columns'),
        columns.map((column, index) => ({ ...age, column, distinct: index % 997 })),
      ),
      histograms: frameOfRows(
        shapeOf('histograms'),
        columns.flatMap((column) => ages.flatMap((stated) => binRows({ ...stated, column }))),
      ),
    },
    notices: [],
  };
}
