import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqlBench, type SqlBench } from '../../../../headless/step-on-sql';
import { frameRows } from '../../../core/frame';
import { columnBytes } from './memory';
import { profile, profileParams } from './step';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

describe('the first rows', () => {
  const rowsOf = async (select: string) =>
    frameRows((await bench.tryStep(profile, { select }, {})).frames.sample_rows!);

  test('are ten, as text, in their order', async () => {
    const rows = await rowsOf(
      `SELECT 30 - i AS "rowid", CASE WHEN i <> 1 THEN 'a' || i END AS "größe" FROM range(30) r(i)`,
    );
    expect(rows).toHaveLength(20);
    expect(rows.slice(0, 4)).toEqual([
      { row: 0, column: 'rowid', value: '30' },
      { row: 0, column: 'größe', value: 'a0' },
      { row: 1, column: 'rowid', value: '29' },
      { row: 1, column: 'größe', value: null },
    ]);
  });

  test('are cut: long texts, wide tables; lists are written out; none of an empty table', async () => {
    const [text, list] = await rowsOf(`SELECT repeat('é', 300) AS a, [1, NULL] AS b`);
    expect(text?.value).toBe('é'.repeat(200));
    expect(list?.value).toBe('[1, NULL]');
    const wide = Array.from({ length: 120 }, (_, i) => `${i} AS c${i}`).join(', ');
    expect(await rowsOf(`SELECT ${wide}`)).toHaveLength(100);
    expect(await rowsOf('SELECT 1 AS a FROM range(0)')).toEqual([]);
  });
});

describe('the memory of a table', () => {
  const bytesOf = async (select: string): Promise<unknown> =>
    frameRows((await bench.tryStep(profile, { select }, {})).frames.table!)[0]?.memory_bytes;

  test('is that of its uncompressed Arrow columns', async () => {
    // 10 rows: 80 of BIGINT, 20 of SMALLINT, 2 of bits, 40 of days.
    expect(
      await bytesOf("SELECT i, i::SMALLINT AS s, i > 3 AS b, DATE '2024-01-01' AS d FROM range(10) r(i)"),
    ).toBe(142);
    // 40 of places, 2 bytes for each of the nine texts, and 2 of bits for what is missing.
    expect(await bytesOf("SELECT CASE WHEN i > 0 THEN 'é' END AS t FROM range(10) r(i)")).toBe(60);
    expect(await bytesOf('SELECT 1::DECIMAL(9, 2) AS d, 2::HUGEINT AS h, 1::FLOAT AS f')).toBe(36);
    expect(await bytesOf('SELECT 1 AS a FROM range(0)')).toBe(0);
  });

  test('is not known where a list stands in it', async () => {
    expect(await bytesOf('SELECT 1 AS a, [1] AS b')).toBe(null);
  });

  test('counts texts without any value', () => {
    const text = { empty: 0, characters: null, bytes: null };
    const values = { cap: 1, complete: true, counts: [] };
    const column = {
      name: 'a',
      type: 'text',
      sqlType: 'VARCHAR',
      distinct: 0,
      values,
      notMergeable: [],
    } as const;
    expect(columnBytes({ ...column, count: 0, missing: 9, text })).toBe(38);
  });
});

test('what is marked red is a param of looking: it runs nothing again', () => {
  const params = profileParams.parse({});
  expect([params.redMissing, params.redZeros]).toEqual([0.02, 0.1]);
  const other = profileParams.parse({ redMissing: 0.5, redZeros: 0 });
  expect(profile.keyParams(other)).toEqual(profile.keyParams(params));
  const asked = profileParams.parse({ missingShare: 0.5 });
  expect(profile.keyParams(asked)).not.toEqual(profile.keyParams(params));
});
