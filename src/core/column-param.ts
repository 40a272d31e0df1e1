import * as z from 'zod';
import type { TableArtifact } from './artifact';
import { failWith } from './failure';
import type { Column } from './table';
import { firstOf } from './words';

/** Columns that a failure names before it only counts the rest. */
const LISTED = 12;

/** What a schema says of a param that names columns: the input slot whose table has them, and the types that fit. */
export interface ColumnMeta {
  readonly columnOf: string;
  readonly types?: readonly Column['type'][];
}

/** A param that names one column of the table at an input slot; empty until one is chosen. */
export function columnParam(slot: string, description: string, types?: readonly Column['type'][]) {
  return z
    .string()
    .max(1000)
    .default('')
    .meta({ description, ...columnMeta(slot, types) });
}

/** A param that names several columns of the table at an input slot, in order; empty where none is chosen. */
export function columnsParam(slot: string, description: string, types?: readonly Column['type'][]) {
  return z
    .array(z.string().max(1000))
    .default([])
    .meta({ description, ...columnMeta(slot, types) });
}

function columnMeta(slot: string, types: ColumnMeta['types']): ColumnMeta {
  return types === undefined ? { columnOf: slot } : { columnOf: slot, types };
}

/**
 * The column of a table that a param names. Throws `column-unset` where none is chosen, `column-unknown` where the table
 * has none of that name, `column-type` where its type is not among `types`.
 */
export function requireColumn(
  table: Pick<TableArtifact, 'columns'>,
  name: string,
  types?: readonly Column['type'][],
): Column {
  if (name === '') return failWith('column-unset');
  const column = table.columns.find((each) => each.name === name);
  if (column === undefined) {
    const names = table.columns.map((each) => each.name);
    return failWith('column-unknown', { name, names: firstOf(names, LISTED) });
  }
  if (types !== undefined && !types.includes(column.type)) {
    return failWith('column-type', { name, type: column.type, types: types.join(' or ') });
  }
  return column;
}
