import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqlBench, type SqlBench } from '../../../../headless/step-on-sql';
import { plainTraits, type TransformArtifact } from '../../../core/artifact';
import type { FrameRow } from '../../../core/frame';
import { quoteLiteral } from '../../../core/sql';
import { runOf } from '../../runs';
import golden from './fixtures/golden.json';
import { impute } from './step';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

type Value = number | string | null;

const NAMES = ['a', 'b', 'c', 'd', 'e'];

/** A SELECT of rows of doubles, in their order. */
function numbers(rows: readonly (readonly Value[])[]): string {
  const columns = NAMES.map((name, i) => {
    const list = rows.map((row) => row[i] ?? 'NULL').join(', ');
    return `unnest('[${list}]'::DOUBLE[]) AS ${name}`;
  });
  return `SELECT ${columns.join(', ')}`;
}

const words = (values: readonly (string | null)[]): string =>
  `SELECT unnest([${values.map((value) => (value === null ? 'NULL' : quoteLiteral(value))).join(', ')}]::VARCHAR[]) AS w`;

/** Fits on one table; what the step makes of it, and what the transform makes of another. */
async function fitAndApply(train: string, test: string, params: object) {
  const fitted = await bench.tryStep(impute, { select: train }, params);
  const content = fitted.artifacts.transform;
  if (content?.kind !== 'transform') throw new Error('No transform was made.');
  const transform: TransformArtifact = { ...content, key: 'k', traits: plainTraits };
  const apply = await runOf('apply-transform');
  const tables = [train, test].map(async (select) => {
    const applied = await bench.run(
      (context, none, inputs) => apply(context, none, { ...inputs, transform }),
      await bench.makeTable(select),
    );
    return bench.rowsOf(applied.artifacts.applied);
  });
  const [again, other] = await Promise.all(tables);
  expect(again).toEqual(fitted.rows.imputed);
  return { fitted, other: other! };
}

function expectEqual(found: readonly FrameRow[], wanted: readonly (readonly number[])[]): void {
  expect(found).toHaveLength(wanted.length);
  const off = found.flatMap((row, i) =>
    NAMES.map((name, j) => {
      const value = wanted[i]![j]!;
      return Math.abs(Number(row[name]) - value) / Math.max(Math.abs(value), 1e-300);
    }),
  );
  expect(Math.max(...off)).toBeLessThanOrEqual(1e-12);
}

describe('scikit-learn fitted on train and applied to test, to 12 digits:', () => {
  test.each(['mean', 'median', 'mode', 'constant'] as const)('SimpleImputer, %s', async (method) => {
    const wanted = golden.simple[method];
    const { fitted, other } = await fitAndApply(numbers(golden.train), numbers(golden.test), {
      method,
      value: '-1.5',
    });
    expectEqual(fitted.rows.imputed!, wanted.train);
    expectEqual(other, wanted.test);
  });

  test('SimpleImputer, most frequent of texts', async () => {
    const { other } = await fitAndApply(words(golden.words.train), words(golden.words.test), {
      method: 'mode',
    });
    expect(other.map(({ w }) => w)).toEqual(golden.words.filled);
  });

  test.each(golden.neighbours)('KNNImputer, k = $k', async ({ k, train, test: wanted }) => {
    const { train: fit, test: rows } = golden.near_zero;
    const { fitted, other } = await fitAndApply(numbers(fit), numbers(rows), { method: 'neighbours', k });
    expectEqual(fitted.rows.imputed!, train);
    expectEqual(other, wanted);
  });
});
