import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqlBench, type SqlBench, type StepTrial } from '../../../../headless/step-on-sql';
import { frameRows } from '../../../core/frame';
import { sentenceText } from '../../../core/sentence';
import { factsOf } from './facts';
import { chart, chartParams, type ChartParams } from './step';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

type Asked = Partial<ChartParams>;
const drawn = (select: string, params: Asked) => bench.tryStep(chart, { select, name: 'credit' }, params);
const factsIn = ({ frames }: StepTrial) => factsOf(frames.facts);

const KINDS = [
  { kind: 'bar', x: 'v' },
  { kind: 'bar', x: 'v', y: 'w', aggregate: 'mean' },
  { kind: 'histogram', x: 'v' },
  { kind: 'line', x: 'v', y: 'w', aggregate: 'max' },
  { kind: 'scatter', x: 'v', y: 'w' },
] as const;
const FRAME = { bar: 'bars', histogram: 'bins', line: 'line', scatter: 'points' } as const;

describe.each(KINDS)('edge cases of $kind', (params) => {
  const pictureOf = ({ frames }: StepTrial) => frameRows(frames[FRAME[params.kind]]!);

  test('an empty table draws nothing, and says why', async () => {
    const result = await drawn('SELECT 1.5::DOUBLE AS v, 2::DOUBLE AS w WHERE false', params);
    expect(pictureOf(result)).toEqual([]);
    expect(result.reading.text).toBe('The table has no rows, so there is nothing to draw.');
  });

  test('one row is one mark', async () => {
    const result = await drawn('SELECT 1.5::DOUBLE AS v, 2::DOUBLE AS w', params);
    expect(pictureOf(result)).toHaveLength(1);
    expect(result.reading.text).not.toMatch(/NaN|undefined|null|Infinity/);
  });

  test('all null draws nothing, and counts the rows', async () => {
    const result = await drawn('SELECT NULL::DOUBLE AS v, NULL::DOUBLE AS w FROM range(3)', params);
    expect(pictureOf(result)).toEqual([]);
    expect(factsIn(result)).toMatchObject({ rows: 3, used: 0, missing: 3 });
    expect(result.reading.text).toMatch(/^No row is left to draw. 3 rows without a value/);
  });

  test('NaN and Infinity are left out and counted', async () => {
    const values = "(1.0, 2.0), ('nan', 2.0), ('inf', 2.0), ('-inf', 2.0), (3.0, 4.0)";
    const select = `SELECT v::DOUBLE AS v, w::DOUBLE AS w FROM (VALUES ${values.replaceAll('.0,', '.0::VARCHAR,')}) t(v, w)`;
    const result = await drawn(select, params);
    expect(factsIn(result)).toMatchObject({ used: 2, missing: 0, not_finite: 3 });
    expect(result.reading.text).toContain('is not finite (NaN, ±∞) are left out');
  });

  test('a constant column has a picture', async () => {
    const result = await drawn('SELECT 7::DOUBLE AS v, 7::DOUBLE AS w FROM range(5)', params);
    expect(pictureOf(result).length).toBe(params.kind === 'scatter' ? 5 : 1);
    expect(result.reading.text).not.toMatch(/NaN|undefined|Infinity/);
  });

  test('unicode and keyword names, quotes and emoji are names like any other', async () => {
    const select = 'SELECT i::DOUBLE AS "select", i::DOUBLE AS "größe ""😀""" FROM range(4) r(i)';
    const result = await drawn(select, { ...params, x: 'select', y: 'größe "😀"' });
    expect(factsIn(result)?.used).toBe(4);
  });
});

