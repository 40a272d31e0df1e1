import type { TableArtifact } from '../../../core/artifact';
import { requireColumn } from '../../../core/column-param';
import { quoteIdentifier } from '../../../core/sql';
import type { Column } from '../../../core/table';
import { roleOf, type SpaceRole } from '../../../kernels/neighbour-graph/columns';
import { CHANGING } from './methods';
import type { AugmentTableParams } from './step';

/** A column with what becomes of it in a new row, and its name `v0`, `v1`, … in working tables. */
export interface PlanColumn extends Column {
  readonly alias: string;
  /** `made`: new rows get a value of their own; `kept`: that of the parent; the label is kept, the key left empty. */
  readonly part: 'label' | 'key' | 'made' | 'kept';
  readonly role: SpaceRole;
}

/** What becomes of all columns of a table, in order. Throws for columns that are not there. */
export function planColumns(
  table: Pick<TableArtifact, 'columns'>,
  { label, key, columns, visit, method }: AugmentTableParams,
): PlanColumn[] {
  for (const name of [label, key]) if (name !== '') requireColumn(table, name);
  if (method === 'synthesise') for (const name of visit) requireColumn(table, name);
  const isChanging = CHANGING.some((one) => one === method);
  const chosen = new Set((isChanging ? columns : []).map((name) => requireColumn(table, name).name));
  const partOf = (name: string): PlanColumn['part'] => {
    if (name === key) return 'key';
    if (name === label) return 'label';
    return chosen.size === 0 || chosen.has(name) ? 'made' : 'kept';
  };
  return table.columns.map((column, number) => ({
    ...column,
    ...{ alias: `v${number}`, part: partOf(column.name), role: roleOf(column) },
  }));
}

/** SQL of the rows of a table, numbered from 1 as `i`, with some columns under their working names. */
export function numberedRows(table: string, columns: readonly Pick<PlanColumn, 'name' | 'alias'>[]): string {
  const values = columns.map(({ name, alias }) => `${quoteIdentifier(name)} AS ${alias}`);
  return `SELECT ${['row_number() OVER () AS i', ...values].join(', ')} FROM ${quoteIdentifier(table)}`;
}
