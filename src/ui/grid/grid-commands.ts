import type { CellRange } from './cell-range';
import type { GridColumn } from './column-layout';
import type { GridActions } from './grid-actions';
import type { GridCommand } from './grid-keys';
import type { GridView } from './grid-view.svelte';

/** Pixels by which a key changes the width of a column. */
const WIDTH_STEP = 16;

/** A whole row of so many columns. */
export const rowRange = (row: number, columns: number): CellRange => ({
  firstRow: row,
  endRow: row + 1,
  firstColumn: 0,
  endColumn: columns,
});

/** A whole column of so many rows. */
export const columnRange = (column: number, rows: number): CellRange => ({
  firstRow: 0,
  endRow: rows,
  firstColumn: column,
  endColumn: column + 1,
});

/** All cells of a grid. */
export const allCells = (rows: number, columns: number): CellRange => ({
  firstRow: 0,
  endRow: rows,
  firstColumn: 0,
  endColumn: columns,
});

/** A grid at the moment of a key. */
export interface PressedGrid {
  readonly view: GridView;
  readonly rows: number;
  readonly columns: readonly GridColumn[];
  readonly actions: GridActions;
  /** Where the active head stands on the page. */
  readonly headBox: () => DOMRect | undefined;
}

/** Does what a key asks for; false where there is nothing to do, so that the key is left to the page. */
export function performCommand(command: GridCommand, grid: PressedGrid): boolean {
  const { view, rows, columns, actions } = grid;
  const { row, column } = view.active ?? { row: 0, column: 0 };
  switch (command.kind) {
    case 'find':
      actions.find();
      return true;
    case 'find-next':
      actions.findNext(command.backward);
      return true;
    case 'go-to-row':
      actions.goToRow();
      return true;
    case 'keys':
      actions.showKeys();
      return true;
    case 'select-all':
      view.select(allCells(rows, columns.length));
      return true;
    case 'select-row':
      view.select(rowRange(row, columns.length));
      return true;
    case 'select-column':
      view.select(columnRange(column, rows));
      return true;
    case 'deselect': {
      const wasSelected = view.selection !== null;
      view.deselect();
      return wasSelected;
    }
    default:
      return performOnHead(command, column, grid);
  }
}

function performOnHead(
  command: Extract<GridCommand, { kind: 'open-head' | 'sort' | 'widen' | 'move-column' }>,
  column: number,
  { view, actions, headBox }: PressedGrid,
): boolean {
  switch (command.kind) {
    case 'open-head': {
      const box = headBox();
      if (box !== undefined) actions.openHead(column, box);
      return box !== undefined;
    }
    case 'sort':
      actions.sort(column, command.isAdded);
      return true;
    case 'widen':
      view.widths.resize(column, (width) => width + command.by * WIDTH_STEP);
      return true;
    case 'move-column':
      actions.moveColumn(column, column + command.by);
      return true;
    default:
      return command satisfies never;
  }
}
