import { afterAll, beforeAll, expect, test } from 'vitest';
import { nodeWorld } from '../../headless/node-world';
import { openDuckdb, type Duckdb } from '../duckdb/open';
import { TableStore } from './table-store';

const { signal } = new AbortController();
const nowhere = new URL('file:///');
let duckdb: Duckdb;
beforeAll(async () => {
  duckdb = await openDuckdb(nodeWorld({ kernelScript: nowhere, samples: nowhere }).duckdb);
});
afterAll(() => duckdb.terminate());

test('numbers become a table in their order, by names of any kind', async () => {
  const columns = {
    'der Größe "nach"': Float64Array.of(3, NaN, -0),
    '1': Float64Array.of(Infinity, 5e-324, 2 ** 53),
  };
  const made = await new TableStore().createNumbers(duckdb.main, 'made', columns, { signal });
  expect(made.rows).toBe(3);
  expect(made.columns.map(({ name, sqlType }) => [name, sqlType])).toEqual(
    Object.keys(columns).map((name) => [name, 'DOUBLE']),
  );
  const back = await duckdb.main.query('FROM made');
  expect(back.columns).toEqual({ 'der Größe "nach"': [3, NaN, -0], '1': [Infinity, 5e-324, 2 ** 53] });
});

test('no rows make an empty table', async () => {
  const made = await new TableStore().createNumbers(
    duckdb.main,
    'none',
    { a: new Float64Array() },
    { signal },
  );
  expect(made).toMatchObject({ rows: 0, columns: [{ name: 'a', sqlType: 'DOUBLE' }] });
});

test('a million rows stand at once', async () => {
  const a = Float64Array.from({ length: 1_000_000 }, (_, row) => row);
  const made = await new TableStore().createNumbers(duckdb.main, 'many', { a }, { signal });
  const sum = await duckdb.main.query('SELECT sum(a) AS s, last(a) AS l FROM many');
  expect([made.rows, sum.columns.s, sum.columns.l]).toEqual([1_000_000, [499_999_500_000], [999_999]]);
});
