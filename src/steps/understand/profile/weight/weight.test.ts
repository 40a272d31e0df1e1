import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  openSqlBench,
  selectOfCsv,
  type SqlBench,
  type StepTrial,
} from '../../../../../headless/step-on-sql';
import { frameRows, type FrameRow } from '../../../../core/frame';
import { numberFormat } from '../../../../core/number-format';
import { profile } from '../step';
import { indexProfile } from '../view/profile-index';
import { indexWeights } from '../view/weight/weight-index';
import golden from './fixtures/weight-golden.json';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

const weighted = (select: string, weight = 'w'): Promise<StepTrial> =>
  bench.tryStep(profile, { select }, { weight });
const rowsOf = ({ frames }: StepTrial, frame: string, column?: string): FrameRow[] =>
  frameRows(frames[frame]!).filter((row) => column === undefined || row.column === column);
const near = (found: unknown, wanted: number): void =>
  expect(Math.abs(Number(found) - wanted)).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(wanted)));

describe('weighted figures', () => {
  test('are those of numpy', async () => {
    const csv = readFileSync(new URL('./fixtures/weight-golden.csv', import.meta.url), 'utf8');
    const result = await weighted(selectOfCsv(csv, ['DOUBLE', 'VARCHAR', 'DOUBLE']));
    const [weights] = rowsOf(result, 'weights');
    expect(weights).toMatchObject({
      column: 'w',
      rows: 228,
      zero: 10,
      missing: 1,
      negative: 1,
      not_finite: 0,
    });
    near(weights?.total, golden.total);
    near(weights?.effective, golden.effective);
    const [x] = rowsOf(result, 'weighted', 'x');
    near(x?.count, golden.count);
    near(x?.missing, golden.missing);
    near(x?.mean, golden.mean);
    near(x?.sd, golden.sd);
    expect(golden.deciles.map((_, i) => x?.[`d${i * 10}`])).toEqual(golden.deciles);
    expect(x?.median).toBe(golden.deciles[5]);
    rowsOf(result, 'weighted_histograms', 'x').forEach(({ weight }, bin) =>
      near(weight, golden.histogram[bin]!),
    );
    const words = rowsOf(result, 'weighted_values', 'word');
    expect(words.map(({ value }) => value)).toEqual(['ä', 'select', 'b c']);
    words.forEach(({ value, weight }) => near(weight, golden.words[value as 'ä']));
    expect(result.notices.map(({ text }) => text)).toEqual([
      '2 rows have no weight that can be used (1 without one and 1 below 0) and no part in the figures weighted by “w”.',
    ]);
    expect(result.reading.text).toContain('no part in the figures weighted by “w”');
  });

  test('with one weight for all are the plain ones, and counts are doubled by a weight of 2', async () => {
    const select = `SELECT CASE WHEN i % 9 > 0 THEN sin(i) * 10 END AS x, 'k' || i % 7 AS k, i % 2 = 0 AS b,
      DATE '2020-01-01' + (i * 3)::INTEGER AS d, TIME '00:00:00' + INTERVAL (i) MINUTE AS t, [i % 3] AS l,
      9007199254740993 + i % 2 AS far, 2 AS w FROM range(301) r(i)`;
    const result = await weighted(select);
    for (const plain of rowsOf(result, 'columns')) {
      const [row] = rowsOf(result, 'weighted', String(plain.column));
      expect([row?.count, row?.missing]).toEqual([Number(plain.count) * 2, Number(plain.missing) * 2]);
      if (plain.mean === null) continue;
      near(row?.mean, Number(plain.mean));
      expect(Number(row?.sd)).toBeCloseTo(Number(plain.sd), 10);
      for (const figure of ['d0', 'd10', 'd50', 'd90', 'd100']) expect(row?.[figure]).toBe(plain[figure]);
    }
    const doubled = (rows: FrameRow[], key: string): unknown[] =>
      rows.map((row) => [row.column, row.low ?? row.value, Number(row.count ?? 0) * 2 || (row[key] ?? 0)]);
    const bins = rowsOf(result, 'histograms').filter(({ kind }) => kind !== 'quantile');
    expect(doubled(rowsOf(result, 'weighted_histograms'), 'weight')).toEqual(doubled(bins, 'count'));
    for (const column of ['k', 'b', 'l', 'far']) {
      expect(doubled(rowsOf(result, 'weighted_values', column), 'weight')).toEqual(
        doubled(rowsOf(result, 'top_values', column), 'count'),
      );
    }
  });

  test('keep what is not finite out of the mean, and rows of weight 0 out of everything', async () => {
    const select = `SELECT * FROM (VALUES (1.0::DOUBLE, 1.0::DOUBLE), (3, 3), ('nan', 1), ('inf', 1), (NULL, 2), (500, 0)) t(x, w)`;
    const [x] = rowsOf(await weighted(select), 'weighted', 'x');
    expect(x).toMatchObject({
      count: 6,
      missing: 2,
      missing_share: 0.25,
      mean: 2.5,
      d0: 1,
      median: 3,
      d100: 3,
    });
    const named = rowsOf(await weighted(select), 'weighted_values', 'x').map(({ value }) => value);
    expect(named.toSorted()).toEqual(['1', '3', 'Infinity', 'NaN']);
  });

  test('are good on extreme numbers and weights', async () => {
    const [x] = rowsOf(
      await weighted('SELECT * FROM (VALUES (1e300, 1e300), (3e300, 1e300), (2e300, 2e300)) t(x, w)'),
      'weighted',
      'x',
    );
    near(Number(x?.mean) / 1e300, 2);
    near(Number(x?.sd) / 1e300, Math.SQRT1_2);
  });
});

