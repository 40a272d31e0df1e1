import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nodeWorld } from '../../headless/node-world';
import type { TableArtifact } from '../../src/core/artifact';
import type { Cell } from '../../src/core/frame';
import type { RowCondition, RowView, SortKey } from '../../src/core/row-view';
import { openAskBench, sorted, where, type AskBench } from './ask-bench';

let bench: AskBench;
const tableOf: AskBench['tableOf'] = (select) => bench.tableOf(select);
const ask: AskBench['ask'] = (...question) => bench.ask(...question);
const rowsOf: AskBench['rowsOf'] = (...rows) => bench.rowsOf(...rows);

beforeAll(async () => {
  const nowhere = new URL('file:///');
  bench = await openAskBench(nodeWorld({ kernelScript: nowhere, samples: nowhere }));
});
afterAll(() => bench.close());

async function valuesOf(table: TableArtifact, view: RowView): Promise<readonly Cell[]> {
  const page = await ask(table, { kind: 'page', slot: 'table', offset: 0, limit: 1000, view });
  return Array.from(page.columns.x ?? []);
}

const tablesNow = async (): Promise<string[]> => {
  const { columns } = await bench.duckdb.main.query(`SELECT table_name AS t FROM duckdb_tables() ORDER BY 1`);
  return Array.from(columns.t ?? [], String).filter((name) => name.startsWith('v_'));
};

