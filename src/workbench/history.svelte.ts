import type { Failure } from '../core/failure';
import { emptyDocument, type WorkbenchDocument } from '../document/document';
import { newWorkbenchId } from './keeping/shelf';

/**
 * A document with where it comes from, which trust is given to: `own`, `sample:<name>`, `kept:<id>` for one that this device
 * keeps, or the content key of the file it was opened from.
 */
export interface HistoryEntry {
  /** Which workbench it is: the device keeps each under an id of its own. */
  readonly id: string;
  readonly document: WorkbenchDocument;
  readonly origin: string;
  /** Why it may be looked at only, with the text to pass on instead of one that would lose something. */
  readonly readOnly?: { readonly failure: Failure; readonly text: string };
}

/** What a tab starts with. */
export const BLANK: HistoryEntry = { id: newWorkbenchId(), document: emptyDocument, origin: 'own' };

/** How many documents an undo can go back at most. */
const LONGEST_PAST = 200;

/** The documents before and after the present one. They share what they have in common, so keeping them costs little. */
export class History {
  #past = $state.raw<readonly HistoryEntry[]>([]);
  #future = $state.raw<readonly HistoryEntry[]>([]);
  #present = $state.raw<HistoryEntry>(BLANK);
  #moves = 0;

  get present(): HistoryEntry {
    return this.#present;
  }

  /** How often it moved: equal numbers mean that nothing was edited, undone or redone in between. */
  get moves(): number {
    return this.#moves;
  }

  /** The documents before the present one that belong to the same workbench, the latest first. */
  get before(): readonly WorkbenchDocument[] {
    const { id } = this.#present;
    return this.#past.flatMap((entry) => (entry.id === id ? [entry.document] : [])).reverse();
  }

  get canUndo(): boolean {
    return this.#past.length > 0;
  }

  get canRedo(): boolean {
    return this.#future.length > 0;
  }

  /** Makes a new present; what was undone is given up. */
  push(entry: HistoryEntry): void {
    this.#moves += 1;
    this.#past = [...this.#past.slice(1 - LONGEST_PAST), this.#present];
    this.#future = [];
    this.#present = entry;
  }

  /** Puts another in the place of the present one. */
  replace(entry: HistoryEntry): void {
    this.#present = entry;
  }

  /** Goes one document back. */
  undo(): void {
    const entry = this.#past.at(-1);
    if (entry === undefined) return;
    this.#moves += 1;
    this.#past = this.#past.slice(0, -1);
    this.#future = [this.#present, ...this.#future];
    this.#present = entry;
  }

  /** Goes one document forward again. */
  redo(): void {
    const [entry, ...rest] = this.#future;
    if (entry === undefined) return;
    this.#moves += 1;
    this.#past = [...this.#past, this.#present];
    this.#future = rest;
    this.#present = entry;
  }

  /** Rewrites every document of the present origin: for facts that are no edit, such as the size of a file. */
  rewrite(change: (document: WorkbenchDocument) => WorkbenchDocument): void {
    const { origin } = this.#present;
    const rewritten = (entry: HistoryEntry): HistoryEntry => {
      if (entry.origin !== origin) return entry;
      const document = change(entry.document);
      return document === entry.document ? entry : { ...entry, document };
    };
    this.#past = this.#past.map(rewritten);
    this.#future = this.#future.map(rewritten);
    this.#present = rewritten(this.#present);
  }

  /** Goes back to before the present workbench was opened, for good; to nothing where it was the first. */
  leave(): void {
    const { origin } = this.#present;
    while (this.#present.origin === origin && this.canUndo) this.undo();
    if (this.#present.origin === origin) this.#present = BLANK;
    this.#future = [];
  }
}
