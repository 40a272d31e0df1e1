import { untrack } from 'svelte';
import type { TableArtifact } from '../../core/artifact';
import { cellAt } from '../../core/frame';
import type { NumberFormat } from '../../core/number-format';
import type { RowView } from '../../core/row-view';
import type { Ask } from '../../core/view';
import { tableColumn } from '../data-table';
import type { CellRange } from './cell-range';
import { moveColumn, seenColumns } from './column-arrangement';
import type { GridColumn } from './column-layout';
import { CopiedCells } from './copied-cells.svelte';
import { Finder } from './finder.svelte';
import { GridView } from './grid-view.svelte';
import { Heads } from './heads.svelte';
import { ShownRows, type ShownView } from './shown-rows.svelte';
import { TableLook } from './table-look.svelte';

/** The height of a head with its counts and its picture, in pixels. */
export const HEAD_HEIGHT = 101;

/** A table that is looked at, and how the engine is asked about it. */
export interface BrowsedTable {
  readonly slot: string;
  readonly table: TableArtifact;
  readonly ask: Ask;
  readonly format: NumberFormat;
  /** The rows to turn to; undefined: as the table was looked at last. */
  readonly rows: RowView | undefined;
  /** Columns that stand at the left until somebody arranges them otherwise. */
  readonly pinned: readonly string[];
}

/** Where a head stands in the order of the rows; `place` counts from 1 where there are several. */
export interface HeadSort {
  readonly direction: 'ascending' | 'descending';
  readonly place: number | undefined;
}

/**
 * The look at a table: how its rows and columns are arranged, what of it was fetched, and where its grid stands. Made with the
 * component that shows it, and gone with it. What was fetched belongs to a content: only another key of the table starts anew.
 */
export class TableBrowsing {
  readonly #of: BrowsedTable;
  readonly #ask: Ask = (query, options) => this.#of.ask(query, options);
  readonly #key = $derived.by(() => this.#of.table.key);
  readonly names = $derived.by(() => this.#of.table.columns.map(({ name }) => name));
  readonly look = new TableLook();
  readonly #seen = $derived.by(() => seenColumns(this.look.arrangement, this.names));
  /** The columns as they are seen, in order. */
  readonly columns: readonly GridColumn[] = $derived.by(() =>
    this.#seen.places.flatMap((index) => {
      const column = this.#of.table.columns[index];
      return column === undefined ? [] : [{ ...tableColumn(column), index }];
    }),
  );
  readonly rows = $derived.by(() => {
    void this.#key;
    return untrack(() => new ShownRows(this.#ask, this.#of.slot, this.#of.table));
  });
  readonly shown: ShownView = $derived.by(() => this.rows.current);
  readonly heads = $derived.by(() => {
    const key = this.#key;
    return untrack(() => {
      const { slot, table } = this.#of;
      return new Heads(
        (columns, signal) => this.#ask({ kind: 'heads', slot, columns }, { signal }),
        key,
        table.rows,
      );
    });
  });
  readonly view = new GridView(
    () => this.shown.rows,
    () => this.columns,
    HEAD_HEIGHT,
    () => this.#seen.pinned,
    // Rows keep the number that they have in the table, however few of them are seen.
    () => this.#of.table.rows,
  );
  readonly finder = new Finder(this.#ask);
  readonly copied = new CopiedCells(this.#ask);
  /** What is searched and copied. */
  readonly #field = $derived.by(() => ({
    slot: this.#of.slot,
    view: this.shown.view,
    rows: this.shown.rows,
    columns: this.columns.map(({ name }) => name),
  }));

  /** The parts of `of` are read anew whenever they are needed: give getters of what may change. */
  constructor(of: BrowsedTable) {
    this.#of = of;
    $effect.pre(() => {
      const key = this.#key;
      untrack(() => this.look.turnTo(key, of.table.columns, of.pinned));
    });
    $effect.pre(() => {
      const { rows } = of;
      if (rows !== undefined) untrack(() => this.look.show(rows, of.table.columns));
    });
    $effect(() => {
      const before = [this.rows, this.heads];
      return () => before.forEach((each) => each.close());
    });
    $effect(() => this.rows.show(this.look.view));
    $effect(() => {
      const { view, columns } = this;
      if (view.width > 0) this.heads.want(view.columnNumbers.flatMap((place) => columns[place]?.name ?? []));
    });
    this.#followShown();
  }

  /** Other rows are shown from the first. */
  #followShown(): void {
    let last = untrack(() => this.shown);
    $effect(() => {
      const isOther = this.shown !== last;
      last = this.shown;
      if (isOther) untrack(() => this.view.toTop());
    });
  }

  /** Goes to the next value that holds what is searched for. */
  async findNext(backward: boolean): Promise<void> {
    const { active, isOnHead } = this.view;
    const place = await this.finder.next(this.#field, isOnHead ? null : active, backward);
    if (place !== null) this.view.activate(place);
  }

  /** Goes to a row by its number in the table, from 1; why not, where that cannot be. */
  async goTo(number: number): Promise<string | null> {
    const { slot, format } = this.#of;
    const answered = await this.#ask({ kind: 'place', slot, view: this.shown.view, row: number - 1 });
    if (!answered.ok) return answered.failure.message;
    if (answered.value.rows === 0) return `Row ${format.count(number)} is filtered out.`;
    const column = this.view.active?.column ?? 0;
    this.view.activate({ row: Number(cellAt(answered.value, 'place', 0)), column });
    return null;
  }

  /** Moves a column to another place among those that are seen; the active cell goes with it. */
  move(from: number, to: number): void {
    const { look, view } = this;
    look.arrangement = moveColumn(look.arrangement, this.names, from, to);
    const column = Math.max(0, Math.min(this.columns.length - 1, to));
    if (view.active !== null) view.activate({ row: view.active.row, column });
  }

  /** Puts cells on the clipboard. */
  copy(range: CellRange): void {
    void this.copied.copy(range, this.#field, this.#of.format);
  }

  /** How rows are sorted by a column; undefined where they are not. */
  sortOf(column: string): HeadSort | undefined {
    const { order } = this.look.view;
    const place = order.findIndex((each) => each.column === column);
    const sorted = order[place];
    if (sorted === undefined) return undefined;
    return { direction: sorted.direction, place: order.length > 1 ? place + 1 : undefined };
  }
}
