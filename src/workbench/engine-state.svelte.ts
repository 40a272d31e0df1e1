import { makeFailure, type Failure } from '../core/failure';
import type { Engine, EngineStatus, EngineStorage, Freeing } from '../engine/protocol';

const NOTHING_STORED: EngineStorage = { memoryBytes: 0, diskBytes: 0, tables: [] };

/** How the engine behind the page is: starting, ready, or failed with what to do. */
export class EngineState {
  readonly #engine: Engine;
  #phase = $state<'starting' | 'ready' | 'failed'>('starting');
  #failure = $state.raw<Failure | null>(null);
  #status = $state.raw<EngineStatus | null>(null);
  #foreignBefore = $state(0);

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  get phase(): 'starting' | 'ready' | 'failed' {
    return this.#phase;
  }

  get failure(): Failure | null {
    return this.#failure;
  }

  /** Requests to other origins that the engine saw, over all its lives: one that starts anew counts from 0. */
  get foreignRequests(): number {
    return this.#foreignBefore + (this.#status?.foreignRequests ?? 0);
  }

  /** What its tables took when it was last asked. */
  get storage(): EngineStorage {
    return this.#status?.storage ?? NOTHING_STORED;
  }

  /** Makes room for other tables; what is running comes to its end first. */
  async free(how: Freeing): Promise<void> {
    await this.#engine.free(how);
    await this.refresh();
  }

  /** Starts the engine; the page is usable meanwhile. */
  async boot(): Promise<void> {
    this.#phase = 'starting';
    this.#failure = null;
    try {
      const outcome = await this.#engine.boot();
      if (outcome.ok) {
        this.#note(outcome.value);
        this.#phase = 'ready';
      } else this.#fail(outcome.failure);
    } catch (error) {
      this.#fail(makeFailure('engine-start-failed', {}, { detail: String(error) }));
    }
  }

  /** Asks the engine anew what it has to say about itself. */
  async refresh(): Promise<void> {
    if (this.#phase !== 'ready') return;
    try {
      this.#note(await this.#engine.status());
    } catch {
      // It has just died; the run that noticed says so, and the next question starts another.
    }
  }

  /** Ends the engine for good; the page is about to go. */
  close(): Promise<void> {
    return this.#engine.close();
  }

  #note(status: EngineStatus): void {
    const before = this.#status?.foreignRequests ?? 0;
    if (status.foreignRequests < before) this.#foreignBefore += before;
    this.#status = status;
  }

  #fail(failure: Failure): void {
    this.#failure = failure;
    this.#phase = 'failed';
  }
}
