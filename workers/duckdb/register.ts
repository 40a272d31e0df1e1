import { DuckDBDataProtocol, type AsyncDuckDB } from '@duckdb/duckdb-wasm';

/** Makes a `Blob` or `File` of a browser readable: read in slices when they are needed, never copied whole. */
export function registerBlob(db: AsyncDuckDB, path: string, blob: Blob): Promise<void> {
  return db.registerFileHandle(path, blob, DuckDBDataProtocol.BROWSER_FILEREADER, true);
}

/** Makes a file of Node's file system readable. */
export function registerNodePath(db: AsyncDuckDB, path: string, file: string): Promise<void> {
  return db.registerFileURL(path, file, DuckDBDataProtocol.NODE_FS, true);
}

/** Makes bytes in memory readable; they are copied. */
export function registerBytes(db: AsyncDuckDB, path: string, bytes: Uint8Array): Promise<void> {
  return db.registerFileBuffer(path, bytes.slice());
}

/** Makes a file of the browser's private files readable and writable; it is opened for the database alone. */
export function registerWritable(db: AsyncDuckDB, path: string, handle: FileSystemFileHandle): Promise<void> {
  return db.registerFileHandle(path, handle, DuckDBDataProtocol.BROWSER_FSACCESS, true);
}
