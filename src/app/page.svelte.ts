import { createContext } from 'svelte';
import type { Failure } from '../core/failure';
import { numberFormat, type NumberFormat } from '../core/number-format';
import type { Outcome } from '../core/outcome';
import type { StepCell } from '../document/document';
import type { Workbench } from '../workbench/workbench.svelte';
import { workbenchFileName } from '../workbench/file-names';
import { download } from './download';
import type { ForeignRequests } from './foreign-requests.svelte';
import { isWorkbenchFile, readWorkbenchText } from './incoming-files';

/** What the right-hand side shows: a part of what there is to know about one cell. */
export interface Aside {
  readonly cellId: string;
  readonly tab: 'lesson' | 'computed';
}

/** A line at the foot of the page that says what was done, with a way back. */
export interface Toast {
  readonly text: string;
  readonly undo: () => void;
}

/** What the page holds beside the workbench: what is shown, and what the last opening had to say. */
export class Page {
  readonly workbench: Workbench;
  readonly foreign: ForeignRequests;
  readonly format: NumberFormat = numberFormat(navigator.language);
  #problem = $state.raw<Failure | null>(null);
  #aside = $state.raw<Aside | null>(null);
  #toast = $state.raw<Toast | null>(null);

  constructor(workbench: Workbench, foreign: ForeignRequests) {
    this.workbench = workbench;
    this.foreign = foreign;
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

  openSample(name: string): void {
    this.#note(this.workbench.openSample(name));
  }

  /** Opens files of any kind: a workbench file by itself, everything else as data. */
  async openFiles(files: readonly File[]): Promise<void> {
    this.dismiss();
    const data = files.filter((file) => !isWorkbenchFile(file));
    const [workbench] = files.filter(isWorkbenchFile);
    if (workbench !== undefined) await this.openWorkbench(workbench);
    if (data.length > 0) this.workbench.openData(data);
  }

  async openWorkbench(file: File): Promise<void> {
    const text = await readWorkbenchText(file);
    this.#note(text.ok ? this.workbench.openWorkbench(text.value) : text);
  }

  /** Gives the workbench file to the browser's downloads. */
  save(): void {
    const { title } = this.workbench.document;
    download(workbenchFileName(title), this.workbench.save());
  }

  /** Deletes a cell and offers to bring it back. */
  remove(id: string, title: string): void {
    if (this.#aside?.cellId === id) this.#aside = null;
    this.workbench.edit({ type: 'delete-cell', id });
    this.#offerUndo(`Deleted: ${title}`);
  }

  /** Closes the workbench for a new one and offers to bring it back. */
  startAnew(): void {
    const { title } = this.workbench.document;
    this.#aside = null;
    this.workbench.startAnew();
    this.#offerUndo(`Closed: ${title || 'Untitled'}`);
  }

  show(cell: StepCell, tab: Aside['tab']): void {
    this.#aside = { cellId: cell.id, tab };
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

  #offerUndo(text: string): void {
    const { history } = this.workbench;
    const { moves } = history;
    const undo = () => {
      if (history.moves === moves) this.workbench.undo();
      this.#toast = null;
    };
    this.#toast = { text, undo };
  }

  #note(outcome: Outcome<unknown>): void {
    this.#problem = outcome.ok ? null : outcome.failure;
  }
}

/** The page, for every component below the app. */
export const [getPage, setPage] = createContext<Page>();
