import type { CellRange } from './cell-range';

/** What a grid is asked for that it cannot do itself. Columns are counted as they are seen. */
export interface GridActions {
  readonly find: () => void;
  readonly findNext: (backward: boolean) => void;
  readonly goToRow: () => void;
  readonly showKeys: () => void;
  readonly copy: (range: CellRange) => void;
  readonly sort: (column: number, isAdded: boolean) => void;
  /** Opens what can be done with a column, at its head. */
  readonly openHead: (column: number, at: DOMRect) => void;
  readonly moveColumn: (from: number, to: number) => void;
}
