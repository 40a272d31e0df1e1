import type { Suggestion } from '../core/contract';
import { makeFailure, type Failure } from '../core/failure';
import type { Frame } from '../core/frame';
import { fail, succeed, type Outcome } from '../core/outcome';
import type { SourceFingerprint } from '../core/source';
import type { ViewQuery } from '../core/view';
import type { StepCell, WorkbenchDocument } from '../document/document';
import { applyEdit, type Edit } from '../document/edits';
import { stepCells } from '../document/graph';
import type { Engine } from '../engine/protocol';
import type { Load } from './arrange';
import { EngineState } from './engine-state.svelte';
import { FilesAtHand, neededFiles } from './files-at-hand';
import { followingOf, type Following } from './following';
import { BLANK, type History, type HistoryEntry } from './history.svelte';
import type { KnownColumn } from './keeping/column-changes';
import { newWorkbenchId, type KeptFile, type KeptWorkbench } from './keeping/shelf';
import { OpenDocument } from './open-document.svelte';
import { readEntry, sampleEntry, withSource } from './opening';
import { Runs, type RunHost } from './runs.svelte';
import type { Session } from './session';
import { awaitedIn, takeLoads } from './take-loads';

/** The living workbench: the present document with its history, the files given to it, and its runs. */
export class Workbench implements RunHost {
  readonly files = new FilesAtHand();
  readonly engine: EngineState;
  readonly runs: Runs;
  readonly #engine: Engine;
  readonly #open: OpenDocument;
  #changedLast: string | null = null;

  constructor(engine: Engine, session: Session) {
    this.#engine = engine;
    this.#open = new OpenDocument(session);
    this.engine = new EngineState(engine);
    this.runs = new Runs(engine, this);
  }

  get history(): History {
    return this.#open.history;
  }

  get document(): WorkbenchDocument {
    return this.#open.document;
  }

  /** False for a workbench of somebody else until the user agrees, and for one that may only be looked at. */
  get mayRun(): boolean {
    return this.#open.isTrusted && this.readOnly === null;
  }

  /** Why the present workbench may be looked at only; null for all others. */
  get readOnly(): Failure | null {
    return this.history.present.readOnly?.failure ?? null;
  }

  /** True when a save would write something else than was saved last. */
  get isChanged(): boolean {
    return !this.#open.isSaved && this.readOnly === null;
  }

  /** True when a reload of the tab would bring the workbench back. */
  get isKept(): boolean {
    return this.#open.isKept;
  }

  /** True while an edit runs by itself what it concerns; false where the user runs cells by hand. */
  get isAutomatic(): boolean {
    return this.#open.isAutomatic;
  }

  /** Switches between running by itself and by hand; kept with the session, never in the document. */
  setAutomatic(isAutomatic: boolean): void {
    this.#open.isAutomatic = isAutomatic;
    this.#changed();
  }

  /** Brings back what this tab held before a reload. Failures of reading are given back; nothing runs that did not before. */
  restore(): Outcome<boolean> {
    const recalled = this.#open.recall();
    if (recalled.ok && recalled.value) this.#changed();
    return recalled;
  }

  /** The id of the cell that was made or changed last, where nothing was turned to since. */
  get changedLast(): string | null {
    return this.#changedLast;
  }

  /** The user has turned to something: what was changed before is not what is meant any more. */
  turnAway(): void {
    this.#changedLast = null;
  }

  /** Changes the document by edits that are one step to undo, and runs again what the change concerns. */
  edit(...edits: readonly Edit[]): void {
    const edited = edits.reduce((document, edit) => applyEdit(document, edit), this.document);
    this.#changedLast = changedBy(edits[0]) ?? this.#changedLast;
    this.#put(edited);
  }

  undo(): void {
    this.#move(() => this.history.undo());
  }

  redo(): void {
    this.#move(() => this.history.redo());
  }

  /**
   * Opens files by the steps that read them: each load becomes a cell and one that profiles its table; what cells wait for goes
   * to them. Those of `instead` go. Gives back the ids of the new loading cells.
   */
  openLoads(loads: readonly Load[], instead: readonly string[] = []): readonly string[] {
    const present = this.readOnly === null ? this.document : BLANK.document;
    const before = instead.reduce((cells, id) => applyEdit(cells, { type: 'delete-cell', id }), present);
    const { document, given, added } = takeLoads(before, this.files, loads);
    if (this.readOnly !== null) this.#goTo({ id: newWorkbenchId(), document, origin: BLANK.origin });
    else if (document !== present) this.#put(document);
    for (const name of given) this.runs.runReadersOf(name);
    this.runs.reconcile();
    return added;
  }

  /** Tells files that cells wait for, or have read one like it. */
  awaited(): (name: string, file: File) => boolean {
    return this.readOnly === null ? awaitedIn(this.document, this.files) : () => false;
  }

