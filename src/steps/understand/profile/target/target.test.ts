import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqlBench, type SqlBench, type StepTrial } from '../../../../../headless/step-on-sql';
import { frameRows, type FrameRow } from '../../../../core/frame';
import { numberFormat } from '../../../../core/number-format';
import { alertAt } from '../alerts/alert-frame';
import type { Alert } from '../alerts/alert';
import { profile } from '../step';
import { indexProfile } from '../view/profile-index';
import { binStops, binSummary, drawnDomain, overallOf } from '../view/target/target-chart';
import { indexTarget } from '../view/target/target-index';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

const aimed = (select: string, target = 'y', params: object = {}): Promise<StepTrial> =>
  bench.tryStep(profile, { select }, { target, ...params });
const rowsOf = ({ frames }: StepTrial, frame: string, column?: string): FrameRow[] =>
  frameRows(frames[frame]!).filter((row) => column === undefined || row.column === column);
const leaksIn = ({ frames }: StepTrial): Alert[] =>
  Array.from({ length: frames.alerts!.rows }, (_, row) => alertAt(frames.alerts!, row)).filter(
    ({ alert }) => alert === 'leak',
  );
/** No number of a frame about the target is NaN or infinite. */
function expectFinite({ frames }: StepTrial): void {
  for (const name of ['target', 'target_columns', 'target_bins']) {
    const wild = frameRows(frames[name]!).flatMap((row) =>
      Object.entries(row).filter(([, cell]) => typeof cell === 'number' && !Number.isFinite(cell)),
    );
    expect(wild).toEqual([]);
  }
}
/** 600 rows with columns that say much, little and nothing of `hot`. */
const MIXED = `SELECT i, (hash(i) % 1000)::INTEGER / 10 AS x, 'g' || hash(i) % 3 AS g,
  CASE WHEN hash(i + 7) % 5 > 0 THEN (hash(i + 9) % 100)::DOUBLE END AS gappy,
  DATE '2024-01-01' + (hash(i + 3) % 300)::INTEGER AS d, hash(i) % 3 = 0 AS b,
  (hash(i) % 1000)::INTEGER > 600 + (hash(i + 1) % 200)::INTEGER AS hot FROM range(600) r(i)`;

describe('the target in bins', () => {
  test('of classes: shares of the positive one, with Wilson’s interval, over all rows', async () => {
    const result = await aimed(MIXED, 'hot');
    const [all] = rowsOf(result, 'target');
    const [counted] = await bench.rows(`SELECT count_if(hot)::DOUBLE AS n FROM (${MIXED})`);
    expect(all).toMatchObject({ kind: 'classes', rows: 600, left_out: 0, positive: 'true' });
    expect(all?.mean).toBeCloseTo(Number(counted?.n) / 600, 12);
    const groups = await bench.rows(
      `SELECT g AS value, count(*)::DOUBLE AS rows, avg(hot::INT)::DOUBLE AS target FROM (${MIXED}) GROUP BY g`,
    );
    const found = rowsOf(result, 'target_bins', 'g');
    const byValue = ({ value, rows, target }: FrameRow): unknown[] => [value, rows, target];
    expect(found.map(byValue).toSorted()).toEqual(groups.map(byValue).toSorted());
    for (const { from, to, target } of found) {
      expect(Number(from)).toBeLessThan(Number(target));
      expect(Number(to)).toBeGreaterThan(Number(target));
    }
    const bins = rowsOf(result, 'target_bins', 'x');
    expect(bins).toHaveLength(10);
    expect(bins.reduce((sum, { rows }) => sum + Number(rows), 0)).toBe(600);
    expect(Math.max(...bins.map(({ rows }) => Number(rows)))).toBeLessThan(70);
    expect(rowsOf(result, 'target_bins', 'gappy').at(-1)).toMatchObject({ kind: 'missing' });
    const days = rowsOf(result, 'target_bins', 'd');
    expect([days.length, days[0]?.kind, days[1]?.low]).toEqual([10, 'bin', days[0]?.high]);
    expect(days[0]?.low).toMatch(/^2024-01-0\d$/);
  });

  test('of a number: means that avg() finds between the same edges', async () => {
    const select = `SELECT sin(i) AS x, cos(i * 3) * 1e6 + 1e9 AS y FROM range(500) r(i)`;
    const result = await aimed(select);
    for (const { low, high, rows, target, bin } of rowsOf(result, 'target_bins', 'x')) {
      const from = bin === 0 ? '>=' : '>';
      const [wanted] = await bench.rows(
        `SELECT avg(y) AS mean, count(*)::DOUBLE AS n FROM (${select}) WHERE x ${from} '${String(low)}'::DOUBLE AND x <= '${String(high)}'::DOUBLE`,
      );
      expect(rows).toBe(wanted?.n);
      expect(Number(target) / Number(wanted?.mean)).toBeCloseTo(1, 12);
    }
    expect(rowsOf(result, 'target')[0]).toMatchObject({ kind: 'number', classes: null, positive: null });
  });

  test('a value that fills a bin stands alone; NaN and infinity, rare values and gaps have bins of their own', async () => {
    const select = `SELECT CASE WHEN i % 2 = 0 THEN 0 WHEN i = 1 THEN 'nan'::DOUBLE WHEN i = 3 THEN 'inf' WHEN i = 5 THEN NULL ELSE i / 7 END AS x,
      CASE WHEN i < 300 THEN 'often ' || i % 12 ELSE 'rare ' || i END AS t, i % 2 = 0 AS y FROM range(400) r(i)`;
    const result = await aimed(select);
    expect(rowsOf(result, 'target_bins', 'x')[0]).toMatchObject({
      kind: 'value',
      value: '0',
      rows: 200,
      target: 1,
      to: 1,
    });
    const kinds = (column: string): unknown[] =>
      rowsOf(result, 'target_bins', column).map(({ kind }) => kind);
    expect(kinds('x').slice(-2)).toEqual(['not finite', 'missing']);
    expect(kinds('t')).toEqual([...Array<string>(10).fill('value'), 'others']);
    expect(rowsOf(result, 'target_bins', 't').at(-1)?.rows).toBe(150);
  });

  test('of three classes: every share, adding up to 1', async () => {
    const result = await aimed(`SELECT i % 5 AS x, ['a', 'b', 'ç "q"'][1 + i % 3] AS y FROM range(90) r(i)`);
    const [first] = rowsOf(result, 'target_bins', 'x');
    const own = rowsOf(result, 'target_bins', 'x').filter(({ bin }) => bin === first?.bin);
    expect(own.map((row) => row.class).toSorted()).toEqual(['a', 'b', 'ç "q"']);
    expect(own.reduce((sum, { target }) => sum + Number(target), 0)).toBeCloseTo(1, 12);
  });
});

