import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nodeWorld } from '../../headless/node-world';
import type { TableArtifact } from '../../src/core/artifact';
import { columnFacts, type ColumnFacts } from '../../src/core/column-facts';
import type { Cell } from '../../src/core/frame';
import type { FindQuery } from '../../src/core/view';
import { openAskBench, sorted, type AskBench } from './ask-bench';

let bench: AskBench;
const tableOf: AskBench['tableOf'] = (select) => bench.tableOf(select);
const ask: AskBench['ask'] = (...question) => bench.ask(...question);
const rowsOf: AskBench['rowsOf'] = (...rows) => bench.rowsOf(...rows);

beforeAll(async () => {
  const nowhere = new URL('file:///');
  bench = await openAskBench(nodeWorld({ kernelScript: nowhere, samples: nowhere }));
});
afterAll(() => bench.close());

describe('finding', () => {
  const find = async (
    table: TableArtifact,
    text: string,
    row: number,
    column: number,
    more: Partial<FindQuery> = {},
  ): Promise<readonly unknown[]> => {
    const { columns } = await ask(table, {
      kind: 'find',
      slot: 'table',
      text,
      columns: table.columns.map(({ name }) => name),
      view: { order: [], where: [] },
      from: { row, column },
      backward: false,
      ...more,
    });
    return [columns.row?.[0], columns.column?.[0]];
  };

  test('goes through rows and within a row through columns, both ways', async () => {
    const table = await tableOf(
      `SELECT * FROM (VALUES ('Ada', 1, 'x'), ('b', 11, 'ADA'), (NULL, 2, 'ada')) t(a, b, c)`,
    );
    expect(await find(table, 'ada', -1, -1)).toEqual([0, 0]);
    expect(await find(table, 'ada', 0, 0)).toEqual([1, 2]);
    expect(await find(table, 'ada', 1, 2)).toEqual([2, 2]);
    expect(await find(table, 'ada', 2, 2)).toEqual([undefined, undefined]);
    expect(await find(table, 'ada', 3, 0, { backward: true })).toEqual([2, 2]);
    expect(await find(table, 'ada', 1, 2, { backward: true })).toEqual([0, 0]);
    expect(await find(table, '1', -1, -1, { columns: ['b', 'a'] })).toEqual([0, 0]);
    expect(await find(table, '', -1, -1)).toEqual([undefined, undefined]);
  });

  test('finds what is far, and in a view by its place there', async () => {
    const table = await tableOf(`SELECT i AS x, 'w' || i AS y FROM range(150000) r(i)`);
    expect(await find(table, 'w149999', -1, -1)).toEqual([149999, 1]);
    expect(await find(table, 'w0', 150000, 0, { backward: true })).toEqual([0, 1]);
    const view = {
      ...sorted('x', 'descending'),
      where: [{ kind: 'contains', column: 'y', text: '9' }],
    } as const;
    const [row] = await find(table, 'w9', 0, 0, { view });
    expect((await rowsOf(table, view, Number(row), 1))[0]).toBe(99999);
    expect(await find(table, 'w90000', -1, -1, { view, backward: true })).toEqual([undefined, undefined]);
  });
});

describe('the facts of a column', () => {
  const factsOf = async (select: string): Promise<ColumnFacts | null> => {
    const table = await tableOf(select);
    const column = table.columns[0]?.name ?? '';
    return columnFacts(await ask(table, { kind: 'column', slot: 'table', column }));
  };

  test('numbers: all are counted, those that are finite measured', async () => {
    expect(await factsOf(`SELECT unnest(['nan'::DOUBLE, 1, 1, 4, NULL, 'inf']) AS x`)).toEqual({
      present: 5,
      missing: 1,
      distinct: 4,
      nan: 1,
      infinite: 1,
      empty: 0,
      low: '1.0',
      high: '4.0',
      median: '1.0',
      mean: 2,
      top: [
        { value: '1.0', count: 2 },
        { value: '4.0', count: 1 },
        { value: 'inf', count: 1 },
        { value: 'nan', count: 1 },
      ],
    });
    expect(await factsOf('SELECT unnest([1.7e308, 1.7e308]) AS x')).toMatchObject({ mean: 1.7e308 });
    expect(await factsOf('SELECT 9007199254740993 + i AS x FROM range(3) r(i)')).toMatchObject({
      low: '9007199254740993',
      high: '9007199254740995',
    });
  });

  test('texts, days, times, truths and nested values', async () => {
    expect(await factsOf(`SELECT unnest(['', ' a', NULL, repeat('x', 2000)]) AS "se""lect"`)).toMatchObject({
      present: 3,
      missing: 1,
      empty: 1,
      low: null,
      mean: null,
      top: [
        { value: '', count: 1 },
        { value: ' a', count: 1 },
      ],
    });
    expect(await factsOf(`SELECT unnest(['2024-02-29'::DATE, 'infinity', '1999-01-01']) AS x`)).toMatchObject(
      {
        low: '1999-01-01',
        median: '1999-01-01',
        high: '2024-02-29',
        infinite: 1,
      },
    );
    expect(await factsOf(`SELECT TIME '10:00:00' AS x`)).toMatchObject({ median: '10:00:00' });
    expect(await factsOf(`SELECT TIMESTAMPTZ '2024-01-01 10:00:00+00' AS x`)).toMatchObject({
      low: '2024-01-01 10:00:00',
    });
    expect(await factsOf(`SELECT MAP {'k': 1} AS x`)).toMatchObject({ top: [{ value: '{k=1}', count: 1 }] });
    expect(await factsOf(`SELECT true AS x`)).toMatchObject({ distinct: 1, low: null });
  });

  test('an empty table, and nothing but nulls', async () => {
    const nothing = { present: 0, distinct: 0, low: null, median: null, mean: null, top: [] };
    expect(await factsOf('SELECT 1 AS x WHERE false')).toMatchObject({ ...nothing, missing: 0 });
    expect(await factsOf('SELECT NULL::DOUBLE AS x FROM range(4)')).toMatchObject({ ...nothing, missing: 4 });
  });
});

describe('lines of a view', () => {
  test('are those columns and rows in their order, set apart by tabs, with exact values', async () => {
    const table = await tableOf(
      `SELECT * FROM (VALUES (1.0::DOUBLE, 'a\tb', NULL), ('nan', 'say "x"', ''), (0.1, 'a,b', 'two' || chr(10) || 'lines')) t(x, y, z)`.replace(
        '\\t',
        '\t',
      ),
    );
    const text = async (more: object): Promise<Cell | undefined> => {
      const query = { kind: 'csv', slot: 'table', offset: 0, limit: 9, isTabbed: true, ...more } as const;
      return (await ask(table, query)).columns.text?.[0];
    };
    expect(await text({ columns: ['z', 'x', 'y'], view: sorted('x', 'descending') })).toBe(
      'z\tx\ty\n\t1.0\t"a\tb"\n"two\nlines"\t0.1\ta,b\n""\tnan\t"say ""x"""\n',
    );
    expect(await text({ columns: ['x'], isBare: true, limit: 1 })).toBe('1.0\n');
  });
});
