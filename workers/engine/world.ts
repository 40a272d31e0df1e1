import type { SourceFile } from '../../src/core/source';
import type { FileHandles } from '../../src/engine/protocol';
import type { DuckdbWorld, Watched } from '../duckdb/world';

/** A file that the world has found. `blob` reads it anywhere; `handle` is what the database registers. */
export interface OpenedFile {
  readonly name: string;
  readonly bytes: number;
  readonly blob: Blob;
  readonly handle: unknown;
  /** What a kernel worker of this world can read: a `Blob` in a browser, `{ path }` in Node. */
  readonly forKernel: object;
  /** Changes whenever the content may have changed, so that an unchanged file is hashed once. */
  readonly identity: string;
}

/** A kernel worker as the pool sees it. */
export interface KernelWorker {
  post(message: unknown, transfer: readonly (ArrayBuffer | MessagePort)[]): void;
  onMessage(listener: (message: unknown) => void): void;
  terminate(): void;
}

/** What was written to a place that the world chose: `blob`, `handle` and `forKernel` are those of an `OpenedFile`. */
export interface StoredPart {
  readonly blob: Blob;
  readonly handle: unknown;
  readonly forKernel: object;
  remove(): Promise<void>;
}

/** Everything the engine needs of the world it runs in; the rest of `workers/engine` knows no browser and no Node. */
export interface World {
  readonly duckdb: DuckdbWorld;
  readonly kernelWorkers: number;
  startKernel(): Promise<Watched<KernelWorker>>;
  /** Finds a source file; where a member of an archive is asked for, the archive. Throws `FailureError` (`file-missing`, `file-unreadable`, `sample-unknown`). */
  openFile(file: SourceFile, files: FileHandles, signal: AbortSignal): Promise<OpenedFile>;
  /** Keeps what `fill` writes, until it is removed: a blob in a browser, a passing file in Node. `fill` closes the stream. */
  storePart(fill: (writable: WritableStream<Uint8Array>) => Promise<unknown>): Promise<StoredPart>;
  /** What the browser says this site may keep on the device, and keeps; empty where it says nothing. */
  storageEstimate(): Promise<StorageEstimate>;
  /** Requests to other origins that this side saw. */
  foreignRequests(): number;
}
