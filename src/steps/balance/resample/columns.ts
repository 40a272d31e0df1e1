import type { TableArtifact } from '../../../core/artifact';
import { requireColumn } from '../../../core/column-param';
import { failWith } from '../../../core/failure';
import { quoteIdentifier } from '../../../core/sql';
import type { Column } from '../../../core/table';
import { quotedNames } from '../../../core/words';
import { asDouble, roleOf, sortable, type SpaceRole } from '../../../kernels/neighbour-graph/columns';
import { isMeasuring } from './methods';
import type { ResampleParams } from './step';

/**
 * What becomes of a column in a new row.
 * - `target`: the class; `outside`: no feature, left empty;
 * - `category`: the value that most neighbours have; else a value between those of the two parents.
 */
export type Role = 'target' | 'outside' | SpaceRole;

/** A column with its role and its name `v0`, `v1`, … in working tables, where no name of the user's can be in the way. */
export interface RoleColumn extends Column {
  readonly alias: string;
  readonly role: Role;
  /** Why it is no feature though none was named. */
  readonly leftOut?: 'identifier' | 'crowded';
}

/** The roles of all columns of a table, in order. Throws for columns that are not there. */
export function rolesOf(table: TableArtifact, { target, features, method }: ResampleParams): RoleColumn[] {
  const named = isMeasuring(method) ? features : [];
  const wanted = new Set(named.map((name) => requireColumn(table, name).name));
  return table.columns.map((column, number) => {
    const isFeature = wanted.size === 0 || wanted.has(column.name);
    const role = column.name === target ? 'target' : isFeature ? roleOf(column) : 'outside';
    return { ...column, alias: `v${number}`, role };
  });
}

/** True for the columns that say how near rows are. */
export const isFeature = ({ role }: RoleColumn): boolean => role !== 'target' && role !== 'outside';

/** True for the features whose values lie on a line. */
export const isNumeric = (column: RoleColumn): boolean => isFeature(column) && column.role !== 'category';

/** SQL of a numeric feature as a double, by its working name or another expression. */
export const doubleOf = ({ role, alias }: RoleColumn, sql = alias): string =>
  asDouble(role as SpaceRole, sql);

/** Throws where imbalanced-learn would refuse the features: `resample-not-numeric`, `resample-not-mixed`. */
export function requireKinds(columns: readonly RoleColumn[], method: ResampleParams['method']): void {
  const features = columns.filter(isFeature);
  const isNumber = ({ role }: RoleColumn): boolean =>
    role === 'float' || role === 'integer' || role === 'decimal';
  if (method === 'SMOTE-N') return;
  if (method === 'SMOTE-NC') {
    const numbers = features.filter(isNumber).length;
    if (numbers === 0 || numbers === features.length) {
      failWith('resample-not-mixed', { what: numbers === 0 ? 'no numbers' : 'no categories' });
    }
  }
  const refused = features.filter(
    (column) => !isNumber(column) && !(method === 'SMOTE-NC' && column.role === 'category'),
  );
  if (refused.length === 0) return;
  failWith('resample-not-numeric', { method, columns: quotedNames(refused.map(({ name }) => name)) });
}

/** SQL of the rows of a table, numbered from 1 as `i`, under working names, with the class to compare by as `c`. */
export function numberedRows(table: Pick<TableArtifact, 'table'>, columns: readonly RoleColumn[]): string {
  const values = columns.map(({ name, alias }) => `${quoteIdentifier(name)} AS ${alias}`);
  return `SELECT row_number() OVER () AS i, ${classOf(columns)} AS c, ${values.join(', ')} FROM ${quoteIdentifier(table.table)}`;
}

/** SQL of the class of a row, as it can be sorted and compared. */
export function classOf(columns: readonly RoleColumn[]): string {
  const target = targetOf(columns);
  return sortable(target, quoteIdentifier(target.name));
}

/** The column that holds the classes. */
export const targetOf = (columns: readonly RoleColumn[]): RoleColumn =>
  columns.find(({ role }) => role === 'target')!;
