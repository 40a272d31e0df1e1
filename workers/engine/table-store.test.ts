import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { nodeWorld } from '../../headless/node-world';
import { openDuckdb, type Duckdb } from '../duckdb/open';
import { memoryBytes } from './held-bytes';
import { TableStore } from './table-store';

const { signal } = new AbortController();
const nowhere = new URL('file:///');

describe('when memory gets short', () => {
  let duckdb: Duckdb;
  let tables: TableStore;
  beforeEach(async () => {
    duckdb = await openDuckdb(nodeWorld({ kernelScript: nowhere, samples: nowhere }).duckdb);
    tables = new TableStore();
    for (const name of ['first', 'second']) {
      await tables.create(duckdb.main, `made_${name}`, 'SELECT i % 7 AS i FROM range(400000) r(i)', {
        signal,
      });
      await tables.adopt(duckdb.main, `made_${name}`, name);
    }
  });
  afterEach(() => duckdb.terminate());

  const sumOf = async (table: string) =>
    (await duckdb.main.query(`SELECT sum(i)::DOUBLE AS n FROM ${table}`)).columns.n;

  test('tables are compressed before any is dropped', async () => {
    const before = await memoryBytes(duckdb.main);
    await tables.shrink(duckdb.main, before * 0.6, tables.now);
    expect(await memoryBytes(duckdb.main)).toBeLessThanOrEqual(before * 0.6);
    expect([tables.has('first'), tables.has('second')]).toEqual([true, true]);
    expect([await sumOf('first'), await sumOf('second')]).toEqual([[1199997], [1199997]]);
  });

  test('a compressed table is dropped like another', async () => {
    await tables.shrink(duckdb.main, 0, tables.now);
    expect(tables.size).toBe(0);
    await expect(sumOf('first')).rejects.toThrow();
  });

  test('a pinned table stays as it is', async () => {
    const unpin = tables.pin('first');
    await tables.shrink(duckdb.main, 0, tables.now);
    expect([tables.has('first'), tables.has('second')]).toEqual([true, false]);
    unpin();
  });

  test('a large table made compressed takes its lasting name and less memory', async () => {
    const before = await memoryBytes(duckdb.main);
    const rows = 4_000_000;
    const select = `SELECT i % 7 AS i FROM range(${rows}) r(i)`;
    const made = await tables.create(duckdb.main, 'made_third', select, { signal, place: 'compressed' });
    await tables.adopt(duckdb.main, 'made_third', 'third');
    expect(made).toMatchObject({ rows, columns: [{ name: 'i' }] });
    expect((await memoryBytes(duckdb.main)) - before).toBeLessThan(rows * 2);
    expect(await sumOf('third')).toEqual([11_999_994]);
  });
});
