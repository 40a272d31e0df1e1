import type { Cell } from '../../core/frame';
import {
  NARROWEST_BY_HAND,
  offsetsOf,
  WIDEST_BY_HAND,
  widthOfName,
  widthOfValues,
  type GridColumn,
} from './column-layout';

/** How wide the columns of a grid are, in pixels: as set by hand, else as their values want it, else as their names do. */
export class ColumnWidths {
  readonly #columns: () => readonly GridColumn[];
  #fitted = $state.raw<ReadonlyMap<string, number>>(new Map());
  #byHand = $state.raw<ReadonlyMap<string, number>>(new Map());
  /** Where each column begins, and at the end where the last one ends. */
  readonly offsets = $derived.by(() => offsetsOf(this.#columns().map((column) => this.#widthOf(column))));

  constructor(columns: () => readonly GridColumn[]) {
    this.#columns = columns;
  }

  /** The width of the column at a place. */
  at(place: number): number {
    return (this.offsets[place + 1] ?? 0) - (this.offsets[place] ?? 0);
  }

  /** Sets the width of a column by hand, from the width it has. */
  resize(place: number, change: (width: number) => number): void {
    const column = this.#columns()[place];
    if (column === undefined) return;
    const width = change(this.#widthOf(column));
    const bounded = Math.round(Math.min(WIDEST_BY_HAND, Math.max(NARROWEST_BY_HAND, width)));
    this.#byHand = new Map(this.#byHand).set(column.name, bounded);
  }

  /** Forgets the width set by hand. */
  refit(place: number): void {
    const name = this.#columns()[place]?.name;
    this.#byHand = new Map([...this.#byHand].filter(([each]) => each !== name));
  }

  /** Fits columns to values of theirs, each once: those of which any is known. False where no width became another. */
  fit(places: readonly number[], valuesOf: (column: GridColumn) => readonly (Cell | undefined)[]): boolean {
    const fitted = new Map(this.#fitted);
    for (const column of places.flatMap((place) => this.#columns()[place] ?? [])) {
      if (fitted.has(column.name)) continue;
      const values = valuesOf(column);
      if (values.some((value) => value !== undefined)) fitted.set(column.name, widthOfValues(column, values));
    }
    if (fitted.size === this.#fitted.size) return false;
    this.#fitted = fitted;
    return true;
  }

  #widthOf(column: GridColumn): number {
    return this.#byHand.get(column.name) ?? this.#fitted.get(column.name) ?? widthOfName(column);
  }
}
