import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqlBench, type SqlBench } from '../../../../headless/step-on-sql';
import { quoteLiteral } from '../../../core/sql';
import golden from './fixtures/tfx.json';
import { split, type SplitParams } from './step';
import { bucketOf, bucketsOf, featureHashes, keyHashes } from './tfx-hash';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

const splitSelect = (select: string, options: Partial<SplitParams>) =>
  bench.tryStep(split, { select }, options);

const users = "SELECT 'user_' || range AS user FROM range(10000)";
const twoToOne = [
  { name: 'train', share: 2 / 3 },
  { name: 'eval', share: 1 / 3 },
];

/** The buckets of a table's rows, by the hashes of one column. */
async function buckets(select: string, total: number, rule: 'tfx' | 'tfx-feature'): Promise<number[]> {
  const table = await bench.makeTable(select);
  const [column] = table.columns;
  const hashes = rule === 'tfx' ? keyHashes(table, [column!]) : featureHashes(table, column!);
  const rows = await bench.rows(`SELECT ${bucketOf('h', total)}::INTEGER AS b FROM (${hashes})`);
  return rows.map(({ b }) => Number(b));
}

describe('the rule of TFX', () => {
  test('puts keys into the buckets that SHA-256 modulo their number says', async () => {
    const found = await buckets(users, 3, 'tfx');
    expect([0, 1, 2].map((bucket) => found.filter((each) => each === bucket).length)).toEqual(
      golden.users.counts,
    );
    expect(found.slice(0, 20)).toEqual(golden.users.first);
    const many = await buckets(users, golden.many_buckets.total, 'tfx');
    expect(many.slice(0, 20)).toEqual(golden.many_buckets.first);
  });

  test('makes train of buckets 0 and 1 where the parts are 2 to 1', async () => {
    const result = await splitSelect(users, { rule: 'tfx', by: ['user'], parts: twoToOne });
    expect(result.rows.train).toHaveLength(6665);
    expect(result.rows.eval?.[0]).toEqual({ user: 'user_0' });
    expect(result.rows.train?.[0]).toEqual({ user: 'user_1' });
  });

  test('takes texts as TFX stores them, however long', async () => {
    const values = golden.texts.map(([char, length, whole]) =>
      whole === null ? `repeat(${quoteLiteral(String(char))}, ${length})` : quoteLiteral(String(whole)),
    );
    const select = `SELECT t FROM (VALUES ${values.map((each, i) => `(${i}, ${each})`).join(', ')}) AS v(i, t) ORDER BY i`;
    expect(await buckets(select, 1000, 'tfx-feature')).toEqual(golden.texts.map(([, , , bucket]) => bucket));
  });

  test('takes integers of 64 bits as TFX stores them, negative ones too', async () => {
    const values = golden.integers.map(([number], i) => `(${i}, '${number}'::BIGINT)`).join(', ');
    const select = `SELECT t FROM (VALUES ${values}) AS v(i, t) ORDER BY i`;
    expect(await buckets(select, 1000, 'tfx-feature')).toEqual(golden.integers.map(([, bucket]) => bucket));
  });

  test('has no part for a row without a key, no seed, and one column as feature', async () => {
    const code = (select: string, options: Partial<SplitParams>) =>
      splitSelect(select, options).catch((error: unknown) => error);
    const missing = 'SELECT unnest([1, NULL, 3]) AS a, 1 AS b';
    expect(await code(missing, { rule: 'tfx', by: ['a'] })).toMatchObject({
      failure: {
        code: 'split-key-missing',
        message: expect.stringContaining('The key a is missing in 1 of the rows') as string,
      },
    });
    expect(await code(missing, { rule: 'tfx-feature', by: ['a', 'b'] })).toMatchObject({
      failure: { code: 'split-key-missing' },
    });
    expect(await code('SELECT 1 AS a, 2 AS b', { rule: 'tfx-feature', by: ['a', 'b'] })).toMatchObject({
      failure: { code: 'split-feature-one' },
    });
    expect(await code('SELECT 1 AS a', { rule: 'tfx-feature' })).toMatchObject({
      failure: { code: 'split-feature-one' },
    });
    expect(await code('SELECT 1.5 AS a', { rule: 'tfx', by: ['a'] })).toMatchObject({
      failure: { code: 'column-type' },
    });
    const one = await splitSelect(users, { rule: 'tfx', by: ['user'], seed: 1 });
    const other = await splitSelect(users, { rule: 'tfx', by: ['user'], seed: 2 });
    expect(one.rows).toEqual(other.rows);
  });

  test('of whole rows hashes the text of the row', async () => {
    const { rows } = await splitSelect('SELECT range AS i FROM range(100)', { rule: 'tfx', parts: twoToOne });
    const found = await buckets('SELECT range::VARCHAR AS i FROM range(100)', 3, 'tfx');
    expect(rows.train?.map(({ i }) => i)).toEqual(found.flatMap((bucket, i) => (bucket < 2 ? [i] : [])));
  });
});

test('shares are the least whole buckets that have their proportions', () => {
  expect(bucketsOf([2 / 3, 1 / 3])).toEqual([2, 1]);
  expect(bucketsOf([0.6667, 0.3333])).toEqual([2, 1]);
  expect(bucketsOf([0.8, 0.2])).toEqual([4, 1]);
  expect(bucketsOf([0.7, 0.15, 0.15])).toEqual([14, 3, 3]);
  expect(bucketsOf([0.75, 0.25])).toEqual([3, 1]);
  expect(bucketsOf([0.0001, 0.9999])).toEqual([1, 9999]);
  expect(bucketsOf([1 / 7, 6 / 7])).toEqual([1, 6]);
  expect(bucketsOf(Array.from({ length: 20 }, () => 0.05))).toEqual(Array.from({ length: 20 }, () => 1));
});
