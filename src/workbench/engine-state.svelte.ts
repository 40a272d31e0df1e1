import { makeFailure, type Failure } from '../core/failure';
import type { Engine, EngineStatus } from '../engine/protocol';

/** How the engine behind the page is: starting, ready, or failed with what to do. */
export class EngineState {
  readonly #engine: Engine;
  #phase = $state<'starting' | 'ready' | 'failed'>('starting');
  #failure = $state.raw<Failure | null>(null);
  #status = $state.raw<EngineStatus | null>(null);

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  get phase(): 'starting' | 'ready' | 'failed' {
    return this.#phase;
  }

  get failure(): Failure | null {
    return this.#failure;
  }

  get status(): EngineStatus | null {
    return this.#status;
  }

  /** Starts the engine; the page is usable meanwhile. */
  async boot(): Promise<void> {
    this.#phase = 'starting';
    this.#failure = null;
    try {
      const outcome = await this.#engine.boot();
      if (outcome.ok) {
        this.#status = outcome.value;
        this.#phase = 'ready';
      } else this.#fail(outcome.failure);
    } catch (error) {
      this.#fail(makeFailure('engine-start-failed', {}, { detail: String(error) }));
    }
  }

  /** Asks the engine anew what it has to say about itself. */
  async refresh(): Promise<void> {
    if (this.#phase === 'ready') this.#status = await this.#engine.status();
  }

  #fail(failure: Failure): void {
    this.#failure = failure;
    this.#phase = 'failed';
  }
}
