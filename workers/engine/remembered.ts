import { FailureError, makeFailure } from '../../src/core/failure';

/**
 * Bytes of values that an engine keeps between runs, beside its tables: the coordinates and the neighbours of half a million rows
 * of 20 features, about.
 */
const REMEMBERED_BYTES = 400e6;

/** A value that was made, and what it takes. */
interface Kept {
  readonly value: unknown;
  readonly bytes: number;
}

/** What is asked of the memory. */
export interface Recall<T> {
  readonly key: string;
  readonly bytes: (value: T) => number;
  readonly make: () => Promise<T>;
  /** False for a value of this key that does not do: it is made anew, and takes its place. */
  readonly serves?: ((value: T) => boolean) | undefined;
  readonly signal: AbortSignal;
}

/**
 * Intermediate values by content key, in the memory of this engine alone. Beyond the bound the least recently used go; a value larger
 * than the bound is never kept. A key must say everything that its value depends on.
 */
export class Remembered {
  readonly #kept = new Map<string, Kept>();
  readonly #making = new Map<string, Promise<unknown>>();
  readonly #most: number;
  #bytes = 0;

  constructor(most = REMEMBERED_BYTES) {
    this.#most = most;
  }

  /** What is kept, in bytes. */
  get bytes(): number {
    return this.#bytes;
  }

  /**
   * The value of a key: as it was kept, or made now. Who asks while another makes it waits for that one, and makes it by itself where
   * the other fails or is cancelled. Rejects with `cancelled` when its own signal says so, and as its own `make` does.
   */
  async recall<T>({ key, bytes, make, serves = () => true, signal }: Recall<T>): Promise<T> {
    for (;;) {
      if (signal.aborted) throw cancelled();
      const kept = this.#kept.get(key);
      if (kept !== undefined && serves(kept.value as T)) {
        this.#keep(key, kept);
        return kept.value as T;
      }
      const making = this.#making.get(key);
      if (making === undefined) break;
      await untilSettled(making, signal);
    }
    const made = make();
    this.#making.set(key, made);
    try {
      const value = await made;
      this.#keep(key, { value, bytes: bytes(value) });
      return value;
    } finally {
      this.#making.delete(key);
    }
  }

  /** Forgets all values; one that is being made is kept when it is done. */
  clear(): void {
    this.#kept.clear();
    this.#bytes = 0;
  }

  /** Keeps a value as the most recently used one. */
  #keep(key: string, kept: Kept): void {
    this.#drop(key);
    if (kept.bytes > this.#most) return;
    this.#kept.set(key, kept);
    this.#bytes += kept.bytes;
    for (const oldest of this.#kept.keys()) {
      if (this.#bytes <= this.#most) break;
      this.#drop(oldest);
    }
  }

  #drop(key: string): void {
    this.#bytes -= this.#kept.get(key)?.bytes ?? 0;
    this.#kept.delete(key);
  }
}

const cancelled = (): FailureError => new FailureError(makeFailure('cancelled'));

/** Waits until another has made a value, or failed to; its failure is not ours. Rejects as soon as the signal says so. */
async function untilSettled(making: Promise<unknown>, signal: AbortSignal): Promise<void> {
  let leave: () => void = () => undefined;
  const left = new Promise<never>((_, reject) => (leave = () => reject(cancelled())));
  signal.addEventListener('abort', leave, { once: true });
  try {
    await Promise.race([making.catch(() => undefined), left]);
  } finally {
    signal.removeEventListener('abort', leave);
  }
}
