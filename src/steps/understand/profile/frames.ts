import { frameOfRows, type Cell, type Frame } from '../../../core/frame';
import type { MeaningId } from '../../../core/meaning/meanings';
import type { ColumnStatistics, Histogram, NumberStatistics, Statistics } from '../../../core/statistics';
import { excessKurtosis, skewness, standardDeviation } from '../../../kernels/moments';
import { tableBytes } from './memory';
import { profile } from './step';

type Row = Readonly<Record<string, Cell>>;

/** Most values of a column that the frame `top_values` lists; the artifact holds more. */
const TOP_VALUES = 20;

/** The frames of the step, from its statistics and from what columns were found to mean, by name. */
export function framesOf(
  statistics: Statistics,
  meanings: ReadonlyMap<string, MeaningId> = new Map(),
): Record<string, Frame> {
  const { columns } = statistics;
  const frame = (name: string, rows: readonly Row[]): Frame =>
    frameOfRows(Object.keys(profile.frames[name] ?? {}), rows);
  return {
    table: frame('table', [tableRow(statistics)]),
    columns: frame(
      'columns',
      columns.map((column) => ({ ...columnRow(column), meaning: meanings.get(column.name) ?? null })),
    ),
    histograms: frame('histograms', columns.flatMap(histogramRows)),
    top_values: frame('top_values', columns.flatMap(topRows)),
  };
}

function tableRow({ rows, columns, duplicates }: Statistics): Row {
  return {
    rows,
    columns: columns.length,
    missing_cells: columns.reduce((sum, { missing }) => sum + missing, 0),
    duplicate_rows: duplicates?.surplus ?? null,
    repeated_rows: duplicates?.repeated ?? null,
    memory_bytes: tableBytes(columns),
  };
}

function columnRow(column: ColumnStatistics): Row {
  return {
    column: column.name,
    type: column.type,
    sql_type: column.sqlType,
    count: column.count,
    missing: column.missing,
    distinct: column.distinct,
    min: column.numbers?.min ?? column.dates?.min ?? null,
    max: column.numbers?.max ?? column.dates?.max ?? null,
    ...(column.numbers ? numberCells(column.numbers) : {}),
    ...textCells(column),
    ...(column.booleans ?? {}),
  };
}

function numberCells(numbers: NumberStatistics): Row {
  const { moments, deciles } = numbers;
  const tenths = Array.from({ length: 11 }, (_, i) => [`d${i * 10}`, deciles?.[i] ?? null] as const);
  return {
    mean: moments.n === 0 ? null : moments.mean,
    sd: standardDeviation(moments),
    median: numbers.median,
    zeros: numbers.zeros,
    negatives: numbers.negatives,
    nan: numbers.nan,
    positive_infinity: numbers.positiveInfinity,
    negative_infinity: numbers.negativeInfinity,
    mad: numbers.mad,
    skewness: skewness(moments),
    kurtosis: excessKurtosis(moments),
    ...Object.fromEntries(tenths),
  };
}

function textCells({ text, count }: ColumnStatistics): Row {
  if (text === undefined) return {};
  const { characters, bytes } = text;
  return {
    empty: text.empty,
    min_characters: characters?.min ?? null,
    mean_characters: characters === null ? null : characters.total / count,
    max_characters: characters?.max ?? null,
    min_bytes: bytes?.min ?? null,
    mean_bytes: bytes === null ? null : bytes.total / count,
    max_bytes: bytes?.max ?? null,
  };
}

function histogramRows({ name, numbers, dates }: ColumnStatistics): Row[] {
  const histogram = dates?.histogram ?? null;
  const units = (histogram?.starts ?? []).map((low, bin) => ({
    column: name,
    kind: 'date',
    bin,
    low,
    high: null,
    count: histogram?.counts[bin] ?? 0,
    unit: histogram?.unit ?? null,
  }));
  return [
    ...binRows(name, 'equal_width', numbers?.histogram ?? null),
    ...binRows(name, 'quantile', numbers?.quantileHistogram ?? null),
    ...units,
  ];
}

function binRows(column: string, kind: string, histogram: Histogram | null): Row[] {
  return (histogram?.counts ?? []).map((count, bin) => ({
    column,
    kind,
    bin,
    low: histogram?.edges[bin] ?? null,
    high: histogram?.edges[bin + 1] ?? null,
    count,
    unit: null,
  }));
}

function topRows({ name, values, count }: ColumnStatistics): Row[] {
  return values.counts.slice(0, TOP_VALUES).map((entry, i) => ({
    column: name,
    rank: i + 1,
    value: entry.value,
    count: entry.count,
    share: entry.count / count,
  }));
}
