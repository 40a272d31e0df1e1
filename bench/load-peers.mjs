// The peers of the loads: native DuckDB of the same version on one thread, in this process; for Arrow, which it reads from memory
// alone without an extension, DuckDB in Python with pyarrow, which maps the file.
import { execFileSync, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';

const script = fileURLToPath(new URL('arrow_peer.py', import.meta.url));

/** Seconds that a table of a file took on a fresh database in memory, and its rows. */
export async function measureNativeLoad(reader, path) {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  const start = performance.now();
  await connection.run(`CREATE TABLE t AS SELECT * FROM ${reader}('${path.replaceAll("'", "''")}')`);
  const seconds = (performance.now() - start) / 1000;
  const counted = await connection.runAndReadAll('SELECT count(*) FROM t');
  const rows = Number(counted.getRows()[0][0]);
  connection.closeSync();
  instance.closeSync();
  return { seconds, rows };
}

/** Whether that Python has what the peer for Arrow needs. */
export function openArrowPeer(python) {
  return spawnSync(python, [script, '--check'], { stdio: 'ignore' }).status === 0;
}

/** The same of an Arrow file. */
export function measureArrowPeer(python, path) {
  return JSON.parse(execFileSync(python, [script, path], { encoding: 'utf8' }));
}
