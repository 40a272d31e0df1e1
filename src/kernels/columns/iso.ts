import { KIND } from './kinds';

const MICROS_PER_MINUTE = 60_000_000;
const MICROS_PER_DAY = 86_400_000_000;
const ZERO = 48;

/** An ISO 8601 date or date and time; `kind` is 0 where the text is none. One object serves all calls of a reader. */
export interface IsoMoment {
  kind: 0 | typeof KIND.date | typeof KIND.timestamp | typeof KIND.instant;
  /** Days since 1970-01-01, of UTC where the text names a zone. */
  days: number;
  /** Microseconds since midnight. */
  micros: number;
}

/** Days from 1970-01-01 to a date of the proleptic Gregorian calendar (Hinnant, `days_from_civil`). */
export function daysOf(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return (
    era * 146_097 +
    yearOfEra * 365 +
    Math.floor(yearOfEra / 4) -
    Math.floor(yearOfEra / 100) +
    dayOfYear -
    719_468
  );
}

/**
 * Reads `bytes[start]` to `bytes[end]` as `YYYY-MM-DD`, or that with `T` or a space, `HH:MM`, `:SS` and a fraction, and `Z` or
 * an offset `±HH`, `±HHMM` or `±HH:MM`. Years 0001 to 9999. A fraction finer than a microsecond is no moment, since it
 * would be cut. Takes nothing from memory.
 */
export function readIso(bytes: Uint8Array, start: number, end: number, into: IsoMoment): void {
  into.kind = 0;
  const length = end - start;
  if (length < 10 || length > 35 || bytes[start + 4] !== 45 || bytes[start + 7] !== 45) return;
  const year = two(bytes, start) * 100 + two(bytes, start + 2);
  const month = two(bytes, start + 5);
  const day = two(bytes, start + 8);
  // NaN fails every comparison that must hold.
  if (!(year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month))) return;
  into.days = daysOf(year, month, day);
  into.micros = 0;
  if (length === 10) into.kind = KIND.date;
  else if (bytes[start + 10] === 84 || bytes[start + 10] === 32) readTime(bytes, start + 11, end, into);
}

function readTime(bytes: Uint8Array, start: number, end: number, into: IsoMoment): void {
  const hour = two(bytes, start);
  const minute = two(bytes, start + 3);
  if (start + 5 > end || bytes[start + 2] !== 58 || !(hour < 24 && minute < 60)) return;
  let at = start + 5;
  let micros = (hour * 60 + minute) * MICROS_PER_MINUTE;
  if (at < end && bytes[at] === 58) {
    const second = two(bytes, at + 1);
    if (at + 3 > end || !(second < 60)) return;
    micros += second * 1_000_000;
    at += 3;
    if (at < end && bytes[at] === 46) {
      let scale = 100_000;
      const first = (at += 1);
      for (; at < end && isDigit(bytes[at]!); at++, scale /= 10) {
        if (scale >= 1) micros += (bytes[at]! - ZERO) * scale;
        else if (bytes[at] !== ZERO) return;
      }
      if (at === first) return;
    }
  }
  into.micros = micros;
  if (at === end) into.kind = KIND.timestamp;
  else readZone(bytes, at, end, into);
}

function readZone(bytes: Uint8Array, at: number, end: number, into: IsoMoment): void {
  const mark = bytes[at]!;
  if (mark === 90 && at + 1 === end) {
    into.kind = KIND.instant;
    return;
  }
  if (mark !== 43 && mark !== 45) return;
  const rest = end - at - 1;
  const hasColon = rest === 5 && bytes[at + 3] === 58;
  if (rest !== 2 && rest !== 4 && !hasColon) return;
  const hours = two(bytes, at + 1);
  const minutes = rest === 2 ? 0 : two(bytes, at + (hasColon ? 4 : 3));
  if (!(hours < 24 && minutes < 60)) return;
  const offset = (hours * 60 + minutes) * MICROS_PER_MINUTE * (mark === 43 ? 1 : -1);
  const shifted = into.micros - offset;
  const shift = Math.floor(shifted / MICROS_PER_DAY);
  into.days += shift;
  into.micros = shifted - shift * MICROS_PER_DAY;
  into.kind = KIND.instant;
}

const isDigit = (byte: number): boolean => byte >= ZERO && byte <= 57;

/** The number of two digits; NaN where they are none. */
function two(bytes: Uint8Array, at: number): number {
  const tens = bytes[at]! - ZERO;
  const ones = bytes[at + 1]! - ZERO;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NaN;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
