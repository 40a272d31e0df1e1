import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqlBench, type SqlBench } from '../../../../headless/step-on-sql';
import { frameOfRows, frameRows, type FrameRow } from '../../../core/frame';
import { numberFormat } from '../../../core/number-format';
import { profile } from './step';
import { pairsText, patternBars } from './view/missing/missing-together';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

async function gapsOf(select: string): Promise<{ patterns: FrameRow[]; pairs: FrameRow[] }> {
  const { frames } = await bench.tryStep(profile, { select }, {});
  return { patterns: frameRows(frames.missing_patterns!), pairs: frameRows(frames.missing_pairs!) };
}

describe('what is missing together', () => {
  test('the commonest patterns, and the correlation that corr() finds of the flags', async () => {
    const select = `SELECT i AS full, CASE WHEN i % 4 > 0 THEN 1 END AS a, CASE WHEN i % 4 > 0 THEN 'x' END AS "b ""q""",
      CASE WHEN i % 6 > 0 THEN 1.5 END AS c, NULL::INTEGER AS nothing FROM range(120) r(i)`;
    const { patterns, pairs } = await gapsOf(select);
    expect(patterns).toEqual([
      { rank: 1, missing: '[]', rows: 80, share: 80 / 120 },
      { rank: 2, missing: '["a","b \\"q\\""]', rows: 20, share: 20 / 120 },
      { rank: 3, missing: '["c"]', rows: 10, share: 10 / 120 },
      { rank: 4, missing: '["a","b \\"q\\"","c"]', rows: 10, share: 10 / 120 },
    ]);
    const [flags] = await bench.rows(`SELECT corr((a IS NULL)::INT, (c IS NULL)::INT) AS r FROM (${select})`);
    expect(pairs.map(({ column, other, both }) => [column, other, both])).toEqual([
      ['a', 'b "q"', 30],
      ['a', 'c', 10],
      ['b "q"', 'c', 10],
    ]);
    expect(pairs[0]?.correlation).toBeCloseTo(1, 14);
    expect(Number(pairs[1]?.correlation)).toBeCloseTo(Number(flags?.r), 13);
  });

  test('one column that misses something is no pattern', async () => {
    const select = 'SELECT CASE WHEN i > 3 THEN 1 END AS a, i AS b, NULL::DATE AS c FROM range(9) r(i)';
    expect(await gapsOf(select)).toEqual({ patterns: [], pairs: [] });
    expect(await gapsOf(`SELECT * FROM (${select}) WHERE false`)).toEqual({ patterns: [], pairs: [] });
  });

  test('more columns than are looked at: those that miss most', async () => {
    const list = Array.from({ length: 40 }, (_, i) => `CASE WHEN i >= ${i + 1} THEN i END AS c${i}`);
    const { patterns, pairs } = await gapsOf(`SELECT ${list.join(', ')} FROM range(60) r(i)`);
    expect(pairs).toHaveLength((30 * 29) / 2);
    expect([pairs[0]?.column, patterns.length]).toEqual(['c10', 20]);
  });
});

describe('the picture of what is missing together', () => {
  const format = numberFormat('en');

  test('names a pattern by its columns', () => {
    const rows = [
      { missing: '[]', rows: 8, share: 0.8 },
      { missing: '["a","b","c","d","e"]', rows: 2, share: 0.2 },
    ];
    expect(patternBars(frameOfRows(['missing', 'rows', 'share'], rows), format)).toEqual([
      { label: 'nothing missing', count: 8, share: 0.8 },
      { label: 'a, b, c and 2 more', count: 2, share: 0.2 },
    ]);
  });

  test('tells the strongest pairs, and nothing where there is none', () => {
    const pair = (column: string, correlation: number) => ({ column, other: 'z', correlation });
    const frame = (...rows: FrameRow[]) => frameOfRows(['column', 'other', 'correlation'], rows);
    expect(pairsText(frame(pair('a', 0.6), pair('b', -1), pair('c', 0.2)), format)).toBe(
      'Being missing is correlated in “b” and “z” (r = -1); “a” and “z” (r = 0.6).',
    );
    expect(pairsText(frame(pair('a', 0.1)), format)).toBe('');
  });
});
