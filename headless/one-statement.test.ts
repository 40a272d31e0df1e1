import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqlBench, type SqlBench } from './step-on-sql';
import { frameOfRows } from '../src/core/frame';
import { isOneStatement } from '../src/core/one-statement';
import { contracts } from '../src/steps/index';
import { theContract } from './trials/the-contract';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

const SELECT = `SELECT i AS id, CASE WHEN i % 3 = 0 THEN '?' ELSE 'w' || i END AS word, i / 4 AS size FROM range(20) AS r(i)`;

/** Params under which each of these steps changes the table. */
const PARAMS: Readonly<Record<string, object>> = {
  'missing-tokens': { tokens: { word: ['?'] } },
  'rename-columns': { names: { word: 'text' }, first: ['size'] },
  'select-columns': { mode: 'drop', columns: ['size'] },
  derive: { expressions: 'size * 2 AS twice' },
  filter: { condition: 'id > 7' },
};

const claiming = contracts.filter((contract) => contract.isOneStatement === true);

describe('steps that say their first statement is the whole of them', () => {
  test('are those tried here', () => {
    expect(claiming.map(({ id }) => id).sort()).toEqual(Object.keys(PARAMS).sort());
  });

  test.each(claiming.map(({ id }) => id))('%s: the statement alone makes its table', async (id) => {
    const contract = theContract(id);
    const { sql, rows, artifacts } = await bench.tryStep(contract, { select: SELECT }, PARAMS[id] ?? {});
    const made = Object.values(artifacts).filter(({ kind }) => kind === 'table');
    expect(made).toHaveLength(1);
    const [table] = Object.values(rows);
    expect(await bench.rows(sql[0] ?? '')).toEqual(table);
    expect(table).not.toEqual(await bench.rows(SELECT));
  });
});

describe('apply-transform', () => {
  const contract = theContract('apply-transform');
  const framesBy = (method: string) => ({ summary: frameOfRows(['method'], [{ method }]) });

  test.each([
    ['standardise', true],
    ['clip', true],
    ['impute', true],
    ['impute-groups', true],
    ['impute-forward', true],
    ['impute-neighbours', false],
  ])('by %s: %s', (method, isOne) => {
    expect(isOneStatement(contract, framesBy(method))).toBe(isOne);
  });
});
