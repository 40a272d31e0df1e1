import { makeFailure } from '../../src/core/failure';
import type { Outcome } from '../../src/core/outcome';
import type { FirstLook } from '../../src/core/run-context';
import type { PortCommand, PortEvent, Progress } from '../../src/engine/protocol';
import { postResult } from '../../src/engine/result-bytes';
import type { RunHooks } from './engine';

/** Progress is posted at most so often: a scan reports far more than a screen can show. */
const PROGRESS_EVERY_MS = 50;

/** Does a piece of work and tells its story over the port: progress, then exactly one of done, failed, cancelled. */
export function follow<Result extends object>(
  port: MessagePort,
  work: (hooks: RunHooks) => Promise<Outcome<Result>>,
): void {
  const controller = new AbortController();
  const post = (event: PortEvent<Result>): void => port.postMessage(event);
  port.onmessage = ({ data }: MessageEvent<PortCommand>) => {
    if (data.type === 'cancel') controller.abort();
  };
  const onProgress = throttled((progress) => post({ type: 'progress', progress }));
  const onFirstLook = (look: FirstLook): void => post({ type: 'first-look', look });
  void work({ signal: controller.signal, onProgress, onFirstLook })
    .then((outcome) => {
      if (outcome.ok) postResult(port, outcome.value);
      else if (outcome.failure.code === 'cancelled') post({ type: 'cancelled' });
      else post({ type: 'failed', failure: outcome.failure });
    })
    // A result that cannot be cloned (for want of memory) must not leave the other side waiting.
    .catch((error: unknown) => {
      post({ type: 'failed', failure: makeFailure('internal', {}, { detail: String(error) }) });
    });
}

/** Lets a new phase through at once, and fractions of the same phase now and then. */
function throttled(report: (progress: Progress) => void): (progress: Progress) => void {
  let phase = '';
  let posted = 0;
  return (progress) => {
    const next = `${progress.node} ${progress.phase}`;
    if (next === phase && performance.now() - posted < PROGRESS_EVERY_MS) return;
    phase = next;
    posted = performance.now();
    report(progress);
  };
}