describe('columns that give the target away', () => {
  const PLANTED = `SELECT *, CASE WHEN hot THEN 'Y' ELSE 'N' END AS code, CASE WHEN hot THEN i END AS closed_on,
    CASE WHEN i % 97 = 0 THEN NOT hot ELSE hot END AS nearly FROM (${MIXED})`;

  test('are found where they are planted, with the numbers and the remedy, and nowhere else', async () => {
    const result = await aimed(PLANTED, 'hot');
    const found = leaksIn(result);
    expect(found.map(({ column }) => column)).toEqual(['code', 'closed_on']);
    expect(found[0]).toMatchObject({
      severity: 'severe',
      numbers: { threshold: 0.95, rows: 600, exceptions: 0, total: 600 },
      suggestion: { step: 'select-columns', params: { mode: 'drop', columns: ['code'] } },
    });
    expect(found[0]?.text).toContain('a re-coding of the target');
    expect(found[1]?.text).toContain(
      'Whether it is missing gives “hot” away: it is missing in 100 % of the rows of “false” and in 0 %',
    );
    expect(found[1]?.where).toEqual([{ kind: 'missing', column: 'closed_on' }]);
    expect(result.reading.text).toContain('Given away, it seems, by “code” and “closed_on”.');
    const lower = leaksIn(await aimed(PLANTED, 'hot', { leakPower: 0.9 }));
    expect(lower.map(({ column }) => column)).toContain('nearly');
    expect(lower.find(({ column }) => column === 'nearly')?.text).toContain('but in 7 of 600 rows');
  });

  test('of a number: the same in other units, and any other that goes with it', async () => {
    const select = `SELECT y, y * 1.8 + 32 AS fahrenheit, exp(-y) AS turned, (hash(y) % 100)::DOUBLE AS other FROM (SELECT sin(i) * 20 AS y FROM range(120) r(i))`;
    const found = leaksIn(await aimed(select));
    expect(found.map(({ column }) => column)).toEqual(['fahrenheit', 'turned']);
    expect(found[0]?.text).toContain('The two lie on a line: Pearson’s r is 1.');
    expect(found[1]?.numbers).not.toHaveProperty('r');
  });
});

