import type { RunContext } from '../../../core/run-context';
import type { ColumnStatistics } from '../../../core/statistics';
import type { NumberSummary } from '../../../kernels/summary';
import { capValueCounts, compareValueCounts } from '../../../kernels/value-counts';
import type { ProfileTable } from './columns';
import { dateStatistics } from './dates';
import type { ColumnRange } from './ranges';
import { textStatistics } from './texts';
import type { GroupedColumn } from './values';

/** What was measured of a column: numbers by a kernel, groups by the database, or both. */
export interface Measured {
  readonly range: ColumnRange;
  readonly summary: NumberSummary | undefined;
  readonly grouped: GroupedColumn | undefined;
}

/** Puts the figures of one column together. */
export function columnStatistics(
  context: RunContext,
  { rows, cap }: ProfileTable,
  { range, summary, grouped }: Measured,
): ColumnStatistics {
  const { column } = range;
  const count = grouped?.count ?? range.count;
  const base = { ...column, count, missing: rows - count, notMergeable: [] };
  if (grouped !== undefined) return { ...base, ...groupedFigures(context, cap, { range, summary, grouped }) };
  if (summary !== undefined) {
    const { numbers, distinct, values } = summary;
    return { ...base, numbers, distinct, values };
  }
  return { ...base, ...booleanFigures(range, cap) };
}

type Figures = Pick<ColumnStatistics, 'distinct' | 'values' | 'numbers' | 'text' | 'dates' | 'booleans'>;

function groupedFigures(
  context: RunContext,
  cap: number,
  { range, summary, grouped }: Measured & { readonly grouped: GroupedColumn },
): Figures {
  const distinct = grouped.sums.distinct ?? 0;
  const counts = [...grouped.values].sort(compareValueCounts);
  const values = { cap, complete: counts.length === distinct, counts };
  const figures = { distinct, values };
  switch (range.treatment) {
    case 'text':
      return { ...figures, text: textStatistics(grouped) };
    case 'dates':
      return { ...figures, dates: dateStatistics(context, range, grouped) };
    case 'wide':
      if (summary === undefined) throw new Error(`No kernel summarised the column ${range.column.name}.`);
      return { ...figures, numbers: { ...summary.numbers, min: range.min, max: range.max } };
    case 'other':
    case 'narrow':
    case 'booleans':
      return figures;
  }
}

function booleanFigures({ count, trues }: ColumnRange, cap: number): Figures {
  const entries = [
    { value: 'true', count: trues },
    { value: 'false', count: count - trues },
  ].filter((entry) => entry.count > 0);
  return {
    distinct: entries.length,
    values: capValueCounts(entries, cap),
    booleans: { true: trues, false: count - trues },
  };
}
