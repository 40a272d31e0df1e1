import { quoteIdentifier } from '../../../core/sql';
import { dateUnitFor, parseIso, type DateUnit } from '../../../kernels/calendar';
import { dateKindOf } from '../../../kernels/merge-dates';
import { nameOf, plainDate, type ProfileTable } from './columns';
import type { ColumnRange } from './ranges';

/** The sums that the one row of kind `sum` states, in the order of its columns `s0` to `s7`. */
export const SUMS = [
  'distinct',
  'minCharacters',
  'maxCharacters',
  'totalCharacters',
  'minBytes',
  'maxBytes',
  'totalBytes',
  'empty',
] as const;

/** Beyond the first 20, values are listed only while they are no longer than this in all, in characters. */
const MOST_CHARACTERS = 200_000;
const ALWAYS_LISTED = 20;

/**
 * SQL that groups one column by value, once, and reads rows of three kinds off the groups: `sum` (one: count and sums), `top`
 * (frequent values) and `bin` (dates per calendar unit, `s0` being its begin in milliseconds). `index` tells the columns of a
 * statement apart.
 */
export function branchOf(range: ColumnRange, index: number, { table, cap }: ProfileTable): string {
  const name = nameOf(range.column);
  const groups = `SELECT ${name} AS k, count(*) AS n FROM ${quoteIdentifier(table)} GROUP BY ${name}`;
  const rows = [sumRow(range, index), topRows(range, index, cap), ...binRows(range, index)];
  return `(WITH g AS MATERIALIZED (${groups})\n${rows.join('\nUNION ALL\n')})`;
}

/** One SELECT list for all kinds of rows. */
function rowOf(
  index: number,
  kind: 'sum' | 'top' | 'bin',
  value: string,
  count: string,
  sums: string[],
): string {
  const cells = SUMS.map((_, i) => `(${sums[i] ?? 'NULL'})::DOUBLE AS s${i}`);
  return `SELECT ${index}::DOUBLE AS c, '${kind}' AS kind, ${value} AS v, (${count})::DOUBLE AS n, ${cells.join(', ')}`;
}

const isVarchar = ({ column }: ColumnRange): boolean => column.sqlType.toUpperCase() === 'VARCHAR';

function textOf(range: ColumnRange): string {
  return isVarchar(range) ? 'k' : `(${plainDate(range.column, 'k')})::VARCHAR`;
}

function sumRow(range: ColumnRange, index: number): string {
  const text = textOf(range);
  const lengths = [`length(${text})`, `strlen(${text})`].flatMap((length) => [
    `min(${length})`,
    `max(${length})`,
    `sum(${length} * n)`,
  ]);
  const texts = range.treatment === 'text' ? [...lengths, `coalesce(sum(n) FILTER (${text} = ''), 0)`] : [];
  const count = 'coalesce(sum(n) FILTER (k IS NOT NULL), 0)';
  return `${rowOf(index, 'sum', 'NULL::VARCHAR', count, ['count(k)', ...texts])} FROM g`;
}

/** The most frequent values. Dates are ordered as dates, which is the order of their texts, so that few are written out. */
function topRows(range: ColumnRange, index: number, cap: number): string {
  const order = range.treatment === 'dates' || isVarchar(range) ? 'k' : 'k::VARCHAR';
  const ordered = `ORDER BY n DESC, ${order} DESC LIMIT ${cap}`;
  const top = `SELECT ${textOf(range)} AS v, n FROM g WHERE k IS NOT NULL ${ordered}`;
  const row = rowOf(index, 'top', 'v', 'n', []);
  if (range.treatment !== 'text' && range.treatment !== 'other') return `${row} FROM (${top})`;
  const isListed = `r <= ${ALWAYS_LISTED} OR l <= ${MOST_CHARACTERS}`;
  const places = `row_number() OVER w AS r, sum(length(v)) OVER w AS l`;
  const window = 'WINDOW w AS (ORDER BY n DESC, v DESC ROWS UNBOUNDED PRECEDING)';
  return `${row} FROM (SELECT v, n, ${places} FROM (${top}) ${window}) WHERE ${isListed}`;
}

/** Dates per unit; per year also where the unit is longer, since decades and centuries are made of years. */
function binRows(range: ColumnRange, index: number): string[] {
  const unit = unitOf(range);
  if (unit === null) return [];
  const date = plainDate(range.column, 'k');
  const isTime = range.column.type === 'time';
  const instant = isTime ? `DATE '1970-01-01' + ${date}` : `(${date})::TIMESTAMP`;
  const cut = unit === 'decade' || unit === 'century' ? 'year' : unit;
  const start = `epoch_ms(date_trunc('${cut}', ${instant}))`;
  const isFinite = isTime ? 'k IS NOT NULL' : 'isfinite(k)';
  const bins = `SELECT ${start} AS b, sum(n) AS n FROM g WHERE ${isFinite} GROUP BY b`;
  return [`${rowOf(index, 'bin', 'NULL', 'n', ['b'])} FROM (${bins})`];
}

/** The unit of a column's date histogram; null where it has none: no finite date, or dates beyond the calendar. */
export function unitOf({ treatment, column, min, max }: ColumnRange): DateUnit | null {
  if (treatment !== 'dates' || min === null || max === null) return null;
  const first = parseIso(min);
  const last = parseIso(max);
  return first === null || last === null ? null : dateUnitFor(first, last, dateKindOf(column.type));
}
