import { createContext } from 'svelte';
import type { Suggestion } from '../core/contract';
import { numberFormat, type NumberFormat } from '../core/number-format';
import type { RowView } from '../core/row-view';
import type { StepCell, WorkbenchCell } from '../document/document';
import type { Workbench } from '../workbench/workbench.svelte';
import { workbenchFileName } from '../workbench/file-names';
import { saveFile } from '../ui/save-file';
import type { ForeignRequests } from './bar/foreign-requests.svelte';
import { followingText } from '../workbench/following-text';
import type { Device } from './keeping/device.svelte';
import { Saving } from './keeping/saving.svelte';
import { Opener } from './incoming/opener.svelte';
import { PackSaving } from './packing/pack-saving.svelte';
import { TableSaving } from './saving-tables/table-saving.svelte';
import { Toaster } from './shell/toaster.svelte';

/** What the right-hand side shows: a part of what there is to know about one cell. */
export interface Aside {
  readonly cellId: string;
  readonly tab: 'lesson' | 'table' | 'computed';
  /** The output whose rows the table tab shows; the first where left out. */
  readonly slot?: string;
  /** Which of its rows, at first. */
  readonly rows?: RowView;
}

/** Where the focus shall go once it is there: a cell, or the first thing in it that waits to be set or written. */
export interface FocusWish {
  readonly cellId: string;
  readonly part: 'cell' | 'start' | 'handle' | 'top';
}

/** Where the palette inserts, and the cell whose table is meant. */
export interface PaletteOpening {
  readonly at: number;
  readonly cellId?: string;
}

/** What the page holds beside the workbench: what is shown beside it, where the focus goes, and what is done with cells by hand. */
export class Page {
  readonly workbench: Workbench;
  readonly foreign: ForeignRequests;
  readonly device: Device;
  readonly saving = new Saving();
  /** The workbench with its data, as one file. */
  readonly packSaving: PackSaving;
  /** The table that is being saved. */
  readonly tableSaving: TableSaving;
  readonly toaster: Toaster;
  readonly opener: Opener;
  readonly format: NumberFormat = numberFormat(navigator.language);
  #aside = $state.raw<Aside | null>(null);
  #focus = $state.raw<FocusWish | null>(null);
  #palette = $state.raw<PaletteOpening | null>(null);
  #fresh = $state<string | null>(null);
  #drop = $state<number | null>(null);

  constructor(workbench: Workbench, foreign: ForeignRequests, device: Device) {
    this.workbench = workbench;
    this.foreign = foreign;
    this.device = device;
    const toaster = new Toaster(workbench);
    const tell = (text: string) => toaster.tell(text);
    this.toaster = toaster;
    this.packSaving = new PackSaving(workbench, tell);
    this.tableSaving = new TableSaving(tell);
    this.opener = new Opener({ workbench, device, toaster, focusCell: (id) => this.focusCell(id) });
  }

  get aside(): Aside | null {
    return this.#aside;
  }

  /** Where the focus shall go; a cell that fulfils it takes it. */
  get focus(): FocusWish | null {
    return this.#focus;
  }

  /** The place in the document for which the palette is open; null while it is closed. */
  get palette(): PaletteOpening | null {
    return this.#palette;
  }

  /** Asks a cell to take the focus, now or as soon as it is drawn. */
  focusCell(cellId: string, part: FocusWish['part'] = 'cell'): void {
    this.#focus = { cellId, part };
  }

  /** The cell that has just come about by a press elsewhere, and is to be seen; null where none has. */
  get fresh(): string | null {
    return this.#fresh;
  }

  endFresh(): void {
    this.#fresh = null;
  }

  /** Takes a suggestion of a cell: goes to the cell that follows it, and says what has changed, with a way back. */
  follow(cell: StepCell, suggestion: Suggestion): void {
    const { document } = this.workbench;
    const following = this.workbench.follow(cell, suggestion);
    const text = followingText(this.workbench.document, following);
    this.focusCell(following.cellId, 'top');
    this.#fresh = following.cellId;
    if (this.workbench.document === document) this.toaster.tell(text);
    else this.toaster.offerUndo(text, () => this.focusCell(cell.id));
  }

  /** The wish is fulfilled, or the user has gone elsewhere. */
  endFocus(): void {
    this.#focus = null;
  }

  /** Opens the palette for the given place; below the cell just made or changed, or in focus, else at the end, where left out. */
  openPalette(at?: number): void {
    const cellId = this.#cellMeant();
    if (at !== undefined) this.#palette ??= { at };
    else this.#palette ??= { at: this.#placeBelow(cellId), ...(cellId !== null && { cellId }) };
  }

  closePalette(): void {
    this.#palette = null;
  }

