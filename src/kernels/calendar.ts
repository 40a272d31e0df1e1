import type { DateHistogram } from '../core/statistics';

/** A calendar unit of a date histogram. */
export type DateUnit = DateHistogram['unit'];

const SECOND = 1000;
const DAY = 86_400 * SECOND;

/** Every unit with its (mean) length in milliseconds, finest first. */
const UNITS: readonly (readonly [DateUnit, number])[] = [
  ['second', SECOND],
  ['minute', 60 * SECOND],
  ['hour', 3600 * SECOND],
  ['day', DAY],
  ['week', 7 * DAY],
  ['month', 30.436875 * DAY],
  ['quarter', 91.310625 * DAY],
  ['year', 365.2425 * DAY],
  ['decade', 3652.425 * DAY],
  ['century', 36524.25 * DAY],
];

/** The number of bins that a unit is chosen for. */
const WANTED_BINS = 25;

/** Dates that JavaScript's calendar can hold, in years from 0. */
const LAST_YEAR = 270_000;

/** What a column of dates can tell apart: days, instants, or times of day. */
export type DateKind = 'date' | 'timestamp' | 'time';

/**
 * Milliseconds since 1970-01-01T00:00Z of an ISO 8601 date, date and time, or time of day (then from midnight), rounded down;
 * null where the text is none or lies beyond the years ±270,000. Proleptic Gregorian calendar, no time zone.
 */
export function parseIso(text: string): number | null {
  const time = /^(\d{2}):(\d{2}):(\d{2})(?:\.(\d+))?$/.exec(text);
  if (time) return timeOfDay(time.slice(1));
  const match = /^([+-]?\d{4,})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2}):(\d{2})(?:\.(\d+))?)?$/.exec(text);
  if (!match) return null;
  const year = Number(match[1]);
  if (Math.abs(year) > LAST_YEAR) return null;
  const start = instantOf(year, Number(match[2]) - 1, Number(match[3]));
  return start + timeOfDay(match.slice(4));
}

function timeOfDay([hours, minutes, seconds, fraction]: readonly (string | undefined)[]): number {
  const whole = Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0);
  return whole * SECOND + Number((fraction ?? '').slice(0, 3).padEnd(3, '0'));
}

/** Midnight at the begin of a day. `Date.UTC` would take the years 0 to 99 for 1900 to 1999. */
function instantOf(year: number, month: number, day: number): number {
  return new Date(0).setUTCFullYear(year, month, day);
}

/**
 * The unit that cuts a span into a readable number of bins: nearest to 25 in ratio, which makes about 10 to 60 wherever the
 * calendar has such a unit. Never finer than a day for dates, never coarser than an hour for times of day.
 */
export function dateUnitFor(first: number, last: number, kind: DateKind): DateUnit {
  const distance = (length: number): number =>
    Math.abs(Math.log((last - first) / length + 1) - Math.log(WANTED_BINS));
  const allowed = UNITS.filter(([, length]) =>
    kind === 'date' ? length >= DAY : kind === 'time' ? length < DAY : true,
  );
  return allowed.reduce((best, unit) => (distance(unit[1]) < distance(best[1]) ? unit : best))[0];
}

/** The begin of the unit that holds an instant, both in milliseconds. Weeks begin on Monday; decades and centuries with a year that 10 or 100 divides. */
export function truncateDate(instant: number, unit: DateUnit): number {
  const date = new Date(instant);
  const year = date.getUTCFullYear();
  const month = date.getUTCMonth();
  switch (unit) {
    case 'second':
      return Math.floor(instant / SECOND) * SECOND;
    case 'minute':
      return Math.floor(instant / (60 * SECOND)) * 60 * SECOND;
    case 'hour':
      return Math.floor(instant / (3600 * SECOND)) * 3600 * SECOND;
    case 'day':
      return Math.floor(instant / DAY) * DAY;
    case 'week':
      return (Math.floor((instant / DAY + 3) / 7) * 7 - 3) * DAY;
    case 'month':
      return instantOf(year, month, 1);
    case 'quarter':
      return instantOf(year, month - (month % 3), 1);
    case 'year':
      return instantOf(year, 0, 1);
    case 'decade':
      return instantOf(Math.floor(year / 10) * 10, 0, 1);
    case 'century':
      return instantOf(Math.floor(year / 100) * 100, 0, 1);
  }
}

/** The begin of the next unit after a begin. */
function nextStart(start: number, unit: DateUnit): number {
  const date = new Date(start);
  const addMonths = (months: number): number =>
    instantOf(date.getUTCFullYear(), date.getUTCMonth() + months, 1);
  switch (unit) {
    case 'second':
      return start + SECOND;
    case 'minute':
      return start + 60 * SECOND;
    case 'hour':
      return start + 3600 * SECOND;
    case 'day':
      return start + DAY;
    case 'week':
      return start + 7 * DAY;
    case 'month':
      return addMonths(1);
    case 'quarter':
      return addMonths(3);
    case 'year':
      return addMonths(12);
    case 'decade':
      return addMonths(120);
    case 'century':
      return addMonths(1200);
  }
}

const isDayOrLonger = (unit: DateUnit): boolean => unit !== 'second' && unit !== 'minute' && unit !== 'hour';

/** Writes the begin of a unit as ISO 8601. */
export function isoStart(start: number, unit: DateUnit, kind: DateKind): string {
  if (kind === 'time') {
    const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
    return `${two(start / 3_600_000)}:${two((start / 60_000) % 60)}:${two((start / 1000) % 60)}`;
  }
  const text = new Date(start).toISOString();
  return isDayOrLonger(unit) ? text.slice(0, text.indexOf('T')) : text.slice(0, text.indexOf('.'));
}

/** Counts instants (with how often each occurs) per unit, gaps filled with zero. Null without any. */
export function dateHistogram(
  entries: Iterable<readonly [instant: number, count: number]>,
  unit: DateUnit,
  kind: DateKind,
): DateHistogram | null {
  const byStart = new Map<number, number>();
  let first = Infinity;
  let last = -Infinity;
  for (const [instant, count] of entries) {
    const start = truncateDate(instant, unit);
    byStart.set(start, (byStart.get(start) ?? 0) + count);
    first = Math.min(first, start);
    last = Math.max(last, start);
  }
  const starts: string[] = [];
  const counts: number[] = [];
  for (let start = first; start <= last; start = nextStart(start, unit)) {
    starts.push(isoStart(start, unit, kind));
    counts.push(byStart.get(start) ?? 0);
  }
  return starts.length === 0 ? null : { unit, starts, counts };
}

/**
 * The same counts by a coarser unit. Exact wherever the finer unit lies whole within the coarser one; null for weeks, which
 * lie within no month, and where the wanted unit is the finer one.
 */
export function coarsenDateHistogram(
  histogram: DateHistogram,
  unit: DateUnit,
  kind: DateKind,
): DateHistogram | null {
  if (histogram.unit === unit) return histogram;
  const rank = (name: DateUnit): number => UNITS.findIndex(([other]) => other === name);
  if (histogram.unit === 'week' || rank(unit) < rank(histogram.unit)) return null;
  const instants = histogram.starts.map((start) => parseIso(start) ?? 0);
  return dateHistogram(
    instants.map((instant, i) => [instant, histogram.counts[i]!] as const),
    unit,
    kind,
  );
}