describe('the dots of a scatter', () => {
  const NAMES = ['x', 'y', 'series'] as const;
  const pointsOf = async (names: readonly string[], points = 40) => {
    const [x = '', y = '', colour = ''] = names;
    const select = `SELECT (i * 7)::DOUBLE AS "${x}", CASE WHEN i % 5 > 0 THEN i % 11 END AS "${y}", i % 3 AS "${colour}" FROM range(500) r(i)`;
    const { frames } = await drawn(select, { kind: 'scatter', x, y, colour, points });
    return frameRows(frames.points!);
  };

  test.each([
    [['rowid', 'y', 'c']],
    [['x', 'RowId', 'c']],
    [['x', 'y', 'rowid']],
    [['y', 'x', 'place']],
    [['used', 'series', 'x']],
  ])('are those of the same rows, whatever the columns are called: %j', async (names) => {
    const points = await pointsOf(names);
    expect(points).toHaveLength(40);
    expect(points).toEqual(await pointsOf(['a', 'b', 'c']));
    expect(Object.keys(points[0] ?? {})).toEqual(NAMES);
  });
});

describe('what a user can get wrong', () => {
  test.each([
    [{ x: '' }, 'column-unset'],
    [{ x: 'group', aggregate: 'mean' }, 'column-unset'],
    [{ x: 'nobody' }, 'column-unknown'],
    [{ x: 'group', colour: 'nobody' }, 'column-unknown'],
    [{ kind: 'histogram', x: 'group' }, 'column-type'],
    [{ kind: 'line', x: 'group' }, 'column-type'],
    [{ kind: 'scatter', x: 'x', y: 'group' }, 'column-type'],
  ] as const)('is named: %o', async (params, code) => {
    const select = 'SELECT \'a\' AS "group", 1 AS x';
    await expect(drawn(select, params)).rejects.toMatchObject({ failure: { code } });
  });
});

describe('what a kind has no use for', () => {
  const keyOf = (params: Asked) => chart.keyParams(chartParams.parse(params));

  test.each([
    [
      { kind: 'bar', x: 'v' },
      { y: 'w', bins: 5, points: 9, seed: 2, xScale: 'log', yScale: 'log' },
    ],
    [
      { kind: 'histogram', x: 'v' },
      { y: 'w', aggregate: 'mean', categories: 3, yScale: 'log', seed: 2 },
    ],
    [
      { kind: 'line', x: 'v' },
      { y: 'w', bins: 5, categories: 3, points: 9 },
    ],
    [
      { kind: 'scatter', x: 'v', y: 'w' },
      { aggregate: 'mean', bins: 5, categories: 3 },
    ],
  ] as const)('decides nothing: %j beside %j', async (params, leftOver) => {
    expect(keyOf({ ...params, ...leftOver })).toEqual(keyOf(params));
    const select = 'SELECT i::DOUBLE AS v, (i % 7)::DOUBLE AS w FROM range(50) r(i)';
    const [bare, full] = [await drawn(select, params), await drawn(select, { ...params, ...leftOver })];
    expect(full.frames).toEqual(bare.frames);
    expect(full.reading.text).toBe(bare.reading.text);
  });
});

describe('the sentence', () => {
  test.each([
    [{ x: 'Home' }, 'Draw bars of the number of rows by Home in credit'],
    [
      { x: 'Home', y: 'Income', aggregate: 'mean', colour: 'Status' },
      'Draw bars of the mean of Income by Home and Status in credit',
    ],
    [{ kind: 'histogram', x: 'Income' }, 'Draw a histogram of the number of rows by Income in credit'],
    [
      { kind: 'line', x: 'Opened', y: 'Amount', aggregate: 'sum' },
      'Draw a line of the sum of Amount over Opened in credit',
    ],
    [{ kind: 'scatter', x: 'Income', y: 'Amount' }, 'Draw a scatter of Amount against Income in credit'],
    [{}, 'Draw bars of the number of rows by … in credit'],
  ] as const)('reads well: %o', (params, words) => {
    const facts = { params: chartParams.parse(params), inputs: { table: 'credit' }, outputs: {} };
    expect(sentenceText(chart, facts)).toBe(words);
  });
});
