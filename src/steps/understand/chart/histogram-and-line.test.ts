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

describe('a histogram', () => {
  test('has the bins of numpy by the rule of Freedman and Diaconis', async () => {
    const bins = rowsOf(await drawn(ROWS, { kind: 'histogram', x: 'x' }), 'bins');
    expect(bins.map(({ count }) => count)).toEqual(golden.fd.counts);
    const edges = [...bins.map(({ low }) => Number(low)), Number(bins.at(-1)?.high)];
    edges.forEach((edge, index) => expect(edge).toBeCloseTo(golden.fd.edges[index]!, 9));
  });

  test('on a log scale has bins of equal width in the logarithm', async () => {
    const bins = rowsOf(await drawn(ROWS, { kind: 'histogram', x: 'x', xScale: 'log' }), 'bins');
    expect(bins.map(({ count }) => count)).toEqual(golden.fd_log.counts);
  });

  test('counts values at the ends of the range of doubles', async () => {
    const select = "SELECT unnest(['-1.7e308'::DOUBLE, 0, '1.7e308'::DOUBLE]) AS v";
    const bins = rowsOf(await drawn(select, { kind: 'histogram', x: 'v', bins: 3 }), 'bins');
    expect(bins.map(({ count }) => count)).toEqual([1, 1, 1]);
  });

  test('has as many bins as asked', async () => {
    const bins = rowsOf(await drawn(ROWS, { kind: 'histogram', x: 'x', bins: 10 }), 'bins');
    expect(bins.map(({ count }) => count)).toEqual(golden.ten);
  });

  test('of integers has a whole width, and loses none', async () => {
    const bins = rowsOf(await drawn(ROWS, { kind: 'histogram', x: 'whole' }), 'bins');
    const widths = bins.map(({ low, high }) => Number(high) - Number(low));
    expect(new Set(widths).size).toBe(1);
    expect(Number.isInteger(widths[0])).toBe(true);
    expect(bins.reduce((sum, { count }) => sum + Number(count), 0)).toBe(600);
  });

  test('splits each bin by colour', async () => {
    const bins = rowsOf(await drawn(ROWS, { kind: 'histogram', x: 'x', bins: 10, colour: 'status' }), 'bins');
    expect(bins).toHaveLength(20);
    const whole = golden.ten.map((_, bin) => Number(bins[bin * 2]?.count) + Number(bins[bin * 2 + 1]?.count));
    expect(whole).toEqual(golden.ten);
  });

  test('counts dates per calendar unit, as pandas does, gaps included', async () => {
    const result = await drawn(ROWS, { kind: 'histogram', x: 'day' });
    const bins = rowsOf(result, 'bins').map(({ low, count }) => [String(low).slice(0, 7), count]);
    expect(Object.fromEntries(bins)).toEqual(golden.months);
    expect(factsIn(result)).toMatchObject({
      unit: 'month',
      x_low: expect.stringContaining('2021-01') as string,
    });
  });

  test('says so where the most frequent bin holds nearly all, and suggests a log scale', async () => {
    const select = 'SELECT CASE WHEN i = 199 THEN 1e6 + 1 ELSE 1 + i / 100 END AS v FROM range(200) AS r(i)';
    const params = { kind: 'histogram', x: 'v' } as const;
    const { text: words, suggestions } = (await drawn(select, params)).reading;
    expect(words).toContain(
      'Of 60 bins (Freedman and Diaconis would take more; by itself a chart takes 60 at most), the',
    );
    expect(words).toContain('199 of 200 rows (99.5 %)');
    expect(suggestions).toMatchObject([{ step: 'chart', params: { xScale: 'log', x: 'v' } }]);
  });
});

describe('a line', () => {
  test('over dates passes the months of pandas, counts and means', async () => {
    const counts = rowsOf(await drawn(ROWS, { kind: 'line', x: 'day' }), 'line');
    expect(Object.fromEntries(counts.map(({ x, value }) => [String(x).slice(0, 7), value]))).toEqual(
      golden.months,
    );
    const params = { kind: 'line', x: 'day', y: 'y', aggregate: 'mean' } as const;
    const result = await drawn(ROWS, params);
    const means = rowsOf(result, 'line');
    expect(means).toHaveLength(Object.keys(golden.month_means).length);
    for (const { x, value } of means) {
      expect(value).toBeCloseTo(golden.month_means[String(x).slice(0, 7) as '2021-01'], 9);
    }
    expect(result.reading.text).toMatch(/^The mean of y per month goes from [\d.]+ \(2021-01-01\) to/);
  });

  test('is 0 in a month without rows for counts, and has a gap for means', async () => {
    const select = `SELECT DATE '2020-01-05' + to_months(i::INTEGER) AS d, 1 AS v FROM range(24) AS r(i) WHERE i <> 5`;
    const counts = rowsOf(await drawn(select, { kind: 'line', x: 'd' }), 'line');
    expect(counts[5]).toMatchObject({ x: '2020-06-01', value: 0, rows: 0 });
    const means = rowsOf(await drawn(select, { kind: 'line', x: 'd', y: 'v', aggregate: 'mean' }), 'line');
    expect(means[5]).toMatchObject({ x: '2020-06-01', value: null, rows: 0 });
  });

  test('over more than 400 numbers passes 100 bins, and loses no row', async () => {
    const result = await drawn(ROWS, { kind: 'line', x: 'x' });
    expect(factsIn(result)?.rule).toBe('equal_width');
    expect(rowsOf(result, 'line').reduce((sum, { rows }) => sum + Number(rows), 0)).toBe(600);
    expect(factsIn(await drawn(ROWS, { kind: 'line', x: 'whole' }))?.rule).toBe('values');
  });

  test('leaves points out that a log scale has no place for, and says so', async () => {
    const params = { kind: 'line', x: 'n', y: 'v', aggregate: 'min', yScale: 'log' } as const;
    const result = await drawn('SELECT unnest([1, 2, 3]) AS n, unnest([10, 0, -4]) AS v', params);
    expect(rowsOf(result, 'line').map(({ value }) => value)).toEqual([10, null, null]);
    expect(result.reading.text).toContain('2 points cannot be drawn');
  });

  test('cuts long times into decades', async () => {
    const result = await drawn('SELECT make_date(1800 + i::INT, 1, 1) AS d FROM range(250) r(i)', {
      kind: 'line',
      x: 'd',
    });
    expect(factsIn(result)?.unit).toBe('decade');
    expect(rowsOf(result, 'line')[1]).toMatchObject({ x: '1810-01-01', value: 10 });
  });
});