describe('targets of which little can be said', () => {
  test.each([
    ['constant', 'SELECT i AS x, 1 AS y FROM range(50) r(i)', 'it has one value only'],
    [
      'a constant among NaN',
      "SELECT i AS x, CASE WHEN i > 9 THEN 'nan'::DOUBLE ELSE 2 END AS y FROM range(50) r(i)",
      'it has one value only',
    ],
    [
      'missing in all rows',
      'SELECT i AS x, NULL::VARCHAR AS y FROM range(50) r(i)',
      'no row has a value of it',
    ],
    ['NaN in all rows', "SELECT i AS x, 'nan'::DOUBLE AS y FROM range(50) r(i)", 'no row has a value of it'],
    ['without rows', 'SELECT 1 AS x, 2 AS y WHERE false', 'the table has no rows'],
  ])('%s: says why', async (_, select, reason) => {
    const result = await aimed(select);
    expect(rowsOf(result, 'target')[0]?.reason).toBe(reason);
    expect([result.frames.target_columns?.rows, result.frames.target_bins?.rows]).toEqual([0, 0]);
    expect(result.notices).toMatchObject([{ code: 'target-untold', isWarning: true }]);
    expect(result.reading.text).toContain(`Nothing is said about the target “y”: ${reason}.`);
    expectFinite(result);
  });

  test('two rows have bins and no power, and say why; one row is one value', async () => {
    const two = await aimed('SELECT i AS x, i * 1.5 AS y FROM range(2) r(i)', 'y', { targetKind: 'number' });
    const reason = 'it takes 20 rows with a target, and there are 2';
    expect(rowsOf(two, 'target_columns')).toMatchObject([{ column: 'x', power: null, rows: 2, reason }]);
    expect(rowsOf(two, 'target_bins')).toMatchObject([
      { rows: 1, target: 0, from: null, to: null },
      { rows: 1, target: 1.5, from: null, to: null },
    ]);
    expect(two.reading.text).toContain(`No column’s power over “y” is known: ${reason}.`);
    expectFinite(two);
    expect(rowsOf(await aimed('SELECT 1 AS x, 2 AS y'), 'target')[0]?.reason).toBe('it has one value only');
  });

  test('rows with NaN, infinity or nothing in the target are left out, and counted', async () => {
    const select = `SELECT i AS x, CASE WHEN i % 10 = 0 THEN 'nan'::DOUBLE WHEN i % 10 = 1 THEN 'inf'::DOUBLE WHEN i % 10 = 2 THEN NULL ELSE i END AS y FROM range(200) r(i)`;
    const result = await aimed(select);
    expect(rowsOf(result, 'target')[0]).toMatchObject({ rows: 140, left_out: 60 });
    expect(rowsOf(result, 'target_columns')[0]).toMatchObject({ column: 'x', rows: 140 });
    expect(Number(rowsOf(result, 'target_columns')[0]?.power)).toBeGreaterThan(0.99);
    expect(result.notices[0]?.text).toContain('60 rows have no finite value of the target “y”');
    expectFinite(result);
  });

  test('awkward columns beside it: empty, constant, lists, times, infinite dates, extremes', async () => {
    const select = `SELECT NULL::INTEGER AS nothing, 7 AS seven, [i % 2] AS l, TIME '00:00:00' + INTERVAL (i) MINUTE AS "time",
      CASE WHEN i = 3 THEN 'infinity'::DATE WHEN i > 3 THEN DATE '2020-01-01' + i::INTEGER END AS d, i * 1e305 - 1.5e307 AS far, 1267650600228229401496703205376::HUGEINT + i % 2 AS wide,
      repeat('x', 600) || i % 2 AS long, '' AS empty, i % 2 = 0 AS "Größe ""select"" 🎈" FROM range(40) r(i)`;
    const result = await aimed(select, 'Größe "select" 🎈');
    expectFinite(result);
    expect(rowsOf(result, 'target_columns')).toHaveLength(9);
    expect(rowsOf(result, 'target_bins', 'd').map(({ kind }) => kind)).toEqual([
      ...Array<string>(10).fill('bin'),
      'not finite',
      'missing',
    ]);
    expect(rowsOf(result, 'target_bins', 'wide').map(({ value, target }) => [value, target])).toEqual(
      expect.arrayContaining([['1267650600228229401496703205376', 1]]),
    );
    expect(rowsOf(result, 'target_bins', 'time')[0]).toMatchObject({ low: '00:00:00' });
    expect(rowsOf(result, 'target_bins', 'long')).toMatchObject([{ kind: 'others', rows: 40 }]);
  });

  test('a target beyond the range of sums keeps finite means', async () => {
    const result = await aimed(
      'SELECT i AS x, CASE WHEN i % 3 = 0 THEN -1.7e308 WHEN i % 3 = 1 THEN 0 ELSE 1.7e308 END AS y FROM range(60) r(i)',
    );
    expectFinite(result);
    expect(rowsOf(result, 'target_bins', 'x').length).toBeGreaterThan(0);
  });

  test('many classes, a date, and a name that is not there are failures', async () => {
    await expect(aimed("SELECT 'c' || i AS y FROM range(21) r(i)")).rejects.toMatchObject({
      failure: { code: 'target-classes', message: expect.stringContaining('21 different values') as string },
    });
    await expect(aimed("SELECT DATE '2024-01-01' AS y")).rejects.toMatchObject({
      failure: { code: 'column-type' },
    });
    await expect(aimed('SELECT 1 AS a')).rejects.toMatchObject({ failure: { code: 'column-unknown' } });
    const number = aimed("SELECT 'a' AS y", 'y', { targetKind: 'number' });
    await expect(number).rejects.toMatchObject({ failure: { code: 'column-type' } });
    const digits = await aimed('SELECT i AS x, i % 10 AS y FROM range(100) r(i)', 'y', {
      targetKind: 'classes',
    });
    expect(rowsOf(digits, 'target')[0]).toMatchObject({ kind: 'classes', positive: null });
  });

  test('the target may be the weight too', async () => {
    const result = await aimed('SELECT i AS x, i % 7 AS y FROM range(70) r(i)', 'y', { weight: 'y' });
    expect(result.frames.weighted?.rows).toBe(2);
    expect(rowsOf(result, 'target_columns')).toMatchObject([{ column: 'x' }]);
    expectFinite(result);
  });
});

