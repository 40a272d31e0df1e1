import type { DateHistogram, DateStatistics, ValueCount } from '../core/statistics';
import type { ColumnType } from '../core/table';
import { coarsenDateHistogram, dateHistogram, dateUnitFor, parseIso, type DateKind } from './calendar';

/** How a column type counts dates. */
export function dateKindOf(type: ColumnType): DateKind {
  return type === 'timestamp' || type === 'time' ? type : 'date';
}

/** Range and histogram of two sets of dates from those of each; names the histogram where weeks stand in the way. */
export function mergeDates(
  a: DateStatistics,
  b: DateStatistics,
  type: ColumnType,
): { readonly merged: DateStatistics; readonly unknown: readonly string[] } {
  const range = mergeRange(a, b);
  if (a.min === null || b.min === null) {
    return { merged: { ...(a.min === null ? b : a), ...range }, unknown: [] };
  }
  const histogram =
    a.histogram && b.histogram && mergeHistograms(a.histogram, b.histogram, range, dateKindOf(type));
  return { merged: { ...range, histogram }, unknown: histogram === null ? ['histogram'] : [] };
}

/** Orders ISO 8601 texts in time; those beyond the calendar by year. */
function compareDates(a: string, b: string): number {
  const year = (text: string): number => Number(/^([+-]?\d{4,})-/.exec(text)?.[1] ?? 0);
  return year(a) - year(b) || (a < b ? -1 : a > b ? 1 : 0);
}

function mergeRange(a: DateStatistics, b: DateStatistics): Pick<DateStatistics, 'min' | 'max'> {
  const pick = (x: string | null, y: string | null, sign: 1 | -1): string | null =>
    x === null || y === null ? (x ?? y) : sign * compareDates(x, y) <= 0 ? x : y;
  return { min: pick(a.min, b.min, 1), max: pick(a.max, b.max, -1) };
}

type Range = Pick<DateStatistics, 'min' | 'max'>;

function unitOfRange({ min, max }: Range, kind: DateKind): DateHistogram['unit'] | null {
  const first = min === null ? null : parseIso(min);
  const last = max === null ? null : parseIso(max);
  return first === null || last === null ? null : dateUnitFor(first, last, kind);
}

/** Both in the unit of the joined span, then added bin by bin. */
function mergeHistograms(
  a: DateHistogram,
  b: DateHistogram,
  range: Range,
  kind: DateKind,
): DateHistogram | null {
  const unit = unitOfRange(range, kind);
  if (unit === null) return null;
  const parts = [coarsenDateHistogram(a, unit, kind), coarsenDateHistogram(b, unit, kind)];
  const entries: (readonly [number, number])[] = [];
  for (const part of parts) {
    if (part === null) return null;
    part.starts.forEach((start, i) => entries.push([parseIso(start) ?? 0, part.counts[i]!]));
  }
  return dateHistogram(entries, unit, kind);
}

/** Range and histogram anew from all values. */
export function datesOfValues(
  entries: readonly ValueCount[],
  a: DateStatistics,
  b: DateStatistics,
  type: ColumnType,
): DateStatistics {
  const kind = dateKindOf(type);
  const range = mergeRange(a, b);
  const unit = unitOfRange(range, kind);
  const instants = entries.flatMap(({ value, count }) => {
    const instant = parseIso(value);
    return instant === null ? [] : [[instant, count] as const];
  });
  return { ...range, histogram: unit === null ? null : dateHistogram(instants, unit, kind) };
}
