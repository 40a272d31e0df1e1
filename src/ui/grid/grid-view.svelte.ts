import { tick } from 'svelte';
import { columnAt, columnsBetween, type GridColumn } from './column-layout';
import { ColumnWidths } from './column-widths.svelte';
import { rangeBetween, type CellRange } from './cell-range';
import { cornerAfter, HEAD_ROW, placeAfter, type CellPlace } from './grid-keys';
import { boxHeight, isScaled, lastTop, nativeOf, topAfter } from './row-scroll';
import type { Pages } from './pages.svelte';
import type { GridWindow } from './tiles';

/** The height of a row, in pixels. */
export const ROW_HEIGHT = 24;

const DIGIT = 7.3;
const GUTTER_PADDING = 16;
/** Pinned columns take so much of the width at most; where they are wider, none is pinned. */
const PINNED_SHARE = 0.6;
/** Values looked at to find the width of a column, and how long the bar must rest before it is put right. */
const SAMPLE_ROWS = 40;
const REST_MS = 150;

/** What is seen of a grid: where it is scrolled to, how wide its columns are, and which cell is active. All in pixels. */
export class GridView {
  readonly #rows: () => number;
  readonly #columns: () => readonly GridColumn[];
  readonly #highestRow: () => number;
  readonly #wantedPins: () => number;
  readonly widths: ColumnWidths;
  readonly headHeight: number;
  /** Inner size of the scrolling box, without its bars. */
  width = $state(0);
  height = $state(0);
  #top = $state(0);
  #left = $state(0);
  #native = 0;
  #box: HTMLElement | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #active = $state.raw<CellPlace | null>(null);
  /** The other corner of what is selected. */
  #anchor = $state.raw<CellPlace | null>(null);