  /** Where the cell being dragged would come to stand; null while none is. */
  get drop(): number | null {
    return this.#drop;
  }

  showDrop(place: number | null): void {
    this.#drop = place;
  }

  /** Inserts a cell, and goes to what in it waits to be set. */
  insert(cell: WorkbenchCell, at: number): void {
    this.workbench.edit({ type: 'insert-cell', cell, at });
    this.focusCell(cell.id, 'start');
  }

  /** Moves a cell to another place; the focus goes with it. */
  move(id: string, to: number, part: FocusWish['part'] = 'cell'): void {
    const from = this.workbench.document.cells.findIndex((cell) => cell.id === id);
    const last = this.workbench.document.cells.length - 1;
    const place = Math.max(0, Math.min(to, last));
    if (place !== from) this.workbench.edit({ type: 'move-cell', id, to: place });
    this.focusCell(id, part);
  }

  /** Makes a copy below a cell, and goes to it. */
  duplicate(id: string): void {
    this.workbench.edit({ type: 'duplicate-cell', id });
    const { cells } = this.workbench.document;
    const copy = cells[cells.findIndex((cell) => cell.id === id) + 1];
    if (copy !== undefined) this.focusCell(copy.id);
  }

  /** Goes back or forward in the history; where that takes the cell in focus away, its neighbour gets the focus. */
  travel(move: () => void): void {
    const place = this.#placeBelow(focusedCellId()) - 1;
    const before = focusedCellId();
    move();
    const { cells } = this.workbench.document;
    if (before === null || cells.some((cell) => cell.id === before)) return;
    const neighbour = cells[Math.min(place, cells.length - 1)];
    if (neighbour !== undefined) this.focusCell(neighbour.id);
  }

  /** Empties every store of ours on this device and starts with nothing. */
  async forget(): Promise<void> {
    await this.device.forget(() => this.workbench.engine.close());
  }

  /** Gives the workbench file to the browser's downloads, once the user knows what it tells of the data. */
  save(): void {
    const { title } = this.workbench.document;
    const go = () => {
      const file = new Blob([this.workbench.save()], { type: 'application/json' });
      saveFile(workbenchFileName(title), file);
    };
    if (this.workbench.readOnly !== null) go();
    else this.saving.ask(this.workbench.document, go);
  }

  /** Deletes a cell and offers to bring it back. */
  remove(id: string, title: string): void {
    if (this.#aside?.cellId === id) this.#aside = null;
    const place = this.workbench.document.cells.findIndex((cell) => cell.id === id);
    this.workbench.edit({ type: 'delete-cell', id });
    const { cells } = this.workbench.document;
    const neighbour = cells[Math.min(place, cells.length - 1)];
    if (neighbour !== undefined) this.focusCell(neighbour.id);
    this.toaster.offerUndo(`Deleted: ${title}`, () => this.focusCell(id));
  }

  /** Closes the workbench for a new one and offers to bring it back. */
  startAnew(): void {
    const { title } = this.workbench.document;
    this.#aside = null;
    this.workbench.startAnew();
    this.toaster.offerUndo(`Closed: ${title || 'Untitled'}`);
  }

  show(cell: StepCell, tab: Aside['tab'], slot?: string): void {
    this.#aside = { cellId: cell.id, tab, ...(slot !== undefined && { slot }) };
  }

  /** Shows rows of the table that stands at an input of a cell, beside the cell that makes it. */
  showInput(cell: StepCell, slot: string, rows: RowView): void {
    const names = [cell.inputs[slot] ?? []].flat();
    for (const maker of this.workbench.document.cells) {
      if (maker.kind !== 'step') continue;
      const made = Object.entries(maker.outputs).find(([, name]) => names.includes(name));
      if (made === undefined) continue;
      this.#aside = { cellId: maker.id, tab: 'table', slot: made[0], rows };
      return;
    }
  }

  closeAside(): void {
    this.#aside = null;
  }

  /** The cell that the user is at: the one made or changed last, unless another has taken the focus since. */
  #cellMeant(): string | null {
    const { changedLast, document } = this.workbench;
    const isThere = document.cells.some((cell) => cell.id === changedLast);
    return isThere ? changedLast : focusedCellId();
  }

  #placeBelow(cellId: string | null): number {
    const { cells } = this.workbench.document;
    const place = cells.findIndex((cell) => cell.id === cellId);
    return place < 0 ? cells.length : place + 1;
  }
}

/** The id of the cell that holds the focus; null where none does. */
export function focusedCellId(): string | null {
  const article = document.activeElement?.closest<HTMLElement>('article[data-cell]');
  return article?.dataset.cell ?? null;
}

/** The page, for every component below the app. */
export const [getPage, setPage] = createContext<Page>();
