import { requireColumn } from '../../../core/column-param';
import { failWith } from '../../../core/failure';
import { quoteIdentifier, quoteLiteral } from '../../../core/sql';
import type { Column } from '../../../core/table';
import type { FilterParams } from './step';

/** How a column is compared. */
export const OPERATORS = [
  '=',
  '≠',
  '<',
  '≤',
  '>',
  '≥',
  'contains',
  'is one of',
  'is missing',
  'is not missing',
] as const;

/** The operators that compare with one value. */
export const WITH_VALUE = ['=', '≠', '<', '≤', '>', '≥', 'contains'] as const;

const IN_SQL = { '=': '=', '≠': '<>', '<': '<', '≤': '<=', '>': '>', '≥': '>=' } as const;
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** The condition as a person reads it: `Age ≥ 30`, or the SQL; "…" until there is one. */
export function conditionText({ column, operator, value, values, condition }: FilterParams): string {
  if (condition.trim() !== '') return condition.trim().replace(/\s+/g, ' ');
  if (column === '') return '…';
  switch (operator) {
    case 'is missing':
    case 'is not missing':
      return `${column} ${operator}`;
    case 'is one of':
      return `${column} ${operator} ${values.join(', ') || '…'}`;
    default:
      return `${column} ${operator} ${value === '' ? '“”' : value}`;
  }
}

/**
 * The condition on a column as SQL over the quoted name. Null (unknown) where the value is missing, but for the two
 * operators that ask for it. An empty value is one of a text only. Throws `column-unset`, `column-unknown`,
 * `value-not-of-type`, `values-unset`.
 */
export function columnCondition(
  table: { readonly columns: readonly Column[] },
  params: FilterParams,
): string {
  const column = requireColumn(table, params.column);
  const name = comparable(column);
  const { operator } = params;
  switch (operator) {
    case 'is missing':
      return `${quoteIdentifier(column.name)} IS NULL`;
    case 'is not missing':
      return `${quoteIdentifier(column.name)} IS NOT NULL`;
    case 'contains':
      return `contains(${quoteIdentifier(column.name)}::VARCHAR, ${quoteLiteral(params.value)})`;
    case 'is one of':
      if (params.values.length === 0) return failWith('values-unset', { operator });
      return `${name} IN (${params.values.map((value) => literal(column, value)).join(', ')})`;
    default:
      if (params.value.trim() === '' && column.type !== 'text' && column.type !== 'other') {
        return failWith('values-unset', { operator });
      }
      return `${name} ${IN_SQL[operator]} ${literal(column, params.value)}`;
  }
}

/** Kinds without an order of their own, and texts of a fixed list of values, are compared as they are written. */
function comparable({ name, type, sqlType }: Column): string {
  const isWritten = type === 'other' || (type === 'text' && sqlType !== 'VARCHAR');
  return isWritten ? `${quoteIdentifier(name)}::VARCHAR` : quoteIdentifier(name);
}

function literal(column: Column, value: string): string {
  const text = value.trim();
  switch (column.type) {
    case 'integer':
    case 'number':
      if (NUMBER.test(text)) return text;
      if (/^nan$/i.test(text)) return "'NaN'::DOUBLE";
      if (/^[+-]?(?:inf|infinity|∞)$/i.test(text))
        return `'${text.startsWith('-') ? '-' : ''}Infinity'::DOUBLE`;
      return notOfType(column, value);
    case 'boolean':
      return /^(?:true|false)$/i.test(text) ? text.toUpperCase() : notOfType(column, value);
    case 'date':
    case 'timestamp':
      if (!/^\d{4}-\d{1,2}-\d{1,2}(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?$/.test(text) || !isDay(text)) {
        return notOfType(column, value);
      }
      return `TIMESTAMP ${quoteLiteral(text)}`;
    case 'time':
      return /^([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?$/.test(text)
        ? `TIME ${quoteLiteral(text)}`
        : notOfType(column, value);
    case 'text':
    case 'other':
      return quoteLiteral(value);
    default:
      return column.type satisfies never;
  }
}

/** A date that the calendar has, with a time that the clock has. */
function isDay(text: string): boolean {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = text.split(/\D/).map(Number);
  const date = new Date(Date.UTC(2000, 0, 1));
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day && hour < 24 && minute < 60;
}

function notOfType({ name, type }: Column, value: string): never {
  return failWith('value-not-of-type', { value, column: name, type });
}
