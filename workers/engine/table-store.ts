import type { MadeTable } from '../../src/core/run-context';
import type { RowsPiece } from '../../src/core/rows';
import { quoteIdentifier } from '../../src/core/sql';
import { columnTypeOf } from '../../src/core/table';
import type { Connection } from '../duckdb/connection';
import { encodeColumns, encodeNumbers } from '../duckdb/encode';
import { COMPRESSED, PLAIN } from '../duckdb/lock';

/** The physical name of an output table: it says what the table is made of, and nothing of what a user calls it. */
export function physicalName(key: string, slot: string): string {
  return `t_${key}_${slot}`;
}

/** How a table is made. */
export interface CreateOptions {
  readonly signal: AbortSignal;
  readonly onProgress?: (fraction: number) => void;
  /** Compressed from the start: for what is too large to stand in memory as it is. */
  readonly compressed?: boolean;
}

/**
 * Knows which tables stand in the database, in the order of their last use. When memory runs short it compresses the least
 * recently used ones, and then drops them; a dropped table is rebuilt from its plan when somebody needs it.
 */
export class TableStore {
  readonly #lastUse = new Map<string, number>();
  readonly #pins = new Map<string, number>();
  readonly #compressed = new Set<string>();
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

  /** Forgets everything: the database is gone. */
  clear(): void {
    this.#lastUse.clear();
    this.#compressed.clear();
  }

  /** A passing name for a table about to be made; `adopt` or `discard` it, whether or not `create` succeeds. */
  passingName(): string {
    return `w_${(this.#serial += 1)}`;
  }

  /** Runs a SELECT into a new table. */
  async create(
    connection: Connection,
    table: string,
    select: string,
    options: CreateOptions,
  ): Promise<MadeTable> {
    const name = options.compressed ? `${COMPRESSED}.main.${table}` : table;
    await connection.query(`CREATE TABLE ${name} AS ${select}`, options);
    if (options.compressed) this.#compressed.add(table);
    return describe(connection, table, options.signal);
  }

  /** Moves number columns into a new table. */
  async createNumbers(
    connection: Connection,
    table: string,
    columns: Readonly<Record<string, Float64Array>>,
    { signal }: CreateOptions,
  ): Promise<MadeTable> {
    await connection.insert(table, encodeNumbers(columns), { signal });
    return describe(connection, table, signal);
  }

  /** Moves rows into a new table, piece by piece. */
  async createRows(
    connection: Connection,
    table: string,
    pieces: AsyncIterable<RowsPiece>,
    { signal }: CreateOptions,
  ): Promise<MadeTable> {
    let append = false;
    for await (const piece of pieces) {
      const stream = 'ipc' in piece ? piece.ipc : encodeColumns(piece.rows, piece.columns);
      await connection.insert(table, stream, { signal, append });
      append = true;
    }
    if (!append) throw new Error('There is no piece to make a table of.');
    return describe(connection, table, signal);
  }

  /** Gives a made table its lasting name. Where that name stands already, the content is the same and the new one goes. */
  async adopt(connection: Connection, made: string, name: string): Promise<void> {
    if (this.#lastUse.has(name)) await this.discard(connection, made);
    else await connection.query(`ALTER TABLE ${quoteIdentifier(made)} RENAME TO ${quoteIdentifier(name)}`);
    if (this.#compressed.delete(made)) this.#compressed.add(name);
    this.#lastUse.set(name, (this.#clock += 1));
  }

  async discard(connection: Connection, table: string): Promise<void> {
    await connection.query(`DROP TABLE IF EXISTS ${quoteIdentifier(table)}`);
    this.#lastUse.delete(table);
    this.#compressed.delete(table);
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
    await this.#relieve(connection, budget, since, (table) => this.#compress(connection, table));
    await this.drop(connection, budget, since);
  }

  /** As `shrink`, without compressing first: that takes memory before it gives any. */
  async drop(connection: Connection, budget: number, since: number): Promise<void> {
    await this.#relieve(connection, budget, since, (table) => this.discard(connection, table));
  }

  async #relieve(
    connection: Connection,
    budget: number,
    since: number,
    relieve: (table: string) => Promise<void>,
  ): Promise<void> {
    const candidates = [...this.#lastUse]
      .filter(([table, used]) => used <= since && !this.#pins.has(table))
      .sort((a, b) => a[1] - b[1]);
    for (const [table] of candidates) {
      if ((await memoryBytes(connection)) <= budget) return;
      if (!this.#pins.has(table)) await relieve(table);
    }
  }

  async #compress(connection: Connection, table: string): Promise<void> {
    if (this.#compressed.has(table)) return;
    const name = quoteIdentifier(table);
    await connection.query(
      `CREATE OR REPLACE TABLE ${COMPRESSED}.main.${name} AS FROM ${PLAIN}.main.${name}`,
    );
    // Only what is large is compressed by itself.
    await connection.query(`CHECKPOINT ${COMPRESSED}`);
    await connection.query(`DROP TABLE ${PLAIN}.main.${name}`);
    this.#compressed.add(table);
  }
}

/** Bytes that the database holds now. */
export async function memoryBytes(connection: Connection): Promise<number> {
  const frame = await connection.query(
    'SELECT sum(memory_usage_bytes)::DOUBLE AS bytes FROM duckdb_memory()',
  );
  return Number(frame.columns.bytes?.[0] ?? 0);
}

async function describe(connection: Connection, table: string, signal: AbortSignal): Promise<MadeTable> {
  const counted = await connection.query(`SELECT count(*)::DOUBLE AS n FROM ${table}`, { signal });
  const columns = await connection.query(
    `SELECT column_name, column_type FROM (DESCRIBE ${quoteIdentifier(table)})`,
    { signal },
  );
  return {
    table,
    rows: Number(counted.columns.n?.[0] ?? 0),
    columns: Array.from({ length: columns.rows }, (_, row) => {
      const sqlType = String(columns.columns.column_type?.[row]);
      return { name: String(columns.columns.column_name?.[row]), type: columnTypeOf(sqlType), sqlType };
    }),
  };
}
