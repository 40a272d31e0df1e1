import type { Progress, RunCommand, RunEvent, RunRequest } from '../../src/engine/protocol';
import type { EngineCore } from './engine';

/** Progress is posted at most so often: a scan reports far more than a screen can show. */
const PROGRESS_EVERY_MS = 50;

/** Runs a request and tells its story over the port: progress, then exactly one of done, failed, cancelled. */
export function followRun(engine: EngineCore, request: RunRequest, port: MessagePort): void {
  const controller = new AbortController();
  const post = (event: RunEvent): void => port.postMessage(event);
  port.onmessage = ({ data }: MessageEvent<RunCommand>) => {
    if (data.type === 'cancel') controller.abort();
  };
  const hooks = { signal: controller.signal, onProgress: throttled((progress) => post({ type: 'progress', progress })) };
  void engine.run(request, hooks).then((outcome) => {
    if (outcome.ok) post({ type: 'done', result: outcome.value });
    else if (outcome.failure.code === 'cancelled') post({ type: 'cancelled' });
    else post({ type: 'failed', failure: outcome.failure });
    port.close();
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
