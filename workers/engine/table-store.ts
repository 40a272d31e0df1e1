import type { MadeTable } from '../../src/core/run-context';
import type { RowsPiece } from '../../src/core/rows';
import { quoteIdentifier } from '../../src/core/sql';
import type { StoredTable, TablePlace } from '../../src/engine/protocol';
import type { Connection } from '../duckdb/connection';
import { encodeColumns, encodeNumbers } from '../duckdb/encode';
import { COMPRESSED, PLAIN } from '../duckdb/lock';
import { describeTable } from './describe-table';
import { bytesIn, memoryBytes } from './held-bytes';
import { CATALOGUES, checkpoint, insertAside } from './table-places';

/** The physical name of an output table: it says what the table is made of, and nothing of what a user calls it. */
export function physicalName(key: string, slot: string): string {
  return `t_${key}_${slot}`;
}

/** How a table is made. */
export interface CreateOptions {
  readonly signal: AbortSignal;
  readonly onProgress?: (fraction: number) => void;
  /** Where it shall stand; in memory as it is where left out. */
  readonly place?: TablePlace;
}

/**
 * Knows which tables stand in the database, in the order of their last use. When memory runs short it compresses the least
 * recently used ones, and then drops them; a dropped table is rebuilt from its plan when somebody needs it.
 */
export class TableStore {
  readonly #lastUse = new Map<string, number>();
  readonly #pins = new Map<string, number>();
  /** Where each table stands, those being made too. */
  readonly #places = new Map<string, TablePlace>();
  readonly #bytes = new Map<string, number>();
  readonly #rows = new Map<string, number>();
  #clock = 0;
  #serial = 0;

  get size(): number {
    return this.#lastUse.size;
  }

  has(table: string): boolean {
    return this.#lastUse.has(table);
  }