describe('a sorted view', () => {
  test('puts missing values last and NaN right before them, in both directions', async () => {
    const table = await tableOf(`SELECT unnest(['nan'::DOUBLE, 2, NULL, 'inf', -1, '-inf']) AS x`);
    expect(await valuesOf(table, sorted('x'))).toEqual([-Infinity, -1, 2, Infinity, NaN, null]);
    expect(await valuesOf(table, sorted('x', 'descending'))).toEqual([Infinity, 2, -1, -Infinity, NaN, null]);
  });

  test('keeps the order of the table among equal rows, in both directions', async () => {
    const table = await tableOf(`SELECT i % 3 AS x FROM range(3000) r(i)`);
    const up = Array.from({ length: 1000 }, (_, row) => row * 3);
    expect(await rowsOf(table, sorted('x'))).toEqual(up);
    expect(await rowsOf(table, sorted('x', 'descending'), 2000)).toEqual(up);
  });

  test('sorts by a second key where the first is equal', async () => {
    const table = await tableOf(`SELECT * FROM (VALUES ('b', 1), ('a', 1), ('b', 2), ('a', 2)) t(x, y)`);
    const order: SortKey[] = [
      { column: 'x', direction: 'ascending' },
      { column: 'y', direction: 'descending' },
    ];
    expect(await rowsOf(table, { order, where: [] })).toEqual([3, 1, 2, 0]);
  });

  test('goes on over pages without a gap or a row twice', async () => {
    const table = await tableOf(`SELECT hash(i) % 50 AS x FROM range(5000) r(i)`);
    const pages = [];
    for (let offset = 0; offset < 5000; offset += 700) {
      pages.push(...(await rowsOf(table, sorted('x'), offset, 700)));
    }
    expect(new Set(pages).size).toBe(5000);
    expect(pages.slice(0, 1000)).toEqual(await rowsOf(table, sorted('x')));
  });

  test('takes every type, also those the database has no order for', async () => {
    const table = await tableOf(
      `SELECT * FROM (VALUES (true, TIME '10:00:00', [10], {x: 1}, MAP {'k': 2}, INTERVAL 2 DAY, 'y'::BLOB, TIMESTAMPTZ '2024-01-02 00:00:00+00', uuid_value, 'b'::ENUM('b', 'a')), (false, TIME '09:00:00', [9], {x: 0}, MAP {'k': 1}, INTERVAL 1 DAY, 'x'::BLOB, TIMESTAMPTZ '2024-01-01 00:00:00+00', uuid_value, 'a')) t(a, b, c, d, e, f, g, h, i, j)`.replaceAll(
        'uuid_value',
        `'00000000-0000-0000-0000-000000000000'::UUID`,
      ),
    );
    for (const { name } of table.columns.filter((column) => !['i', 'j'].includes(column.name))) {
      expect([name, await rowsOf(table, sorted(name))]).toEqual([name, [1, 0]]);
    }
    expect(await rowsOf(table, sorted('i', 'descending'))).toEqual([0, 1]);
  });

  test('is about columns of any name, one called rowid among them', async () => {
    const table = await tableOf(
      `SELECT 10 - i AS "rowid", i AS "select", 'a"b' || i AS "a""b", i AS "r", i AS "#place", i AS "##", i AS "größe" FROM range(3) r(i)`,
    );
    const page = await ask(table, {
      kind: 'page',
      slot: 'table',
      offset: 0,
      limit: 2,
      columns: ['rowid', '#place', 'a"b'],
      view: { ...sorted('rowid'), where: [{ kind: 'contains', column: 'a"b', text: 'A"B' }] },
      rowNumbers: '№',
    });
    expect(page.columns).toEqual({ rowid: [8, 9], '#place': [2, 1], 'a"b': ['a"b2', 'a"b1'], '№': [2, 1] });
    for (const name of ['select', 'a"b', 'r', '#place', '##', 'größe']) {
      expect(await rowsOf(table, sorted(name, 'descending'))).toEqual([2, 1, 0]);
    }
  });

  test('tells where a row of the table stands in it', async () => {
    const table = await tableOf(`SELECT i AS x FROM range(10) r(i)`);
    const range: RowCondition = { kind: 'range', column: 'x', low: '3', high: null };
    const view = { ...sorted('x', 'descending'), where: [range] };
    const placeOf = async (row: number, of: RowView): Promise<readonly Cell[]> => {
      const { columns } = await ask(table, { kind: 'place', slot: 'table', view: of, row });
      return Array.from(columns.place ?? []);
    };
    expect([await placeOf(3, view), await placeOf(2, view)]).toEqual([[6], []]);
    expect([await placeOf(2, where()), await placeOf(10, where())]).toEqual([[2], []]);
  });

  test('leaves the table as it is', async () => {
    const table = await tableOf(`SELECT unnest([3, 1, 2]) AS x`);
    await rowsOf(table, sorted('x'));
    const page = await ask(table, { kind: 'page', slot: 'table', offset: 0, limit: 9 });
    expect(page.columns.x).toEqual([3, 1, 2]);
  });
});

describe('the orders that are kept', () => {
  test('are few, and each is made once', async () => {
    const table = await tableOf(`SELECT i AS a, i AS b, i AS c, i AS d, i AS e, i AS f FROM range(10) r(i)`);
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) await rowsOf(table, sorted(name));
    await expect.poll(async () => (await tablesNow()).length).toBe(4);
    const before = await tablesNow();
    await rowsOf(table, sorted('f'));
    expect(await tablesNow()).toEqual(before);
  });

  test('one that nobody waits for any more is withdrawn; where another waits, it is made', async () => {
    const table = await tableOf(`SELECT hash(i) AS x FROM range(400000) r(i)`);
    const before = await tablesNow();
    const first = new AbortController();
    const rows = { kind: 'rows', slot: 'table', view: sorted('x') } as const;
    const withdrawn = ask(table, rows, first.signal);
    first.abort();
    await expect(withdrawn).rejects.toMatchObject({ failure: { code: 'cancelled' } });
    await bench.duckdb.patient.query('SELECT 1');
    expect(await tablesNow()).toEqual(before);
    const second = new AbortController();
    const [left, stays] = [ask(table, rows, second.signal), ask(table, rows)];
    second.abort();
    await expect(left).rejects.toMatchObject({ failure: { code: 'cancelled' } });
    expect((await stays).columns.rows).toEqual([400000]);
  });
});
