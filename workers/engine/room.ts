import { FailureError } from '../../src/core/failure';
import type { EngineLimits, EngineStorage, StoredTable } from '../../src/engine/protocol';
import type { Disk } from '../duckdb/disk';
import type { Duckdb } from '../duckdb/open';
import type { LivingDatabase } from './living-database';
import { roomFailure } from './room-failure';
import { memoryBytes } from './held-bytes';
import type { TableStore } from './table-store';
import type { World } from './world';

const NOTHING_STORED: EngineStorage = { memoryBytes: 0, diskBytes: 0, tables: [] };

/** Whose room it is. */
export interface RoomParts {
  readonly world: Pick<World, 'storageEstimate'>;
  readonly database: LivingDatabase;
  readonly tables: TableStore;
  readonly limits: () => EngineLimits;
}

/** The room that tables take in memory and on disk: how much it is, and how more is made. */
export class Room {
  readonly #parts: RoomParts;
  #storage: EngineStorage = NOTHING_STORED;

  constructor(parts: RoomParts) {
    this.#parts = parts;
  }

  /** What was taken when it was last looked at. */
  get storage(): EngineStorage {
    return this.#storage;
  }

  /** The database has ended, and all that it held. */
  forget(): void {
    this.#storage = NOTHING_STORED;
  }

  /** Keeps to the budget: compresses, then drops, what was not used after `since`. */
  shrink(since: number): Promise<void> {
    const { tables, limits } = this.#parts;
    return this.#relieve((main) => tables.shrink(main, limits().memoryBudget, since));
  }

  /** Compresses all tables that nobody uses now. */
  compress(): Promise<void> {
    const { tables } = this.#parts;
    return this.#relieve((main) => tables.compress(main, tables.now));
  }

  /** Gives back what has been dropped already. */
  giveBack(): Promise<void> {
    return this.#relieve(() => Promise.resolve());
  }

  /** Drops what was not used after `since`, from disk or from memory; resolves to the number of tables dropped. */
  async make(isDisk: boolean, since: number): Promise<number> {
    const { tables } = this.#parts;
    const before = tables.size;
    await this.#relieve(async (main) => {
      if (isDisk) await tables.dropFromDisk(main, since);
      else await tables.drop(main, 0, since);
    });
    return before - tables.size;
  }

  /** What a run that failed for want of room is told: how much there is, and what takes it. Other errors stay as they are. */
  async failureOf(error: unknown): Promise<unknown> {
    const { world, database, tables, limits } = this.#parts;
    const disk = (await database.present())?.disk ?? null;
    const estimate = (): Promise<StorageEstimate> => world.storageEstimate();
    return roomFailure(error, { limits: limits(), disk, tables: tables.stored, estimate });
  }

  async #relieve(relieve: (main: Duckdb['main']) => Promise<void>): Promise<void> {
    try {
      const { main, disk } = await this.#parts.database.open();
      await relieve(main);
      const { stored } = this.#parts.tables;
      const diskBytes = await trimDisk(disk, stored);
      this.#storage = { memoryBytes: await memoryBytes(main), diskBytes, tables: stored };
    } catch (error) {
      // The result stands; a database that died meanwhile is opened anew by the next run.
      if (!(error instanceof FailureError)) throw error;
    }
  }
}

/** Gives back what the disk does not need any more: all of it where no table stands there. Resolves to the bytes it still takes. */
async function trimDisk(disk: Disk | null, stored: readonly StoredTable[]): Promise<number> {
  if (disk === null || !disk.isOpen) return 0;
  const isWritten = await disk.giveBack();
  if (isWritten && !stored.some(({ place }) => place === 'disk')) await disk.close();
  return (await disk.bytes()).file;
}
