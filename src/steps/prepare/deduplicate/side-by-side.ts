import { cellAt, type Cell, type Frame } from '../../../core/frame';

/** A column of rows that stand side by side: a value for each row. */
export interface SideColumn {
  readonly name: string;
  readonly values: readonly Cell[];
  readonly differs: boolean;
}

/** Rows of one group, side by side. */
export interface SideGroup {
  readonly group: number;
  /** Places in the table, from 1. */
  readonly rows: readonly number[];
  readonly kept: number;
  readonly columns: readonly SideColumn[];
}

/** The frame `cells` by group; its rows stand by group, column and row. */
export function sideBySide(cells: Frame): SideGroup[] {
  const groups: SideGroup[] = [];
  for (let at = 0; at < cells.rows;) {
    const group = Number(cellAt(cells, 'group', at));
    const columns: SideColumn[] = [];
    let rows: number[] = [];
    let kept = 0;
    while (at < cells.rows && cellAt(cells, 'group', at) === group) {
      const name = String(cellAt(cells, 'column', at));
      const differs = cellAt(cells, 'differs', at) === true;
      const values: Cell[] = [];
      const own: number[] = [];
      for (; at < cells.rows && isOf(cells, at, group, name); at++) {
        values.push(cellAt(cells, 'value', at));
        own.push(Number(cellAt(cells, 'row_number', at)));
        if (cellAt(cells, 'is_kept', at) === true) kept = Number(cellAt(cells, 'row_number', at));
      }
      columns.push({ name, values, differs });
      rows = own;
    }
    groups.push({ group, rows, kept, columns });
  }
  return groups;
}

function isOf(cells: Frame, at: number, group: number, column: string): boolean {
  return cellAt(cells, 'group', at) === group && cellAt(cells, 'column', at) === column;
}
