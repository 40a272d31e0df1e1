import type { AsyncDuckDB } from '@duckdb/duckdb-wasm';
import { quoteLiteral } from '../../src/core/sql';
import { FailureError } from '../../src/core/failure';
import type { Connection } from './connection';
import { failureOfError } from './failure-of-error';
import { ATTACH_NOTHING, DISK } from './lock';
import type { DiskPlace } from './world';

/** Two rounds cut the file where they can; a disk that is full needs one more. */
const ROUNDS = 3;
/** A table that is made and dropped so that there is something to write. */
const NOTHING = `${DISK}.main.w_nothing`;

/**
 * Tables on the device's disk. They are a cache: the file is made when the first large table needs it, it is empty then, and it
 * goes with the database. What stands in it can be computed again.
 */
export class Disk {
  readonly #db: AsyncDuckDB;
  readonly #main: Connection;
  readonly #place: DiskPlace;
  #state: 'unused' | 'open' | 'refused' = 'unused';

  constructor(db: AsyncDuckDB, main: Connection, place: DiskPlace) {
    this.#db = db;
    this.#main = main;
    this.#place = place;
  }

  /** True while tables may stand on disk. */
  get isOpen(): boolean {
    return this.#state === 'open';
  }

  /**
   * Opens the disk's catalogue; false where the browser refuses (a private window, an old browser), now and from then on.
   * The first call takes about 0.1 s. Throws `disk-full` where there is no room even for an empty file; then it may be tried again.
   */
  async open(): Promise<boolean> {
    if (this.#state === 'unused') this.#state = (await this.#attach()) ? 'open' : 'refused';
    return this.#state === 'open';
  }

  async #attach(): Promise<boolean> {
    try {
      await this.#place.open(this.#db);
    } catch (error) {
      await this.#letGo();
      const failure = failureOfError(error, '');
      if (failure.code === 'disk-full') throw new FailureError(failure, { cause: error });
      return false;
    }
    await this.#main.query(`DETACH ${DISK}`);
    try {
      await this.#main.query(`ATTACH ${quoteLiteral(this.#place.path)} AS ${DISK} (TYPE duckdb)`);
      return true;
    } catch {
      await this.#main.query(ATTACH_NOTHING);
      await this.#letGo();
      return false;
    }
  }

  /** Bytes of the file, of which `used` hold tables; what is free is used again, and given back when it stands at the end. */
  async bytes(): Promise<{ readonly file: number; readonly used: number }> {
    if (!this.isOpen) return { file: 0, used: 0 };
    const sizes = await this.#main.query(`SELECT (block_size * total_blocks)::DOUBLE AS file,
      (block_size * used_blocks)::DOUBLE AS used FROM pragma_database_size() WHERE database_name = '${DISK}'`);
    return { file: Number(sizes.columns.file?.[0] ?? 0), used: Number(sizes.columns.used?.[0] ?? 0) };
  }

  /**
   * Gives back what dropped tables took: a checkpoint marks their blocks as free, and the next one that has something to write
   * cuts off those at the end of the file. What is free before others is used again by the next table. False where the file
   * could not be written, because the disk is full: then the catalogue must not be closed, its file would stay open.
   */
  async giveBack(): Promise<boolean> {
    let isWritten = false;
    for (let round = 0; round < ROUNDS; round++) {
      isWritten = await this.#write();
      const { file, used } = await this.bytes();
      if (isWritten && file === used) break;
    }
    return isWritten;
  }

  async #write(): Promise<boolean> {
    try {
      for (const sql of [`CREATE TABLE ${NOTHING} AS SELECT 1`, `DROP TABLE ${NOTHING}`]) {
        await this.#main.query(sql);
      }
      await this.#main.alone(`CHECKPOINT ${DISK}`);
      return true;
    } catch {
      await this.#main.query(`DROP TABLE IF EXISTS ${NOTHING}`).catch(() => undefined);
      return false;
    }
  }

  /** Takes the catalogue out of use and deletes its files; every table in it is gone. It can be opened again. */
  async close(): Promise<void> {
    if (!this.isOpen) return;
    this.#state = 'unused';
    await this.#main.query(`DETACH ${DISK}`);
    await this.#main.query(ATTACH_NOTHING);
    await this.#letGo();
  }

  /** Deletes the files after the database has ended. */
  async bury(): Promise<void> {
    if (this.#state === 'open') await this.#place.remove();
    this.#state = 'refused';
  }

  async #letGo(): Promise<void> {
    for (const path of [this.#place.path, `${this.#place.path}.wal`]) {
      await this.#db.dropFile(path).catch(() => undefined);
    }
    await this.#place.remove();
  }
}
