import type { AsyncDuckDB } from '@duckdb/duckdb-wasm';

/** A started worker and the promise that settles when it has ended, for whatever reason. */
export interface Watched<Handle> {
  readonly handle: Handle;
  readonly died: Promise<void>;
}

/** What the database needs of the world it runs in: a browser or Node. */
export interface DuckdbWorld {
  startWorker(): Promise<Watched<Worker>>;
  /** Where the worker finds the wasm module; called once per start. */
  wasmUrl(): Promise<string>;
  /** Makes a file readable under `path`. `handle` is what the world's opener gave. */
  register(db: AsyncDuckDB, path: string, handle: unknown): Promise<void>;
}
