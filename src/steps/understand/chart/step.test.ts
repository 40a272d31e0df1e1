import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openNodeEngine } from '../../../../headless/node-engine';
import { openSqlBench, type SqlBench } from '../../../../headless/step-on-sql';
import { frameRows, type FrameRow } from '../../../core/frame';
import { numberFormat } from '../../../core/number-format';
import type { RunStep } from '../../../core/run-context';
import type { Engine, StepResult } from '../../../engine/protocol';
import { factsOf, type Facts } from './facts';
import golden from './fixtures/golden.json';
import { read } from './reading';
import { run } from './run';
import { chartParams, type ChartParams } from './step';

type Asked = Partial<ChartParams>;
const ROWS = readFileSync(fileURLToPath(new URL('./fixtures/rows.csv', import.meta.url)), 'utf8');

let engine: Engine;
let bench: SqlBench;
beforeAll(async () => {
  engine = await openNodeEngine();
  bench = await openSqlBench();
});
afterAll(async () => {
  await engine.close();
  bench.close();
});

/** Draws a table written as CSV text; the outcome as the engine gives it. */
function outcomeOf(text: string, params: Asked, load: object = {}) {
  const source = { kind: 'embedded', name: 'table', text };
  const nodes = [
    { step: 'load', version: 1, params: { source, ...load }, inputs: {} },
    {
      step: 'chart',
      version: 1,
      params: chartParams.parse(params),
      inputs: { table: { node: 0, slot: 'table' } },
    },
  ];
  return engine.run({ plan: { nodes, target: 1 }, files: {} });
}

async function drawn(text: string, params: Asked, load: object = {}): Promise<StepResult> {
  const outcome = await outcomeOf(text, params, load);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.failure));
  return outcome.value;
}

/** Draws a table made by SQL: for what no file can hold. */
async function drawnSql(select: string, params: Asked) {
  const table = await bench.makeTable(select);
  const step = ((context, _none, inputs) => run(context, chartParams.parse(params), inputs)) as RunStep<
    Record<string, never>
  >;
  return bench.run(step, table);
}

type Framed = Pick<StepResult, 'frames'>;
const rowsOf = ({ frames }: Framed, name: string): FrameRow[] => frameRows(frames[name]!);

function factsIn({ frames }: Framed): Facts {
  const facts = factsOf(frames.facts);
  if (facts === undefined) throw new Error('The chart has no facts.');
  return facts;
}

function readingOf(result: Framed, params: Asked) {
  const format = numberFormat('en');
  const names = { inputs: { table: 'credit' }, outputs: {}, artifacts: {}, notices: [] };
  return read({ ...names, params: chartParams.parse(params), frames: result.frames, format });
}

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
    expect(readingOf(result, params).text).toContain('“Other” holds the 3 rarest of 6 values.');
  });

  test('a value called “other” is not the sum of the rest', async () => {
    const result = await drawn('g\nother\nother\na\nb\n', { x: 'g', categories: 1 });
    expect(rowsOf(result, 'bars').map(({ x, value }) => [x, value])).toEqual([
      ['other', 2],
      [null, 2],
    ]);
  });

  test('of numbers, dates and truths stand in their own order', async () => {
    const text = 'n,d,b\n10,2021-02-01,true\n9,2020-12-31,false\n10,2021-02-01,true\n';
    const orderOf = async (x: string) => rowsOf(await drawn(text, { x }), 'bars').map((bar) => bar.x);
    expect(await orderOf('n')).toEqual(['9', '10']);
    expect(await orderOf('d')).toEqual(['2020-12-31', '2021-02-01']);
    expect(await orderOf('b')).toEqual(['false', 'true']);
  });

  test('whose value no double can hold are not drawn, and it is said', async () => {
    const params = { x: 'g', y: 'v', aggregate: 'sum' } as const;
    const result = await drawnSql(
      "SELECT * FROM (VALUES ('a', 1e308), ('a', 1e308), ('b', 1.0)) t(g, v)",
      params,
    );
    expect(rowsOf(result, 'bars').find(({ x }) => x === 'a')).toMatchObject({ value: null });
    expect(readingOf(result, params).text).toContain('1 bars cannot be drawn');
  });
});

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
    const bins = rowsOf(await drawnSql(select, { kind: 'histogram', x: 'v', bins: 3 }), 'bins');
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
    const text = `v\n${Array.from({ length: 200 }, (_, i) => 1 + (i === 199 ? 1e6 : i / 100)).join('\n')}\n`;
    const params = { kind: 'histogram', x: 'v' } as const;
    const { text: words, suggestions } = readingOf(await drawn(text, params), params);
    expect(words).toContain('Of 60 bins, the most there may be');
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
    expect(readingOf(result, params).text).toMatch(
      /^The mean of y per month goes from [\d.]+ \(2021-01-01\) to/,
    );
  });

  test('is 0 in a month without rows for counts, and has a gap for means', async () => {
    const days = Array.from(
      { length: 24 },
      (_, i) => `${2020 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}-05`,
    );
    const text = `d,v\n${days
      .filter((_, i) => i !== 5)
      .map((day) => `${day},1`)
      .join('\n')}\n`;
    const counts = rowsOf(await drawn(text, { kind: 'line', x: 'd' }), 'line');
    expect(counts[5]).toMatchObject({ x: '2020-06-01', value: 0, rows: 0 });
    const means = rowsOf(await drawn(text, { kind: 'line', x: 'd', y: 'v', aggregate: 'mean' }), 'line');
    expect(means[5]).toMatchObject({ x: '2020-06-01', value: null, rows: 0 });
  });

  test('over more than 400 numbers passes 100 bins, and loses no row', async () => {
    const result = await drawn(ROWS, { kind: 'line', x: 'x' });
    expect(factsIn(result).rule).toBe('equal_width');
    expect(rowsOf(result, 'line').reduce((sum, { rows }) => sum + Number(rows), 0)).toBe(600);
    expect(factsIn(await drawn(ROWS, { kind: 'line', x: 'whole' })).rule).toBe('values');
  });

  test('leaves points out that a log scale has no place for, and says so', async () => {
    const params = { kind: 'line', x: 'n', y: 'v', aggregate: 'min', yScale: 'log' } as const;
    const result = await drawn('n,v\n1,10\n2,0\n3,-4\n', params);
    expect(rowsOf(result, 'line').map(({ value }) => value)).toEqual([10, null, null]);
    expect(readingOf(result, params).text).toContain('2 points cannot be drawn');
  });

  test('cuts long times into decades', async () => {
    const result = await drawnSql('SELECT make_date(1800 + i::INT, 1, 1) AS d FROM range(250) r(i)', {
      kind: 'line',
      x: 'd',
    });
    expect(factsIn(result).unit).toBe('decade');
    expect(rowsOf(result, 'line')[1]).toMatchObject({ x: '1810-01-01', value: 10 });
  });
});

