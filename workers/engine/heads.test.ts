import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nodeWorld } from '../../headless/node-world';
import { columnHeads, type ColumnHead } from '../../src/core/column-head';
import { openAskBench, type AskBench } from './ask-bench';
import { readHeads } from './heads';

let bench: AskBench;
const never = new AbortController().signal;

beforeAll(async () => {
  const nowhere = new URL('file:///');
  bench = await openAskBench(nodeWorld({ kernelScript: nowhere, samples: nowhere }));
});
afterAll(() => bench.close());

async function headsOf(select: string): Promise<ColumnHead[]> {
  const table = await bench.tableOf(select);
  const names = table.columns.map((column) => column.name);
  return columnHeads(await readHeads(bench.duckdb.patient, table, names, never));
}

async function headOf(select: string): Promise<ColumnHead> {
  const [head] = await headsOf(select);
  if (head === undefined) throw new Error('There is no head.');
  return head;
}

const counts = (head: ColumnHead): number[] => head.bars.map((bar) => bar.count);

describe('the head of a number column', () => {
  test('counts present, missing and distinct values, and bins whole numbers by whole widths', async () => {
    const head = await headOf('SELECT CASE WHEN i < 90 THEN i % 9 END AS x FROM range(100) r(i)');
    expect(head).toMatchObject({ column: 'x', kind: 'numbers', present: 90, missing: 10, distinct: 9 });
    expect(head.bars.map(({ low, high }) => [low, high])).toEqual(
      Array.from({ length: 9 }, (_, v) => [v, v]),
    );
    expect(counts(head)).toEqual(Array.from({ length: 9 }, () => 10));
  });

  test('keeps bars without a value', async () => {
    const head = await headOf('SELECT unnest([0.0, 16.0]) AS x');
    expect(counts(head)).toEqual([1, ...Array.from({ length: 14 }, () => 0), 1]);
    expect([head.bars[0]?.low, head.bars[15]?.high]).toEqual([0, 16]);
  });

  test('a value at an inner edge belongs to the bar above, the largest to the last', async () => {
    const head = await headOf('SELECT i / 4.0 AS x FROM range(65) r(i)');
    expect(counts(head)).toEqual([...Array.from({ length: 15 }, () => 4), 5]);
  });

  test('holds NaN and infinities as values without a bar', async () => {
    const head = await headOf(`SELECT unnest(['nan'::DOUBLE, 'inf', '-inf', 1, 1, NULL]) AS x`);
    expect(head).toMatchObject({ present: 5, missing: 1, distinct: 4 });
    expect(head.bars).toEqual([{ low: 1, high: 1, value: null, count: 2 }]);
  });

  test('has no bar where no value is finite', async () => {
    expect(await headOf(`SELECT 'nan'::DOUBLE AS x FROM range(3)`)).toMatchObject({ distinct: 1, bars: [] });
  });

  test('spans all doubles without overflow, and the smallest without vanishing', async () => {
    const wide = await headOf('SELECT unnest([-1.7e308, 0, 1.7e308]) AS x');
    expect(counts(wide).reduce((sum, count) => sum + count, 0)).toBe(3);
    expect(wide.bars.every(({ low, high }) => Number.isFinite(low) && Number.isFinite(high))).toBe(true);
    const tiny = await headOf('SELECT unnest([0, 5e-324]::DOUBLE[]) AS x');
    expect(counts(tiny).reduce((sum, count) => sum + count, 0)).toBe(2);
  });

  test('tells integers beyond 2^53 and decimals apart by their exact values', async () => {
    const [big, huge, decimal] = await headsOf(
      `SELECT 9007199254740992 + i AS a, (9007199254740992::HUGEINT * 1000000 + i) AS b, (i / 100)::DECIMAL(38, 2) AS c FROM range(50) r(i)`,
    );
    expect([big?.distinct, huge?.distinct, decimal?.distinct]).toEqual([50, 50, 50]);
  });
});

