import { succeed, type Outcome } from '../../core/outcome';
import type { KeptFile, Shelf } from './shelf';

/** The data files that the device keeps of each workbench, by its id. What stands there already is not written again. */
export class KeptFiles {
  readonly #shelf: Shelf;
  /** By the id of the workbench: what the device is known to hold, by name. */
  readonly #known = new Map<string, Map<string, File>>();

  constructor(shelf: Shelf) {
    this.#shelf = shelf;
  }

  /** The files of a workbench; none where the device keeps none. */
  async read(id: string): Promise<Outcome<readonly KeptFile[]>> {
    const files = await this.#shelf.files(id);
    if (files.ok) this.#known.set(id, new Map(files.value.map(({ name, file }) => [name, file])));
    return files;
  }

  /**
   * Keeps those files of the names that are at hand, and gives up all of other names. Ends with the first file that has no
   * room; those before it are kept.
   */
  async write(
    id: string,
    names: readonly string[],
    atHand: Readonly<Record<string, File>>,
  ): Promise<Outcome<void>> {
    const known = this.#known.get(id) ?? new Map<string, File>();
    this.#known.set(id, known);
    for (const name of names) {
      const file = atHand[name];
      if (file === undefined || known.get(name) === file) continue;
      const put = await this.#shelf.putFile(id, { name, file });
      if (!put.ok) return put;
      known.set(name, file);
    }
    const others = [...known.keys()].filter((name) => !names.includes(name));
    if (others.length === 0) return succeed(undefined);
    for (const name of others) known.delete(name);
    return this.#shelf.keepOnlyFiles(id, names);
  }

  /** The device holds the files of this workbench no more, or is about to give them up. */
  forget(id: string): void {
    this.#known.delete(id);
  }

  /** The device holds no files any more. */
  forgetAll(): void {
    this.#known.clear();
  }
}
