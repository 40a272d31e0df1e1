/** A started worker and the promise that settles when it has ended, for whatever reason. */
export interface WatchedWorker {
  readonly worker: Worker;
  readonly died: Promise<void>;
}

/** What a worker's blob holds: a module of ours to import, or the text of a classic script. */
export type WorkerScript = { readonly module: string } | { readonly text: string };

const READY = 'sluice-worker-ready';
const FOREIGN = 'sluice-foreign-request';

/** Runs in the worker: tells of resources that came from another origin (blob and data addresses leave nothing). */
const TELL_FOREIGN = `new PerformanceObserver((list) => {
  for (const { name } of list.getEntries())
    if (name.startsWith('http') && new URL(name).origin !== self.origin) postMessage({ type: '${FOREIGN}' });
}).observe({ type: 'resource', buffered: true });`;

/**
 * Starts a worker from a blob, so that it inherits the page's Content Security Policy (a worker loaded by URL would not),
 * and watches it: the worker holds a Web Lock as long as it lives, and the browser gives the lock to us when it has
 * ended, even silently. Without Web Locks (insecure origins) only errors and our own `terminate` are noticed.
 *
 * Resolves when the worker's script has run; rejects when it could not be loaded. `onForeignRequest` hears of every request
 * to another origin that the browser reports for the worker.
 */
export async function startWorker(
  script: WorkerScript,
  onForeignRequest: () => void = () => undefined,
): Promise<WatchedWorker> {
  const lock = `sluice-worker-${crypto.getRandomValues(new Uint32Array(4)).join('-')}`;
  const url = URL.createObjectURL(new Blob([sourceOf(script, lock)], { type: 'text/javascript' }));
  const worker = new Worker(url, { type: 'module' in script ? 'module' : 'classic' });
  // The first listener: what is said to us does not reach those who talk with the worker.
  worker.addEventListener('message', (event: MessageEvent<unknown>) => {
    const { data } = event;
    if (typeof data !== 'object' || data === null || !('type' in data) || data.type !== FOREIGN) return;
    event.stopImmediatePropagation();
    onForeignRequest();
  });
  const died = new Promise<void>((resolve) => {
    const terminate = worker.terminate.bind(worker);
    worker.terminate = () => {
      terminate();
      resolve();
    };
    worker.addEventListener('error', () => worker.terminate());
    void whenReady(worker).then(() => navigator.locks?.request(lock, () => resolve()));
  });
  try {
    await Promise.race([
      whenReady(worker),
      died.then(() => Promise.reject(new Error('The worker did not start.'))),
    ]);
  } finally {
    URL.revokeObjectURL(url);
  }
  return { worker, died };
}

function sourceOf(script: WorkerScript, lock: string): string {
  const ready = `postMessage(${JSON.stringify(READY)})`;
  const hold = `navigator.locks ? navigator.locks.request(${JSON.stringify(lock)}, () => { ${ready}; return new Promise(() => {}); }) : ${ready};`;
  const body = 'module' in script ? `import ${JSON.stringify(script.module)};` : script.text;
  return `${body}\n;${TELL_FOREIGN}\n${hold}`;
}

function whenReady(worker: Worker): Promise<void> {
  return new Promise((resolve) => {
    const listen = (event: MessageEvent): void => {
      if (event.data !== READY) return;
      worker.removeEventListener('message', listen);
      resolve();
    };
    worker.addEventListener('message', listen);
  });
}
