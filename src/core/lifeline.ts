/**
 * Ties pending work to something that may die. `guard` gives the work's own outcome, or rejects when the end comes first.
 * Unlike a race against one long-lived promise, nothing of settled work is kept.
 */
export class Lifeline {
  readonly #pending = new Set<() => void>();
  readonly #errorAtEnd: () => Error;
  #hasEnded = false;

  /** @param errorAtEnd makes what pending and later work rejects with */
  constructor(errorAtEnd: () => Error) {
    this.#errorAtEnd = errorAtEnd;
  }

  /** The work's outcome, unless the end comes first. */
  guard<T>(work: Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const give = (): void => reject(this.#errorAtEnd());
      if (this.#hasEnded) return give();
      this.#pending.add(give);
      work.then(resolve, reject).finally(() => this.#pending.delete(give));
    });
  }

  /** Rejects everything that is pending, and everything that is guarded from now on. */
  end(): void {
    this.#hasEnded = true;
    for (const give of this.#pending) give();
    this.#pending.clear();
  }
}
