import { makeFailure, type Failure } from '../../core/failure';
import { fail, succeed, type Outcome } from '../../core/outcome';
import type { Session, SessionRecord } from '../session';
import { describeText } from './describe-text';
import { KeptFiles } from './kept-files';
import type { LateStore } from './late-store';
import type { Level, LevelStore } from './level';
import {
  newWorkbenchId,
  type KeptEntry,
  type KeptFile,
  type KeptWorkbench,
  type Shelf,
  type ShelfBase,
} from './shelf';

/** An edit is written once nothing has followed it for this long. */
const PAUSE_MS = 400;

/** What stands around the keeping, so that tests can bring their own. */
export interface KeepingWorld {
  readonly session: Session;
  readonly shelf: Shelf;
  readonly level: LevelStore;
  readonly late: LateStore;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** The files at hand, by the name that sources call them. */
  readonly files: () => Readonly<Record<string, File>>;
}

/**
 * What stays when the tab is closed. It takes the place of the tab's session: every record goes to the session at once, and
 * to the device a moment later where the user has chosen so. A workbench that another tab has changed meanwhile is never
 * written over: from then on this tab keeps its own under another id, and says so.
 */
export class Keeping implements Session {
  readonly #world: KeepingWorld;
  #level = $state<Level>('tab');
  #isChosen = $state(false);
  #failure = $state.raw<Failure | null>(null);
  #entries = $state.raw<readonly KeptEntry[]>([]);
  #isSplit = $state(false);
  #isOff = false;
  /** The last record of the session. */
  #record: SessionRecord | null = null;
  #pending: SessionRecord | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #work: Promise<void> = Promise.resolve();
  readonly #bases = new Map<string, ShelfBase>();
  /** The id that a workbench is kept under, where it is not its own any more. */
  readonly #moved = new Map<string, string>();
  readonly #files: KeptFiles;

  constructor(world: KeepingWorld) {
    this.#world = world;
    this.#files = new KeptFiles(world.shelf);
    this.#readLevel();
  }

  get level(): Level {
    return this.#level;
  }

  /** True once the user has said what to keep. */
  get isChosen(): boolean {
    return this.#isChosen;
  }

  /** Why the device does not hold what was chosen; null where it does. */
  get failure(): Failure | null {
    return this.#failure;
  }

  /** The workbenches that the device keeps, the latest first. */
  get entries(): readonly KeptEntry[] {
    return this.#entries;
  }

  /** True when another tab changed the same workbench, so that both are kept side by side. */
  get isSplit(): boolean {
    return this.#isSplit;
  }

  /** The user has read that there are two. */
  dismissSplit(): void {
    this.#isSplit = false;
  }

