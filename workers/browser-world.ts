import duckdbScript from '#engine-assets/duckdb-eh.worker.js?url';
import duckdbWasm from '#engine-assets/duckdb-eh.wasm.gz?url';
import { failWith } from '../src/core/failure';
import { SAMPLES } from '../src/core/samples';
import type { SourceFile } from '../src/core/source';
import type { FileHandles } from '../src/engine/protocol';
import { startWorker } from '../src/engine/start-worker';
import { watchForeignRequests } from './foreign-requests';
import { registerBlob } from './duckdb/register';
import type { OpenedFile, World } from './engine/world';
import kernelScript from './kernel.worker.ts?worker&url';

/** The world of a browser: workers from blobs, files as `File`s, samples from our own origin. */
export function browserWorld(): World {
  const own = watchForeignRequests();
  let nested = 0;
  const onForeign = (): void => void (nested += 1);
  let wasm: Promise<string> | undefined;
  return {
    duckdb: {
      startWorker: async () => {
        const { worker, died } = await startWorker(
          { text: QUIET + (await (await fetchOwn(duckdbScript)).text()) },
          onForeign,
        );
        return { handle: worker, died };
      },
      wasmUrl: () => {
        wasm ??= inflateWasm().catch((error: unknown) => {
          wasm = undefined;
          throw error;
        });
        return wasm;
      },
      register: (db, path, handle) => registerBlob(db, path, handle as Blob),
    },
    kernelWorkers: Math.max(2, Math.min(8, navigator.hardwareConcurrency)),
    startKernel: async () => {
      const { worker, died } = await startWorker({ module: absolute(kernelScript) }, onForeign);
      const handle = {
        post: (message: unknown, transfer: readonly ArrayBuffer[]) =>
          worker.postMessage(message, [...transfer]),
        onMessage: (listener: (message: unknown) => void) =>
          worker.addEventListener('message', (event) => listener(event.data)),
        terminate: () => worker.terminate(),
      };
      return { handle, died };
    },
    openFile: openSource,
    foreignRequests: () => own() + nested,
  };
}

/** The database prints every error that it also returns. */
const QUIET = 'console.log = () => {};\n';

/** Addresses of assets may be relative to this script. */
function absolute(url: string): string {
  return new URL(url, import.meta.url).href;
}

async function fetchOwn(url: string): Promise<Response> {
  const response = await fetch(absolute(url));
  if (!response.ok) throw new Error(`${response.status} for ${url}`);
  return response;
}

/** The engine ships compressed (several hosts refuse files over 25 MB); a host may have inflated it on the way already. */
async function inflateWasm(): Promise<string> {
  const packed = await (await fetchOwn(duckdbWasm)).blob();
  const start = new Uint8Array(await packed.slice(0, 2).arrayBuffer());
  const isGzip = start[0] === 0x1f && start[1] === 0x8b;
  const stream = isGzip ? packed.stream().pipeThrough(new DecompressionStream('gzip')) : packed.stream();
  const module = await new Response(stream, { headers: { 'content-type': 'application/wasm' } }).blob();
  return URL.createObjectURL(module);
}

async function openSource(file: SourceFile, files: FileHandles): Promise<OpenedFile> {
  if (file.kind === 'embedded') return opened(file.name, new Blob([file.text]), `text:${file.text}`);
  if (file.kind === 'sample') return openSample(file.name);
  const handle = Object.hasOwn(files, file.name) ? files[file.name] : undefined;
  if (!(handle instanceof Blob)) return failWith('file-missing', { name: file.name });
  const changed = handle instanceof File ? handle.lastModified : 0;
  return opened(file.name, handle, `file:${file.name}:${handle.size}:${changed}`);
}

const fetchedSamples = new Map<string, Blob>();

async function openSample(name: string): Promise<OpenedFile> {
  const sample = SAMPLES.find((one) => one.name === name);
  if (sample === undefined) {
    return failWith('sample-unknown', { name, known: SAMPLES.map((one) => one.name).join(', ') });
  }
  let blob = fetchedSamples.get(name);
  if (blob === undefined) {
    blob = await (await fetchOwn(`../samples/${sample.file}`)).blob();
    fetchedSamples.set(name, blob);
  }
  return opened(name, blob, `sample:${name}`);
}

function opened(name: string, blob: Blob, identity: string): OpenedFile {
  return { name, bytes: blob.size, blob, forKernel: blob, handle: blob, identity };
}
