import { openAsBlob } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import type { KernelTask } from '../workers/engine/kernel-pool';
import { serveKernelTask } from '../workers/engine/kernel-server';
import { openFolder, type NodeFolder } from './folder';

/** A file on its way into a kernel of Node: blobs of files cannot be cloned, so the path crosses and is opened here. */
interface FileInput {
  readonly file: { readonly path: string } | NodeFolder;
}

function isFileInput(input: unknown): input is FileInput {
  const file = (input as { readonly file?: { readonly path?: unknown } } | null)?.file;
  return typeof file?.path === 'string';
}

async function openFiles(task: KernelTask): Promise<KernelTask> {
  if (!isFileInput(task.input)) return task;
  const { file } = task.input;
  const blob = 'folder' in file ? await openFolder(file) : await openAsBlob(file.path);
  return { ...task, input: { ...task.input, file: blob } };
}

parentPort?.on('message', (task: KernelTask) => {
  void openFiles(task).then((ready) =>
    serveKernelTask(ready, (reply, transfer) => parentPort?.postMessage(reply, transfer)),
  );
});
