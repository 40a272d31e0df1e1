import type { Column } from '../../core/table';

/**
 * How a column tells near rows from far ones.
 * - `float`, `integer`, `decimal`, `date`, `timestamp`: by the difference of two values;
 * - `category`: two values are equal or not. Integers of 128 bits are categories, since they are identifiers: no double could stand
 *   between two of them. So are times, timestamps with a zone, texts, booleans and nested values.
 */
export type SpaceRole = 'float' | 'integer' | 'decimal' | 'date' | 'timestamp' | 'category';

/** The role that a column has by its type. */
export function roleOf({ type, sqlType }: Pick<Column, 'type' | 'sqlType'>): SpaceRole {
  const base = sqlType.toUpperCase();
  if (/^(FLOAT|DOUBLE)$/.test(base)) return 'float';
  if (base.startsWith('DECIMAL')) return 'decimal';
  if (type === 'integer') return /HUGEINT/.test(base) ? 'category' : 'integer';
  if (base === 'DATE') return 'date';
  return base === 'TIMESTAMP' ? 'timestamp' : 'category';
}

/** True for the columns whose values lie on a line. */
export const isNumeric = (column: Pick<Column, 'type' | 'sqlType'>): boolean => roleOf(column) !== 'category';

/** SQL of a value that can be sorted and compared, whatever its type. */
export const sortable = ({ type }: Pick<Column, 'type'>, sql: string): string =>
  type === 'other' ? `${sql}::VARCHAR` : sql;

/** SQL of a numeric value as a double: dates in days, timestamps in microseconds. Not finite where the value is not. */
export function asDouble(role: SpaceRole, sql: string): string {
  switch (role) {
    case 'date':
      return `CASE WHEN isfinite(${sql}) THEN (${sql} - DATE '1970-01-01')::DOUBLE ELSE 'nan'::DOUBLE END`;
    case 'timestamp':
      return `CASE WHEN isfinite(${sql}) THEN epoch_us(${sql})::DOUBLE ELSE 'nan'::DOUBLE END`;
    default:
      return `${sql}::DOUBLE`;
  }
}

/** SQL of a number for what a numeric value is: 0 for a finite value, else 1 missing, 2 NaN, 3 and 4 the infinities. */
export function lackOf(role: SpaceRole, sql: string): string {
  const isNan = role === 'float' ? `WHEN isnan(${sql}) THEN 2 ` : '';
  const isFinite = role === 'integer' || role === 'decimal' ? 'true' : `isfinite(${sql})`;
  const zero = role === 'date' || role === 'timestamp' ? `'1970-01-01'` : '0';
  return `CASE WHEN ${sql} IS NULL THEN 1 ${isNan}WHEN ${isFinite} THEN 0 WHEN ${sql} > ${zero} THEN 3 ELSE 4 END`;
}
