import type { AsyncDuckDBConnection } from '@duckdb/duckdb-wasm';
import { quoteLiteral } from '../../src/core/sql';

/** The catalogue that new tables are made in: memory, as it is. */
export const PLAIN = 'memory';
/** The catalogue that tables move to when memory gets short: memory too, compressed to about half. */
export const COMPRESSED = 'compressed';
/** The catalogue of what is too large for memory: empty memory until a file on the device's disk takes its place. */
export const DISK = 'disk';

/** What differs from one database to the next. */
export interface LockOptions {
  /** The one file beside `import/` that may be read and written, with its log; left out where there is no disk. */
  readonly diskPath?: string | undefined;
  /** Most bytes that the database may hold; its own limit (3.1 GiB) where left out. */
  readonly memoryLimit?: number | undefined;
}

/** What puts the disk's catalogue in its place before there is a file: the search path can name only what stands. */
export const ATTACH_NOTHING = `ATTACH ':memory:' AS ${DISK}`;

const BEFORE_LOCK = [
  'SET autoinstall_known_extensions = false',
  'SET autoload_known_extensions = false',
  // Alone it takes the time of all the other methods together: docs/decisions/compression.md.
  `SET disabled_compression_methods = 'dict_fsst'`,
  // A checkpoint by itself, at the end of a large statement, waits for ever for what another connection is reading: who needs one
  // asks for it (`Connection.alone`).
  `SET checkpoint_threshold = '1TB'`,
];

/** Settings that belong to a connection: they must be made on each before the lock. */
const PER_CONNECTION = [
  'SET enable_progress_bar = true',
  'SET progress_bar_time = 0',
  'SET errors_as_json = true',
  `SET search_path = '${PLAIN}.main,${COMPRESSED}.main,${DISK}.main'`,
];

const LOCK = [
  `SET allowed_directories = ['import/']`,
  'SET enable_external_access = false',
  'SET lock_configuration = true',
];

/**
 * Locks the engine for good: no extension is fetched, no file but those registered under `import/` and the one of the disk is
 * touched, no setting changes. All connections must be open already; the order matters (`docs/privacy.md`).
 */
export async function lockEngine(
  connections: readonly AsyncDuckDBConnection[],
  { diskPath, memoryLimit }: LockOptions = {},
): Promise<void> {
  const [first] = connections;
  if (first === undefined) throw new Error('Locking needs an open connection.');
  const attach = [`ATTACH ':memory:' AS ${COMPRESSED} (COMPRESS)`, ATTACH_NOTHING];
  for (const sql of [...BEFORE_LOCK, ...attach]) await first.query(sql);
  if (memoryLimit !== undefined) await first.query(`SET memory_limit = '${memoryLimit}B'`);
  for (const connection of connections) for (const sql of PER_CONNECTION) await connection.query(sql);
  if (diskPath !== undefined) await first.query(allowedPaths(diskPath));
  for (const sql of LOCK) await first.query(sql);
}

function allowedPaths(path: string): string {
  return `SET allowed_paths = [${quoteLiteral(path)}, ${quoteLiteral(`${path}.wal`)}]`;
}
