import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqlBench, type SqlBench } from '../../../../headless/step-on-sql';
import { deduplicated, goneOf, idsOf } from '../../../../headless/trials/deduplicate';
import type { PatchValue } from '../../../core/artifact';
import { decidePairs } from './decisions';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

const tried = (select: string, given: object, patch?: PatchValue | null) =>
  deduplicated(bench, select, given, patch);

describe('near rows', () => {
  const select = `SELECT * FROM (VALUES
    (1, 'Kita Sonnenschein e.V.', 'Hauptstr. 5', 20), (2, 'Grundschule am See', 'Seeweg 1', 300),
    (3, 'Kita Sonnenshein eV', 'Hauptstr. 5', 20), (4, 'KITA SONNENSCHEIN', 'Hauptstr 5', NULL),
    (5, 'Grundschule am Berg', 'Bergweg 9', 120)) AS t(id, name, street, size)`;
  const near = { method: 'near' };

  test('pairs are shown, and no row goes before one is accepted', async () => {
    const { rows, pairs, text, summary, cells } = await tried(select, near);
    expect(rows).toHaveLength(5);
    expect(pairs.map(({ first, second, is_accepted }) => [first, second, is_accepted])).toEqual([
      [1, 3, false],
      [1, 4, false],
      [3, 4, false],
    ]);
    expect(summary).toMatchObject({ pairs: 3, accepted: 0, dropped: 0, shown: 3, common_words: 0 });
    expect(text).toBe('3 pairs of rows are nearly the same, 0 accepted. No row is dropped.');
    expect(
      cells.find(({ group, column, row_number }) => group === 1 && column === 'name' && row_number === 3),
    ).toEqual({
      group: 1,
      row_number: 3,
      is_kept: false,
      column: 'name',
      value: 'Kita Sonnenshein eV',
      differs: true,
    });
  });

  test('accepted pairs drop a row, and are remembered by the values of the rows', async () => {
    const [first] = (await tried(select, near)).pairs;
    const keys = { first: String(first!.first_key), second: String(first!.second_key) };
    const patch = decidePairs(undefined, [], [keys], true);
    const { rows, dropped, pairs } = await tried(select, near, patch);
    expect(idsOf(rows)).toEqual([1, 2, 4, 5]);
    expect(goneOf(dropped)).toEqual([[3, 1]]);
    expect(pairs.map(({ is_accepted }) => is_accepted)).toEqual([true, false, false]);
    const moved = await tried(`FROM (${select}) ORDER BY id DESC`, near, patch);
    expect(idsOf(moved.rows)).toEqual([5, 4, 3, 2]);
    const last = await tried(select, { ...near, keep: 'last' }, patch);
    expect(idsOf(last.rows)).toEqual([2, 3, 4, 5]);
    const changed = await tried(`SELECT * REPLACE (id * 10 AS id) FROM (${select})`, near, patch);
    expect(changed.rows).toHaveLength(5);
    expect(changed.decisions).toMatchObject([{ problem: 'one of its rows no longer occurs' }]);
    expect(changed.text).toMatch(
      /Left out, since it did not fit this table: a decision about .* \(one of its rows no longer occurs\)/,
    );
  });

  test('or by the columns that identify them, which the decisions remember', async () => {
    const identify = { ...near, identify: ['id'] };
    const [first] = (await tried(select, identify)).pairs;
    const keys = { first: String(first!.first_key), second: String(first!.second_key) };
    const patch = decidePairs(undefined, ['id'], [keys], true);
    const changed = await tried(`SELECT * REPLACE (size + 1 AS size) FROM (${select})`, near, patch);
    expect(idsOf(changed.rows)).toEqual([1, 2, 4, 5]);
  });

  test('all at once, but for pairs told apart; what pairs bind together is one row', async () => {
    const all = { ...near, accept: 'all' };
    const { rows, dropped, pairs } = await tried(select, all);
    expect(idsOf(rows)).toEqual([1, 2, 5]);
    expect(goneOf(dropped)).toEqual([
      [3, 1],
      [4, 1],
    ]);
    const keys = pairs.map((pair) => ({ first: String(pair.first_key), second: String(pair.second_key) }));
    const apart = await tried(select, all, decidePairs(undefined, [], keys.slice(1), false));
    expect(idsOf(apart.rows)).toEqual([1, 2, 4, 5]);
  });

  test('equal rows are told apart by their number among them', async () => {
    const twice = `SELECT 'the same' AS name FROM range(3)`;
    const { pairs } = await tried(twice, near);
    expect(pairs).toHaveLength(3);
    expect(new Set(pairs.flatMap(({ first_key, second_key }) => [first_key, second_key])).size).toBe(3);
  });

  test('numbers within a tolerance', async () => {
    const columns = ['name', 'street', 'size'];
    const other = `SELECT * REPLACE (CASE WHEN id = 3 THEN 22 ELSE size END AS size) FROM (${select})`;
    const strict = await tried(other, { ...near, columns });
    expect(strict.pairs.map(({ first, second }) => [first, second])).toEqual([
      [1, 4],
      [3, 4],
    ]);
    expect((await tried(other, { ...near, columns, tolerance: 2 })).pairs).toHaveLength(3);
  });

  test('decisions of another kind do not fit', async () => {
    const patch: PatchValue = {
      version: 1,
      key: { kind: 'row-hash' },
      decisions: [{ row: 'x', action: 'set', column: 'name', value: 'y' }],
    };
    expect((await tried(select, near, patch)).decisions).toEqual([
      { row: 'x', other: '', problem: 'it is no decision about two rows' },
    ]);
  });
});
