import { FailureError, makeFailure } from '../../src/core/failure';

/** Who cancels work that is under way waits so long at most for it to tidy up. */
const ANSWER_MS = 300;

/**
 * Runs pieces of work one after the other, in the order they came. One that is cancelled while it waits leaves at once; one
 * that has begun sees the signal by itself. Where it does not for a while, as in a checkpoint of the database, its cancel is answered
 * all the same; the next one begins when it has tidied up.
 */
export class Lane {
  #last: Promise<unknown> = Promise.resolve();

  enter<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    let hasBegun = false;
    let onAbort: () => void = () => undefined;
    const left = new Promise<never>((_, reject) => {
      const leave = (): void => reject(new FailureError(makeFailure('cancelled')));
      onAbort = () => {
        if (hasBegun) setTimeout(leave, ANSWER_MS);
        else leave();
      };
    });
    signal.addEventListener('abort', onAbort, { once: true });
    const turn = this.#last.then(() => {
      if (signal.aborted) throw new FailureError(makeFailure('cancelled'));
      hasBegun = true;
      return work();
    });
    this.#last = turn.catch(() => undefined).finally(() => signal.removeEventListener('abort', onAbort));
    return Promise.race([turn, left]);
  }
}
