import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSqlBench, type SqlBench } from '../../../../headless/step-on-sql';
import type { FrameRow } from '../../../core/frame';
import golden from './fixtures/golden.json';
import { resample } from './step';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

/** The rows that the step gives for a table of imbalanced-learn's, features first. */
async function balancedRows({ x, y, params }: (typeof golden.cases)[number]): Promise<FrameRow[]> {
  const { ratio, ...others } = params as { ratio?: number };
  const asked = {
    ...{ target: 'class', rules: 'imbalanced-learn', ...others },
    ...(ratio === undefined ? {} : { amount: 'ratio', ratio }),
  };
  const values = x.map((row, i) => `(${row.map((value) => `${value}::DOUBLE`).join(', ')}, '${y[i]}')`);
  const names = [...x[0]!.map((_, f) => `f${f}`), '"class"'];
  const select = `SELECT * FROM (VALUES ${values.join(', ')}) AS t(${names.join(', ')})`;
  const { rows } = await bench.tryStep(resample, { select }, asked);
  return rows.balanced!;
}

test.each(golden.cases)('gives the rows of imbalanced-learn, one by one: $name', async (one) => {
  const found = await balancedRows(one);
  expect(found.map((row) => row.class)).toEqual(one.labels);
  found.forEach((row, i) => expect(Object.values(row).slice(0, -1)).toEqual(one.rows[i]));
  expect(one.rows.length).not.toBe(one.x.length);
});
