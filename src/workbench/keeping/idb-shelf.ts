import { makeFailure } from '../../core/failure';
import { fail, succeed, type Outcome } from '../../core/outcome';
import { parseKnownColumns } from './column-changes';
import {
  mayWrite,
  type KeptEntry,
  type KeptFile,
  type KeptWorkbench,
  type Shelf,
  type ShelfBase,
  type Written,
} from './shelf';

const NAME = 'sluice';
const VERSION = 1;
const WORKBENCHES = 'workbenches';
const FILES = 'files';

/** A file as it is stored, under the key of its workbench and its name. */
interface StoredFile {
  readonly workbench: string;
  readonly name: string;
  readonly file: File;
}

/**
 * The shelf in IndexedDB. The database is made by the first call, so a page that calls nothing leaves nothing behind. A kept
 * file is a copy on disk that the browser made; it is never read into memory here.
 */
export class IdbShelf implements Shelf {
  readonly #factory: IDBFactory | undefined;
  #opened: Promise<IDBDatabase> | null = null;

  constructor(factory: IDBFactory | undefined) {
    this.#factory = factory;
  }

  list(): Promise<Outcome<readonly KeptEntry[]>> {
    return this.#try('the list of workbenches', 'readonly', async (workbenches, files) => {
      const kept = await answer<unknown[]>(workbenches.getAll());
      const data = await answer<StoredFile[]>(files.getAll());
      return kept
        .flatMap((value) => parseKept(value) ?? [])
        .map((one) =>
          entryOf(
            one,
            data.filter((file) => file.workbench === one.id),
          ),
        )
        .sort((a, b) => b.changed - a.changed);
    });
  }

  read(id: string): Promise<Outcome<KeptWorkbench | null>> {
    return this.#try('the workbench', 'readonly', async (workbenches) =>
      parseKept(await answer<unknown>(workbenches.get(id))),
    );
  }

  write(workbench: Omit<KeptWorkbench, 'revision'>, base: ShelfBase | null): Promise<Outcome<Written>> {
    return this.#try('the workbench', 'readwrite', async (workbenches): Promise<Written> => {
      const stored = parseKept(await answer<unknown>(workbenches.get(workbench.id)));
      if (!mayWrite(stored, base, workbench.text)) return 'conflict';
      const revision = Math.max(stored?.revision ?? 0, base?.revision ?? 0) + 1;
      await answer(workbenches.put({ ...workbench, columns: { ...workbench.columns }, revision }));
      return { revision };
    });
  }

  putFile(id: string, { name, file }: KeptFile): Promise<Outcome<void>> {
    return this.#try(`the data “${name}”`, 'readwrite', async (_, files) => {
      await answer(files.put({ workbench: id, name, file } satisfies StoredFile));
    });
  }

  files(id: string): Promise<Outcome<readonly KeptFile[]>> {
    return this.#try('the data', 'readonly', async (_, files) => {
      const stored = await answer<StoredFile[]>(files.getAll(filesOf(id)));
      return stored.map(({ name, file }) => ({ name, file }));
    });
  }

  keepOnlyFiles(id: string, names: readonly string[]): Promise<Outcome<void>> {
    return this.#try('the data', 'readwrite', async (_, files) => {
      const keys = await answer<IDBValidKey[]>(files.getAllKeys(filesOf(id)));
      for (const key of keys) {
        const name: unknown = Array.isArray(key) ? key[1] : undefined;
        if (typeof name !== 'string' || !names.includes(name)) await answer(files.delete(key));
      }
    });
  }

  remove(id: string): Promise<Outcome<void>> {
    return this.#try('the workbench', 'readwrite', async (workbenches, files) => {
      await answer(workbenches.delete(id));
      await answer(files.delete(filesOf(id)));
    });
  }

  async forget(): Promise<Outcome<void>> {
    const emptied = await this.#try('nothing', 'readwrite', async (workbenches, files) => {
      await answer(workbenches.clear());
      await answer(files.clear());
    });
    const database = await this.#opened?.catch(() => null);
    database?.close();
    this.#opened = null;
    // Another tab lets go of the database when it is told to; the stores are empty in any case.
    this.#factory?.deleteDatabase(NAME);
    return emptied;
  }

  async #try<T>(
    what: string,
    mode: IDBTransactionMode,
    work: (workbenches: IDBObjectStore, files: IDBObjectStore) => Promise<T>,
  ): Promise<Outcome<T>> {
    try {
      const database = await this.#database();
      const transaction = database.transaction([WORKBENCHES, FILES], mode, { durability: 'strict' });
      const done = ended(transaction);
      // What fails first is told; the transaction's own end would say it a second time.
      done.catch(() => undefined);
      const value = await work(transaction.objectStore(WORKBENCHES), transaction.objectStore(FILES));
      await done;
      return succeed(value);
    } catch (error) {
      return fail(makeFailure(codeOf(error), { what }, { detail: String(error) }));
    }
  }

  async #database(): Promise<IDBDatabase> {
    this.#opened ??= this.#open();
    try {
      return await this.#opened;
    } catch (error) {
      this.#opened = null;
      throw error;
    }
  }

  async #open(): Promise<IDBDatabase> {
    if (this.#factory === undefined) throw new DOMException('There is no IndexedDB.', 'SecurityError');
    const request = this.#factory.open(NAME, VERSION);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(WORKBENCHES, { keyPath: 'id' });
      request.result.createObjectStore(FILES, { keyPath: ['workbench', 'name'] });
    };
    const database = await answer<IDBDatabase>(request);
    const letGo = (): void => {
      database.close();
      this.#opened = null;
    };
    database.onversionchange = letGo;
    database.onclose = letGo;
    return database;
  }
}

/** All keys `[id, name]` of one workbench: an empty array sorts after every string. */
function filesOf(id: string): IDBKeyRange {
  return IDBKeyRange.bound([id], [id, []]);
}

function answer<T>(request: IDBRequest): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result as T);
    request.onerror = () => reject(request.error ?? new Error('The request failed.'));
  });
}

function ended(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    const refuse = () => reject(transaction.error ?? new Error('The transaction was aborted.'));
    transaction.oncomplete = () => resolve();
    transaction.onabort = refuse;
    transaction.onerror = refuse;
  });
}

function codeOf(error: unknown): 'keeping-full' | 'keeping-refused' | 'keeping-failed' {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  if (name === 'QuotaExceededError') return 'keeping-full';
  return name === 'SecurityError' || name === 'InvalidStateError' || name === 'NotAllowedError'
    ? 'keeping-refused'
    : 'keeping-failed';
}

function entryOf(kept: KeptWorkbench, files: readonly StoredFile[]): KeptEntry {
  const { id, title, cells, changed, text } = kept;
  const bytes = files.reduce((sum, { file }) => sum + file.size, text.length);
  return { id, title, cells, changed, files: files.length, bytes };
}

/** A stored value as a kept workbench; null where it is none, such as one that a later version has written otherwise. */
function parseKept(value: unknown): KeptWorkbench | null {
  if (typeof value !== 'object' || value === null) return null;
  const kept = value as Partial<Record<keyof KeptWorkbench, unknown>>;
  if (typeof kept.id !== 'string' || typeof kept.text !== 'string') return null;
  return {
    id: kept.id,
    text: kept.text,
    title: typeof kept.title === 'string' ? kept.title : '',
    cells: numberOf(kept.cells),
    trusted: kept.trusted === true,
    saved: kept.saved === true,
    columns: parseKnownColumns(kept.columns),
    changed: numberOf(kept.changed),
    revision: numberOf(kept.revision),
  };
}

function numberOf(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}
