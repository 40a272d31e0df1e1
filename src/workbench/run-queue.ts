/** What the queue asks of those who use it. */
export interface QueueHost {
  /** The ids of the cells that may wait, in the order to run them. */
  order(): readonly string[];
  /** Runs one cell; ends when the run has ended, whatever came of it. */
  run(cellId: string, signal: AbortSignal): Promise<void>;
  /** Told when `run` throws, which is a bug; the queue goes on with the next cell. */
  broke(cellId: string, error: unknown): void;
}

/**
 * Cells that wait for the engine, run one at a time. Which comes next is asked anew each time (`QueueHost.order`), so that an edit
 * while cells wait needs no repair here.
 */
export class RunQueue {
  readonly #host: QueueHost;
  readonly #waiting = new Set<string>();
  #current: { readonly cellId: string; readonly controller: AbortController } | null = null;
  #isWorking = false;
  #settled: Promise<void> = Promise.resolve();

  constructor(host: QueueHost) {
    this.#host = host;
  }

  /** The cell being run. */
  get current(): string | null {
    return this.#current?.cellId ?? null;
  }

  /** Ends when nothing runs and nothing waits. */
  get settled(): Promise<void> {
    return this.#settled;
  }

  /** True for a cell that waits for its turn. */
  isWaiting(cellId: string): boolean {
    return this.#waiting.has(cellId);
  }

  /** Lets a cell wait for its turn. Work starts in a task of its own: what the caller adds is drawn before it. */
  add(cellId: string): void {
    this.#waiting.add(cellId);
    if (this.#isWorking) return;
    this.#isWorking = true;
    this.#settled = new Promise<void>((resolve) => setTimeout(resolve)).then(() => this.#work());
  }

  /** Takes a waiting cell out of the queue. */
  remove(cellId: string): void {
    this.#waiting.delete(cellId);
  }

  /** Ends the current run if it is of this cell. The reason reaches the signal. */
  abort(cellId: string, reason: 'cancelled' | 'superseded'): void {
    if (this.#current?.cellId === cellId) this.#current.controller.abort(reason);
  }

  async #work(): Promise<void> {
    try {
      for (let cellId = this.#next(); cellId !== undefined; cellId = this.#next()) await this.#runOne(cellId);
      this.#waiting.clear();
    } finally {
      this.#isWorking = false;
    }
  }

  async #runOne(cellId: string): Promise<void> {
    this.#waiting.delete(cellId);
    const controller = new AbortController();
    this.#current = { cellId, controller };
    try {
      await this.#host.run(cellId, controller.signal);
    } catch (error) {
      this.#host.broke(cellId, error);
    } finally {
      this.#current = null;
    }
  }

  #next(): string | undefined {
    return this.#host.order().find((cellId) => this.#waiting.has(cellId));
  }
}
