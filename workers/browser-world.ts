import duckdbScript from '#engine-assets/duckdb-eh.worker.js?url';
import duckdbWasm from '#engine-assets/duckdb-eh.wasm.gz?url';
import { failWith } from '../src/core/failure';
import { SAMPLES } from '../src/core/samples';
import type { SourceFile } from '../src/core/source';
import type { FileHandles } from '../src/engine/protocol';
import { startWorker } from '../src/engine/start-worker';
import { watchForeignRequests } from './foreign-requests';
import { installModule, type ModuleMessage } from './duckdb/given-module';
import { registerBlob } from './duckdb/register';
import { installTap, type TapMessage } from './duckdb/tap';
import type { OpenedFile, StoredPart, World } from './engine/world';
import { KeptModule } from './kept-module';
import { privateTables } from './private-tables';
import { sweepTables } from './sweep';
import kernelScript from './kernel.worker.ts?worker&url';

/** The world of a browser: workers from blobs, files as `File`s, samples from our own origin. */
export function browserWorld(): World & { readonly module: KeptModule } {
  const own = watchForeignRequests();
  void sweepTables();
  let nested = 0;
  const onForeign = (): void => void (nested += 1);
  const module = new KeptModule(fetchModule);
  const nothing = URL.createObjectURL(new Blob());
  let database: Worker | undefined;
  return {
    module,
    duckdb: {
      startWorker: async () => {
        const { worker, died } = await startWorker(
          { text: AHEAD + (await (await fetchOwn(duckdbScript)).text()) },
          onForeign,
        );
        database = worker;
        return { handle: worker, died };
      },
      tap: (path) => {
        const { port1, port2 } = new MessageChannel();
        const message: TapMessage = { type: 'sluice-tap', path, port: port1 };
        database?.postMessage(message, [port1]);
        return port2;
      },
      wasmUrl: async () => {
        const message: ModuleMessage = { type: 'sluice-module', module: await module.get() };
        database?.postMessage(message);
        return nothing;
      },
      register: (db, path, handle) => registerBlob(db, path, handle as Blob),
      ...(hasPrivateFiles() && { disk: privateTables }),
    },
    kernelWorkers: Math.max(2, Math.min(8, navigator.hardwareConcurrency)),
    startKernel: async () => {
      const { worker, died } = await startWorker({ module: absolute(kernelScript) }, onForeign);
      const handle = {
        post: (message: unknown, transfer: readonly Transferable[]) =>
          worker.postMessage(message, [...transfer]),
        onMessage: (listener: (message: unknown) => void) =>
          worker.addEventListener('message', (event) => listener(event.data)),
        terminate: () => worker.terminate(),
      };
      return { handle, died };
    },
    openFile: openSource,
    storePart,
    storageEstimate: () => navigator.storage.estimate().catch(() => ({})),
    foreignRequests: () => own() + nested,
  };
}

/** True where a database can have files of its own: not on insecure origins, and not in old browsers. */
function hasPrivateFiles(): boolean {
  return 'FileSystemSyncAccessHandle' in self && 'locks' in navigator && 'storage' in navigator;
}

/** Stands ahead of the database's script. It prints every error that it also returns: that is silenced. */
const AHEAD = `console.log = () => {};\n(${installTap.toString()})(self);\n(${installModule.toString()})(self);\n`;

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
async function fetchModule(): Promise<Response> {
  const packed = await (await fetchOwn(duckdbWasm)).blob();
  const start = new Uint8Array(await packed.slice(0, 2).arrayBuffer());
  const isGzip = start[0] === 0x1f && start[1] === 0x8b;
  const stream = isGzip ? packed.stream().pipeThrough(new DecompressionStream('gzip')) : packed.stream();
  return new Response(stream, { headers: { 'content-type': 'application/wasm' } });
}

async function openSource(file: SourceFile, files: FileHandles): Promise<OpenedFile> {
  if (file.kind === 'embedded') return opened(file.name, new Blob([file.text]), `text:${file.text}`);
  if (file.kind === 'sample') return openSample(file.name);
  const handle = Object.hasOwn(files, file.name) ? files[file.name] : undefined;
  if (!(handle instanceof Blob)) return failWith('file-missing', { name: file.name });
  const changed = handle instanceof File ? handle.lastModified : 0;
  return opened(file.name, handle, `file:${file.name}:${handle.size}:${changed}`);
}

/** The browser keeps a large blob on disk by itself. */
async function storePart(
  fill: (writable: WritableStream<Uint8Array>) => Promise<unknown>,
): Promise<StoredPart> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array<ArrayBuffer>>();
  const [blob] = await Promise.all([new Response(readable).blob(), fill(writable)]);
  return { blob, handle: blob, forKernel: blob, remove: () => Promise.resolve() };
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
