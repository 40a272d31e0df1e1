import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqlBench, type SqlBench } from '../../../../headless/step-on-sql';
import { frameOfRows, frameRows, type FrameRow } from '../../../core/frame';
import { numberFormat } from '../../../core/number-format';
import { profile } from './step';
import {
  BAND,
  GAP,
  nullityBands,
  nullityLayout,
  nullityShades,
  nullitySummary,
} from './view/missing/nullity-bands';
import { pairLayout, pairSquare } from './view/missing/nullity-pairs';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

async function stripsOf(select: string): Promise<FrameRow[]> {
  const { frames } = await bench.tryStep(profile, { select }, {});
  return frameRows(frames.nullity!);
}

describe('where values are missing', () => {
  test('a row of up to 200 is a strip; only columns with gaps are told, empty ones too', async () => {
    const select = `SELECT i AS full, CASE WHEN i <> 2 THEN i END AS "größe ""📏""", NULL::DATE AS "select" FROM range(4) r(i)`;
    const strips = await stripsOf(select);
    expect(strips.filter((strip) => strip.column === 'select').map(({ missing }) => missing)).toEqual([
      1, 1, 1, 1,
    ]);
    expect(strips.filter((strip) => strip.column !== 'select')).toEqual(
      [0, 1, 2, 3].map((strip) => ({
        column: 'größe "📏"',
        strip,
        first_row: strip,
        rows: 1,
        missing: strip === 2 ? 1 : 0,
      })),
    );
  });

  test.each(['a', 'rowid', 'RowId'])('strips of a larger table count exactly, column %s', async (name) => {
    // 1,003 rows in 200 strips: five rows each, six in three of them.
    const select = `SELECT CASE WHEN i % 7 > 0 AND i < 900 THEN i END AS "${name}" FROM range(1003) r(i)`;
    const strips = await stripsOf(select);
    expect(strips).toHaveLength(200);
    expect(strips.filter(({ rows }) => rows === 6)).toHaveLength(3);
    const isMissing = (i: number) => i % 7 === 0 || i >= 900;
    let next = 0;
    for (const { first_row: first, rows, missing } of strips) {
      expect(first).toBe(next);
      next += Number(rows);
      const expected = Array.from({ length: Number(rows) }, (_, i) => Number(first) + i).filter(isMissing);
      expect(missing).toBe(expected.length);
    }
    expect(next).toBe(1003);
  });

  test('of more than 50 columns with gaps, those that miss most', async () => {
    const list = Array.from({ length: 60 }, (_, i) => `CASE WHEN i > ${i} THEN i END AS c${i}`);
    const strips = await stripsOf(`SELECT ${list.join(', ')} FROM range(100) r(i)`);
    const names = [...new Set(strips.map(({ column }) => column))];
    expect([names.length, names[0], names.at(-1)]).toEqual([50, 'c10', 'c59']);
  });

  test('nothing is told of an empty table, and of one without a gap', async () => {
    expect(await stripsOf('SELECT 1 AS a FROM range(0)')).toEqual([]);
    expect(await stripsOf("SELECT 'NaN'::DOUBLE AS a, '' AS b FROM range(3)")).toEqual([]);
  });
});

const strip = (column: string, number: number, missing: number): FrameRow => ({
  column,
  strip: number,
  first_row: number * 10,
  rows: 10,
  missing,
});
const bands = nullityBands(
  frameOfRows(
    ['column', 'strip', 'first_row', 'rows', 'missing'],
    [
      strip('a', 0, 0),
      strip('a', 1, 10),
      strip('a', 2, 10),
      strip('b', 0, 1),
      strip('b', 1, 0),
      strip('b', 2, 5),
    ],
  ),
);
const format = numberFormat('en');

describe('the picture of where values are missing', () => {
  test('draws neighbours of one shade as one, and the least share visibly', () => {
    expect(nullityShades(bands, 300)).toEqual([
      { opacity: 0.5, path: `M0.00 ${BAND + GAP}H100.00v${BAND}H0.00z` },
      { opacity: 0.5 + (0.5 * 3) / 7, path: `M200.00 ${BAND + GAP}H300.00v${BAND}H200.00z` },
      { opacity: 1, path: `M100.00 0H300.00v${BAND}H100.00z` },
    ]);
  });

  test('reads every strip exactly, in rows from 1', () => {
    const { stops, xTicks } = nullityLayout(bands, { width: 300, height: 40 }, format);
    expect(stops).toHaveLength(6);
    expect(stops[5]).toMatchObject({
      x: 200,
      y: BAND + GAP,
      width: 100,
      label: 'b, rows 21 to 30',
      value: '5 missing (50 %)',
    });
    expect(xTicks.map(({ label }) => label)).toEqual(['row 1', '8', '15', '23', '30']);
  });

  test('says in words which column misses most, and where', () => {
    expect(nullitySummary(bands, format)).toBe(
      '“a” misses most, 66.7 %, and at most 100 % in rows 11 to 20. Columns with missing values: 2.',
    );
    expect(nullitySummary([], format)).toBe('Nothing is missing.');
  });
});

test('pairs stand in the lower half of a square', () => {
  const pair = (column: string, other: string, correlation: number) => ({
    column,
    other,
    both: 1,
    correlation,
  });
  const square = pairSquare(
    frameOfRows(
      ['column', 'other', 'both', 'correlation'],
      [pair('a', 'b', 0.5), pair('a', 'c', -1), pair('b', 'c', 0)],
    ),
  );
  expect(square.names).toEqual(['a', 'b', 'c']);
  expect(square.cells.map(({ row, place, r }) => [row, place, r])).toEqual([
    [1, 0, 0.5],
    [2, 0, -1],
    [2, 1, 0],
  ]);
  const { stops } = pairLayout(square, { width: 100, height: 40 }, format);
  expect(stops[2]).toMatchObject({
    x: 50,
    y: 20,
    width: 50,
    height: 20,
    label: 'b and c',
    value: 'r = 0; both missing in 1 row',
  });
  expect(pairSquare(frameOfRows(['column'], [])).cells).toEqual([]);
});
