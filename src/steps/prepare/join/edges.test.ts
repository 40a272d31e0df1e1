import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqlBench, type SqlBench, type TrialTable } from '../../../../headless/step-on-sql';
import { codesOf, joinTables as joined, rowsOf, sidesOf } from '../../../../headless/trials/join';
import { type JoinParams } from './step';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

type Options = Partial<JoinParams>;
const joinTables = (left: string | TrialTable, right: string | TrialTable, options: Options = {}) =>
  joined(bench, left, right, options);

describe('awkward tables', () => {
  const kinds = ['left', 'inner', 'right', 'full', 'semi', 'anti', 'as-of'] as const;

  test.each(kinds)('empty ones: %s', async (kind) => {
    const none = 'SELECT 1 AS id, 2 AS x WHERE false';
    const options: Options = kind === 'as-of' ? { kind, time: 'id' } : { kind, keys: ['id'] };
    expect(rowsOf(await joinTables(none, none, options))).toEqual([]);
    const left = await joinTables('SELECT 1 AS id, 2 AS x', none, options);
    expect(rowsOf(left)).toHaveLength(['left', 'full', 'anti', 'as-of'].includes(kind) ? 1 : 0);
    const right = await joinTables(none, 'SELECT 1 AS id, 2 AS x', options);
    expect(rowsOf(right)).toHaveLength(['right', 'full'].includes(kind) ? 1 : 0);
    expect(right.reading.text).toContain('loans has no rows');
  });

  test.each(kinds)('one row, all null keys, a constant column: %s', async (kind) => {
    const options: Options = kind === 'as-of' ? { kind, time: 'id' } : { kind, keys: ['id'] };
    const missing = 'SELECT NULL::INTEGER AS id, 7 AS x FROM range(3)';
    const result = await joinTables(missing, missing, options);
    const rows = { left: 3, inner: 0, right: 3, full: 6, semi: 0, anti: 3, 'as-of': 3 }[kind];
    expect(rowsOf(result)).toHaveLength(rows);
    expect(sidesOf(result).map(({ keyless }) => keyless)).toEqual([3, 3]);
  });

  test('NaN equals NaN, Infinity itself and 0 the other 0', async () => {
    const values = "SELECT unnest(['nan', 'inf', '-inf', '0', '1']::DOUBLE[]) AS x";
    const others = "SELECT unnest(['-nan', 'inf', '-inf', '-0', '2']::DOUBLE[]) AS x";
    const result = await joinTables(values, others, { keys: ['x'], kind: 'inner' });
    expect(sidesOf(result).map(({ matched }) => matched)).toEqual([4, 4]);
    expect(rowsOf(result)).toHaveLength(4);
  });
});

test('rows stand in the order of left, then of right, however the sizes differ', async () => {
  const small = 'SELECT (range * 7919) % 100 AS id, range AS i FROM range(100)';
  const large = 'SELECT (range * 104729) % 300 AS id, range AS j FROM range(30000)';
  const orderOf = async (left: string, right: string, first: string, second: string) => {
    const rows = rowsOf(await joinTables(left, right, { keys: ['id'], kind: 'full' }));
    const keys = rows.map((row) => Number(row[first] ?? 1e6) * 1e6 + Number(row[second] ?? 0));
    return keys.every((key, place) => place === 0 || keys[place - 1]! < key);
  };
  expect(await orderOf(small, large, 'i', 'j')).toBe(true);
  expect(await orderOf(large, small, 'j', 'i')).toBe(true);
});

describe('parts of a split', () => {
  const id = 'SELECT 1 AS id, 2 AS x';
  const traitsOf = async (left: string | null, right: string | null, kind: JoinParams['kind'] = 'left') => {
    const of = (part: string | null) => ({ select: id, traits: { part } });
    const result = await joinTables(of(left), of(right), { keys: ['id'], kind });
    return { part: result.traits?.joined?.part, codes: codesOf(result) };
  };

  test('a table that is looked up leaves the part as it is; two parts make none, and that is said', async () => {
    expect(await traitsOf('train', null)).toEqual({ part: 'train', codes: [] });
    expect(await traitsOf(null, 'train', 'right')).toEqual({ part: 'train', codes: [] });
    expect(await traitsOf('train', 'train', 'full')).toEqual({ part: 'train', codes: [] });
    expect(await traitsOf('train', 'test')).toEqual({ part: undefined, codes: ['parts-mixed'] });
    expect(await traitsOf(null, 'test')).toEqual({ part: undefined, codes: ['parts-mixed'] });
  });
});
