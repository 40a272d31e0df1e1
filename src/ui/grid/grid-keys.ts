/** A cell of the grid by its row and column, from 0. */
export interface CellPlace {
  readonly row: number;
  readonly column: number;
}

/** How far the active cell can go: the rows and columns there are, and the rows of one page. */
export interface GridExtent {
  readonly rows: number;
  readonly columns: number;
  readonly pageRows: number;
}

type PressedKey = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** The cell that a key leads to, as in the grid pattern of WAI-ARIA; null for a key that leads nowhere. */
export function placeAfter(event: PressedKey, from: CellPlace, extent: GridExtent): CellPlace | null {
  if (event.altKey || event.shiftKey) return null;
  const to = targetOf(event.key, event.ctrlKey || event.metaKey, from, extent);
  if (to === null) return null;
  return {
    row: Math.max(0, Math.min(extent.rows - 1, to.row)),
    column: Math.max(0, Math.min(extent.columns - 1, to.column)),
  };
}

function targetOf(
  key: string,
  isFar: boolean,
  { row, column }: CellPlace,
  { rows, columns, pageRows }: GridExtent,
): CellPlace | null {
  switch (key) {
    case 'ArrowUp':
      return { row: isFar ? 0 : row - 1, column };
    case 'ArrowDown':
      return { row: isFar ? rows : row + 1, column };
    case 'ArrowLeft':
      return { row, column: isFar ? 0 : column - 1 };
    case 'ArrowRight':
      return { row, column: isFar ? columns : column + 1 };
    case 'PageUp':
      return { row: row - pageRows, column };
    case 'PageDown':
      return { row: row + pageRows, column };
    case 'Home':
      return { row: isFar ? 0 : row, column: 0 };
    case 'End':
      return { row: isFar ? rows : row, column: columns };
    default:
      return null;
  }
}
