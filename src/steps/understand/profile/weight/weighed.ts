import type { FrameRow } from '../../../../core/frame';
import type { ColumnStatistics } from '../../../../core/statistics';
import { isoStart, truncateDate } from '../../../../kernels/calendar';
import { dateKindOf } from '../../../../kernels/merge-dates';

/** Values listed per column. */
export const TOP = 20;

/** The figures of a column, each row counted by its weight. */
export interface WeighedColumn {
  /** Weight of the rows with a value, and of those without. */
  readonly present: number;
  readonly gone: number;
  /** Of finite numbers; null, and no decile, for other columns and without any. */
  readonly mean: number | null;
  readonly sd: number | null;
  readonly deciles: readonly (number | null)[];
  /** Weight by the place of a bin of the histogram, or by the begin of a calendar unit in milliseconds; bins without any may lack. */
  readonly bins: readonly (readonly [at: number, weight: number])[];
  /** The values of most weight, as the frame `top_values` writes them. */
  readonly top: readonly { readonly value: string; readonly weight: number }[];
}

/** What a column tells in the frames of weighted figures. */
export function rowsOfWeighed(
  column: ColumnStatistics,
  weighed: WeighedColumn,
  total: number,
): { readonly figures: FrameRow; readonly bins: FrameRow[]; readonly values: FrameRow[] } {
  return {
    figures: weightedRow(column, weighed, total),
    bins: binRows(column, weighed),
    values: valueRows(column, weighed),
  };
}

function weightedRow(
  { name, numbers }: ColumnStatistics,
  { present, gone, mean, sd, deciles }: WeighedColumn,
  total: number,
): FrameRow {
  // Rounding aside, both add up to the total; made exact, so that a column without gaps has the same count as the others.
  const missing = present === 0 ? total : Math.min(total, gone);
  const row = { column: name, count: total - missing, missing, missing_share: missing / total };
  if (numbers === undefined) return row;
  const tenths = deciles.map((value, i) => [`d${i * 10}`, value] as const);
  return { ...row, mean, sd, median: deciles[5] ?? null, ...Object.fromEntries(tenths) };
}

/** The bins of the statistics, each with its weight; 0 where no row of weight falls in. */
function binRows(column: ColumnStatistics, { bins: found }: WeighedColumn): FrameRow[] {
  const { name, numbers, dates, type } = column;
  const histogram = numbers?.histogram ?? null;
  if (histogram !== null) {
    const weightAt = new Map(found);
    return histogram.counts.map((_, bin) => ({
      column: name,
      kind: 'equal_width',
      bin,
      low: histogram.edges[bin] ?? null,
      high: histogram.edges[bin + 1] ?? null,
      weight: weightAt.get(bin) ?? 0,
      unit: null,
    }));
  }
  const calendar = dates?.histogram ?? null;
  if (calendar === null) return [];
  const { unit, starts } = calendar;
  const weightAt = new Map<string, number>();
  for (const [start, weight] of found) {
    const key = isoStart(truncateDate(start, unit), unit, dateKindOf(type));
    weightAt.set(key, (weightAt.get(key) ?? 0) + weight);
  }
  return starts.map((low, bin) => ({
    column: name,
    kind: 'date',
    bin,
    low,
    high: null,
    weight: weightAt.get(low) ?? 0,
    unit,
  }));
}

function valueRows({ name }: ColumnStatistics, { present, top }: WeighedColumn): FrameRow[] {
  return top.map(({ value, weight }, i) => ({
    column: name,
    rank: i + 1,
    value,
    weight,
    share: present > 0 ? weight / present : 0,
  }));
}
