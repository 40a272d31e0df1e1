import type { AsyncDuckDB } from '@duckdb/duckdb-wasm';

/** A started worker and the promise that settles when it has ended, for whatever reason. */
export interface Watched<Handle> {
  readonly handle: Handle;
  readonly died: Promise<void>;
}

/** A place on the device's disk for one database: one file and its log. Nothing is there until it is opened. */
export interface DiskPlace {
  /** What the database calls the file; its log is called `path.wal`. */
  readonly path: string;
  /** Makes both files, empty, and hands them to the database. Throws where the browser gives no room. */
  open(db: AsyncDuckDB): Promise<void>;
  /** Deletes both. Never throws: what cannot be deleted now is deleted when the next session starts. */
  remove(): Promise<void>;
}

/** What the database needs of the world it runs in: a browser or Node. */
export interface DuckdbWorld {
  startWorker(): Promise<Watched<Worker>>;
  /** Where the worker finds the wasm module; called once per start. */
  wasmUrl(): Promise<string>;
  /**
   * Where what the database reads of a file will arrive (`TappedPiece`s), for a file about to be registered under `path`; left
   * out where a world has no such thing.
   */
  tap?(path: string): MessagePort;
  /** A fresh place for tables that are too large for memory; left out where a world has none. */
  disk?(): DiskPlace;
  /** Makes a file readable under `path`. `handle` is what the world's opener gave. */
  register(db: AsyncDuckDB, path: string, handle: unknown): Promise<void>;
}
