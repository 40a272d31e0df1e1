import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqlBench, type SqlBench, type StepTrial } from '../../../../headless/step-on-sql';
import { frameRows } from '../../../core/frame';
import { split, type SplitParams } from './step';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

type Options = Partial<SplitParams>;
const splitSelect = (select: string, options: Options = {}) =>
  bench.tryStep(split, { select }, { method: 'group', ...options });
const countsOf = ({ frames }: StepTrial) => frameRows(frames.parts!).map(({ rows }) => Number(rows));
const keysOf = ({ rows }: StepTrial, column = 'key') =>
  Object.values(rows).map((part) => new Set(part.map((row) => row[column])));

/** Forty keys of 1 to 40 rows, 820 in all; keys of even number are ill in every other row. */
const visits = `SELECT *, row_number() OVER () AS i FROM (SELECT 'k' || key AS key, CASE WHEN key % 2 = 0 AND n % 2 = 0 THEN 'ill' ELSE 'well' END AS state
  FROM range(1, 41) AS k(key), range(40) AS r(n) WHERE n < key ORDER BY hash(key, n))`;

describe('a split by group', () => {
  test('keeps the rows of a key together, in their order, and meets the shares', async () => {
    const result = await splitSelect(visits, { by: ['key'] });
    const [train, other] = keysOf(result);
    expect([...train!].filter((key) => other!.has(key))).toEqual([]);
    expect(train!.size + other!.size).toBe(40);
    expect(countsOf(result)).toEqual([656, 164]);
    for (const rows of Object.values(result.rows)) {
      const places = rows.map(({ i }) => Number(i));
      expect(places).toEqual(places.toSorted((a, b) => a - b));
    }
    expect(result.reading.text).toContain('Whole groups meet the shares asked for exactly.');
    expect(result.reading.text).toContain('rows of equal key stand together.');
  });

  test('has the same parts for a seed in any order of the rows, and others for another', async () => {
    const one = keysOf(await splitSelect(visits, { by: ['key'], seed: 1 }));
    expect(keysOf(await splitSelect(`FROM (${visits}) ORDER BY i DESC`, { by: ['key'], seed: 1 }))).toEqual(
      one,
    );
    expect(keysOf(await splitSelect(visits, { by: ['key'], seed: 2 }))).not.toEqual(one);
  });

  test('stratified, has the share of each class as near as whole groups allow', async () => {
    const result = await splitSelect(visits, { by: ['key'], stratify: 'state' });
    const classes = frameRows(result.frames.classes!);
    const shareOf = (part: string) =>
      Number(classes.find((row) => row.class === 'ill' && row.part === part)?.share);
    expect(classes.map(({ rows }) => Number(rows)).reduce((sum, n) => sum + n)).toBe(820);
    // 210 of 820 rows are ill.
    expect(Math.abs(shareOf('train') - 210 / 820)).toBeLessThan(0.01);
    expect(Math.abs(shareOf('test') - 210 / 820)).toBeLessThan(0.01);
    expect(Math.abs(countsOf(result)[1]! - 164)).toBeLessThan(10);
    const one = await splitSelect('SELECT range // 7 AS key FROM range(1001)', { by: ['key'] });
    expect(one.reading.text).toMatch(/Whole groups meet the shares asked for to within 0.\d % of all rows\./);
    const [train, other] = keysOf(result);
    expect([...train!].filter((key) => other!.has(key))).toEqual([]);
  });

  test('takes several columns as one key', async () => {
    const select = 'SELECT range // 4 % 5 AS a, range // 20 AS b, range AS i FROM range(200)';
    const result = await splitSelect(select, { by: ['a', 'b'] });
    const [train, other] = Object.values(result.rows).map(
      (rows) => new Set(rows.map(({ a, b }) => `${a} ${b}`)),
    );
    expect([...train!].filter((key) => other!.has(key))).toEqual([]);
    expect(countsOf(result)).toEqual([160, 40]);
  });

  test('says what coarse groups cannot do', async () => {
    const one = await splitSelect('SELECT 7 AS key, range AS i FROM range(10)', { by: ['key'] });
    expect(countsOf(one)).toEqual([10, 0]);
    expect(one.notices.map(({ code }) => code)).toEqual(['part-empty']);
    const five = await splitSelect('SELECT range % 2 AS key, range AS i FROM range(10)', { by: ['key'] });
    expect(countsOf(five)).toEqual([5, 5]);
    expect(five.reading.text).toContain('Asked for were 80 % for train and 20 % for test');
    const keyless = await splitSelect('SELECT NULL::VARCHAR AS key, range AS i FROM range(10)', {
      by: ['key'],
    });
    expect(countsOf(keyless)).toEqual([10, 0]);
    expect(keyless.notices.map(({ code }) => code)).toEqual(['part-empty', 'rows-without-key']);
  });

  test('takes an empty table, one row, fewer keys than parts, and names of any kind', async () => {
    const parts = ['a', 'b', 'c', 'd'].map((name) => ({ name, share: 0.25 }));
    expect(countsOf(await splitSelect('SELECT 1 AS key WHERE false', { by: ['key'], parts }))).toEqual([
      0, 0, 0, 0,
    ]);
    expect(countsOf(await splitSelect('SELECT 1 AS key', { by: ['key'], parts })).toSorted()).toEqual([
      0, 0, 0, 1,
    ]);
    const odd = `SELECT 'größe ' || range % 3 AS "select ""📏""", NULL AS "table" FROM range(9)`;
    const result = await splitSelect(odd, { by: ['select "📏"'], parts, stratify: 'table' });
    expect(countsOf(result).toSorted()).toEqual([0, 3, 3, 3]);
  });

  test('without a key is a named failure', async () => {
    await expect(splitSelect('SELECT 1 AS a')).rejects.toMatchObject({ failure: { code: 'column-unset' } });
    await expect(splitSelect('SELECT 1 AS a', { by: ['b'] })).rejects.toMatchObject({
      failure: { code: 'column-unknown' },
    });
  });
});
