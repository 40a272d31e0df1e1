import type { RunContext } from '../../../core/run-context';
import type { DateStatistics } from '../../../core/statistics';
import { dateHistogram } from '../../../kernels/calendar';
import { dateKindOf } from '../../../kernels/merge-dates';
import { unitOf } from './branches';
import type { ColumnRange } from './ranges';
import type { GroupedColumn } from './values';

/** Range and histogram of a date column from its groups. Says what a reader would not see: infinite dates, and dates beyond the calendar. */
export function dateStatistics(
  context: RunContext,
  range: ColumnRange,
  grouped: GroupedColumn,
): DateStatistics {
  const { column, min, max } = range;
  const unit = unitOf(range);
  const histogram = unit === null ? null : dateHistogram(grouped.bins, unit, dateKindOf(column.type));
  if (histogram === null && min !== null) {
    context.notice({
      code: 'dates-beyond-calendar',
      text: `“${column.name}” reaches beyond the years ±270,000, so it has no histogram.`,
    });
  }
  const finite = histogram?.counts.reduce((sum, count) => sum + count, 0) ?? grouped.count;
  const infinite = min === null ? grouped.count : grouped.count - finite;
  if (infinite > 0) {
    context.notice({
      code: 'infinite-dates',
      text: `“${column.name}” holds ${infinite} infinite dates; range and histogram leave them out.`,
    });
  }
  return { min, max, histogram };
}
