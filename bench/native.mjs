// The peer: native DuckDB of the same version, in this process.
import { DuckDBInstance } from '@duckdb/node-api';
import { aggregateSql, DUPLICATES_SQL, histogramSql, valuesSql } from './exact-sql.mjs';

/** Seconds that loading, SUMMARIZE and the exact statistics took, with so many threads, on a fresh database in memory. */
export async function measureNative(csv, threads) {
  const instance = await DuckDBInstance.create(':memory:', { threads: String(threads) });
  const connection = await instance.connect();
  const seconds = async (...statements) => {
    const start = performance.now();
    for (const sql of statements) await (await connection.runAndReadAll(sql)).getRows();
    return (performance.now() - start) / 1000;
  };
  const load = await seconds(`CREATE TABLE t AS SELECT * FROM read_csv('${csv.replaceAll("'", "''")}')`);
  const summarize = await seconds('SUMMARIZE t');
  const described = await connection.runAndReadAll("SELECT name, type FROM pragma_table_info('t')");
  const columns = described.getRowObjects();
  const exact = await seconds(
    aggregateSql(columns),
    ...columns.map(valuesSql),
    ...columns.map(histogramSql).filter((sql) => sql !== undefined),
    DUPLICATES_SQL,
  );
  connection.closeSync();
  instance.closeSync();
  return { load, summarize, exact };
}
