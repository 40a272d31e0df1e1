import type { TablePlace } from '../../src/engine/protocol';
import type { Connection } from '../duckdb/connection';
import { COMPRESSED, DISK, PLAIN } from '../duckdb/lock';

/** The catalogue of each place. */
export const CATALOGUES: Readonly<Record<TablePlace, string>> = {
  plain: PLAIN,
  compressed: COMPRESSED,
  disk: DISK,
};

/** Writes or compresses what was made. Of a cancel see `Connection.alone`. */
export async function checkpoint(
  connection: Connection,
  place: TablePlace,
  { signal }: { readonly signal: AbortSignal },
): Promise<void> {
  await connection.alone(`CHECKPOINT ${CATALOGUES[place]}`, { signal });
}

/** Adds rows to a table that does not stand in plain memory: they come in there, and are copied from there. */
export async function insertAside(
  connection: Connection,
  { table, name }: { readonly table: string; readonly name: string },
  stream: Uint8Array,
  { signal, append }: { readonly signal: AbortSignal; readonly append: boolean },
): Promise<void> {
  const piece = `${table}_piece`;
  try {
    await connection.insert(piece, stream, { signal });
    const copy = append ? `INSERT INTO ${name} FROM ${piece}` : `CREATE TABLE ${name} AS FROM ${piece}`;
    await connection.query(copy, { signal });
  } finally {
    await connection.query(`DROP TABLE IF EXISTS ${piece}`);
  }
}