  /** Marks a table as used now. */
  touch(table: string): void {
    if (this.#lastUse.has(table)) this.#lastUse.set(table, (this.#clock += 1));
  }

  /** Where a table stands. */
  placeOf(table: string): TablePlace {
    return this.#places.get(table) ?? 'plain';
  }

  /** The tables that stand, with what each was measured to take. */
  get stored(): StoredTable[] {
    return [...this.#lastUse.keys()].map((table) => ({
      table,
      place: this.placeOf(table),
      bytes: this.#bytes.get(table) ?? 0,
    }));
  }

  /** The rows of a table that was made here; undefined for others. */
  rowsOf(table: string): number | undefined {
    return this.#rows.get(table);
  }

  /** Forgets everything: the database is gone. */
  clear(): void {
    this.#lastUse.clear();
    this.#places.clear();
    this.#bytes.clear();
    this.#rows.clear();
  }

  /** A passing name for a table about to be made; `adopt` or `discard` it, whether or not `create` succeeds. */
  passingName(): string {
    return `w_${(this.#serial += 1)}`;
  }

  /** Runs a SELECT into a new table. */
  create(connection: Connection, table: string, select: string, options: CreateOptions): Promise<MadeTable> {
    return this.#make(connection, table, options, async (name) => {
      await connection.query(`CREATE TABLE ${name} AS ${select}`, options);
      // On disk a table is written while it is made; what is left is written after the run (`Disk.giveBack`).
      if (options.place === 'compressed') await checkpoint(connection, 'compressed', options);
    });
  }

  /** Moves number columns into a new table. Nothing is asked of the database afterwards: what it then holds is known. */
  async createNumbers(
    connection: Connection,
    table: string,
    columns: Readonly<Record<string, Float64Array>>,
    { signal }: CreateOptions,
  ): Promise<MadeTable> {
    this.#places.set(table, 'plain');
    await connection.insert(table, encodeNumbers(columns), { signal });
    const all = Object.entries(columns);
    const rows = all[0]?.[1].length ?? 0;
    this.#bytes.set(table, rows * all.length * Float64Array.BYTES_PER_ELEMENT);
    this.#rows.set(table, rows);
    return { table, rows, columns: all.map(([name]) => ({ name, type: 'number', sqlType: 'DOUBLE' })) };
  }

  /** Moves rows into a new table, piece by piece: memory holds one piece beside the table. */
  createRows(
    connection: Connection,
    table: string,
    pieces: AsyncIterable<RowsPiece>,
    options: CreateOptions,
  ): Promise<MadeTable> {
    return this.#make(connection, table, options, async (name) => {
      let append = false;
      for await (const piece of pieces) {
        const stream = 'ipc' in piece ? piece.ipc : encodeColumns(piece.rows, piece.columns);
        if (this.placeOf(table) === 'plain') {
          await connection.insert(table, stream, { signal: options.signal, append });
        } else {
          await insertAside(connection, { table, name }, stream, { signal: options.signal, append });
          await checkpoint(connection, this.placeOf(table), options);
        }
        append = true;
      }
      if (!append) throw new Error('There is no piece to make a table of.');
    });
  }

  async #make(
    connection: Connection,
    table: string,
    { signal, place = 'plain' }: CreateOptions,
    make: (name: string) => Promise<void>,
  ): Promise<MadeTable> {
    this.#places.set(table, place);
    const before = await bytesIn(connection, place);
    await make(place === 'plain' ? table : `${CATALOGUES[place]}.main.${table}`);
    this.#bytes.set(table, Math.max(0, (await bytesIn(connection, place)) - before));
    const made = await describeTable(connection, table, signal);
    this.#rows.set(table, made.rows);
    return made;
  }

  /** Gives a made table its lasting name. Where that name stands already, the content is the same and the new one goes. */
  async adopt(connection: Connection, made: string, name: string): Promise<void> {
    if (this.#lastUse.has(name)) await this.discard(connection, made);
    else {
      await connection.query(`ALTER TABLE ${quoteIdentifier(made)} RENAME TO ${quoteIdentifier(name)}`);
      this.#places.set(name, this.placeOf(made));
      this.#bytes.set(name, this.#bytes.get(made) ?? 0);
      const rows = this.#rows.get(made);
      if (rows !== undefined) this.#rows.set(name, rows);
      this.#forget(made);
    }
    this.#lastUse.set(name, (this.#clock += 1));
  }

  async discard(connection: Connection, table: string): Promise<void> {
    await connection.query(`DROP TABLE IF EXISTS ${quoteIdentifier(table)}`);
    this.#forget(table);
  }

  #forget(table: string): void {
    this.#lastUse.delete(table);
    this.#places.delete(table);
    this.#bytes.delete(table);
    this.#rows.delete(table);
  }

  /** The moment of the latest use; see `evict`. */
  get now(): number {
    return this.#clock;
  }

  /** Keeps a table from being dropped until the returned function is called. */
  pin(table: string): () => void {
    this.#pins.set(table, (this.#pins.get(table) ?? 0) + 1);
    return () => {
      const left = (this.#pins.get(table) ?? 1) - 1;
      if (left > 0) this.#pins.set(table, left);
      else this.#pins.delete(table);
    };
  }

  /**
   * Compresses tables, and where that is not enough drops them, least recently used first, until memory is within the
   * budget. Those used after `since` and pinned ones stay as they are.
   */
  async shrink(connection: Connection, budget: number, since: number): Promise<void> {
    await this.compress(connection, since, budget);
    await this.drop(connection, budget, since);
  }

  /** As `shrink`, without dropping; compresses all of them where no budget is given. */
  async compress(connection: Connection, since: number, budget = 0): Promise<void> {
    await this.#relieve(connection, budget, since, (table) => this.#compress(connection, table));
  }

  /** As `shrink`, without compressing first: that takes memory before it gives any. */
  async drop(connection: Connection, budget: number, since: number): Promise<void> {
    await this.#relieve(connection, budget, since, (table) => this.discard(connection, table));
  }

  /** Drops the tables on disk that were not used after `since` and are not pinned. */
  async dropFromDisk(connection: Connection, since: number): Promise<void> {
    const tables = this.#candidates(since).filter((table) => this.placeOf(table) === 'disk');
    for (const table of tables) await this.discard(connection, table);
  }

  /** Drops what was first used after `since`. */
  async dropSince(connection: Connection, since: number): Promise<void> {
    const tables = [...this.#lastUse].filter(([, used]) => used > since).map(([table]) => table);
    for (const table of tables) await this.discard(connection, table);
  }

  /** The tables that may go, least recently used first. */
  #candidates(since: number): string[] {
    return [...this.#lastUse]
      .filter(([table, used]) => used <= since && !this.#pins.has(table))
      .sort((a, b) => a[1] - b[1])
      .map(([table]) => table);
  }

  async #relieve(
    connection: Connection,
    budget: number,
    since: number,
    relieve: (table: string) => Promise<void>,
  ): Promise<void> {
    for (const table of this.#candidates(since)) {
      // What stands on disk takes no memory that is not given back by itself.
      if (this.placeOf(table) === 'disk') continue;
      if ((await memoryBytes(connection)) <= budget) return;
      if (!this.#pins.has(table)) await relieve(table);
    }
  }

  async #compress(connection: Connection, table: string): Promise<void> {
    if (this.placeOf(table) !== 'plain') return;
    const name = quoteIdentifier(table);
    const before = await memoryBytes(connection);
    await connection.query(
      `CREATE OR REPLACE TABLE ${COMPRESSED}.main.${name} AS FROM ${PLAIN}.main.${name}`,
    );
    // Only what is large is compressed by itself.
    await connection.alone(`CHECKPOINT ${COMPRESSED}`);
    this.#bytes.set(table, Math.max(0, (await memoryBytes(connection)) - before));
    await connection.query(`DROP TABLE ${PLAIN}.main.${name}`);
    this.#places.set(table, 'compressed');
  }
}