  /** Inserts a table that a person brought as text, and its profile, at the end. */
  openText(name: string, text: string): void {
    if (this.readOnly !== null) return;
    this.#put(withSource(this.document, { kind: 'embedded', name, text }));
  }

  /** Opens a sample as a workbench of its own; the one before is an undo away. */
  openSample(name: string): Outcome<void> {
    const entry = sampleEntry(name);
    if (!entry.ok) return entry;
    this.#open.trust(entry.value.origin);
    this.#goTo(entry.value);
    return succeed(undefined);
  }

  /** Opens a workbench that the device keeps, with the files kept for it; the one before is an undo away. */
  openKept(kept: KeptWorkbench, files: readonly KeptFile[]): Outcome<void> {
    const read = readEntry(kept.text);
    if (!read.ok) return read;
    const origin = kept.trusted ? `kept:${kept.id}` : read.value.origin;
    if (kept.trusted) this.#open.trust(origin);
    if (kept.saved) this.#open.noteSaved(origin, read.value.document);
    for (const { name, file } of files) this.files.give(name, file);
    this.#goTo({ ...read.value, id: kept.id, origin });
    this.#open.replaceColumns(kept.columns);
    this.#open.keep();
    return succeed(undefined);
  }

  /** Opens the text of a workbench file. Nothing of it runs before `consent`; the workbench before is an undo away. */
  openWorkbench(text: string): Outcome<void> {
    const read = readEntry(text);
    if (!read.ok) return read;
    this.#open.noteSaved(read.value.origin, read.value.document);
    this.#goTo(read.value);
    return succeed(undefined);
  }

  /** The user agrees to run the workbench that is open. */
  consent(): void {
    this.#open.trust(this.history.present.origin);
    this.#changed();
  }

  /** Goes back to what was open before the workbench that the user does not want. */
  closeOpened(): void {
    this.history.leave();
    this.runs.reset();
    this.#changed();
  }

  /** Starts with nothing; the workbench before is an undo away. */
  startAnew(): void {
    this.#open.noteSaved(BLANK.origin, BLANK.document);
    this.#goTo({ ...BLANK, id: newWorkbenchId() });
  }

  /** Gives the cells that read a name the file for it, whatever the file is called, and runs them. */
  useFile(name: string, file: File): void {
    this.files.give(name, file);
    this.runs.runReadersOf(name);
  }

  /** Gives files to the tab without a cell; each goes by a name that nothing else goes by, which is given back. */
  giveFiles(files: readonly File[]): string[] {
    return this.files.giveAnew(files, stepCells(this.document).flatMap(neededFiles));
  }

  /**
   * Inserts the cell that a result suggests, below the cell that suggests it; a split before what would leak into it. What builds
   * on a table that is mended so builds on the mended one. Where a cell does so already, nothing changes.
   */
  follow(cell: StepCell, suggestion: Suggestion): Following {
    const following = followingOf(this.document, cell, suggestion);
    if (following.edits.length > 0) this.edit(...following.edits);
    return following;
  }

  /** Answers a view's question about the tables of the result it draws. */
  async ask(
    cellId: string,
    query: ViewQuery,
    options: { readonly signal?: AbortSignal } = {},
  ): Promise<Outcome<Frame>> {
    const plan = this.runs.stateOf(cellId)?.kept?.plan;
    if (plan === undefined) return fail(makeFailure('table-gone'));
    return this.#engine.ask({ plan, files: this.files.handles, query }, options);
  }

  /** The text of the workbench file. */
  save(): string {
    return this.#open.save();
  }

  columnsOf(cellId: string): readonly KnownColumn[] | null {
    return this.#open.columnsOf(cellId);
  }

  recordSources(
    cellId: string,
    sources: readonly SourceFingerprint[],
    columns: readonly KnownColumn[],
  ): void {
    this.#open.recordSources(cellId, sources, columns);
  }

  runEnded(): void {
    void this.engine.refresh();
  }

  #put(document: WorkbenchDocument): void {
    if (this.readOnly !== null) return;
    this.history.push({ ...this.history.present, document });
    this.#changed();
  }

  #goTo(entry: HistoryEntry): void {
    this.#move(() => this.history.push(entry));
  }

  #move(move: () => void): void {
    const { origin, id } = this.history.present;
    move();
    if (this.history.present.origin !== origin) this.runs.reset();
    if (this.history.present.id !== id) this.#open.replaceColumns({});
    this.#changed();
  }

  #changed(): void {
    this.runs.reconcile();
    this.#open.keep();
  }
}

/** The cell that an edit makes or changes; null where it changes none, or takes one away. */
function changedBy(edit: Edit | undefined): string | null {
  if (edit === undefined || edit.type === 'delete-cell' || !('id' in edit || 'cell' in edit)) return null;
  return 'cell' in edit ? edit.cell.id : edit.id;
}
