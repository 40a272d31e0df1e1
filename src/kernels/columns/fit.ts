import type { ColumnData } from '../../core/rows';
import type { BuiltType } from './kinds';
import { ColumnWriter } from './writer';

/** Columns of a stretch of rows in the order of a table; a column that they lack is missing in every row. */
export function fitColumns(
  rows: number,
  columns: readonly ColumnData[],
  table: readonly { readonly name: string; readonly type: BuiltType }[],
): ColumnData[] {
  const byName = new Map(columns.map((column) => [column.name, column]));
  return table.map(({ name, type }) => byName.get(name) ?? new ColumnWriter(type).finish(name, rows));
}

/** A column that holds one text in every row. */
export function constantColumn(name: string, rows: number, text: string): ColumnData {
  const writer = new ColumnWriter('text');
  for (let row = 0; row < rows; row++) writer.text(row, text);
  return writer.finish(name, rows);
}

/** A name for an added column that no other has: the one asked for, or that with a number. */
export function addedName(wanted: string, names: readonly string[]): string {
  const taken = new Set(names.map((name) => name.toLowerCase()));
  let name = wanted;
  for (let number = 1; taken.has(name.toLowerCase()); number++) name = `${wanted}_${number}`;
  return name;
}
