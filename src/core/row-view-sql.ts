import { requireColumn } from './column-param';
import { failWith } from './failure';
import type { RowCondition, RowView, SortKey } from './row-view';
import { quoteIdentifier, quoteLiteral } from './sql';
import type { Column } from './table';

type Columns = readonly Column[];

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const DAY = /^\d{4,6}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4,6}-\d{2}-\d{2}[ T]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?$/;
const CLOCK = /^\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?$/;

/**
 * Conditions as one SQL expression over the quoted names of the columns; `true` where there is none. Throws `column-unknown`,
 * and `value-not-of-type` for a bound that is not of its column's kind.
 */
export function whereSql(columns: Columns, where: readonly RowCondition[]): string {
  return where.map((condition) => `(${conditionSql(columns, condition)})`).join(' AND ') || 'true';
}

function conditionSql(columns: Columns, condition: RowCondition): string {
  const column = requireColumn({ columns }, condition.column);
  const name = quoteIdentifier(column.name);
  switch (condition.kind) {
    case 'one-of':
      return oneOfSql(column, condition.values);
    case 'range':
      return rangeSql(column, condition);
    case 'contains':
      return containsSql(column, condition.text);
    case 'missing':
      return `${name} IS NULL`;
    case 'present':
      return `${name} IS NOT NULL`;
    default:
      return condition satisfies never;
  }
}

function oneOfSql(column: Column, values: readonly (string | null)[]): string {
  const name = quoteIdentifier(column.name);
  const texts = values.filter((value) => value !== null).map(quoteLiteral);
  const parts = texts.length > 0 ? [`${textSql(column)} IN (${texts.join(', ')})`] : [];
  if (values.includes(null)) parts.push(`${name} IS NULL`);
  return parts.join(' OR ') || 'false';
}

/** A row's value as text holds a text, as SQL; null where the value is missing. */
export function containsSql(column: Column, text: string): string {
  return `contains(lower(${textSql(column)}), lower(${quoteLiteral(text)}))`;
}

function rangeSql(column: Column, { low, high }: { low: string | null; high: string | null }): string {
  const value = comparable(column);
  const parts: string[] = [];
  if (low !== null) parts.push(`${value} >= ${bound(column, low)}`);
  if (high !== null) parts.push(upper(column, value, high));
  if (parts.length === 0) return `${quoteIdentifier(column.name)} IS NOT NULL`;
  // The database takes NaN for larger than any number.
  return isFloating(column) ? `NOT isnan(${value}) AND ${parts.join(' AND ')}` : parts.join(' AND ');
}

/** The last day of a range of instants reaches to its end. */
function upper(column: Column, value: string, high: string): string {
  const isDayOfInstants = column.type === 'timestamp' && DAY.test(high.trim());
  return isDayOfInstants
    ? `${value} < ${bound(column, high)} + INTERVAL 1 DAY`
    : `${value} <= ${bound(column, high)}`;
}

/** Zones are taken off: instants and times are compared in UTC. */
function comparable({ name, type }: Column): string {
  const value = quoteIdentifier(name);
  if (type === 'timestamp') return `${value}::TIMESTAMP`;
  return type === 'time' ? `${value}::TIME` : value;
}

function bound(column: Column, given: string): string {
  const text = given.trim();
  switch (column.type) {
    case 'integer':
    case 'number':
      return NUMBER.test(text) ? text : notOfType(column, given);
    case 'date':
      return DAY.test(text) && isMoment(text) ? `DATE ${quoteLiteral(text)}` : notOfType(column, given);
    case 'timestamp':
      return (DAY.test(text) || INSTANT.test(text)) && isMoment(text)
        ? `TIMESTAMP ${quoteLiteral(text.replace('T', ' '))}`
        : notOfType(column, given);
    case 'time':
      return CLOCK.test(text) && isMoment(`2000-01-01T${text}`)
        ? `TIME ${quoteLiteral(text)}`
        : notOfType(column, given);
    default:
      return notOfType(column, given);
  }
}

/** True for a day that the calendar has, with a time that the clock has. */
function isMoment(text: string): boolean {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = text.split(/\D/).map(Number);
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return (
    date.getUTCMonth() === month - 1 && date.getUTCDate() === day && hour < 24 && minute < 60 && second < 60
  );
}

function notOfType({ name, type }: Column, value: string): never {
  return failWith('value-not-of-type', { value, column: name, type });
}

/**
 * What a table is sorted by, as SQL without the words ORDER BY; `tie` is what tells equal rows apart, so that the order is
 * total. Text is sorted by code point, what the database has no order for by its text. Throws `column-unknown`.
 */
export function orderSql(columns: Columns, order: readonly SortKey[], tie: string): string {
  return [...order.flatMap((key) => keySql(columns, key)), tie].join(', ');
}

function keySql(columns: Columns, { column: name, direction }: SortKey): string[] {
  const column = requireColumn({ columns }, name);
  const hasOrder = !/^(MAP|UNION|STRUCT)/i.test(column.sqlType);
  const value = hasOrder ? quoteIdentifier(name) : textSql(column);
  const word = direction === 'ascending' ? 'ASC' : 'DESC';
  const key = `${value} ${word} NULLS LAST`;
  // The database takes NaN for the largest number: only downwards it must be told to wait.
  const isNanFirst = direction === 'descending' && isFloating(column);
  return isNanFirst ? [`isnan(${value}) ASC NULLS LAST`, key] : [key];
}

const isFloating = ({ sqlType }: Column): boolean => /^(DOUBLE|FLOAT|REAL)$/i.test(sqlType);

/** A value as the database writes it. */
function textSql({ name, sqlType }: Column): string {
  return sqlType === 'VARCHAR' ? quoteIdentifier(name) : `${quoteIdentifier(name)}::VARCHAR`;
}

/** True where a view is of such columns: all it names are there, and its bounds are of their kind. */
export function fits(columns: Columns, part: SortKey | RowCondition): boolean {
  const column = columns.find(({ name }) => name === part.column);
  if (column === undefined || !('kind' in part) || part.kind !== 'range') return column !== undefined;
  try {
    rangeSql(column, part);
    return true;
  } catch {
    return false;
  }
}

/** The parts of a view that fit the columns of a table, for a table that was made anew. */
export function fittingView(columns: Columns, { order, where }: RowView): RowView {
  return {
    order: order.filter((key) => fits(columns, key)),
    where: where.filter((condition) => fits(columns, condition)),
  };
}
