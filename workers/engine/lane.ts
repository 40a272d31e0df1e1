import { FailureError, makeFailure } from '../../src/core/failure';

/** Runs pieces of work one after the other, in the order they came. One that is cancelled while it waits leaves at once. */
export class Lane {
  #last: Promise<unknown> = Promise.resolve();

  enter<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    const turn = this.#last.then(() => {
      if (signal.aborted) throw new FailureError(makeFailure('cancelled'));
      return work();
    });
    this.#last = turn.catch(() => undefined);
    return Promise.race([turn, cancelledWhileWaiting(turn, signal)]);
  }
}

/** Rejects when the signal fires before the turn has begun to matter; work under way sees the signal by itself. */
function cancelledWhileWaiting(turn: Promise<unknown>, signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const onAbort = (): void => reject(new FailureError(makeFailure('cancelled')));
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
    turn.then(
      () => signal.removeEventListener('abort', onAbort),
      () => signal.removeEventListener('abort', onAbort),
    );
  });
}
