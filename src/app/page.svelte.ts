import { createContext } from 'svelte';
import type { Failure } from '../core/failure';
import { numberFormat, type NumberFormat } from '../core/number-format';
import type { Outcome } from '../core/outcome';
import type { StepCell, WorkbenchCell } from '../document/document';
import type { Workbench } from '../workbench/workbench.svelte';
import { workbenchFileName } from '../workbench/file-names';
import { download } from './download';
import type { ForeignRequests } from './foreign-requests.svelte';
import { Incoming } from './incoming/incoming.svelte';
import { chosenItems, droppedItems, type Item } from './incoming/items';
import { isArchive, readWorkbenchText } from './incoming-files';
import type { Device } from './keeping/device.svelte';
import { Saving } from './keeping/saving.svelte';
import { PackSaving } from './packing/pack-saving.svelte';
import { TableSaving } from './saving-tables/table-saving.svelte';

/** What the right-hand side shows: a part of what there is to know about one cell. */
export interface Aside {
  readonly cellId: string;
  readonly tab: 'lesson' | 'table' | 'computed';
  /** The output whose rows the table tab shows; the first where left out. */
  readonly slot?: string;
}

/** A line at the foot of the page that says what was done, with a way back. */
export interface Toast {
  readonly text: string;
  /** Null where there is nothing to undo. */
  readonly undo: (() => void) | null;
}

/** Where the focus shall go once it is there: a cell, or the first thing in it that waits to be set or written. */
export interface FocusWish {
  readonly cellId: string;
  readonly part: 'cell' | 'start' | 'handle';
}

/** What the page holds beside the workbench: what is shown, and what the last opening had to say. */
export class Page {
  readonly workbench: Workbench;
  readonly foreign: ForeignRequests;
  readonly device: Device;
  readonly saving = new Saving();
  /** The workbench with its data, as one file. */
  readonly packSaving: PackSaving;
  /** The table that is being saved. */
  readonly tableSaving = new TableSaving((text) => this.tell(text));
  /** Files on their way in, and what is asked about them. */
  readonly incoming: Incoming;
  readonly format: NumberFormat = numberFormat(navigator.language);
  #problem = $state.raw<Failure | null>(null);
  #aside = $state.raw<Aside | null>(null);
  #toast = $state.raw<Toast | null>(null);
  #focus = $state.raw<FocusWish | null>(null);
  #palette = $state.raw<{ readonly at: number } | null>(null);
  #drop = $state<number | null>(null);

