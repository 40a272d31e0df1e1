import type { TableArtifact } from '../../src/core/artifact';
import type { RowView } from '../../src/core/row-view';
import { orderSql, whereSql } from '../../src/core/row-view-sql';
import { quoteIdentifier } from '../../src/core/sql';
import { FailureError, makeFailure } from '../../src/core/failure';
import type { Connection } from '../duckdb/connection';
import { addressed, ROW_IN_TABLE, type RowOrder } from './row-source';

interface Kept {
  readonly made: Promise<RowOrder>;
  readonly controller: AbortController;
  rows: number;
  /** Questions that need it now. */
  uses: number;
}

/** Orders kept beside each other, and rows in all of them: four bytes a row. The last one is kept however long it is. */
const MOST_ORDERS = 4;
const MOST_ROWS = 20_000_000;

/**
 * The orders in which tables are looked at. One is computed once and kept while it is used; the least recently used go first.
 * They end with their database.
 */
export class RowOrders {
  readonly #connection: Connection;
  /** By table and view, the least recently used first. */
  readonly #kept = new Map<string, Kept>();
  #serial = 0;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  get size(): number {
    return this.#kept.size;
  }

  /**
   * Does something with an order, which stands until it is done. Where several wait for the same one, it is withdrawn when the
   * last of them does not want it any more.
   */
  async use<T>(
    table: TableArtifact,
    view: RowView,
    signal: AbortSignal,
    work: (order: RowOrder) => Promise<T>,
  ): Promise<T> {
    const key = JSON.stringify([table.table, view.order, view.where]);
    const kept = this.#kept.get(key) ?? this.#make(key, table, view);
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    kept.uses += 1;
    try {
      return await work(await withdrawable(kept.made, signal));
    } finally {
      kept.uses -= 1;
      if (kept.uses === 0 && kept.rows < 0) {
        kept.controller.abort();
        this.#forget(key, kept);
      }
      this.#trim();
    }
  }

  #make(key: string, table: TableArtifact, view: RowView): Kept {
    const controller = new AbortController();
    const name = `v_${(this.#serial += 1)}`;
    const kept: Kept = {
      made: this.#create(name, table, view, controller.signal),
      controller,
      rows: -1,
      uses: 0,
    };
    kept.made.then(
      ({ rows }) => (kept.rows = rows),
      () => this.#forget(key, kept),
    );
    return kept;
  }

  async #create(name: string, table: TableArtifact, view: RowView, signal: AbortSignal): Promise<RowOrder> {
    const { columns } = table;
    const { from, row } = addressed(table);
    const select = `SELECT ${row}::UINTEGER AS ${ROW_IN_TABLE} FROM ${from} WHERE ${whereSql(columns, view.where)}`;
    const sorted = view.order.length === 0 ? '' : ` ORDER BY ${orderSql(columns, view.order, row)}`;
    try {
      await this.#connection.query(`CREATE TABLE ${name} AS ${select}${sorted}`, { signal });
      const counted = await this.#connection.query(`SELECT count(*)::DOUBLE AS n FROM ${name}`, { signal });
      return { name, rows: Number(counted.columns.n?.[0] ?? 0) };
    } catch (error) {
      this.#drop(name);
      throw error;
    }
  }

  #trim(): void {
    const rows = (): number =>
      [...this.#kept.values()].reduce((sum, kept) => sum + Math.max(0, kept.rows), 0);
    for (const [key, kept] of [...this.#kept]) {
      if (this.#kept.size <= 1 || (this.#kept.size <= MOST_ORDERS && rows() <= MOST_ROWS)) return;
      if (kept.uses > 0) continue;
      this.#forget(key, kept);
      void kept.made.then(({ name }) => this.#drop(name)).catch(() => undefined);
    }
  }

  #forget(key: string, kept: Kept): void {
    if (this.#kept.get(key) === kept) this.#kept.delete(key);
  }

  #drop(name: string): void {
    // A database that has ended has no tables any more.
    void this.#connection.query(`DROP TABLE IF EXISTS ${quoteIdentifier(name)}`).catch(() => undefined);
  }
}

/** Settles as a promise does, or at once when the signal withdraws the question. */
function withdrawable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const leave = (): void => reject(new FailureError(makeFailure('cancelled')));
    if (signal.aborted) leave();
    signal.addEventListener('abort', leave, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
  });
}
