import type { AsyncDuckDB, AsyncDuckDBConnection } from '@duckdb/duckdb-wasm';
import type { RecordBatch } from 'apache-arrow';
import { FailureError, makeFailure } from '../../src/core/failure';
import type { Frame } from '../../src/core/frame';
import type { Lifeline } from '../../src/core/lifeline';
import { decodeFrame } from './decode';
import { failureOfError } from './failure-of-error';

/** A cancelled statement that gives no sign for so long is ended together with its worker. */
const CANCEL_PATIENCE_MS = 1000;
const CANCEL_RETRY_MS = 50;

/** How a statement is run. */
export interface StatementOptions {
  readonly signal?: AbortSignal | undefined;
  /** Takes the share of the scan that is done, 0 to 1. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
}

/**
 * A connection on which one statement runs at a time, the next ones waiting in line. Every statement can be cancelled;
 * everything it throws is a `FailureError`.
 */
export class Connection {
  readonly #raw: AsyncDuckDBConnection;
  readonly #alive: Lifeline;
  readonly #giveUp: () => void;
  readonly #connect: () => Promise<AsyncDuckDBConnection>;
  /** Takes Arrow streams in. A stream that cannot be read spoils its connection: the next one gets a new one. */
  #inlet: AsyncDuckDBConnection | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #others: readonly Connection[] = [];
  #onProgress: ((fraction: number) => void) | undefined;

  /** `alive` ends with the worker; `giveUp` ends the worker when a cancel is not answered; `connect` opens one more. */
  constructor(
    raw: AsyncDuckDBConnection,
    alive: Lifeline,
    giveUp: () => void,
    connect: () => Promise<AsyncDuckDBConnection>,
  ) {
    this.#raw = raw;
    this.#alive = alive;
    this.#giveUp = giveUp;
    this.#connect = connect;
  }

  /** Runs a statement and decodes its result. Long statements give way to other connections about every 100 ms. */
  query(sql: string, options: StatementOptions = {}): Promise<Frame> {
    return this.#inLine(sql, options, async () => decodeFrame(await this.#send(sql, options)));
  }

  /** Names the other connections of the database, those first that may wait longest. */
  standBeside(others: readonly Connection[]): void {
    this.#others = others;
  }

  /**
   * Runs a statement that no other connection may run beside, such as a checkpoint: that is refused while another statement is
   * under way, or waits for it for ever, since one that waits lets no other go on. What other connections run comes to its end first,
   * and what they are asked meanwhile waits. A cancel takes it out of that line; once begun it cannot be interrupted.
   */
  alone(sql: string, options: StatementOptions = {}): Promise<Frame> {
    const run = this.#others.reduceRight(
      (work, other) => () => other.#inLine(sql, options, work),
      () => this.#inLine(sql, options, async () => decodeFrame(await this.#send(sql, {}))),
    );
    return run();
  }

  /** Runs a short statement at once and returns its result as Arrow IPC bytes. It cannot be interrupted: keep it short. */
  ipc(sql: string, options: StatementOptions = {}): Promise<Uint8Array> {
    return this.#inLine(sql, options, () =>
      this.#raw.useUnsafe((db: AsyncDuckDB, id: number) => db.runQuery(id, sql)),
    );
  }

  /**
   * Makes a table of the rows of an Arrow IPC stream, or adds them to one (`append`). It cannot be interrupted; a million rows
   * of 20 numbers take 1 s.
   */
  insert(
    table: string,
    stream: Uint8Array,
    { append = false, ...options }: StatementOptions & { readonly append?: boolean } = {},
  ): Promise<void> {
    return this.#inLine(`INSERT INTO ${table}`, options, async () => {
      const inlet = (this.#inlet ??= await this.#connect());
      try {
        await inlet.insertArrowFromIPCStream(stream, { name: table, create: !append });
      } catch (error) {
        this.#inlet = undefined;
        await inlet.close();
        throw error;
      }
    });
  }

  /** Checks that a text is one statement that binds, without running it. */
  prepare(sql: string, options: StatementOptions = {}): Promise<void> {
    return this.#inLine(sql, options, async () => (await this.#raw.prepare(sql)).close());
  }

  /** Passes a progress message of the worker to the statement that is running. */
  reportProgress(fraction: number): void {
    this.#onProgress?.(fraction);
  }

  #inLine<T>(sql: string, options: StatementOptions, work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(async () => {
      if (isAborted(options)) throw new FailureError(makeFailure('cancelled'));
      this.#onProgress = options.onProgress;
      try {
        const result = await this.#alive.guard(work());
        if (isAborted(options)) throw new FailureError(makeFailure('cancelled'));
        return result;
      } catch (error) {
        if (isAborted(options)) throw new FailureError(makeFailure('cancelled'), { cause: error });
        if (error instanceof FailureError) throw error;
        const failure = failureOfError(error, sql);
        if (failure.code === 'duckdb-worker-died') this.#giveUp();
        throw new FailureError(failure, { cause: error });
      } finally {
        this.#onProgress = undefined;
      }
    });
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async #send(sql: string, { signal }: StatementOptions): Promise<RecordBatch[]> {
    let settled = false;
    const onAbort = (): void => void this.#cancel(() => settled);
    signal?.addEventListener('abort', onAbort, { once: true });
    try {
      const reader = await this.#raw.send(sql, true);
      const batches: RecordBatch[] = [];
      for await (const batch of reader) {
        if (signal?.aborted) break;
        batches.push(batch);
      }
      return batches;
    } finally {
      settled = true;
      signal?.removeEventListener('abort', onAbort);
    }
  }

  /** Asks for the cancel until it takes (a statement just starting does not hear it); then ends the worker. */
  async #cancel(isSettled: () => boolean): Promise<void> {
    const until = performance.now() + CANCEL_PATIENCE_MS;
    while (!isSettled() && performance.now() < until) {
      void this.#raw.cancelSent().catch(() => false);
      await new Promise((resolve) => setTimeout(resolve, CANCEL_RETRY_MS));
    }
    if (!isSettled()) this.#giveUp();
  }
}

function isAborted({ signal }: StatementOptions): boolean {
  return signal?.aborted ?? false;
}
