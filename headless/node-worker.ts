import { Worker as ThreadWorker, type Transferable as NodeTransferable } from 'node:worker_threads';
import type { Watched } from '../workers/duckdb/world';
import type { KernelWorker } from '../workers/engine/world';

type Listener = (event: { readonly data: unknown }) => void;

/** Wraps a thread of Node as the `Worker` that AsyncDuckDB expects: messages as events, and nothing on our stdout. */
export function startDuckdbThread(script: string): Watched<Worker> {
  const thread = new ThreadWorker(duckdbBootstrap(script), { eval: true, stdout: true, stderr: true });
  const listeners = new Map<string, Set<Listener>>();
  const emit = (type: string, data: unknown): void => {
    for (const listener of listeners.get(type) ?? []) listener({ data });
  };
  thread.on('message', (data) => emit('message', data));
  const handle = {
    addEventListener: (type: string, listener: Listener) => {
      listeners.set(type, (listeners.get(type) ?? new Set()).add(listener));
    },
    removeEventListener: (type: string, listener: Listener) => listeners.get(type)?.delete(listener),
    postMessage: (message: unknown, transfer?: ArrayBuffer[]) => thread.postMessage(message, transfer),
    terminate: () => void thread.terminate(),
  };
  return { handle: handle as unknown as Worker, died: whenEnded(thread) };
}

/** Starts a kernel worker from a built script. */
export function startKernelThread(script: URL): Watched<KernelWorker> {
  const thread = new ThreadWorker(script);
  thread.unref();
  const handle: KernelWorker = {
    post: (message, transfer) => thread.postMessage(message, [...transfer] as readonly NodeTransferable[]),
    onMessage: (listener) => void thread.on('message', listener),
    terminate: () => void thread.terminate(),
  };
  return { handle, died: whenEnded(thread) };
}

function whenEnded(thread: ThreadWorker): Promise<void> {
  return new Promise((resolve) => {
    thread.on('error', () => resolve());
    thread.on('exit', () => resolve());
  });
}

/** DuckDB's worker script speaks the browser's worker API; this gives it one on top of `parentPort`. */
function duckdbBootstrap(script: string): string {
  return `const { parentPort } = require('node:worker_threads');
globalThis.self = globalThis;
globalThis.postMessage = (message, transfer) => parentPort.postMessage(message, transfer);
parentPort.on('message', (data) => globalThis.onmessage?.({ data }));
require(${JSON.stringify(script)});`;
}