  keep(record: SessionRecord): boolean {
    if (this.#isOff) return false;
    this.#record = this.#located(record);
    if (this.#level !== 'tab' && describeText(record.text).cells > 0 && record.trusted) {
      this.#pending = this.#record;
      this.#schedule();
    }
    return this.#world.session.keep(this.#record);
  }

  recall(): SessionRecord | null {
    const record = this.#world.session.recall();
    if (record?.revision !== undefined) {
      this.#bases.set(record.id, { revision: record.revision, text: record.text });
    }
    return record;
  }

  /** The tab is about to go: what still waits is left where it can be left at once, and written if there is time. */
  leave(): void {
    if (this.#pending !== null && !this.#isOff) this.#world.late.put(this.#pending);
    void this.flush();
  }

  /** Writes what tabs have left behind that went before their last edit was on the device; then reads the list. */
  async start(): Promise<void> {
    if (this.#level !== 'tab') for (const record of this.#world.late.all()) await this.#takeLate(record);
    await this.refresh();
  }

  /** Writes at once what still waits. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    const record = this.#pending;
    this.#pending = null;
    if (record !== null && !this.#isOff) this.#work = this.#work.then(() => this.#write(record));
    return this.#work;
  }

  /** Another level from now on. A lower one gives up at once what the device keeps of the present workbench beyond it. */
  async choose(level: Level): Promise<void> {
    await this.flush();
    this.#level = level;
    this.#isChosen = true;
    this.#failure = null;
    this.#world.level.write(level);
    const record = this.#record;
    if (record !== null && level !== 'data') this.#files.forget(record.id);
    if (record !== null && level === 'tab') {
      this.#bases.delete(record.id);
      this.#told(await this.#world.shelf.remove(record.id));
    } else if (record !== null) {
      if (level === 'workbench') this.#told(await this.#world.shelf.keepOnlyFiles(record.id, []));
      this.keep(record);
      await this.flush();
    }
    await this.refresh();
  }

  /** Reads the list of what is kept. A device on which nothing was ever chosen is not even asked. */
  async refresh(): Promise<void> {
    if (!this.#isChosen || this.#isOff) {
      this.#entries = [];
      return;
    }
    const listed = await this.#world.shelf.list();
    if (listed.ok) this.#entries = listed.value;
    else this.#failure ??= listed.failure;
  }

  /** Reads a kept workbench and its files. */
  async take(id: string): Promise<Outcome<{ kept: KeptWorkbench; files: readonly KeptFile[] }>> {
    await this.flush();
    const title = this.#entries.find((entry) => entry.id === id)?.title ?? '';
    const read = await this.#world.shelf.read(id);
    if (!read.ok) return read;
    if (read.value === null) {
      await this.refresh();
      return fail(makeFailure('kept-gone', { title: title || 'Untitled' }));
    }
    const { revision, text } = read.value;
    this.#bases.set(id, { revision, text });
    this.#moved.delete(id);
    return succeed({ kept: read.value, files: await this.filesOf(id) });
  }

  /** The files that the device keeps for a workbench; none where it keeps none, or cannot give them. */
  async filesOf(id: string): Promise<readonly KeptFile[]> {
    if (!this.#isChosen) return [];
    const files = this.#told(await this.#files.read(id));
    return files.ok ? files.value : [];
  }

  /** Gives up a kept workbench and its data, for good. */
  async remove(id: string): Promise<void> {
    this.#bases.delete(id);
    this.#files.forget(id);
    this.#told(await this.#world.shelf.remove(id));
    await this.refresh();
  }

  /** Writes nothing from here on: everything is about to be forgotten. */
  async stop(): Promise<void> {
    this.#isOff = true;
    this.#pending = null;
    clearTimeout(this.#timer);
    await this.#work;
  }

  /** Another tab has chosen, or has forgotten everything. */
  levelChanged(): void {
    this.#readLevel();
    if (this.#level === 'tab') {
      this.#pending = null;
      this.#bases.clear();
      this.#files.forgetAll();
    }
    void this.refresh();
  }

  #readLevel(): void {
    const chosen = this.#world.level.read();
    this.#level = chosen ?? 'tab';
    this.#isChosen = chosen !== null;
  }

  #located(record: SessionRecord): SessionRecord {
    const id = this.#moved.get(record.id) ?? record.id;
    const { revision: _, ...rest } = record;
    const base = this.#bases.get(id);
    return { ...rest, id, ...(base !== undefined && { revision: base.revision }) };
  }

  async #takeLate(record: SessionRecord): Promise<void> {
    const { id, text, revision } = record;
    if (revision !== undefined && !this.#bases.has(id)) this.#bases.set(id, { revision, text });
    this.#work = this.#work.then(() => this.#write(record));
    await this.#work;
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), PAUSE_MS);
  }

  async #write(record: SessionRecord): Promise<void> {
    if (this.#isOff || this.#level === 'tab') return;
    const { text, trusted, saved, columns } = record;
    const id = this.#moved.get(record.id) ?? record.id;
    const base = this.#bases.get(id) ?? null;
    const about = describeText(text);
    const kept = { id, ...about, text, trusted, saved, columns, changed: this.#world.now() };
    const written = this.#told(await this.#world.shelf.write(kept, base));
    if (!written.ok) return;
    if (written.value === 'conflict') {
      this.#moved.set(id, newWorkbenchId());
      if (record.id !== id) this.#moved.set(record.id, this.#moved.get(id) ?? id);
      this.#isSplit = true;
      await this.#write(record);
      return;
    }
    this.#failure = null;
    this.#world.late.drop(record.id);
    this.#bases.set(id, { revision: written.value.revision, text });
    if (this.#record !== null && !this.#isOff) {
      this.#record = this.#located(this.#record);
      this.#world.session.keep(this.#record);
    }
    if (this.#level === 'data') this.#told(await this.#files.write(id, about.files, this.#world.files()));
    await this.refresh();
  }

  #told<T>(outcome: Outcome<T>): Outcome<T> {
    if (!outcome.ok) this.#failure = outcome.failure;
    return outcome;
  }
}
