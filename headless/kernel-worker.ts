import { openAsBlob } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import type { KernelTask } from '../workers/engine/kernel-pool';
import { serveKernelTask } from '../workers/engine/kernel-server';

/** A file on its way into a kernel of Node: blobs of files cannot be cloned, so the path crosses and is opened here. */
interface FileInput {
  readonly file: { readonly path: string };
}

function isFileInput(input: unknown): input is FileInput {
  const file = (input as { readonly file?: { readonly path?: unknown } } | null)?.file;
  return typeof file?.path === 'string';
}

async function openFiles(task: KernelTask): Promise<KernelTask> {
  return isFileInput(task.input)
    ? { ...task, input: { ...task.input, file: await openAsBlob(task.input.file.path) } }
    : task;
}

parentPort?.on('message', (task: KernelTask) => {
  void openFiles(task).then((ready) =>
    serveKernelTask(ready, (reply, transfer) => parentPort?.postMessage(reply, transfer)),
  );
});
