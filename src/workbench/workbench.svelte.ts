import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import { contentKey } from '../core/content-key';
import type { Suggestion } from '../core/contract';
import { makeFailure, type Failure } from '../core/failure';
import type { Frame } from '../core/frame';
import { fail, succeed, type Outcome } from '../core/outcome';
import { SAMPLES } from '../core/samples';
import type { SourceFingerprint } from '../core/source';
import type { ViewQuery } from '../core/view';
import type { StepCell, WorkbenchDocument } from '../document/document';
import { applyEdit, type Edit } from '../document/edits';
import { stepCells } from '../document/graph';
import { writeDocument } from '../document/write';
import type { Engine } from '../engine/protocol';
import type { Load } from './arrange';
import { EngineState } from './engine-state.svelte';
import { freshFileName } from './file-names';
import { FilesAtHand, neededFiles } from './files-at-hand';
import { BLANK, History, type HistoryEntry } from './history.svelte';
import type { KnownColumn, KnownColumns } from './keeping/column-changes';
import { newWorkbenchId, type KeptFile, type KeptWorkbench } from './keeping/shelf';
import { readEntry, sampleDocument, withRead, withSource } from './opening';
import { Runs, type RunHost } from './runs.svelte';
import type { Session } from './session';
import { suggestedEdit } from './suggestions';
import { awaitedIn, takeLoads } from './take-loads';

/** The living workbench: the present document with its history, the files given to it, and its runs. */
export class Workbench implements RunHost {
  readonly files = new FilesAtHand();
  readonly engine: EngineState;
  readonly runs: Runs;
  readonly #engine: Engine;
  readonly #session: Session;
  readonly history = new History();
  readonly #trusted = new SvelteSet([BLANK.origin]);
  /** What was saved last, by the origin of the workbench. */
  readonly #saved = new SvelteMap([[BLANK.origin, BLANK.document]]);
  /** What the sources of the present workbench were last read to hold, by cell. */
  #columns: KnownColumns = {};
  #isKept = $state(true);
  #isAutomatic = $state(true);

  constructor(engine: Engine, session: Session) {
    this.#engine = engine;
    this.#session = session;
    this.engine = new EngineState(engine);
    this.runs = new Runs(engine, this);
  }

  get document(): WorkbenchDocument {
    return this.history.present.document;
  }

  /** False for a workbench of somebody else until the user agrees, and for one that may only be looked at. */
  get mayRun(): boolean {
    return this.#trusted.has(this.history.present.origin) && this.readOnly === null;
  }

  /** Why the present workbench may be looked at only; null for all others. */
  get readOnly(): Failure | null {
    return this.history.present.readOnly?.failure ?? null;
  }

  /** True when a save would write something else than was saved last. */
  get isChanged(): boolean {
    return this.document !== this.#saved.get(this.history.present.origin) && this.readOnly === null;
  }

  /** True when a reload of the tab would bring the workbench back. */
  get isKept(): boolean {
    return this.#isKept;
  }

  /** True while an edit runs by itself what it concerns; false where the user runs cells by hand. */
  get isAutomatic(): boolean {
    return this.#isAutomatic;
  }

  /** Switches between running by itself and by hand; kept with the session, never in the document. */
  setAutomatic(isAutomatic: boolean): void {
    this.#isAutomatic = isAutomatic;
    this.#changed();
  }

  /** Brings back what this tab held before a reload. Failures of reading are given back; nothing runs that did not before. */
  restore(): Outcome<boolean> {
    const record = this.#session.recall();
    if (record === null) return succeed(false);
    const read = readEntry(record.text);
    if (!read.ok) return read;
    const id = record.id === '' ? read.value.id : record.id;
    const entry = { ...read.value, id, ...(record.trusted && { origin: BLANK.origin }) };
    this.#columns = record.columns;
    this.history.replace(entry);
    this.#isAutomatic = record.byHand !== true;
    if (record.saved) this.#saved.set(entry.origin, entry.document);
    this.#changed();
    return succeed(true);
  }

  /** Changes the document by edits that are one step to undo, and runs again what the change concerns. */
  edit(...edits: readonly Edit[]): void {
    const edited = edits.reduce((document, edit) => applyEdit(document, edit), this.document);
    this.#put(edited);
  }

  undo(): void {
    this.#move(() => this.history.undo());
  }

  redo(): void {
    this.#move(() => this.history.redo());
  }

  /** Opens files of delimited text: each becomes a cell that loads it and one that profiles it, or goes to the cell that waits for it. */
  openData(files: readonly File[]): void {
    this.openLoads(files.map((file) => ({ step: 'load', files: [{ name: file.name, file }] })));
  }

