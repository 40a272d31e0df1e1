import type { TablePlace } from '../../src/engine/protocol';
import type { Connection } from '../duckdb/connection';
import { DISK } from '../duckdb/lock';

/** Bytes that the database holds in memory now, without what it could read again from disk. */
export async function memoryBytes(connection: Connection): Promise<number> {
  const frame = await connection.query(
    `SELECT sum(memory_usage_bytes)::DOUBLE AS bytes FROM duckdb_memory() WHERE tag <> 'BASE_TABLE'`,
  );
  return Number(frame.columns.bytes?.[0] ?? 0);
}

/** Bytes of all tables that stand in a place. */
export async function bytesIn(connection: Connection, place: TablePlace): Promise<number> {
  if (place !== 'disk') return memoryBytes(connection);
  const frame = await connection.query(
    `SELECT (block_size * used_blocks)::DOUBLE AS bytes FROM pragma_database_size() WHERE database_name = '${DISK}'`,
  );
  return Number(frame.columns.bytes?.[0] ?? 0);
}
