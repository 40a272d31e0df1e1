import { FailureError, failWith } from '../../src/core/failure';
import type { Duckdb } from '../duckdb/open';

/** The engine version this Sluice was measured with. */
const DUCKDB_VERSION = 'v1.4.3';
const CANCEL_AFTER_MS = 20;
const READ_ROWS = 300;
const ENDLESS = 'SELECT sum(hash(range)::HUGEINT) AS s FROM range(1000000000000)';

/**
 * The start-up test: version, types, reading, lock and cancel behave as the rest relies on. Throws `engine-guard-failed`
 * with the check that failed. Takes about 0.4 s.
 */
export async function guardEngine(duckdb: Duckdb): Promise<void> {
  if (duckdb.version !== DUCKDB_VERSION) reject(`DuckDB is ${duckdb.version}, not ${DUCKDB_VERSION}`);
  await guardTypes(duckdb);
  await guardReading(duckdb);
  await guardLock(duckdb);
  await guardCancel(duckdb);
}

function reject(check: string): never {
  return failWith('engine-guard-failed', { check });
}

async function guardTypes({ main }: Duckdb): Promise<void> {
  const frame =
    await main.query(`SELECT 9007199254740993 AS big, 1.25::DECIMAL(4, 2) AS dec, 7::BIGINT AS small,
    DATE '2024-02-29' AS day, TIMESTAMP '2024-02-29 12:30:00.5' AS moment, TIME '10:30:00.25' AS clock, 'ü' AS txt, true AS yes, NULL AS none`);
  const found = JSON.stringify(Object.values(frame.columns).map((values) => values[0]));
  const expected =
    '["9007199254740993","1.25",7,"2024-02-29","2024-02-29T12:30:00.5","10:30:00.25","ü",true,null]';
  if (found !== expected) reject(`types arrive as ${found}`);
}

/**
 * Reads a small CSV as `load` does. It is also what makes the first load of a user quick: a browser compiles WebAssembly
 * well only after it has run (a load of 200 MB takes 2.1 s behind this, and 2.6 s without).
 */
async function guardReading(duckdb: Duckdb): Promise<void> {
  const path = 'import/guard.csv';
  const lines = Array.from({ length: READ_ROWS }, (_, row) => {
    const day = `2024-02-${String(1 + (row % 29)).padStart(2, '0')}`;
    return `${row},${row / 8},${day},${day} 12:30:00,"a, ${row}",word ${row % 7},${String(row % 2 === 0)},${row % 5 || ''}`;
  });
  const header = 'integer,number,date,moment,quoted,word,boolean,missing';
  await duckdb.registerText(path, `${header}\n${lines.join('\n')}\n`);
  await duckdb.main.query(`CREATE TABLE guard AS FROM read_csv('${path}')`);
  const found = await duckdb.main.query(`SELECT list_transform(Columns, c -> c.type)::VARCHAR AS types,
    (SELECT sum(integer + number)::DOUBLE FROM guard) AS sum FROM sniff_csv('${path}')`);
  await duckdb.main.query('DROP TABLE guard');
  await duckdb.unregister(path);
  const types = '[BIGINT, DOUBLE, DATE, TIMESTAMP, VARCHAR, VARCHAR, BOOLEAN, BIGINT]';
  const expected = JSON.stringify([[types], [(READ_ROWS * (READ_ROWS - 1) * 9) / 16]]);
  const read = JSON.stringify([found.columns.types, found.columns.sum]);
  if (read !== expected) reject(`a CSV is read as ${read}`);
}

async function guardLock({ main, aside, patient }: Duckdb): Promise<void> {
  for (const connection of [main, aside, patient]) {
    for (const sql of [`SELECT * FROM read_csv('outside.csv')`, `SET threads = 1`, `LOAD json`]) {
      const refused = await connection.query(sql).then(
        () => false,
        () => true,
      );
      if (!refused) reject(`the lock lets “${sql}” pass`);
    }
  }
}

async function guardCancel({ main }: Duckdb): Promise<void> {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), CANCEL_AFTER_MS);
  const code = await main.query(ENDLESS, { signal: controller.signal }).then(
    () => 'a result',
    (error: unknown) => (error instanceof FailureError ? error.failure.code : String(error)),
  );
  if (code !== 'cancelled') reject(`a cancelled statement ends with ${code}`);
}
