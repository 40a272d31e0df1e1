import { FailureError, makeFailure } from '../../src/core/failure';

/**
 * Runs pieces of work one after the other, in the order they came. One that is cancelled while it waits leaves at once; one
 * that has begun sees the signal by itself, and is over when it has tidied up.
 */
export class Lane {
  #last: Promise<unknown> = Promise.resolve();

  enter<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    let leave: () => void = () => undefined;
    const left = new Promise<never>((_, reject) => {
      leave = () => reject(new FailureError(makeFailure('cancelled')));
    });
    signal.addEventListener('abort', leave, { once: true });
    const turn = this.#last.then(() => {
      signal.removeEventListener('abort', leave);
      if (signal.aborted) throw new FailureError(makeFailure('cancelled'));
      return work();
    });
    this.#last = turn.catch(() => undefined);
    return Promise.race([turn, left]);
  }
}
