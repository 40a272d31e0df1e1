import {
  utcDay,
  utcHour,
  utcMinute,
  utcMonth,
  utcSecond,
  utcMonday,
  utcYear,
  type CountableTimeInterval,
} from 'd3';

/** The calendar units of a date histogram, as the statistics name them. */
export type DateUnit =
  'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year' | 'decade' | 'century';

/** True for a time without a date, such as "09:30:00". */
export const isTimeOfDay = (text: string): boolean => /^\d\d:\d\d/.test(text);

/** Milliseconds since 1970 of an ISO 8601 date or timestamp; without a zone it is UTC. A time of day is one of 1970-01-01. NaN for what is neither. */
export function parseInstant(text: string): number {
  const iso = isTimeOfDay(text) ? `1970-01-01T${text}` : text.trim().replace(' ', 'T');
  return Date.parse(iso.includes('T') && !/(Z|[+-]\d\d(:?\d\d)?)$/.test(iso) ? `${iso}Z` : iso);
}

const steps: Readonly<Record<DateUnit, readonly [CountableTimeInterval, number]>> = {
  second: [utcSecond, 1],
  minute: [utcMinute, 1],
  hour: [utcHour, 1],
  day: [utcDay, 1],
  week: [utcMonday, 1],
  month: [utcMonth, 1],
  quarter: [utcMonth, 3],
  year: [utcYear, 1],
  decade: [utcYear, 10],
  century: [utcYear, 100],
};

/** The instant one calendar unit after another. */
export function unitEnd(start: number, unit: DateUnit): number {
  const [interval, count] = steps[unit];
  return interval.offset(new Date(start), count).getTime();
}

const decades = { decade: 10, century: 100 } as const;

/** A calendar unit by its beginning: "2021", "2021-03", "2021 Q1", "2021-03-14", "2021-03-14 09:30". ISO order, UTC. */
export function unitLabel(start: number, unit: DateUnit): string {
  const iso = new Date(start).toISOString();
  const [day = '', time = ''] = iso.split('T');
  const year = day.replace(/-\d\d-\d\d$/, '');
  switch (unit) {
    case 'decade':
    case 'century':
      return `${year}–${Number(year) + decades[unit] - 1}`;
    case 'year':
      return year;
    case 'quarter':
      return `${year} Q${Math.floor(new Date(start).getUTCMonth() / 3) + 1}`;
    case 'month':
      return day.slice(0, -3);
    case 'week':
      return `week of ${day}`;
    case 'day':
      return day;
    case 'hour':
    case 'minute':
      return `${day} ${time.slice(0, 5)}`;
    case 'second':
      return `${day} ${time.slice(0, 8)}`;
    default:
      return unit satisfies never;
  }
}

/** Labels for the ticks of a time axis, only as fine as they need to be. */
export function instantLabels(ticks: readonly number[]): string[] {
  const dates = ticks.map((tick) => new Date(tick));
  const every = (test: (date: Date) => boolean) => dates.every(test);
  if (!every((date) => utcDay(date).getTime() === date.getTime())) {
    return ticks.map((tick) => unitLabel(tick, 'minute').slice(-5));
  }
  if (!every((date) => date.getUTCDate() === 1)) return ticks.map((tick) => unitLabel(tick, 'day'));
  return ticks.map((tick) => unitLabel(tick, every((date) => date.getUTCMonth() === 0) ? 'year' : 'month'));
}
