import type { NumberFormat } from '../../core/number-format';
import type { RowView } from '../../core/row-view';
import type { Ask } from '../../core/view';
import { cellsIn, isOfWholeColumns, type CellRange } from './cell-range';
import { cellsAsText, MOST_COPIED, putOnClipboard } from './copy-cells';

/** The grid that cells are copied from: its columns as they are seen, and how many rows its view leaves. */
export interface CopyField {
  readonly slot: string;
  readonly view: RowView;
  readonly rows: number;
  readonly columns: readonly string[];
}

/** Copies cells, and says how that went. A copy takes the place of the one on its way. */
export class CopiedCells {
  readonly #ask: Ask;
  #said = $state('');
  #controller = new AbortController();

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  /** How the last copy went. */
  get said(): string {
    return this.#said;
  }

  /** Copies a rectangle of cells; with the names of the columns where all rows are chosen. */
  async copy(
    range: CellRange,
    { slot, view, rows, columns }: CopyField,
    format: NumberFormat,
  ): Promise<void> {
    this.#controller.abort();
    this.#controller = new AbortController();
    const { signal } = this.#controller;
    const count = cellsIn(range);
    if (count > MOST_COPIED) {
      this.#said = `Up to ${format.count(MOST_COPIED)} cells can be copied; save the table instead.`;
      return;
    }
    this.#said = 'copying…';
    const { firstRow, endRow } = range;
    const cells = {
      slot,
      view,
      firstRow,
      endRow,
      columns: columns.slice(range.firstColumn, range.endColumn),
      hasHeads: isOfWholeColumns(range, rows),
    };
    const text = cellsAsText(this.#ask, cells, signal).then((outcome) => {
      if (outcome.ok) return outcome.value;
      throw new Error(outcome.failure.message);
    });
    try {
      await putOnClipboard(text);
      if (!signal.aborted) this.#said = `${format.count(count)} ${count === 1 ? 'cell' : 'cells'} copied`;
    } catch (error) {
      if (!signal.aborted)
        this.#said = `Not copied: ${error instanceof Error ? error.message : String(error)}`;
    }
  }
}
