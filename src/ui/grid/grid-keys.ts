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

/** The row of the heads, above the first. */
export const HEAD_ROW = -1;

/** The cell that a key leads to, as in the grid pattern of WAI-ARIA; null for a key that leads nowhere. Up from the first row stand the heads. */
export function placeAfter(event: PressedKey, from: CellPlace, extent: GridExtent): CellPlace | null {
  if (event.altKey || event.shiftKey) return null;
  return reached(event, from, extent, firstRowAfter(event, from));
}

/** The corner that a key held with Shift draws a chosen range to; null for a key that draws nothing. */
export function cornerAfter(event: PressedKey, from: CellPlace, extent: GridExtent): CellPlace | null {
  if (event.altKey || !event.shiftKey || from.row === HEAD_ROW || extent.rows === 0) return null;
  return reached(event, from, extent, 0);
}

function reached(event: PressedKey, from: CellPlace, extent: GridExtent, firstRow: number): CellPlace | null {
  const to = targetOf(event.key, event.ctrlKey || event.metaKey, from, extent);
  if (to === null) return null;
  return {
    row: Math.min(extent.rows - 1, Math.max(firstRow, to.row)),
    column: Math.max(0, Math.min(extent.columns - 1, to.column)),
  };
}

/** The heads are reached by a step up from the first row, and left by going down or to an end of the table. */
function firstRowAfter({ key, ctrlKey, metaKey }: PressedKey, { row }: CellPlace): number {
  const isFar = ctrlKey || metaKey;
  if (key === 'ArrowUp') return row <= 0 && !isFar ? HEAD_ROW : 0;
  const isAlong =
    key === 'ArrowLeft' || key === 'ArrowRight' || (!isFar && (key === 'Home' || key === 'End'));
  return row === HEAD_ROW && isAlong ? HEAD_ROW : 0;
}

/** What else a key does in the grid. */
export type GridCommand =
  | { readonly kind: 'find' | 'go-to-row' | 'keys' | 'select-all' | 'select-row' | 'select-column' }
  | { readonly kind: 'find-next'; readonly backward: boolean }
  | { readonly kind: 'open-head' }
  | { readonly kind: 'deselect' }
  | { readonly kind: 'sort'; readonly isAdded: boolean }
  | { readonly kind: 'widen' | 'move-column'; readonly by: 1 | -1 };

/** The command of a key; null where it has none. On the heads, keys are about the column. */
export function commandOf(event: PressedKey, isOnHead: boolean): GridCommand | null {
  if (event.altKey) return null;
  const isCtrl = event.ctrlKey || event.metaKey;
  if (event.key === 'F3') return { kind: 'find-next', backward: event.shiftKey };
  if (event.key === '?' && !isCtrl) return { kind: 'keys' };
  if (event.key === 'Escape') return { kind: 'deselect' };
  return isOnHead
    ? headCommand(event, isCtrl)
    : (letterCommand(event, isCtrl) ?? spaceCommand(event, isCtrl));
}

function letterCommand({ key, shiftKey }: PressedKey, isCtrl: boolean): GridCommand | null {
  if (!isCtrl || shiftKey) return null;
  switch (key.toLowerCase()) {
    case 'f':
      return { kind: 'find' };
    case 'g':
      return { kind: 'go-to-row' };
    case 'a':
      return { kind: 'select-all' };
    default:
      return null;
  }
}

function spaceCommand({ key, shiftKey }: PressedKey, isCtrl: boolean): GridCommand | null {
  if (key !== ' ' || isCtrl === shiftKey) return null;
  return { kind: isCtrl ? 'select-column' : 'select-row' };
}

function headCommand(event: PressedKey, isCtrl: boolean): GridCommand | null {
  const { key, shiftKey } = event;
  if (key === 'Enter' && !isCtrl) return { kind: 'open-head' };
  if (key === ' ') return isCtrl ? { kind: 'select-column' } : { kind: 'sort', isAdded: shiftKey };
  if (shiftKey && (key === 'ArrowLeft' || key === 'ArrowRight')) {
    return { kind: isCtrl ? 'move-column' : 'widen', by: key === 'ArrowLeft' ? -1 : 1 };
  }
  return letterCommand(event, isCtrl);
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
