import type { StepResult } from '../../src/engine/protocol';

/** Results by content key; beyond `limit` of them the least recently used is forgotten (and computed again on need). */
export class ResultCache {
  readonly #results = new Map<string, StepResult>();
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get(key: string): StepResult | undefined {
    const result = this.#results.get(key);
    if (result === undefined) return undefined;
    this.#results.delete(key);
    this.#results.set(key, result);
    return result;
  }

  set(result: StepResult): void {
    this.#results.delete(result.key);
    this.#results.set(result.key, result);
    for (const key of this.#results.keys()) {
      if (this.#results.size <= this.#limit) break;
      this.#results.delete(key);
    }
  }
}