describe('a scatter', () => {
  test('has the correlation of scipy over all rows, however few are drawn', async () => {
    const params = { kind: 'scatter', x: 'x', y: 'y', points: 50 } as const;
    const result = await drawn(ROWS, params);
    expect(factsIn(result).pearson).toBeCloseTo(golden.pearson, 12);
    expect(factsIn(result)).toMatchObject({ used: 584, drawn: 50 });
    const { text } = readingOf(result, params);
    expect(text).toContain('(n = 584): “y” rises');
    expect(text).toContain('50 of 584 rows drawn, chosen by seed 1.');
    const log = await drawn(ROWS, { ...params, xScale: 'log' });
    expect(factsIn(log).pearson).toBeCloseTo(golden.pearson_log_x, 12);
  });

  test('draws the same rows for the same seed, others for another, and rows of the table only', async () => {
    const pointsOf = async (seed: number) =>
      rowsOf(await drawn(ROWS, { kind: 'scatter', x: 'x', y: 'y', points: 50, seed }), 'points');
    const [one, other] = [await pointsOf(1), await pointsOf(2)];
    expect(await pointsOf(1)).toEqual(one);
    expect(other).not.toEqual(one);
    const pairs = new Set(ROWS.split('\n').map((row) => row.split(',').slice(0, 2).map(Number).join()));
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
      const { pearson } = factsIn(await drawnSql(select, { kind: 'scatter', x: 'x', y: 'y' }));
      expect(pearson).toBeCloseTo(0.9626907371412557, 9);
    }
  });
});

describe('colours', () => {
  test('beyond seven are one, “other”; rows without a value are a series of their own', async () => {
    const values = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'].flatMap((name, i) =>
      Array<string>(12 - i).fill(name),
    );
    const params = { x: 'one', colour: 'c' };
    const text = `one,c\n${[...values, '', ''].map((value) => `1,${value}`).join('\n')}\n`;
    const result = await drawn(text, params);
    const series = rowsOf(result, 'series');
    expect(series.map(({ kind }) => kind)).toEqual([...Array<string>(7).fill('value'), 'other', 'missing']);
    expect(series.slice(7).map(({ rows }) => rows)).toEqual([9, 2]);
    expect(rowsOf(result, 'bars').map(({ value }) => value)).toEqual([12, 11, 10, 9, 8, 7, 6, 9, 2]);
    expect(readingOf(result, params).text).toContain('The 2 rarest values of “c” share one colour');
  });

  test('whose values are all missing draw one grey series', async () => {
    const result = await drawn('x,c\na,\nb,\n', { x: 'x', colour: 'c' });
    expect(rowsOf(result, 'series')).toEqual([{ label: null, kind: 'missing', rows: 2 }]);
    expect(rowsOf(result, 'bars').map(({ value }) => value)).toEqual([1, 1]);
  });
});
