import { requireColumn } from '../../../core/column-param';
import type { TableArtifact } from '../../../core/artifact';
import { failWith } from '../../../core/failure';
import { quoteIdentifier } from '../../../core/sql';
import type { Column } from '../../../core/table';
import { firstOf } from '../../../core/words';
import type { ResampleParams } from './step';

/**
 * What becomes of a column in a new row.
 * - `target`: the class; `outside`: no feature, left empty;
 * - `float`, `integer`, `decimal`, `date`, `timestamp`: a value between those of the two parents;
 * - `category`: the value that most neighbours have.
 */
export type Role = 'target' | 'outside' | 'float' | 'integer' | 'decimal' | 'date' | 'timestamp' | 'category';

/** A column with its role and its name `v0`, `v1`, … in working tables, where no name of the user's can be in the way. */
export interface RoleColumn extends Column {
  readonly alias: string;
  readonly role: Role;
}

/** The roles of all columns of a table, in order. Throws for columns that are not there. */
export function rolesOf(table: TableArtifact, { target, features }: ResampleParams): RoleColumn[] {
  const wanted = new Set(features.map((name) => requireColumn(table, name).name));
  return table.columns.map((column, number) => {
    const isFeature = features.length === 0 || wanted.has(column.name);
    const role = column.name === target ? 'target' : isFeature ? roleOf(column) : 'outside';
    return { ...column, alias: `v${number}`, role };
  });
}

function roleOf({ type, sqlType }: Column): Role {
  const base = sqlType.toUpperCase();
  if (/^(FLOAT|DOUBLE)$/.test(base)) return 'float';
  if (base.startsWith('DECIMAL')) return 'decimal';
  // Integers of 128 bits are identifiers: no double could stand between two of them.
  if (type === 'integer') return /HUGEINT/.test(base) ? 'category' : 'integer';
  if (base === 'DATE') return 'date';
  return base === 'TIMESTAMP' ? 'timestamp' : 'category';
}

/** True for the roles whose values lie on a line. */
export const isNumeric = ({ role }: RoleColumn): boolean =>
  role === 'float' || role === 'integer' || role === 'decimal' || role === 'date' || role === 'timestamp';

/** True for the columns that say how near rows are. */
export const isFeature = ({ role }: RoleColumn): boolean => role !== 'target' && role !== 'outside';

/** Throws where imbalanced-learn would refuse the features: `resample-not-numeric`. */
export function requireNumeric(columns: readonly RoleColumn[]): void {
  const others = columns.filter(({ role }) => role === 'category' || role === 'date' || role === 'timestamp');
  if (others.length === 0) return;
  const names = others.map(({ name }) => `“${name}”`);
  failWith('resample-not-numeric', { columns: firstOf(names, 5) });
}

/** SQL of a value that can be sorted and compared, whatever its type. */
export const sortable = ({ type }: Column, sql: string): string =>
  type === 'other' ? `${sql}::VARCHAR` : sql;

/** SQL of a numeric column as a double: dates in days, timestamps in microseconds. Not finite where the value is not. */
export function asDouble({ role, alias }: RoleColumn): string {
  switch (role) {
    case 'date':
      return `CASE WHEN isfinite(${alias}) THEN (${alias} - DATE '1970-01-01')::DOUBLE ELSE 'nan'::DOUBLE END`;
    case 'timestamp':
      return `CASE WHEN isfinite(${alias}) THEN epoch_us(${alias})::DOUBLE ELSE 'nan'::DOUBLE END`;
    default:
      return `${alias}::DOUBLE`;
  }
}

/** SQL of the rows of a table, numbered from 1 as `i`, under working names, with the class to compare by as `c`. */
export function numberedRows(table: Pick<TableArtifact, 'table'>, columns: readonly RoleColumn[]): string {
  const target = columns.find(({ role }) => role === 'target')!;
  const values = columns.map(({ name, alias }) => `${quoteIdentifier(name)} AS ${alias}`);
  const of = sortable(target, quoteIdentifier(target.name));
  return `SELECT row_number() OVER () AS i, ${of} AS c, ${values.join(', ')} FROM ${quoteIdentifier(table.table)}`;
}
