import type { TableArtifact } from '../../src/core/artifact';
import { quoteIdentifier } from '../../src/core/sql';

/** The column of a kept order: the number of a row in its table, from 0. */
export const ROW_IN_TABLE = '"r"';

/** The rows of a table that a view leaves, in its order: a passing table whose n-th row holds the number of a row in the table. */
export interface RowOrder {
  readonly name: string;
  readonly rows: number;
}

/** A part of the rows. */
export interface Slice {
  readonly offset: number;
  readonly limit: number;
}

/** Where rows are read from, as SQL. The names of the table's columns need no qualifying in a SELECT from it. */
export interface RowSource {
  /** What stands after FROM. */
  readonly from: string;
  /** The number of a row in the table, from 0. */
  readonly row: string;
}

/** A table whose rows have a number. A column called rowid hides the number that the database gives: rows are counted then. */
export function addressed({ table, columns }: TableArtifact): RowSource {
  const name = quoteIdentifier(table);
  if (!columns.some((column) => column.name.toLowerCase() === 'rowid'))
    return { from: name, row: `${name}.rowid` };
  const row = quoteIdentifier(`${freshPrefix(columns)}row`);
  const alias = quoteIdentifier(`${freshPrefix(columns)}table`);
  return { from: `(SELECT *, row_number() OVER () - 1 AS ${row} FROM ${name}) ${alias}`, row };
}

/** A slice of a table as it stands, or of an order of it; `rest` ends the SELECT. */
export function slicedRows(
  table: TableArtifact,
  order: RowOrder | null,
  slice: Slice,
): RowSource & { readonly place: string; readonly rest: string } {
  const [offset, end] = [Math.trunc(slice.offset), Math.trunc(slice.offset) + Math.trunc(slice.limit)];
  const { from, row } = addressed(table);
  if (order === null) return { from, row, place: row, rest: `WHERE ${row} >= ${offset} AND ${row} < ${end}` };
  const prefix = freshPrefix(table.columns);
  const [place, target] = [quoteIdentifier(`${prefix}place`), quoteIdentifier(`${prefix}target`)];
  const part = `SELECT rowid AS ${place}, ${ROW_IN_TABLE} AS ${target} FROM ${order.name} WHERE rowid >= ${offset} AND rowid < ${end}`;
  return { from: `${from} JOIN (${part}) ON ${row} = ${target}`, row, place, rest: `ORDER BY ${place}` };
}

/** What no name of a column begins with. */
function freshPrefix(columns: TableArtifact['columns']): string {
  let prefix = '#';
  while (columns.some(({ name }) => name.startsWith(prefix))) prefix += '#';
  return prefix;
}
