import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSqlBench, type SqlBench } from '../../../headless/step-on-sql';
import { readScalings, type ScalingOptions } from './scaling';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

/** 1,500 rows; the last of them are unlike the first. */
const select = `SELECT
    (i % 10) / 10 AS tenths,
    CASE WHEN i < 1400 THEN (i % 10) / 10 ELSE 0.125 END AS later_thousandths,
    CASE WHEN i < 1400 THEN 2.0::DOUBLE ELSE 1 / 3 END AS later_endless,
    sin(i) AS endless,
    NULL::DOUBLE AS nothing,
    CASE WHEN i = 0 THEN 'nan'::DOUBLE ELSE 1e300 END AS huge,
    i::BIGINT * 1000000007 AS whole
  FROM range(1500) t(i)`;

async function decimalsOf(options: ScalingOptions): Promise<(number | null)[]> {
  const table = await bench.makeTable(select);
  let decimals: (number | null)[] = [];
  await bench.run(async (context) => {
    const scalings = await readScalings(context, table, table.columns, options);
    decimals = [...scalings.values()].map((scaling) => scaling.decimals);
    return { artifacts: {}, frames: {} };
  }, table);
  return decimals;
}

test('digits after the point are those of all rows, though the first ones have fewer', async () => {
  expect(await decimalsOf({})).toEqual([1, 3, null, null, 0, 0, 0]);
});

test('digits that nobody asks for are not read', async () => {
  expect(await decimalsOf({ decimals: false })).toEqual([null, null, null, null, null, null, 0]);
});