  constructor(workbench: Workbench, foreign: ForeignRequests, device: Device) {
    this.workbench = workbench;
    this.foreign = foreign;
    this.device = device;
    this.packSaving = new PackSaving(workbench, (text) => this.tell(text));
    this.incoming = new Incoming({
      workbench,
      fail: (failure) => (this.#problem = failure),
      tell: (text) => this.tell(text),
      openWorkbench: (file) => this.openWorkbench(file),
      focusCell: (id) => this.focusCell(id),
    });
  }

  /** Why something could not be opened; it left everything as it was. */
  get problem(): Failure | null {
    return this.#problem;
  }

  get aside(): Aside | null {
    return this.#aside;
  }

  get toast(): Toast | null {
    return this.#toast;
  }

  /** Where the focus shall go; a cell that fulfils it takes it. */
  get focus(): FocusWish | null {
    return this.#focus;
  }

  /** The place in the document for which the palette is open; null while it is closed. */
  get palette(): { readonly at: number } | null {
    return this.#palette;
  }

  /** Asks a cell to take the focus, now or as soon as it is drawn. */
  focusCell(cellId: string, part: FocusWish['part'] = 'cell'): void {
    this.#focus = { cellId, part };
  }

  /** The wish is fulfilled, or the user has gone elsewhere. */
  endFocus(): void {
    this.#focus = null;
  }

  /** Opens the palette for the given place; below the cell in focus, else at the end, where left out. */
  openPalette(at = this.#placeBelowFocus()): void {
    this.#palette ??= { at };
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
    const place = this.#placeBelowFocus() - 1;
    const before = focusedCellId();
    move();
    const { cells } = this.workbench.document;
    if (before === null || cells.some((cell) => cell.id === before)) return;
    const neighbour = cells[Math.min(place, cells.length - 1)];
    if (neighbour !== undefined) this.focusCell(neighbour.id);
  }

  /** Brings back what this tab held, then opens what the address names. */
  start(): void {
    this.#note(this.workbench.restore());
    this.openNamedSample();
  }

  /** Opens the sample that the address names (`#sample=credit`), once: a reload brings back the workbench instead. */
  openNamedSample(): void {
    const name = new URLSearchParams(location.hash.slice(1)).get('sample');
    if (name === null) return;
    this.openSample(name);
    history.replaceState(null, '', location.pathname + location.search);
  }

  /** Opens a sample; where another workbench was open, offers to bring that back. */
  openSample(name: string): void {
    const { title, cells } = this.workbench.document;
    const outcome = this.workbench.openSample(name);
    this.#note(outcome);
    if (outcome.ok && cells.length > 0) this.#offerUndo(`Closed: ${title || 'Untitled'}`);
  }

  /** Opens files of any kind, from a chooser or the clipboard: each where it belongs. */
  openFiles(files: readonly File[]): Promise<void> {
    return this.openItems(chosenItems(files));
  }

  /** Opens what was dropped: files, folders; of an address it says why not. */
  async dropped(transfer: DataTransfer): Promise<void> {
    if (transfer.types.includes('Files')) await this.openItems(await droppedItems(transfer));
    else this.incoming.paste(transfer);
  }

  /** Opens files of any kind, with the folders they came in. */
  async openItems(items: readonly Item[]): Promise<void> {
    this.dismiss();
    await this.incoming.take(items);
  }

  /** Opens a workbench file, or an archive that holds one with its data. Nothing of it runs before the user agrees. */
  async openWorkbench(file: File): Promise<void> {
    if (await isArchive(file)) {
      const { unpack } = await import('./packing/unpack');
      const unpacked = await unpack(file);
      if (unpacked.ok) {
        for (const [name, data] of unpacked.value.files) this.workbench.files.give(name, data);
        this.#note(this.workbench.openWorkbench(unpacked.value.text));
      } else this.#note(unpacked);
      return;
    }
    const text = await readWorkbenchText(file);
    this.#note(text.ok ? this.workbench.openWorkbench(text.value) : text);
  }

  /** Opens a workbench that the device keeps, with the data kept for it. */
  async openKept(id: string): Promise<void> {
    this.dismiss();
    const taken = await this.device.keeping.take(id);
    this.#note(taken.ok ? this.workbench.openKept(taken.value.kept, taken.value.files) : taken);
  }

  /** Empties every store of ours on this device and starts with nothing. */
  async forget(): Promise<void> {
    await this.device.forget(() => this.workbench.engine.close());
  }

  /** Gives the workbench file to the browser's downloads, once the user knows what it tells of the data. */
  save(): void {
    const { title } = this.workbench.document;
    const go = () => download(workbenchFileName(title), this.workbench.save());
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
    this.#offerUndo(`Deleted: ${title}`, () => this.focusCell(id));
  }

  /** Closes the workbench for a new one and offers to bring it back. */
  startAnew(): void {
    const { title } = this.workbench.document;
    this.#aside = null;
    this.workbench.startAnew();
    this.#offerUndo(`Closed: ${title || 'Untitled'}`);
  }

  show(cell: StepCell, tab: Aside['tab'], slot?: string): void {
    this.#aside = { cellId: cell.id, tab, ...(slot !== undefined && { slot }) };
  }

  closeAside(): void {
    this.#aside = null;
  }

  dismiss(): void {
    this.#problem = null;
    this.#toast = null;
  }

  dismissToast(): void {
    this.#toast = null;
  }

  /** Gives a text to the clipboard and says so. */
  copy(text: string): void {
    const said = navigator.clipboard.writeText(text).then(
      () => 'Copied.',
      () => 'The browser does not allow to copy: select the text and copy it by hand.',
    );
    void said.then((words) => this.tell(words));
  }

  /** Says at the foot of the page what was just done. */
  tell(text: string): void {
    this.#toast = { text, undo: null };
  }

  #offerUndo(text: string, after?: () => void): void {
    const { history } = this.workbench;
    const { moves } = history;
    const undo = () => {
      if (history.moves === moves) {
        this.workbench.undo();
        after?.();
      }
      this.#toast = null;
    };
    this.#toast = { text, undo };
  }

  #placeBelowFocus(): number {
    const { cells } = this.workbench.document;
    const place = cells.findIndex((cell) => cell.id === focusedCellId());
    return place < 0 ? cells.length : place + 1;
  }

  #note(outcome: Outcome<unknown>): void {
    this.#problem = outcome.ok ? null : outcome.failure;
  }
}

/** The id of the cell that holds the focus; null where none does. */
export function focusedCellId(): string | null {
  const article = document.activeElement?.closest<HTMLElement>('article[data-cell]');
  return article?.dataset.cell ?? null;
}

/** The page, for every component below the app. */
export const [getPage, setPage] = createContext<Page>();
