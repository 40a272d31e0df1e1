import type { ColumnStatistics } from '../../../../core/statistics';
import { parseIso } from '../../../../kernels/calendar';
import { plainDate } from '../columns';
import { quoteIdentifier } from '../../../../core/sql';

/** How a column of dates is measured as numbers, and written back. */
export interface DateNumbers {
  /** SQL of a number; null for what is missing or infinite. */
  readonly sql: string;
  /** True where no two different values have the same number. */
  readonly isExact: boolean;
  /** ISO 8601 of a number; fractions of the unit are rounded, or shown as a time of the day. */
  write(value: number): string;
}

const DAY_MS = 86_400_000;
/** Milliseconds within which a double holds every microsecond: the years 1684 to 2255. */
const MICROSECONDS_FIT = 2 ** 53 / 1000;

/**
 * The numbers of a column of dates: days for dates, microseconds for times of day and timestamps, milliseconds for timestamps
 * beyond the years 1684 to 2255. Null where it has no finite date, or where they are beyond the calendar.
 */
export function dateNumbersOf(column: ColumnStatistics): DateNumbers | null {
  const { name, type, sqlType, dates } = column;
  const ends = [dates?.min, dates?.max].map((end) => (typeof end === 'string' ? parseIso(end) : null));
  if (ends.some((end) => end === null)) return null;
  const value = plainDate(column, quoteIdentifier(name));
  if (type === 'time') return { sql: `epoch_us(${value})`, isExact: true, write: writeTime };
  const finite = (sql: string): string => `CASE WHEN isfinite(${quoteIdentifier(name)}) THEN ${sql} END`;
  if (type === 'date') {
    return { sql: finite(`(${value} - DATE '1970-01-01')`), isExact: true, write: writeDay };
  }
  const instant = `(${value})::TIMESTAMP`;
  const isWithin = ends.every((end) => Math.abs(end ?? 0) < MICROSECONDS_FIT - 1);
  if (!isWithin)
    return { sql: finite(`epoch_ms(${instant})`), isExact: false, write: (ms) => writeInstant(ms * 1000) };
  const isFine = sqlType.toUpperCase() === 'TIMESTAMP_NS';
  return { sql: finite(`epoch_us(${instant})`), isExact: !isFine, write: writeInstant };
}

const fractionOf = (microseconds: number): string =>
  microseconds === 0 ? '' : `.${String(microseconds).padStart(6, '0').replace(/0+$/, '')}`;

function writeInstant(microseconds: number): string {
  const whole = Math.round(microseconds);
  const seconds = Math.floor(whole / 1e6);
  const text = new Date(seconds * 1000).toISOString().split('.')[0] ?? '';
  return `${text}${fractionOf(whole - seconds * 1e6)}`;
}

function writeDay(days: number): string {
  if (!Number.isInteger(days)) return writeInstant(days * DAY_MS * 1000);
  return new Date(days * DAY_MS).toISOString().split('T')[0] ?? '';
}

function writeTime(microseconds: number): string {
  const whole = Math.round(microseconds);
  const seconds = Math.floor(whole / 1e6);
  const two = (value: number): string => String(value).padStart(2, '0');
  const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(':');
  return `${clock}${fractionOf(whole - seconds * 1e6)}`;
}
