import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openMeaningsBench, type MeaningsBench } from '../../headless/meanings-bench';
import { describeMeanings } from '../../src/core/meaning/describe';
import { meaningFacts } from '../../src/core/meaning/facts';
import { numberFormat } from '../../src/core/number-format';
import { contractOf } from '../../src/steps/index';
import { readMeanings } from './meanings';

const format = numberFormat('en');
let bench: MeaningsBench;
beforeAll(async () => {
  bench = await openMeaningsBench();
});
afterAll(() => bench.close());

describe('awkward tables', () => {
  test('an empty table and columns of nulls mean nothing', async () => {
    const types = ['VARCHAR', 'BIGINT', 'DOUBLE', 'DATE', 'BOOLEAN', 'BLOB', 'TIME', 'INTEGER[]'];
    const nulls = types.map((type, index) => `NULL::${type} AS c${index}`).join(', ');
    for (const from of ['range(0)', 'range(1)', 'range(1000)']) {
      const meanings = await bench.meaningsOf(`SELECT ${nulls} FROM ${from}`);
      expect(meanings.map(({ meaning }) => meaning)).toEqual(types.map(() => null));
    }
  });

  test('one row shows what its values show, but neither identifier nor category', async () => {
    const meanings = await bench.meaningsOf(`SELECT 1 AS id, 'a@b.org' AS x, 'red' AS y, 'word' AS key`);
    expect(meanings.map(({ meaning }) => meaning)).toEqual([null, 'email', null, null]);
  });

  test('NaN, infinities and constants mean nothing', async () => {
    const meanings = await bench.meaningsOf(
      `SELECT unnest(['nan'::DOUBLE, 'inf', '-inf']) AS lat, 1 AS price, 'x' AS id, 'nan'::DOUBLE AS percent`,
    );
    expect(meanings.map(({ meaning }) => meaning)).toEqual([null, null, null, null]);
  });

  test('columns may be called as anything', async () => {
    const meanings = await bench.meaningsOf(
      `SELECT 'a@b.org' AS "select", 'a@b.org' AS "a""b", 'a@b.org' AS "größe 😀", 'a@b.org' AS "v", 'a@b.org' AS "x", 'a@b.org' AS "__proto__"`,
    );
    expect(meanings.map(({ column }) => column)).toEqual([
      'select',
      'a"b',
      'größe 😀',
      'v',
      'x',
      '__proto__',
    ]);
    expect(meanings.every(({ meaning }) => meaning === 'email')).toBe(true);
  });

  test('a column the table does not have is named', async () => {
    const table = await bench.tableOf('SELECT 1 AS a');
    await expect(bench.factsOf(table, ['b'])).rejects.toMatchObject({
      failure: { code: 'column-unknown' },
    });
  });

  test('values of a megabyte are looked at by their beginning', async () => {
    expect(await bench.found([`http://x.org/${'a'.repeat(1_000_000)}`])).toBe('url');
  });

  test('a question that is withdrawn ends as cancelled', async () => {
    const table = await bench.tableOf(`SELECT 'v' || i AS x FROM range(300000) r(i)`);
    const controller = new AbortController();
    const answer = readMeanings(bench.duckdb.patient, table, ['x'], controller.signal);
    controller.abort();
    await expect(answer).rejects.toMatchObject({ failure: { code: 'cancelled' } });
  });
});

describe('samples', () => {
  test('more distinct values than are looked at are said to be sampled, and are the same ones again', async () => {
    const table = await bench.tableOf(`SELECT 'a' || i || '@x.org' AS mail FROM range(20000) r(i)`);
    const first = await bench.factsOf(table, ['mail']);
    expect(meaningFacts(first)[0]).toMatchObject({ distinct: 20_000, sampled: 4096, lookedAt: 20_000 });
    expect(await bench.factsOf(table, ['mail'])).toEqual(first);
    expect(describeMeanings(meaningFacts(first), {}, format)[0]?.evidence).toMatch(
      /^All 4,096 sampled of 20,000 different values are e-mail addresses, such as a\*\*\*@x\.org; its name says so too\.$/,
    );
  });

  test('of more than a million rows about a million are looked at, and that is said', async () => {
    const table = await bench.tableOf(`SELECT i AS id, i % 3 AS kind FROM range(3000000) r(i)`);
    const frame = await bench.factsOf(table, ['id', 'kind']);
    const [id, kind] = describeMeanings(meaningFacts(frame), {}, format);
    const lookedAt = meaningFacts(frame)[0]?.lookedAt ?? 0;
    expect(Math.abs(lookedAt - 1_000_000)).toBeLessThan(5000);
    expect([id?.meaning, kind?.meaning]).toEqual(['identifier', 'category']);
    expect(id?.evidence).toContain(`of a sample of ${format.count(lookedAt)}`);
  });
});

describe('meanings set by hand', () => {
  test.each(['load', 'load-columnar', 'load-json', 'load-excel', 'load-images'])(
    'are a param of %s, and no part of its key',
    (step) => {
      const contract = contractOf(step);
      const source = { kind: 'file', files: [{ name: 'a.csv' }] };
      const keyOf = (meanings: object) =>
        contract?.keyParams(contract.params.parse({ source, meanings, limit: 5 }));
      expect(contract?.params.parse({ source })).toMatchObject({ meanings: {} });
      expect(keyOf({ zip: 'postal-code' })).toEqual(keyOf({}));
      expect(keyOf({})).toMatchObject({ limit: 5 });
      expect(contract?.params.safeParse({ source, meanings: { zip: 'colour' } }).success).toBe(false);
    },
  );
});
