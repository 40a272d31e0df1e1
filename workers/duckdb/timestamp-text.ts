import { TimeUnit } from 'apache-arrow';

const DAY_MS = 86_400_000;
const DAY_SECONDS = 86_400n;
const INFINITY = 2n ** 63n - 1n;

const UNITS_PER_SECOND: Readonly<Record<TimeUnit, bigint>> = {
  [TimeUnit.SECOND]: 1n,
  [TimeUnit.MILLISECOND]: 1_000n,
  [TimeUnit.MICROSECOND]: 1_000_000n,
  [TimeUnit.NANOSECOND]: 1_000_000_000n,
};

/**
 * A timestamp, given as units since 1970-01-01, in ISO 8601 with every digit that is not a zero at its end; infinity as DuckDB writes
 * it. What no calendar of JavaScript reaches (the years beyond 275,760) stands as its number.
 */
export function timestampText(units: bigint, unit: TimeUnit): string {
  if (units === INFINITY) return 'infinity';
  if (units === -INFINITY) return '-infinity';
  const perDay = DAY_SECONDS * UNITS_PER_SECOND[unit];
  const clock = ((units % perDay) + perDay) % perDay;
  const date = new Date(Number((units - clock) / perDay) * DAY_MS);
  if (Number.isNaN(date.getTime())) return units.toString();
  return `${isoDay(date)}T${clockText(clock, unit)}`;
}

/** The day of a date, in UTC and ISO 8601. */
export function isoDay(date: Date): string {
  return date.toISOString().split('T')[0] ?? '';
}

/** A time of day, given as units since midnight. */
export function clockText(units: bigint, unit: TimeUnit): string {
  const perSecond = UNITS_PER_SECOND[unit];
  const seconds = units / perSecond;
  const two = (value: bigint): string => value.toString().padStart(2, '0');
  const clock = [seconds / 3600n, (seconds / 60n) % 60n, seconds % 60n].map(two).join(':');
  const digits = perSecond.toString().length - 1;
  const fraction = (units % perSecond).toString().padStart(digits, '0').replace(/0+$/, '');
  return fraction === '' ? clock : `${clock}.${fraction}`;
}
