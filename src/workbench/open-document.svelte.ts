import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import { contentKey } from '../core/content-key';
import { succeed, type Outcome } from '../core/outcome';
import type { SourceFingerprint } from '../core/source';
import type { WorkbenchDocument } from '../document/document';
import { writeDocument } from '../document/write';
import { BLANK, History } from './history.svelte';
import type { KnownColumn, KnownColumns } from './keeping/column-changes';
import { readEntry, withRead } from './opening';
import type { Session } from './session';

/**
 * The document that is open, with its history: whether it may run, whether it is saved, what its sources were read to hold.
 * The tab's session keeps it through a reload; whoever changes it says so by `keep`.
 */
export class OpenDocument {
  readonly history = new History();
  readonly #session: Session;
  /** The origins that the user has agreed to run. */
  readonly #trusted = new SvelteSet([BLANK.origin]);
  /** What was saved last, by the origin of the workbench. */
  readonly #saved = new SvelteMap([[BLANK.origin, BLANK.document]]);
  /** What the sources of the present workbench were last read to hold, by cell. */
  #columns: KnownColumns = {};
  #isKept = $state(true);
  #isAutomatic = $state(true);

  constructor(session: Session) {
    this.#session = session;
  }

  get document(): WorkbenchDocument {
    return this.history.present.document;
  }

  /** True where the user has agreed to run what is open. */
  get isTrusted(): boolean {
    return this.#trusted.has(this.history.present.origin);
  }

  /** True when the document is what was saved last. */
  get isSaved(): boolean {
    return this.document === this.#saved.get(this.history.present.origin);
  }

  /** True when a reload of the tab would bring the document back. */
  get isKept(): boolean {
    return this.#isKept;
  }

  /** True while an edit runs by itself what it concerns; kept with the session, never in the document. */
  get isAutomatic(): boolean {
    return this.#isAutomatic;
  }

  set isAutomatic(isAutomatic: boolean) {
    this.#isAutomatic = isAutomatic;
  }

  /** From now on workbenches of this origin may run. */
  trust(origin: string): void {
    this.#trusted.add(origin);
  }

  /** Notes what stands in a file, or was last saved, of the workbench of an origin. */
  noteSaved(origin: string, document: WorkbenchDocument): void {
    this.#saved.set(origin, document);
  }

  /** The text of the workbench file, which is saved from now on; of one that may only be looked at, the text it came as. */
  save(): string {
    const { readOnly, origin } = this.history.present;
    if (readOnly !== undefined) return readOnly.text;
    const text = writeDocument(this.document);
    this.noteSaved(origin, this.document);
    this.trust(contentKey(text));
    this.keep();
    return text;
  }

  /** Brings back what the session held before a reload. False where it held nothing; fails where that cannot be read. */
  recall(): Outcome<boolean> {
    const record = this.#session.recall();
    if (record === null) return succeed(false);
    const read = readEntry(record.text);
    if (!read.ok) return read;
    const id = record.id === '' ? read.value.id : record.id;
    const entry = { ...read.value, id, ...(record.trusted && { origin: BLANK.origin }) };
    this.#columns = record.columns;
    this.history.replace(entry);
    this.#isAutomatic = record.byHand !== true;
    if (record.saved) this.noteSaved(entry.origin, entry.document);
    return succeed(true);
  }

  /** Gives the session what is open now. */
  keep(): void {
    const { id, readOnly, origin } = this.history.present;
    this.#isKept = this.#session.keep({
      id,
      columns: this.#columns,
      text: readOnly?.text ?? writeDocument(this.document),
      trusted: this.#trusted.has(origin),
      saved: this.isSaved || readOnly !== undefined,
      ...(!this.#isAutomatic && { byHand: true }),
    });
  }

  /** The columns that the source of a cell was last read to have; null where that is not known. */
  columnsOf(cellId: string): readonly KnownColumn[] | null {
    const cell = this.document.cells.find(({ id }) => id === cellId);
    return this.#columns[cellId] ?? (cell?.kind === 'step' ? cell.columns : undefined) ?? null;
  }

  /** Another workbench was opened: what its sources were read to hold, as far as that is known. */
  replaceColumns(columns: KnownColumns): void {
    this.#columns = columns;
  }

  /** Writes what a run has read of a cell's sources into the document, without a step to undo. */
  recordSources(
    cellId: string,
    sources: readonly SourceFingerprint[],
    columns: readonly KnownColumn[],
  ): void {
    this.history.rewrite((document) => withRead(document, cellId, sources, columns));
    this.#columns = { ...this.#columns, [cellId]: columns };
    this.keep();
  }
}