test('a table of many columns is weighed in few statements, every one of them as if it were alone', async () => {
  const columns = Array.from({ length: 300 }, (_, i) => {
    const kinds = [`(i * ${i + 1} % 17)::DOUBLE`, `'v' || i * ${i + 1} % 7`, `i % ${i + 2} = 0`];
    return `CASE WHEN i % ${i + 3} > 0 THEN ${kinds[i % 3]} END AS c${i}`;
  });
  const many = await weighted(`SELECT ${columns.join(', ')}, i % 3 AS w FROM range(40) AS t(i)`);
  const alone = await weighted(
    `SELECT ${columns.slice(8, 11).join(', ')}, i % 3 AS w FROM range(40) AS t(i)`,
  );
  for (const name of ['c8', 'c9', 'c10']) {
    for (const frame of ['weighted', 'weighted_values', 'weighted_histograms']) {
      expect(rowsOf(many, frame, name)).toEqual(rowsOf(alone, frame, name));
    }
  }
  expect(rowsOf(many, 'weighted')).toHaveLength(301);
  expect(many.sql.filter((statement) => statement.includes('unnest('))).toHaveLength(2);
});

test('columns that no kernel and no list takes are grouped one by one: NaN, dates, long integers, structs', async () => {
  const select = `SELECT * FROM (VALUES ('nan'::DOUBLE, DATE '2024-01-01', 9007199254740993, {'a': 1}, 2.0),
    (1, '2024-01-01', 9007199254740994, {'a': 1}, 1), (NULL, NULL, NULL, NULL, 4)) AS t(n, d, l, s, w)`;
  const found = await weighted(select);
  expect(
    rowsOf(found, 'weighted')
      .slice(0, 4)
      .map(({ count, missing }) => [count, missing]),
  ).toEqual(new Array(4).fill([3, 4]));
  expect(rowsOf(found, 'weighted_values', 'n').map(({ value, weight }) => [value, weight])).toEqual([
    ['NaN', 2],
    ['1', 1],
  ]);
  expect(rowsOf(found, 'weighted_values', 'l').map(({ value }) => value)).toEqual([
    '9007199254740993',
    '9007199254740994',
  ]);
});

describe('weights that say nothing', () => {
  test.each([
    ['all zero', 'SELECT i AS x, 0 AS w FROM range(5) r(i)', 'have no sum above 0'],
    ['all missing', 'SELECT i AS x, NULL::DOUBLE AS w FROM range(5) r(i)', 'have no sum above 0'],
    ['beyond a number', 'SELECT i AS x, 1.7e308 AS w FROM range(5) r(i)', 'more than a number can hold'],
  ])('%s: no figures, and a notice', async (_, select, words) => {
    const result = await weighted(select);
    expect(rowsOf(result, 'weighted')).toEqual([]);
    expect(result.notices.at(-1)).toMatchObject({ code: 'weights-unusable', isWarning: true });
    expect(result.reading.text).toContain(words);
  });

  test('a table without rows has none, and one row has all of the weight', async () => {
    expect((await weighted('SELECT 1 AS x, 2 AS w WHERE false')).notices).toEqual([]);
    const one = await weighted("SELECT 5 AS x, 'a' AS t, 0.5 AS w");
    expect(rowsOf(one, 'weighted', 'x')).toMatchObject([{ count: 0.5, mean: 5, sd: 0, d10: 5 }]);
  });

  test('a text is no weight, and a name that is not there is named', async () => {
    await expect(weighted("SELECT 'a' AS w")).rejects.toMatchObject({ failure: { code: 'column-type' } });
    await expect(weighted('SELECT 1 AS a')).rejects.toMatchObject({ failure: { code: 'column-unknown' } });
  });
});

test('the picture has the figures side by side, and hides the values of masked columns', async () => {
  const select = `SELECT i AS "select", 'p' || i || '@example.org' AS email, NULL::DOUBLE AS nothing, i + 1 AS "wéight ""q""" FROM range(30) r(i)`;
  const { frames } = await weighted(select, 'wéight "q"');
  const format = numberFormat('en');
  const open = indexWeights(frames, indexProfile(frames))!;
  expect(open.text(format)).toBe(
    'Weighted by “wéight "q"”: 30 rows of a total weight of 465, as telling as 22.87 rows of equal weight.',
  );
  expect(open.figures(0)[1]).toEqual({
    label: 'mean',
    plain: 14.5,
    weighted: expect.closeTo(19.333, 3) as number,
    as: 'number',
  });
  expect(open.figures(2).map(({ label, weighted: figure }) => [label, figure])).toEqual([['missing', 1]]);
  const hidden = indexWeights(frames, indexProfile(frames, { isShown: () => false }))!;
  expect(hidden.values(1)[0]?.label).toBe('••• (hidden 1)');
  expect([hidden.bins(0).bins, hidden.figures(0)[3]?.weighted]).toEqual([[], '•••']);
  expect(open.bins(0).bins).toHaveLength(10);
});
