import { openAsBlob } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { failWith } from '../src/core/failure';
import { SAMPLES } from '../src/core/samples';
import { isFolderName, type SourceFile } from '../src/core/source';
import type { FileHandles } from '../src/engine/protocol';
import { registerBytes, registerNodePath } from '../workers/duckdb/register';
import type { OpenedFile, World } from '../workers/engine/world';
import { filesIn, openFolder, type NodeFolder } from './folder';
import { storePart } from './passing-files';
import { startDuckdbThread, startKernelThread } from './node-worker';

/** A file as the runner hands it over. */
export interface NodeFile {
  readonly path: string;
}

/** Where the built kernel worker and the samples lie. */
export interface NodePlaces {
  readonly kernelScript: URL;
  readonly samples: URL;
}

/** The world of Node: threads for workers, paths for files. */
export function nodeWorld(places: NodePlaces): World {
  const resolve = createRequire(import.meta.url).resolve;
  const duckdbScript = (name: string): string => resolve(`@duckdb/duckdb-wasm/dist/${name}`);
  return {
    duckdb: {
      startWorker: () => Promise.resolve(startDuckdbThread(duckdbScript('duckdb-node-eh.worker.cjs'))),
      wasmUrl: () => Promise.resolve(duckdbScript('duckdb-eh.wasm')),
      register: async (db, path, handle) => {
        if (handle instanceof Uint8Array) await registerBytes(db, path, handle);
        else if (handle instanceof Blob)
          await registerBytes(db, path, new Uint8Array(await handle.arrayBuffer()));
        else await registerNodePath(db, path, (handle as NodeFile).path);
      },
    },
    kernelWorkers: Math.max(2, Math.min(8, availableParallelism())),
    startKernel: () => Promise.resolve(startKernelThread(places.kernelScript)),
    openFile: (file, files) => openSource(file, files, places.samples),
    storePart,
    storageEstimate: () => Promise.resolve({}),
    foreignRequests: () => 0,
  };
}

async function openSource(file: SourceFile, files: FileHandles, sampleFolder: URL): Promise<OpenedFile> {
  if (file.kind === 'embedded') return openText(file.name, file.text);
  if (file.kind === 'sample') {
    const sample = SAMPLES.find((one) => one.name === file.name);
    if (sample === undefined) {
      return failWith('sample-unknown', {
        name: file.name,
        known: SAMPLES.map((one) => one.name).join(', '),
      });
    }
    return openPath(file.name, fileURLToPath(new URL(sample.file, sampleFolder)));
  }
  if (!Object.hasOwn(files, file.name)) return failWith('file-missing', { name: file.name });
  const handle = files[file.name] as NodeFile;
  return isFolderName(file.name) ? openFolderAt(file.name, handle.path) : openPath(file.name, handle.path);
}

async function openFolderAt(name: string, path: string): Promise<OpenedFile> {
  try {
    const forKernel: NodeFolder = { path, folder: name.slice(0, -1) };
    const blob = await openFolder(forKernel);
    const identity = `${path}:${JSON.stringify(await filesIn(path))}`;
    // No SQL reads a folder.
    return { name, bytes: blob.size, blob, forKernel, handle: new Uint8Array(), identity };
  } catch (error) {
    return failWith('file-unreadable', { name }, { detail: String(error) });
  }
}

function openText(name: string, text: string): OpenedFile {
  const bytes = new TextEncoder().encode(text);
  const blob = new Blob([bytes]);
  return { name, bytes: bytes.length, blob, forKernel: blob, handle: bytes, identity: `text:${text}` };
}

async function openPath(name: string, path: string): Promise<OpenedFile> {
  try {
    const { size, mtimeMs } = await stat(path);
    const blob = await openAsBlob(path);
    const handle: NodeFile = { path };
    return { name, bytes: size, blob, forKernel: handle, handle, identity: `${path}:${size}:${mtimeMs}` };
  } catch (error) {
    return failWith('file-unreadable', { name }, { detail: String(error) });
  }
}