  readonly gutter = $derived.by(() => Math.ceil(String(this.#highestRow()).length * DIGIT + GUTTER_PADDING));
  readonly offsets = $derived.by(() => this.widths.offsets);
  readonly contentWidth = $derived.by(() => this.offsets.at(-1) ?? 0);
  /** How many of the first columns stay at the left. */
  readonly pinned = $derived.by(() => {
    const wanted = this.#wantedPins();
    return (this.offsets[wanted] ?? 0) > (this.width - this.gutter) * PINNED_SHARE ? 0 : wanted;
  });
  readonly pinnedWidth = $derived.by(() => this.offsets[this.pinned] ?? 0);
  readonly #space = $derived.by(() => ({
    content: this.#rows() * ROW_HEIGHT,
    view: Math.max(0, this.height - this.headHeight),
  }));
  /** The height of the box that is scrolled, the head with it. */
  readonly boxHeight = $derived.by(() => boxHeight(this.#space) + this.headHeight);
  readonly window: GridWindow = $derived.by(() => {
    const from = this.#left + this.pinnedWidth;
    const { first, end } = columnsBetween(this.offsets, from, this.#left + this.width - this.gutter);
    const firstRow = Math.min(Math.floor(this.#top / ROW_HEIGHT), Math.max(0, this.#rows() - 1));
    const endRow = Math.min(this.#rows(), Math.ceil((this.#top + this.#space.view) / ROW_HEIGHT));
    const firstColumn = Math.max(first, this.pinned);
    return {
      firstRow,
      endRow: Math.max(firstRow, endRow),
      firstColumn,
      endColumn: Math.max(firstColumn, end),
    };
  });
  /** The columns that are drawn: the pinned ones, and those of the window. */
  readonly columnNumbers: readonly number[] = $derived.by(() => [
    ...between(0, this.pinned),
    ...between(this.window.firstColumn, this.window.endColumn),
  ]);

  constructor(
    rows: () => number,
    columns: () => readonly GridColumn[],
    headHeight: number,
    pinned: () => number = () => 0,
    highestRow: () => number = rows,
  ) {
    this.#rows = rows;
    this.#highestRow = highestRow;
    this.#columns = columns;
    this.#wantedPins = pinned;
    this.widths = new ColumnWidths(columns);
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

  get isOnHead(): boolean {
    return this.active?.row === HEAD_ROW;
  }

  /** The cells that are selected; null where it is at most the active one. */
  get selection(): CellRange | null {
    const [active, anchor] = [this.active, this.#anchor];
    if (active === null || anchor === null || active.row === HEAD_ROW) return null;
    if (anchor.row >= this.#rows() || anchor.column >= this.#columns().length) return null;
    return rangeBetween(anchor, active);
  }

  /** Where a column begins, from the left edge of the box. */
  leftOf(column: number): number {
    return this.gutter + (this.offsets[column] ?? 0) - (column < this.pinned ? 0 : this.#left);
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

  /** Moves the active cell by a key, or with Shift a corner of what is selected; false where the key is of no concern. */
  press(event: KeyboardEvent): boolean {
    const from = this.active ?? { row: this.window.firstRow, column: this.window.firstColumn };
    const extent = {
      rows: this.#rows(),
      columns: this.#columns().length,
      pageRows: Math.max(1, Math.floor(this.#space.view / ROW_HEIGHT) - 1),
    };
    if (extent.columns === 0) return false;
    const corner = cornerAfter(event, from, extent);
    if (corner !== null) this.extendTo(corner);
    const to = placeAfter(event, from, extent);
    if (to !== null) this.activate(to);
    return to !== null || corner !== null;
  }

  /** Makes a cell the active one and scrolls it into view; what was selected is not any more. */
  activate(place: CellPlace): void {
    this.#anchor = null;
    this.#goTo(place);
  }

  /** Selects from the cell that was active to another, which becomes the active one. */
  extendTo(place: CellPlace): void {
    const anchor = this.#anchor ?? this.active;
    this.#goTo(place);
    this.#anchor = anchor?.row === HEAD_ROW ? place : (anchor ?? place);
  }

  /** Selects a rectangle; the view stays where it is. */
  select({ firstRow, endRow, firstColumn, endColumn }: CellRange): void {
    if (endRow <= firstRow || endColumn <= firstColumn) return;
    this.#anchor = { row: firstRow, column: firstColumn };
    this.#active = { row: endRow - 1, column: endColumn - 1 };
  }

  deselect(): void {
    this.#anchor = null;
  }

  #goTo(place: CellPlace): void {
    this.#active = place;
    const top = place.row * ROW_HEIGHT;
    const start = this.offsets[place.column] ?? 0;
    const end = this.offsets[place.column + 1] ?? start;
    const view = this.width - this.gutter;
    const isPinned = place.column < this.pinned;
    const left = isPinned ? this.#left : Math.min(start - this.pinnedWidth, Math.max(this.#left, end - view));
    const isHead = place.row === HEAD_ROW;
    const seenTop = isHead
      ? this.#top
      : Math.min(top, Math.max(this.#top, top + ROW_HEIGHT - this.#space.view));
    this.#scrollTo(seenTop, left);
  }

  /** Shows the first rows, after the rows became others. */
  toTop(): void {
    this.#anchor = null;
    if (this.#active !== null && this.#active.row !== HEAD_ROW) this.#active = { ...this.#active, row: 0 };
    this.#scrollTo(0, this.#left);
  }

  /** Makes a cell of the window the active one, where there is none yet. */
  activateFirst(): void {
    if (this.active !== null || this.#columns().length === 0) return;
    const { firstRow, firstColumn } = this.window;
    this.#active = { row: this.#rows() === 0 ? HEAD_ROW : firstRow, column: firstColumn };
  }

  /** The cell at a point of the box; null on the head, the gutter, the bars and beside the table. */
  placeAt(x: number, y: number): CellPlace | null {
    const row = this.rowAt(y);
    if (x < this.gutter || x >= this.width || row === null) return null;
    const column = this.columnUnder(x);
    return column < this.#columns().length ? { row, column } : null;
  }

  /** The row at a height of the box; null on the head and below the last row. */
  rowAt(y: number): number | null {
    if (y < this.headHeight || y >= this.height) return null;
    const row = Math.floor((y - this.headHeight + this.#top) / ROW_HEIGHT);
    return row < this.#rows() ? row : null;
  }

  /** The column below a point, the number of columns where it is beside the last one. */
  columnUnder(x: number): number {
    const pixel = x - this.gutter;
    return columnAt(this.offsets, pixel < this.pinnedWidth ? Math.max(0, pixel) : pixel + this.#left);
  }

  /** The cell nearest to a point, also outside of the box: for a pointer that draws over its edge. */
  nearestTo(x: number, y: number): CellPlace {
    const inside = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value));
    const row = Math.floor((y - this.headHeight + this.#top) / ROW_HEIGHT);
    const column = this.columnUnder(inside(x, this.gutter, this.width));
    return { row: inside(row, 0, this.#rows() - 1), column: inside(column, 0, this.#columns().length - 1) };
  }

  /** Fits the columns in view to their values, each once; what stands at the left edge stays there. */
  fit(pages: Pages): void {
    const { firstRow, endRow, firstColumn } = this.window;
    const rows = between(firstRow, Math.min(endRow, firstRow + SAMPLE_ROWS));
    const before = this.offsets[firstColumn] ?? 0;
    const valuesOf = ({ index }: GridColumn) => rows.map((row) => pages.valueAt(row, index));
    if (!this.widths.fit(this.columnNumbers, valuesOf)) return;
    const moved = (this.offsets[firstColumn] ?? 0) - before;
    if (moved !== 0) void tick().then(() => this.#scrollTo(this.#top, this.#left + moved));
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

const between = (first: number, end: number): number[] =>
  Array.from({ length: Math.max(0, end - first) }, (_, index) => first + index);
