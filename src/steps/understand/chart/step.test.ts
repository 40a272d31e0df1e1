import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqlBench, selectOfCsv, type SqlBench, type StepTrial } from '../../../../headless/step-on-sql';
import { frameRows } from '../../../core/frame';
import { factsOf } from './facts';
import golden from './fixtures/golden.json';
import { chart, type ChartParams } from './step';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

const CSV = readFileSync(fileURLToPath(new URL('./fixtures/rows.csv', import.meta.url)), 'utf8');
const ROWS = selectOfCsv(CSV, ['DOUBLE', 'DOUBLE', 'BIGINT', 'VARCHAR', 'VARCHAR', 'DATE']);

type Asked = Partial<ChartParams>;
const drawn = (select: string, params: Asked) => bench.tryStep(chart, { select, name: 'credit' }, params);
const rowsOf = ({ frames }: StepTrial, name: string) => frameRows(frames[name]!);
const factsIn = ({ frames }: StepTrial) => factsOf(frames.facts);

describe('bars', () => {
  test('count rows by group, the highest first, as pandas does', async () => {
    const result = await drawn(ROWS, { x: 'group' });
    const bars = rowsOf(result, 'bars').map(({ x, value }) => [x, value]);
    expect(Object.fromEntries(bars)).toEqual(golden.groups);
    expect(bars.map(([, value]) => value)).toEqual([...Object.values(golden.groups)].sort((a, b) => b - a));
    expect(rowsOf(result, 'series')).toEqual([{ label: null, kind: 'all', rows: 600 }]);
  });

  test.each(['sum', 'mean', 'median', 'min', 'max'] as const)('put y together: %s', async (aggregate) => {
    const result = await drawn(ROWS, { x: 'group', y: 'y', aggregate });
    const bars = rowsOf(result, 'bars');
    expect(bars).toHaveLength(6);
    for (const { x, value } of bars) {
      expect(value).toBeCloseTo(golden.aggregates[aggregate][x as 'rent'], 9);
    }
    expect(factsIn(result)).toMatchObject({ used: 584, missing: golden.missing_y });
  });

  test('of two columns are the cells of their table', async () => {
    const result = await drawn(ROWS, { x: 'group', colour: 'status' });
    const names = rowsOf(result, 'series').map(({ label }) => String(label));
    const cells = rowsOf(result, 'bars').map((bar) => [
      `${String(bar.x)}/${names[Number(bar.series)]}`,
      bar.value,
    ]);
    expect(Object.fromEntries(cells)).toEqual(golden.crossed);
  });

  test('beyond the cap are one bar, “other”, over the rows of all of them', async () => {
    const params = { x: 'group', y: 'y', aggregate: 'median', categories: 3 } as const;
    const result = await drawn(ROWS, params);
    const bars = rowsOf(result, 'bars');
    expect(bars).toHaveLength(4);
    expect(bars[3]).toMatchObject({ x: null });
    expect(bars[3]?.value).toBeCloseTo(golden.rest_median, 9);
    expect(factsIn(result)).toMatchObject({ x_values: 6, other_values: 3 });
    expect(result.reading.text).toContain('“Other” holds the 3 rarest of 6 values.');
  });

  test('a value called “other” is not the sum of the rest', async () => {
    const result = await drawn("SELECT unnest(['other', 'other', 'a', 'b']) AS g", { x: 'g', categories: 1 });
    expect(rowsOf(result, 'bars').map(({ x, value }) => [x, value])).toEqual([
      ['other', 2],
      [null, 2],
    ]);
  });

  test('of numbers, dates and truths stand in their own order', async () => {
    const select = `SELECT unnest([10, 9, 10]) AS n, unnest(['2021-02-01', '2020-12-31', '2021-02-01']::DATE[]) AS d,
      unnest([true, false, true]) AS b`;
    const orderOf = async (x: string) => rowsOf(await drawn(select, { x }), 'bars').map((bar) => bar.x);
    expect(await orderOf('n')).toEqual(['9', '10']);
    expect(await orderOf('d')).toEqual(['2020-12-31', '2021-02-01']);
    expect(await orderOf('b')).toEqual(['false', 'true']);
  });

  test('whose value no double can hold are not drawn, and it is said', async () => {
    const params = { x: 'g', y: 'v', aggregate: 'sum' } as const;
    const result = await drawn(
      "SELECT * FROM (VALUES ('a', 1e308), ('a', 1e308), ('b', 1.0)) t(g, v)",
      params,
    );
    expect(rowsOf(result, 'bars').find(({ x }) => x === 'a')).toMatchObject({ value: null });
    expect(result.reading.text).toContain('1 bar cannot be drawn');
  });
});

