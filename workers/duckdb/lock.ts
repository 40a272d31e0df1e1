import type { AsyncDuckDBConnection } from '@duckdb/duckdb-wasm';

/** The catalogue that new tables are made in: memory, as it is. */
export const PLAIN = 'memory';
/** The catalogue that tables move to when memory gets short: memory too, compressed to about half. */
export const COMPRESSED = 'compressed';

const BEFORE_LOCK = [
  'SET autoinstall_known_extensions = false',
  'SET autoload_known_extensions = false',
  // Alone it takes the time of all the other methods together: docs/decisions/compression.md.
  `SET disabled_compression_methods = 'dict_fsst'`,
];

/** Settings that belong to a connection: they must be made on each before the lock. */
const PER_CONNECTION = [
  'SET enable_progress_bar = true',
  'SET progress_bar_time = 0',
  'SET errors_as_json = true',
  `SET search_path = '${PLAIN}.main,${COMPRESSED}.main'`,
];

const LOCK = [
  `SET allowed_directories = ['import/']`,
  'SET enable_external_access = false',
  'SET lock_configuration = true',
];

/**
 * Locks the engine for good: no extension is fetched, no file but those registered under `import/` is read, no setting
 * changes. All connections must be open already; the order matters (`docs/privacy.md`).
 */
export async function lockEngine(connections: readonly AsyncDuckDBConnection[]): Promise<void> {
  const [first] = connections;
  if (first === undefined) throw new Error('Locking needs an open connection.');
  for (const sql of [...BEFORE_LOCK, `ATTACH ':memory:' AS ${COMPRESSED} (COMPRESS)`]) await first.query(sql);
  for (const connection of connections) for (const sql of PER_CONNECTION) await connection.query(sql);
  for (const sql of LOCK) await first.query(sql);
}
