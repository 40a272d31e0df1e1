/** Runs one cell; ends when the run has ended, whatever came of it. */
export type RunOne = (cellId: string, signal: AbortSignal) => Promise<void>;

/**
 * Cells that wait for the engine, run one at a time. Which comes next is asked anew each time (`order`), so that an edit
 * while cells wait needs no repair here.
 */
export class RunQueue {
  readonly #run: RunOne;
  readonly #order: () => readonly string[];
  readonly #waiting = new Set<string>();
  #current: { readonly cellId: string; readonly controller: AbortController } | null = null;
  #isWorking = false;
  #settled: Promise<void> = Promise.resolve();

  constructor(order: () => readonly string[], run: RunOne) {
    this.#order = order;
    this.#run = run;
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

  /** Lets a cell wait for its turn. Work starts when the caller is done adding. */
  add(cellId: string): void {
    this.#waiting.add(cellId);
    if (this.#isWorking) return;
    this.#isWorking = true;
    this.#settled = Promise.resolve().then(() => this.#work());
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
    for (let cellId = this.#next(); cellId !== undefined; cellId = this.#next()) {
      this.#waiting.delete(cellId);
      const controller = new AbortController();
      this.#current = { cellId, controller };
      await this.#run(cellId, controller.signal);
      this.#current = null;
    }
    this.#waiting.clear();
    this.#isWorking = false;
  }

  #next(): string | undefined {
    return this.#order().find((cellId) => this.#waiting.has(cellId));
  }
}
