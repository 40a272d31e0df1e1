import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqlBench, type SqlBench } from '../../../../../headless/step-on-sql';
import { examplesOf, HALVES, leaksOf } from '../../../../../headless/trials/split-leaks';
import { frameRows } from '../../../../core/frame';
import { split, type SplitParams } from '../step';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

type Options = Partial<SplitParams>;
const splitSelect = (select: string, options: Options = {}) =>
  bench.tryStep(split, { select, name: 'visits' }, { method: 'position', ...options });

/** Distinct values in four columns of numbers and one of text, for each i. */
const wide = (from: string) =>
  `SELECT i, hash(i) % 1000003 / 7 AS a, hash(i, 1) % 1000003 / 7 AS b, hash(i, 2) % 1000003 / 7 AS c, 'text ' || hash(i, 3) AS t FROM (${from})`;

describe('nearly equal rows in two parts', () => {
  const many = 'SELECT range AS i FROM range(400)';

  test('are none where rows have nothing in common', async () => {
    expect(leaksOf(await splitSelect(wide(many), { parts: HALVES }))).toEqual({
      'equal rows': [0, 0],
      'one column apart': [0, 0],
      'small differences': [0, 0],
    });
  });

  test('are those equal in all columns but one, an identifier apart', async () => {
    // Ten rows of the first half stand in the second once more, their text changed, with another i.
    const again = `FROM (${wide(many)}) UNION ALL SELECT 1000 + i, a, b, c, t || '!' FROM (${wide('SELECT range AS i FROM range(10)')})`;
    const result = await splitSelect(again, { parts: HALVES });
    expect(leaksOf(result)).toEqual({
      'equal rows': [0, 0],
      'one column apart': [10, 10],
      'small differences': [0, 0],
    });
    expect(frameRows(result.frames.leaks!).map(({ looked_at }) => looked_at)).toEqual(Array(6).fill(205));
    expect(frameRows(result.frames.leaks!).find(({ leak }) => leak === 'one column apart')).toEqual({
      leak: 'one column apart',
      columns: 't',
      part: 'one',
      rows: 10,
      looked_at: 205,
      compared: 205,
    });
    const differing = examplesOf(result, 'one column apart').filter(
      ({ pair, differs }) => pair === 1 && differs,
    );
    expect(differing.map(({ column, part }) => [column, part])).toEqual([
      ['t', 'one'],
      ['t', 'other'],
      ['i', 'one'],
      ['i', 'other'],
    ]);
    expect(result.reading.text).toContain(
      'Some differ from a row of another part in one column alone, mostly t: 10 of one and 10 of other.',
    );
  });

  test('are those equal in all but what numbers the rows', async () => {
    const again = `FROM (${wide(many)}) UNION ALL SELECT 1000 + i, a, b, c, t FROM (${wide('SELECT range AS i FROM range(10)')})`;
    const result = await splitSelect(again, { parts: HALVES });
    expect(leaksOf(result)['one column apart']).toEqual([10, 10]);
    expect(frameRows(result.frames.leaks!).find(({ leak }) => leak === 'one column apart')?.columns).toBe(
      'i',
    );
  });

  test('are as many as a comparison of every pair finds, where columns share their values', async () => {
    const rows = Array.from({ length: 600 }, (_, row) =>
      Array.from({ length: 6 }, (_, column) => ((row * 7919 + column * 104_729) ** 2 % 1009) % (column + 2)),
    );
    const values = rows.map((row) => `(${row.join(', ')})`).join(', ');
    const result = await splitSelect(`SELECT * FROM (VALUES ${values}) AS v(a, b, c, d, e, f)`, {
      parts: HALVES,
    });
    const counts = new Map<number, number>();
    const [one, other] = [rows.slice(0, 300), rows.slice(300)];
    const near = [one, other].map((own, part) =>
      own.filter((row) => {
        const apart = [other, one][part]!.map((its) =>
          row.flatMap((value, c) => (value === its[c] ? [] : [c])),
        );
        const columns = new Set(apart.flatMap((differing) => (differing.length === 1 ? differing : [])));
        columns.forEach((column) => counts.set(column, (counts.get(column) ?? 0) + 1));
        return columns.size > 0;
      }),
    );
    expect(leaksOf(result)['one column apart']).toEqual(near.map(({ length }) => length));
    expect(near[0]!.length).toBeLessThan(300);
    const [[most] = []] = [...counts].sort(([, some], [, more]) => more - some);
    expect(frameRows(result.frames.leaks!).find(({ leak }) => leak === 'one column apart')?.columns).toBe(
      'abcdef'[most!],
    );
  });

  test('are those whose numbers differ by little, all of them', async () => {
    const shift = (by: number) =>
      `FROM (${wide(many)}) UNION ALL SELECT 1000 + i, a + ${by}, b - ${by}, c + ${by}, t FROM (${wide('SELECT range AS i FROM range(10)')})`;
    // The standard deviation is some 41,000: a hundredth is 410.
    expect(leaksOf(await splitSelect(shift(300), { parts: HALVES }))).toMatchObject({
      'one column apart': [0, 0],
      'small differences': [10, 10],
    });
    expect(leaksOf(await splitSelect(shift(600), { parts: HALVES }))).toMatchObject({
      'small differences': [0, 0],
    });
  });

  test('count missing values, NaN and infinities as equal to their like', async () => {
    const select = `SELECT * FROM (VALUES (1, NULL, 'nan'::DOUBLE, 'inf'::DOUBLE, 0.0), (2, 'x', 1, 2, 3), (3, 'y', 2, 3, 4e3),
      (4, NULL, 'nan'::DOUBLE, 'inf'::DOUBLE, 0.001)) AS v(i, t, a, b, c)`;
    const result = await splitSelect(select, { parts: HALVES });
    // i sets all rows apart, and is not compared.
    expect(leaksOf(result)['one column apart']).toEqual([1, 1]);
  });

  test('are sought in a stated part of a large table', async () => {
    const large = wide('SELECT range % 60000 AS i FROM range(120000)');
    const numbered = `SELECT * REPLACE (row_number() OVER () AS i) FROM (${large})`;
    const select = `SELECT * REPLACE (t || (i > 60000) AS t) FROM (${numbered})`;
    const result = await splitSelect(select, { parts: HALVES });
    const near = frameRows(result.frames.leaks!).filter(({ leak }) => leak === 'one column apart');
    for (const { rows, looked_at } of near) {
      expect(Number(looked_at)).toBeGreaterThan(9000);
      expect(Number(looked_at)).toBeLessThan(11_000);
      expect(rows).toBe(looked_at);
    }
    expect(result.reading.text).toMatch(/mostly t: [\d,]+ of one \(of [\d,]+ looked at\)/);
  });

  test('are not sought among few columns, nor where nobody asks', async () => {
    const few = await splitSelect('SELECT range % 10 AS a, range % 7 AS b FROM range(100)', {
      parts: HALVES,
    });
    expect(frameRows(few.frames.leaks!).find(({ leak }) => leak === 'one column apart')).toMatchObject({
      looked_at: 0,
    });
    const unasked = await splitSelect(wide(many), { leaks: false });
    expect(Object.keys(leaksOf(unasked))).toEqual(['equal rows']);
  });

  test('of constant columns, of one row and of none are no trouble', async () => {
    const constant = "SELECT 1 AS a, 2.5 AS b, 'x' AS c, NULL::DATE AS d, true AS e FROM range(3000)";
    expect(leaksOf(await splitSelect(constant, { parts: HALVES }))).toEqual({
      'equal rows': [1500, 1500],
      'one column apart': [0, 0],
    });
    expect(leaksOf(await splitSelect(`${wide(many)} LIMIT 1`))['one column apart']).toEqual([0, 0]);
    expect(leaksOf(await splitSelect(`${wide(many)} LIMIT 0`))['one column apart']).toEqual([0, 0]);
  });

  test('of heavy-tailed numbers stay within bounds', async () => {
    const heavy = `SELECT range // 2 AS i, CASE WHEN range = 0 THEN 1e12 ELSE hash(range) % 100000 / 7 END AS a,
      CASE WHEN range = 1 THEN 1e12 ELSE hash(range, 1) % 100000 / 7 END AS b, 'x' AS c, 'y' AS d FROM range(30000)`;
    const result = await splitSelect(heavy, { parts: HALVES });
    const near = frameRows(result.frames.leaks!).filter(({ leak }) => leak === 'small differences');
    expect(near.every(({ looked_at }) => Number(looked_at) > 0)).toBe(true);
  });
});
