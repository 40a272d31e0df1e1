import { tick } from 'svelte';
import {
  columnAt,
  columnsBetween,
  NARROWEST_BY_HAND,
  offsetsOf,
  WIDEST_BY_HAND,
  widthOfName,
  widthOfValues,
  type GridColumn,
} from './column-layout';
import { placeAfter, type CellPlace } from './grid-keys';
import { boxHeight, isScaled, lastTop, nativeOf, topAfter } from './row-scroll';
import type { Pages } from './pages.svelte';
import type { GridWindow } from './tiles';

/** The height of a row, in pixels. */
export const ROW_HEIGHT = 24;

const DIGIT = 7.3;
const GUTTER_PADDING = 16;
/** Values looked at to find the width of a column, and how long the bar must rest before it is put right. */
const SAMPLE_ROWS = 40;
const REST_MS = 150;

/** What is seen of a grid: where it is scrolled to, how wide its columns are, and which cell is active. All in pixels. */
export class GridView {
  readonly #rows: () => number;
  readonly #columns: () => readonly GridColumn[];
  readonly headHeight: number;
  /** Inner size of the scrolling box, without its bars. */
  width = $state(0);
  height = $state(0);
  #top = $state(0);
  #left = $state(0);
  #native = 0;
  #box: HTMLElement | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #fitted = $state.raw<ReadonlyMap<string, number>>(new Map());
  #byHand = $state.raw<ReadonlyMap<string, number>>(new Map());
  #active = $state.raw<CellPlace | null>(null);