describe('a scatter', () => {
  test('has the correlation of scipy over all rows, however few are drawn', async () => {
    const params = { kind: 'scatter', x: 'x', y: 'y', points: 50 } as const;
    const result = await drawn(ROWS, params);
    expect(factsIn(result)?.pearson).toBeCloseTo(golden.pearson, 12);
    expect(factsIn(result)).toMatchObject({ used: 584, drawn: 50 });
    const { text } = result.reading;
    expect(text).toContain('(n = 584): “y” rises');
    expect(text).toContain('50 of 584 rows drawn, chosen by seed 1.');
    const log = await drawn(ROWS, { ...params, xScale: 'log' });
    expect(factsIn(log)?.pearson).toBeCloseTo(golden.pearson_log_x, 12);
  });

  test('of a column against itself says that there is nothing to compare', async () => {
    const { text } = (await drawn(ROWS, { kind: 'scatter', x: 'x', y: 'x' })).reading;
    expect(text).toMatch(/^“x” stands along both axes, so there is nothing to compare. It runs from/);
    expect(text).not.toContain('Pearson');
  });

  test('draws the same rows for the same seed, others for another, and rows of the table only', async () => {
    const pointsOf = async (seed: number) =>
      rowsOf(await drawn(ROWS, { kind: 'scatter', x: 'x', y: 'y', points: 50, seed }), 'points');
    const [one, other] = [await pointsOf(1), await pointsOf(2)];
    expect(await pointsOf(1)).toEqual(one);
    expect(other).not.toEqual(one);
    const pairs = new Set(CSV.split('\n').map((row) => row.split(',').slice(0, 2).map(Number).join()));
    expect(one.filter(({ x, y }) => !pairs.has(`${Number(x)},${Number(y)}`))).toEqual([]);
  });

  test('draws every row where there are no more than asked', async () => {
    const result = await drawn(ROWS, { kind: 'scatter', x: 'x', y: 'y' });
    expect(rowsOf(result, 'points')).toHaveLength(584);
    expect(result.notices.map(({ code }) => code)).toEqual(['chart-missing']);
  });

  test('knows r of huge and of tiny numbers', async () => {
    for (const scale of ['1e307', '1e-300']) {
      const select = `SELECT i * ${scale} AS x, (i * i / 10.0::DOUBLE) * ${scale} AS y FROM range(10) r(i)`;
      const facts = factsIn(await drawn(select, { kind: 'scatter', x: 'x', y: 'y' }));
      expect(facts?.pearson).toBeCloseTo(0.9626907371412557, 9);
    }
  });
});

describe('colours', () => {
  test('beyond seven are one, “other”; rows without a value are a series of their own', async () => {
    const values = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'].flatMap((name, i) =>
      Array<string>(12 - i).fill(name),
    );
    const params = { x: 'one', colour: 'c' };
    const csv = `one,c\n${[...values, '', ''].map((value) => `1,${value}`).join('\n')}\n`;
    const result = await drawn(selectOfCsv(csv, ['BIGINT', 'VARCHAR']), params);
    const series = rowsOf(result, 'series');
    expect(series.map(({ kind }) => kind)).toEqual([...Array<string>(7).fill('value'), 'other', 'missing']);
    expect(series.slice(7).map(({ rows }) => rows)).toEqual([9, 2]);
    expect(rowsOf(result, 'bars').map(({ value }) => value)).toEqual([12, 11, 10, 9, 8, 7, 6, 9, 2]);
    expect(result.reading.text).toContain('The 2 rarest values of “c” share one colour');
  });

  test('whose values are all missing draw one grey series', async () => {
    const result = await drawn("SELECT unnest(['a', 'b']) AS x, NULL::VARCHAR AS c", { x: 'x', colour: 'c' });
    expect(rowsOf(result, 'series')).toEqual([{ label: null, kind: 'missing', rows: 2 }]);
    expect(rowsOf(result, 'bars').map(({ value }) => value)).toEqual([1, 1]);
  });
});
