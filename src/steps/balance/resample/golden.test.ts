import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSqlBench, type SqlBench } from '../../../../headless/step-on-sql';
import type { FrameRow } from '../../../core/frame';
import { quoteLiteral } from '../../../core/sql';
import golden from './fixtures/golden.json';
import { resample } from './step';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

type Value = string | number;

/** A table that imbalanced-learn was given, and the rows that it gave back. */
interface Golden {
  readonly name: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly x: readonly (readonly Value[])[];
  readonly y: readonly string[];
  readonly rows: readonly (readonly Value[])[];
  readonly labels: readonly string[];
}

const cases = golden.cases as readonly unknown[] as readonly Golden[];

/** The rows that the step gives for a table of imbalanced-learn's, features first. */
async function balancedRows({ x, y, params }: Golden): Promise<FrameRow[]> {
  const asked = {
    ...{ target: 'class', rules: 'imbalanced-learn', ...params },
    ...(params.ratio === undefined ? {} : { amount: 'ratio' }),
  };
  const sqlOf = (value: Value): string =>
    typeof value === 'number' ? `${value}::DOUBLE` : quoteLiteral(value);
  const values = x.map((row, i) => `(${row.map(sqlOf).join(', ')}, ${quoteLiteral(y[i]!)})`);
  const names = [...x[0]!.map((_, f) => `f${f}`), '"class"'];
  const select = `SELECT * FROM (VALUES ${values.join(', ')}) AS t(${names.join(', ')})`;
  const { rows } = await bench.tryStep(resample, { select }, asked);
  return rows.balanced!;
}

test.each(cases)('gives the rows of imbalanced-learn, one by one: $name', async (one) => {
  const found = await balancedRows(one);
  expect(found.map((row) => row.class)).toEqual(one.labels);
  found.forEach((row, i) => {
    const wanted = one.rows[i]!;
    Object.values(row)
      .slice(0, -1)
      .forEach((value, f) => {
        const other = wanted[f]!;
        if (typeof other === 'string') expect(value).toBe(other);
        else
          expect(Math.abs(Number(value) - other)).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(other)));
      });
  });
  expect(one.rows.length).not.toBe(one.x.length);
});