  readonly gutter = $derived.by(() => Math.ceil(String(this.#rows()).length * DIGIT + GUTTER_PADDING));
  readonly offsets = $derived.by(() => offsetsOf(this.#columns().map((column) => this.#widthOf(column))));
  readonly contentWidth = $derived.by(() => this.offsets.at(-1) ?? 0);
  readonly #space = $derived.by(() => ({
    content: this.#rows() * ROW_HEIGHT,
    view: Math.max(0, this.height - this.headHeight),
  }));
  /** The height of the box that is scrolled, the head with it. */
  readonly boxHeight = $derived.by(() => boxHeight(this.#space) + this.headHeight);
  readonly window: GridWindow = $derived.by(() => {
    const { first, end } = columnsBetween(this.offsets, this.#left, this.#left + this.width - this.gutter);
    const firstRow = Math.min(Math.floor(this.#top / ROW_HEIGHT), Math.max(0, this.#rows() - 1));
    const endRow = Math.min(this.#rows(), Math.ceil((this.#top + this.#space.view) / ROW_HEIGHT));
    return { firstRow, endRow: Math.max(firstRow, endRow), firstColumn: first, endColumn: end };
  });

  constructor(rows: () => number, columns: () => readonly GridColumn[], headHeight: number) {
    this.#rows = rows;
    this.#columns = columns;
    this.headHeight = headHeight;
  }

  get left(): number {
    return this.#left;
  }

  /** The active cell; null before there is one, and where the table has no such cell any more. */
  get active(): CellPlace | null {
    const place = this.#active;
    return place !== null && place.row < this.#rows() && place.column < this.#columns().length ? place : null;
  }

  /** Where a row begins, below the head. */
  rowTop(row: number): number {
    return row * ROW_HEIGHT - this.#top;
  }

  /** Takes the box that scrolls. */
  attach(box: HTMLElement): () => void {
    this.#box = box;
    return () => {
      clearTimeout(this.#timer);
      this.#box = null;
    };
  }

  /** Follows the box to where the user has scrolled it. */
  follow(): void {
    const box = this.#box;
    if (box === null) return;
    this.#left = box.scrollLeft;
    this.#top = topAfter(box.scrollTop, { native: this.#native, top: this.#top }, this.#space);
    this.#native = box.scrollTop;
    if (!isScaled(this.#space)) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#settle(), REST_MS);
  }

  /** Moves the active cell by a key; false where the key is of no concern to the grid. */
  press(event: KeyboardEvent): boolean {
    const from = this.active ?? { row: this.window.firstRow, column: this.window.firstColumn };
    const isStep = event.shiftKey && !event.altKey && !event.ctrlKey && !event.metaKey;
    if (isStep && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) {
      this.resize(from.column, (delta) => delta + (event.key === 'ArrowLeft' ? -16 : 16));
      return true;
    }
    const extent = {
      rows: this.#rows(),
      columns: this.#columns().length,
      pageRows: Math.max(1, Math.floor(this.#space.view / ROW_HEIGHT) - 1),
    };
    const to = extent.rows === 0 ? null : placeAfter(event, from, extent);
    if (to !== null) this.activate(to);
    return to !== null;
  }

  /** Makes a cell the active one and scrolls it into view. */
  activate(place: CellPlace): void {
    this.#active = place;
    const top = place.row * ROW_HEIGHT;
    const start = this.offsets[place.column] ?? 0;
    const end = this.offsets[place.column + 1] ?? start;
    const view = this.width - this.gutter;
    const left = Math.min(start, Math.max(this.#left, end - view));
    this.#scrollTo(Math.min(top, Math.max(this.#top, top + ROW_HEIGHT - this.#space.view)), left);
  }

  /** Makes a cell of the window the active one, where there is none yet. */
  activateFirst(): void {
    if (this.active !== null || this.#rows() === 0) return;
    const { firstRow, firstColumn } = this.window;
    this.#active = { row: firstRow, column: firstColumn };
  }

  /** The cell at a point of the box; null on the head, the gutter and beside the table. */
  placeAt(x: number, y: number): CellPlace | null {
    if (x < this.gutter || y < this.headHeight) return null;
    const row = Math.floor((y - this.headHeight + this.#top) / ROW_HEIGHT);
    const column = columnAt(this.offsets, x - this.gutter + this.#left);
    return row < this.#rows() && column < this.#columns().length ? { row, column } : null;
  }

  /** Sets the width of a column by hand, from the width it has. */
  resize(index: number, change: (width: number) => number): void {
    const column = this.#columns()[index];
    if (column === undefined) return;
    const width = change(this.#widthOf(column));
    const bounded = Math.round(Math.min(WIDEST_BY_HAND, Math.max(NARROWEST_BY_HAND, width)));
    this.#byHand = new Map(this.#byHand).set(column.name, bounded);
  }

  /** Forgets the width set by hand. */
  refit(index: number): void {
    const name = this.#columns()[index]?.name;
    this.#byHand = new Map([...this.#byHand].filter(([each]) => each !== name));
  }

  /** Fits the columns in view to their values, each once; what stands at the left edge stays there. */
  fit(pages: Pages): void {
    const { firstRow, endRow, firstColumn, endColumn } = this.window;
    const fitted = new Map(this.#fitted);
    this.#columns()
      .slice(firstColumn, endColumn)
      .forEach((column, index) => {
        if (fitted.has(column.name) || endRow === firstRow) return;
        const rows = Array.from(
          { length: Math.min(SAMPLE_ROWS, endRow - firstRow) },
          (_, row) => firstRow + row,
        );
        const values = rows.map((row) => pages.valueAt(row, firstColumn + index));
        if (values.some((value) => value !== undefined))
          fitted.set(column.name, widthOfValues(column, values));
      });
    if (fitted.size === this.#fitted.size) return;
    const before = this.offsets[firstColumn] ?? 0;
    this.#fitted = fitted;
    const moved = (this.offsets[firstColumn] ?? 0) - before;
    if (moved !== 0) void tick().then(() => this.#scrollTo(this.#top, this.#left + moved));
  }

  #widthOf(column: GridColumn): number {
    return this.#byHand.get(column.name) ?? this.#fitted.get(column.name) ?? widthOfName(column);
  }

  #scrollTo(top: number, left: number): void {
    const box = this.#box;
    if (box === null) return;
    this.#top = Math.min(lastTop(this.#space), Math.max(0, top));
    box.scrollTop = nativeOf(this.#top, this.#space);
    box.scrollLeft = left;
    this.#native = box.scrollTop;
    this.#left = box.scrollLeft;
  }

  /** Puts the bar where the content is: single steps move the content by more than the bar. */
  #settle(): void {
    if (this.#box === null) return;
    this.#box.scrollTop = nativeOf(this.#top, this.#space);
    this.#native = this.#box.scrollTop;
  }
}
