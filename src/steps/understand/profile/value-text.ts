/**
 * DuckDB's text of a date, timestamp or time as ISO 8601: `2024-01-01 10:00:00` becomes `2024-01-01T10:00:00`, the year
 * `12345` becomes `+012345`, and `0044-03-15 (BC)` becomes `-000043-03-15`, since ISO 8601 has a year 0. A time of day and
 * `infinity` stay as they are. An offset from UTC of full hours is dropped: DuckDB writes instants in UTC here.
 */
export function isoText(text: string): string {
  const match = /^(\d+)(-\d\d-\d\d)( \(BC\))?(?: (\d\d:\d\d:\d\d(?:\.\d+)?))?( \(BC\))?(?:\+00)?$/.exec(text);
  if (!match) return text.replace(/\+00$/, '');
  const isBefore = match[3] !== undefined || match[5] !== undefined;
  const year = isBefore ? 1 - Number(match[1]) : Number(match[1]);
  return `${isoYear(year)}${match[2]!}${match[4] === undefined ? '' : `T${match[4]}`}`;
}

function isoYear(year: number): string {
  if (year >= 0 && year <= 9999) return String(year).padStart(4, '0');
  return `${year < 0 ? '-' : '+'}${String(Math.abs(year)).padStart(6, '0')}`;
}

/** DuckDB's text of a number without zeros behind the last decimal: `1.50` becomes `1.5`, as doubles are written. */
export function decimalText(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}
