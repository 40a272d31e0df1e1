/** How long work may go on before the page has a turn, in milliseconds. */
const TASK_MS = 10;

/**
 * A question to ask between pieces of work that wait for nothing: where the task has gone on for long, it ends, and the answer comes in
 * another. Many small files that are at hand are otherwise one task of the page.
 */
export function taskBreaks(): () => Promise<void> {
  let start = performance.now();
  return async () => {
    if (performance.now() - start < TASK_MS) return;
    await nextTask();
    start = performance.now();
  };
}

/** A timer of no time waits 4 ms after a few turns; a message does not. */
function nextTask(): Promise<void> {
  return new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      done();
    };
    port2.postMessage(null);
  });
}
