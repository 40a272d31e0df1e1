import { openDuckdb, type Duckdb } from '../duckdb/open';
import { guardEngine } from './guard';
import { LIMITS } from './limits';
import type { World } from './world';

/** What a living database is opened with. */
export interface LivingDatabaseParts {
  readonly world: Pick<World, 'duckdb'>;
  /** The limit of the next database, in bytes. */
  readonly memoryLimit: () => number;
  /** Called when a database has ended: its tables are gone. */
  readonly onEnd: () => void;
}

/**
 * One database at a time: the first who asks opens it, the first of all goes through the start-up test, and after its end
 * the next who asks opens another (1 to 2 s).
 */
export class LivingDatabase {
  readonly #parts: LivingDatabaseParts;
  #present: Promise<Duckdb> | undefined;
  #isGuarded = false;
  #version = '';
  #restarts = 0;
  /** Databases that have ended, so that each is buried once. */
  readonly #ended = new WeakSet<Duckdb>();

  constructor(parts: LivingDatabaseParts) {
    this.#parts = parts;
  }

  /** The version of the last one opened; empty before the first. */
  get version(): string {
    return this.#version;
  }

  /** How often one has died without being asked to. */
  get restarts(): number {
    return this.#restarts;
  }

  /** The database, opened where none is open. Throws what keeps it from opening. */
  open(): Promise<Duckdb> {
    this.#present ??= this.#start();
    return this.#present;
  }

  /** The database that is open; undefined where none is. */
  async present(): Promise<Duckdb | undefined> {
    return this.#present?.catch(() => undefined);
  }

  /** Ends the database on purpose: the memory of a wasm module never shrinks. It is no restart to be counted. */
  async renew(): Promise<void> {
    const duckdb = await this.present();
    if (duckdb === undefined) return;
    this.#ended.add(duckdb);
    this.#forget();
    await end(duckdb);
  }

  /** Ends the database as a crash would. */
  kill(): void {
    void this.present().then((duckdb) => duckdb?.terminate());
  }

  /** Ends the database for good. */
  async close(): Promise<void> {
    const duckdb = await this.present();
    if (duckdb !== undefined) await end(duckdb);
  }

  async #start(): Promise<Duckdb> {
    try {
      const duckdb = await openDuckdb(this.#parts.world.duckdb, this.#memoryLimit);
      void duckdb.died.then(() => this.#bury(duckdb));
      this.#version = duckdb.version;
      await this.#guard(duckdb);
      return duckdb;
    } catch (error) {
      this.#present = undefined;
      throw error;
    }
  }

  /** The database's own limit is left as it is where nobody asks for another. */
  get #memoryLimit(): { readonly memoryLimit?: number } {
    const memoryLimit = this.#parts.memoryLimit();
    return memoryLimit === LIMITS.memoryLimit ? {} : { memoryLimit };
  }

  /** Puts the first database through the start-up test; one that does not pass is ended. */
  async #guard(duckdb: Duckdb): Promise<void> {
    if (this.#isGuarded) return;
    try {
      await guardEngine(duckdb);
      this.#isGuarded = true;
    } catch (error) {
      duckdb.terminate();
      throw error;
    }
  }

  /** The database is gone with its tables. */
  #bury(duckdb: Duckdb): void {
    if (this.#ended.has(duckdb)) return;
    this.#ended.add(duckdb);
    this.#restarts += 1;
    this.#forget();
  }

  #forget(): void {
    this.#present = undefined;
    this.#parts.onEnd();
  }
}

async function end(duckdb: Duckdb): Promise<void> {
  duckdb.terminate();
  await duckdb.disk?.bury();
}