describe('the head of a date column', () => {
  test('bins days by whole days, and leaves infinity without a bar', async () => {
    const head = await headOf(
      `SELECT unnest(['2024-02-28'::DATE, '2024-03-01', '2024-03-01', 'infinity', NULL]) AS x`,
    );
    expect(head).toMatchObject({ kind: 'days', present: 4, missing: 1, distinct: 3 });
    expect(counts(head)).toEqual([1, 0, 2]);
    expect(head.bars[2]?.low).toBe(Date.UTC(2024, 2, 1));
  });

  test('bins instants by milliseconds since 1970, with or without a zone', async () => {
    const [plain, zoned] = await headsOf(
      `SELECT TIMESTAMP '2024-01-01 12:00:00' + i * INTERVAL 1 HOUR AS a, a::TIMESTAMPTZ AS b FROM range(17) r(i)`,
    );
    expect(plain?.kind).toBe('instants');
    expect(plain?.bars[0]?.low).toBe(Date.UTC(2024, 0, 1, 12));
    expect(zoned?.bars).toEqual(plain?.bars);
    expect(plain?.bars.at(-1)).toMatchObject({ high: Date.UTC(2024, 0, 2, 4), count: 2 });
  });
});

describe('the head of any other column', () => {
  test('shows the most frequent values, equal ones in order, and empty text as a value', async () => {
    const head = await headOf(`SELECT unnest(['b', 'b', '', 'a', NULL, '東京']) AS x`);
    expect(head).toMatchObject({ kind: 'values', present: 5, missing: 1, distinct: 4 });
    expect(head.bars.map(({ value, count }) => [value, count])).toEqual([
      ['b', 2],
      ['', 1],
      ['a', 1],
      ['東京', 1],
    ]);
  });

  test('shows eight values at most, and counts all', async () => {
    const head = await headOf(`SELECT 'v' || i AS x FROM range(500) r(i)`);
    expect([head.bars.length, head.distinct]).toEqual([8, 500]);
  });

  test('takes booleans, times, lists, structs, maps, intervals and blobs', async () => {
    const heads = await headsOf(
      `SELECT true AS a, TIME '10:00:00' AS b, [1, 2] AS c, {x: 1} AS d, MAP {'k': 1} AS e, INTERVAL 1 DAY AS f, 'x'::BLOB AS g FROM range(2)`,
    );
    expect(heads.map(({ distinct }) => distinct)).toEqual([1, 1, 1, 1, 1, 1, 1]);
    expect(heads.map(({ bars }) => bars[0]?.value)).toEqual([
      'true',
      '10:00:00',
      '[1, 2]',
      "{'x': 1}",
      '{k=1}',
      '1 day',
      'x',
    ]);
  });
});

describe('awkward tables', () => {
  test('an empty table and columns of nulls have heads without bars', async () => {
    const [number, text, date] = await headsOf(
      'SELECT 1 AS a, NULL::VARCHAR AS b, NULL::DATE AS c WHERE false',
    );
    expect([number, text, date].map((head) => [head?.present, head?.distinct, head?.bars.length])).toEqual([
      [0, 0, 0],
      [0, 0, 0],
      [0, 0, 0],
    ]);
    expect(await headOf('SELECT NULL::DOUBLE AS x FROM range(4)')).toMatchObject({ missing: 4, bars: [] });
  });

  test('columns may be called as anything', async () => {
    const heads = await headsOf(
      `SELECT 1 AS "select", 2 AS "a""b", 3 AS "größe", 4 AS "n", 5 AS "v", 6 AS "__proto__"`,
    );
    expect(heads.map(({ column }) => column)).toEqual(['select', 'a"b', 'größe', 'n', 'v', '__proto__']);
  });

  test('a column the table does not have is named', async () => {
    const table = await bench.tableOf('SELECT 1 AS a');
    await expect(readHeads(bench.duckdb.patient, table, ['b'], never)).rejects.toMatchObject({
      failure: { code: 'column-unknown' },
    });
  });
});
