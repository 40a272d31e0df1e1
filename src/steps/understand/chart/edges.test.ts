import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqlBench, type SqlBench } from '../../../../headless/step-on-sql';
import { frameRows, type FrameRow } from '../../../core/frame';
import { numberFormat } from '../../../core/number-format';
import type { RunOutput, RunStep } from '../../../core/run-context';
import { sentenceText } from '../../../core/sentence';
import { factsOf } from './facts';
import { read } from './reading';
import { run } from './run';
import { chart, chartParams, type ChartParams } from './step';

type Framed = Pick<RunOutput, 'frames'>;

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

/** Draws a table made by SQL. */
async function drawnSql(select: string, params: Partial<ChartParams>) {
  const table = await bench.makeTable(select);
  const step = ((context, _none, inputs) => run(context, chartParams.parse(params), inputs)) as RunStep<
    Record<string, never>
  >;
  return bench.run(step, table);
}

const rowsOf = ({ frames }: Framed, name: string): FrameRow[] => frameRows(frames[name]!);
const factsIn = ({ frames }: Framed) => factsOf(frames.facts);

function readingOf({ frames }: Framed, params: Partial<ChartParams>) {
  const names = { inputs: { table: 'credit' }, outputs: {}, artifacts: {}, notices: [] };
  return read({ ...names, params: chartParams.parse(params), frames, format: numberFormat('en') });
}

const KINDS = [
  { kind: 'bar', x: 'v' },
  { kind: 'bar', x: 'v', y: 'w', aggregate: 'mean' },
  { kind: 'histogram', x: 'v' },
  { kind: 'line', x: 'v', y: 'w', aggregate: 'max' },
  { kind: 'scatter', x: 'v', y: 'w' },
] as const;
const FRAME = { bar: 'bars', histogram: 'bins', line: 'line', scatter: 'points' } as const;

describe.each(KINDS)('edge cases of $kind', (params) => {
  const picture = (result: Framed) => rowsOf(result, FRAME[params.kind]);

  test('an empty table draws nothing, and says why', async () => {
    const result = await drawnSql('SELECT 1.5::DOUBLE AS v, 2::DOUBLE AS w WHERE false', params);
    expect(picture(result)).toEqual([]);
    expect(readingOf(result, params).text).toBe('The table has no rows, so there is nothing to draw.');
  });

  test('one row is one mark', async () => {
    const result = await drawnSql('SELECT 1.5::DOUBLE AS v, 2::DOUBLE AS w', params);
    expect(picture(result)).toHaveLength(1);
    expect(readingOf(result, params).text).not.toMatch(/NaN|undefined|null|Infinity/);
  });

  test('all null draws nothing, and counts the rows', async () => {
    const result = await drawnSql('SELECT NULL::DOUBLE AS v, NULL::DOUBLE AS w FROM range(3)', params);
    expect(picture(result)).toEqual([]);
    expect(factsIn(result)).toMatchObject({ rows: 3, used: 0, missing: 3 });
    expect(readingOf(result, params).text).toMatch(/^No row is left to draw. 3 rows without a value/);
  });

  test('NaN and Infinity are left out and counted', async () => {
    const values = "(1.0, 2.0), ('nan', 2.0), ('inf', 2.0), ('-inf', 2.0), (3.0, 4.0)";
    const select = `SELECT v::DOUBLE AS v, w::DOUBLE AS w FROM (VALUES ${values.replaceAll('.0,', '.0::VARCHAR,')}) t(v, w)`;
    const result = await drawnSql(select, params);
    expect(factsIn(result)).toMatchObject({ used: 2, missing: 0, not_finite: 3 });
    expect(readingOf(result, params).text).toContain('is not finite (NaN, ±∞) are left out');
  });

  test('a constant column has a picture', async () => {
    const result = await drawnSql('SELECT 7::DOUBLE AS v, 7::DOUBLE AS w FROM range(5)', params);
    expect(picture(result).length).toBe(params.kind === 'scatter' ? 5 : 1);
    expect(readingOf(result, params).text).not.toMatch(/NaN|undefined|Infinity/);
  });

  test('unicode and keyword names, quotes and emoji are names like any other', async () => {
    const select = 'SELECT i::DOUBLE AS "select", i::DOUBLE AS "größe ""😀""" FROM range(4) r(i)';
    const result = await drawnSql(select, { ...params, x: 'select', y: 'größe "😀"' });
    expect(factsIn(result)?.used).toBe(4);
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
    await expect(drawnSql(select, params)).rejects.toMatchObject({ failure: { code } });
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
