// The benchmark's table in the formats that are loaded, written once by native DuckDB.
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';

/** What of it is written, and how: by the end of the name. */
const WRITTEN = {
  table: {
    'csv.gz': 'FORMAT csv, HEADER, COMPRESSION gzip',
    parquet: "FORMAT parquet, COMPRESSION 'zstd'",
  },
  json: { json: 'FORMAT json, ARRAY true', ndjson: 'FORMAT json' },
};

/** Makes the files that are not there, from the first `limit` rows of the CSV; an Arrow file beside the Parquet one. */
export async function makeLoadFiles(csv, path, { formats, limit }) {
  const missing = Object.entries(WRITTEN[formats]).filter(([ending]) => !existsSync(`${path}.${ending}`));
  if (missing.length > 0) {
    const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
    const connection = await instance.connect();
    await connection.run(`CREATE TABLE t AS SELECT * FROM read_csv('${csv}') LIMIT ${limit}`);
    for (const [ending, how] of missing) {
      const part = `${path}.part`;
      await connection.run(`COPY t TO '${part}' (${how})`);
      renameSync(part, `${path}.${ending}`);
    }
    connection.closeSync();
    instance.closeSync();
  }
  if (formats === 'table' && !existsSync(`${path}.arrow`))
    await makeArrow(`${path}.parquet`, `${path}.arrow`);
}

/** DuckDB writes no Arrow without an extension, which is fetched: the Parquet file is written again. */
async function makeArrow(parquet, arrow) {
  const { readParquet } = await import('parquet-wasm/node');
  const { tableFromIPC, tableToIPC } = await import('apache-arrow');
  const stream = readParquet(readFileSync(parquet), { batchSize: 100_000 }).intoIPCStream();
  const part = `${arrow}.part`;
  rmSync(part, { force: true });
  writeFileSync(part, tableToIPC(tableFromIPC(stream), 'file'));
  renameSync(part, arrow);
}
