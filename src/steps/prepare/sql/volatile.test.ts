import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSqlBench, type SqlBench } from '../../../../headless/step-on-sql';
import { volatileParts } from '../../../core/sql-volatile';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

/** Functions that the engine calls volatile although they give the same in every run here. */
const SETTLED = [
  'current_database',
  'current_schema',
  'current_schemas',
  'error',
  'in_search_path',
  'stats',
  'write_log',
];

test('all functions that the engine itself calls volatile are known, but for those that are settled', async () => {
  const functions = await bench.rows(
    "SELECT DISTINCT function_name AS name FROM duckdb_functions() WHERE stability <> 'CONSISTENT' ORDER BY name",
  );
  const names = functions.map(({ name }) => String(name));
  expect(names.length).toBeGreaterThan(10);
  expect(names.filter((name) => volatileParts(`SELECT ${name}()`).length === 0)).toEqual(SETTLED);
});