  /**
   * Opens files by the steps that read them: each load becomes a cell and one that profiles its table; what cells wait for goes
   * to them. Those of `instead` go. Gives back the ids of the new loading cells.
   */
  openLoads(loads: readonly Load[], instead: readonly string[] = []): readonly string[] {
    const present = this.readOnly === null ? this.document : BLANK.document;
    const before = instead.reduce((cells, id) => applyEdit(cells, { type: 'delete-cell', id }), present);
    const { document, given, added } = takeLoads(before, this.files, loads);
    if (this.readOnly !== null) this.#open({ id: newWorkbenchId(), document, origin: BLANK.origin });
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
    const document = sampleDocument(name);
    if (document === undefined) {
      const known = SAMPLES.map((sample) => sample.name).join(', ');
      return fail(makeFailure('sample-unknown', { name, known }));
    }
    const origin = `sample:${name}`;
    this.#trusted.add(origin);
    this.#open({ id: newWorkbenchId(), document, origin });
    return succeed(undefined);
  }

  /** Opens a workbench that the device keeps, with the files kept for it; the one before is an undo away. */
  openKept(kept: KeptWorkbench, files: readonly KeptFile[]): Outcome<void> {
    const read = readEntry(kept.text);
    if (!read.ok) return read;
    const origin = kept.trusted ? `kept:${kept.id}` : read.value.origin;
    if (kept.trusted) this.#trusted.add(origin);
    if (kept.saved) this.#saved.set(origin, read.value.document);
    for (const { name, file } of files) this.files.give(name, file);
    this.#open({ ...read.value, id: kept.id, origin });
    this.#columns = kept.columns;
    this.#keep();
    return succeed(undefined);
  }

  /** Opens the text of a workbench file. Nothing of it runs before `consent`; the workbench before is an undo away. */
  openWorkbench(text: string): Outcome<void> {
    const read = readEntry(text);
    if (!read.ok) return read;
    this.#saved.set(read.value.origin, read.value.document);
    this.#open(read.value);
    return succeed(undefined);
  }

  /** The user agrees to run the workbench that is open. */
  consent(): void {
    this.#trusted.add(this.history.present.origin);
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
    this.#saved.set(BLANK.origin, BLANK.document);
    this.#open({ ...BLANK, id: newWorkbenchId() });
  }

  /** Gives the cells that read a name the file for it, whatever the file is called, and runs them. */
  useFile(name: string, file: File): void {
    this.files.give(name, file);
    this.runs.runReadersOf(name);
  }

  /** Gives files to the tab without a cell; each goes by a name that nothing else goes by, which is given back. */
  giveFiles(files: readonly File[]): string[] {
    const taken = new Set(stepCells(this.document).flatMap(neededFiles));
    return files.map((file) => {
      const name = freshFileName(file.name, (candidate) => taken.has(candidate));
      taken.add(name);
      this.files.give(name, file);
      return name;
    });
  }

  /** Inserts the cell that a result suggests, below the cell that suggests it. */
  follow(cell: StepCell, suggestion: Suggestion): void {
    this.edit(suggestedEdit(this.document, cell, suggestion));
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
    const { readOnly, origin } = this.history.present;
    if (readOnly !== undefined) return readOnly.text;
    const text = writeDocument(this.document);
    this.#saved.set(origin, this.document);
    this.#trusted.add(contentKey(text));
    this.#keep();
    return text;
  }

  columnsOf(cellId: string): readonly KnownColumn[] | null {
    return this.#columns[cellId] ?? null;
  }

  recordSources(
    cellId: string,
    sources: readonly SourceFingerprint[],
    columns: readonly KnownColumn[],
  ): void {
    this.history.rewrite((document) => withRead(document, cellId, sources));
    this.#columns = { ...this.#columns, [cellId]: columns };
    this.#keep();
  }

  runEnded(): void {
    void this.engine.refresh();
  }

  #put(document: WorkbenchDocument): void {
    if (this.readOnly !== null) return;
    this.history.push({ ...this.history.present, document });
    this.#changed();
  }

  #open(entry: HistoryEntry): void {
    this.#move(() => this.history.push(entry));
  }

  #move(move: () => void): void {
    const { origin, id } = this.history.present;
    move();
    if (this.history.present.origin !== origin) this.runs.reset();
    if (this.history.present.id !== id) this.#columns = {};
    this.#changed();
  }

  #changed(): void {
    this.runs.reconcile();
    this.#keep();
  }

  #keep(): void {
    const { id, readOnly, origin } = this.history.present;
    this.#isKept = this.#session.keep({
      id,
      columns: this.#columns,
      text: readOnly?.text ?? writeDocument(this.document),
      trusted: this.#trusted.has(origin),
      saved: !this.isChanged,
      ...(!this.#isAutomatic && { byHand: true }),
    });
  }
}