test('more rows than are measured: the sample is said, and the same again', async () => {
  const select = 'SELECT i % 9 AS x, (i % 9 > 4) AS y FROM range(50000) r(i)';
  const [one, other] = [await aimed(select), await aimed(select)];
  expect(rowsOf(one, 'target_columns')).toMatchObject([{ rows: 20_480 }]);
  expect(other.frames.target_columns).toEqual(one.frames.target_columns);
  expect(leaksIn(one)[0]?.text).toContain('(20,480 rows; the alert begins at 95 %)');
  expect(leaksIn(one)[0]?.numbers).toMatchObject({ exceptions: 0, total: 50_000 });
});

test('a column called rowid does not decide which rows are measured', async () => {
  const select = 'SELECT 7 AS rowid, i % 9 AS x, (i % 9 > 4) AS y FROM range(50000) r(i)';
  const rows = rowsOf(await aimed(select), 'target_columns');
  expect(rows).toMatchObject([
    { column: 'x', rows: 20_480, reason: null },
    { column: 'rowid', power: 0 },
  ]);
  expect(Number(rows[0]?.power)).toBeGreaterThan(0.99);
});

describe('the picture', () => {
  test('names bins, scales shares in percent, and says the least and the most', async () => {
    const { frames } = await aimed(MIXED, 'hot');
    const format = numberFormat('en');
    const target = indexTarget(frames, indexProfile(frames))!;
    expect(target.ranking[0]?.column).toBe('x');
    expect(target.classes).toEqual(['true']);
    const bins = target.bins('g', 'true', format);
    expect(bins.map(({ label }) => label).toSorted()).toEqual(['g0', 'g1', 'g2']);
    expect(overallOf(bins)).toBeCloseTo(target.mean!, 12);
    const scale = { isShare: true, format };
    const stops = binStops(bins, (percent) => percent * 2, scale);
    expect(stops.map(({ x, y }) => [x, y])).toEqual(bins.map(({ value }, i) => [value * 200, i * 19]));
    const [low, high] = drawnDomain(bins, target.mean!, scale);
    expect([low, high]).toEqual([
      Math.min(...bins.map(({ from }) => from! * 100)),
      Math.max(...bins.map(({ to }) => to! * 100)),
    ]);
    expect(stops[0]?.value).toMatch(/^\d+(\.\d)? % \(\d+(\.\d)? % to \d+(\.\d)? %; \d+ rows\)$/);
    expect(binSummary(target.bins('x', 'true', format), scale)).toMatch(/^Least in .* Most in .*\.$/);
    expect(target.bins('gappy', 'true', format).at(-1)).toMatchObject({ label: 'missing', isRest: true });
  });

  test('shows no value of a masked column, and nothing where no target is chosen', async () => {
    const { frames } = await aimed(
      `SELECT 'p' || i % 3 || '@example.org' AS email, i % 2 AS y FROM range(60) r(i)`,
    );
    const hidden = indexTarget(frames, indexProfile(frames, { isShown: () => false }))!;
    const labels = hidden.bins('email', '1', numberFormat('en')).map(({ label }) => label);
    expect(labels).toEqual(['••• (hidden 1)', '••• (hidden 2)', '••• (hidden 3)']);
    const { frames: without } = await bench.tryStep(profile, { select: 'SELECT 1 AS a' }, {});
    expect(indexTarget(without, indexProfile(without))).toBeNull();
  });
});
