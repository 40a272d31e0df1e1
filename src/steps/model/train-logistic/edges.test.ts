import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqlBench, type SqlBench, type StepTrial } from '../../../../headless/step-on-sql';
import type { Traits } from '../../../core/artifact';
import { frameRows } from '../../../core/frame';
import { fromModelValue } from '../../../kernels/logistic/table/model-value';
import { trainLogistic } from './step';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

const train = (select: string, params: object = {}, traits: Partial<Traits> = { part: 'train' }) =>
  bench.tryStep(trainLogistic, { select, traits, name: 'train' }, { target: 'class', ...params });
const failureOf = (select: string, params: object = {}) =>
  train(select, params).catch((error: unknown) => error);
const codesOf = ({ notices }: StepTrial) => notices.map(({ code }) => code);
const modelOf = ({ artifacts }: StepTrial) => {
  if (artifacts.model?.kind !== 'model') throw new Error('No model was made.');
  return fromModelValue(artifacts.model.value);
};
const shown = (trial: StepTrial) =>
  JSON.stringify([trial.reading, trial.notices, Object.values(trial.frames).map(frameRows)]);

const SIMPLE = `SELECT range % 3 = 0 AS class, (range % 3 = 0)::INT + (range * 7 % 5) / 2 AS x, range * 1.0 AS y FROM range(60)`;

describe('awkward tables', () => {
  test.each([
    ['an empty table', "SELECT 'a' AS class, 1 AS x WHERE false", 'rows-none'],
    ['one row', "SELECT 'a' AS class, 1 AS x", 'model-classes-too-few'],
    ['all null', 'SELECT NULL::VARCHAR AS class, range AS x FROM range(5)', 'model-classes-too-few'],
    ['one class', "SELECT 'a' AS class, range AS x FROM range(5)", 'model-classes-too-few'],
    ['no column beside the class', 'SELECT range % 2 AS class FROM range(5)', 'model-features-none'],
    ['a column that is not there', 'SELECT 1 AS other', 'column-unknown'],
  ])('%s is a named failure', async (_, select, code) => {
    expect(await failureOf(select)).toMatchObject({ failure: { code } });
  });

  test('two classes of which one has no weight are one', async () => {
    const select = `SELECT *, CASE WHEN class THEN 0 ELSE 1 END AS w FROM (${SIMPLE})`;
    expect(await failureOf(select, { weight: 'w' })).toMatchObject({
      failure: { code: 'model-classes-too-few', message: expect.stringContaining('one class') as string },
    });
  });

  test('NaN, Infinity, all missing and a constant column do no harm', async () => {
    const trial = await train(
      `SELECT *, CASE WHEN y < 3 THEN 'nan'::DOUBLE WHEN y < 5 THEN '-infinity'::DOUBLE ELSE y * 1e300 END AS odd,
       NULL::DOUBLE AS nothing, NULL::VARCHAR AS no_text, 'one' AS constant, 5 AS five FROM (${SIMPLE})`,
    );
    expect(shown(trial)).not.toMatch(/NaN|undefined|Infinity/);
    const rows = frameRows(trial.frames.coefficients!);
    const of = (name: string) =>
      rows.filter((row) => row.feature === name).map((row) => Number(row.coefficient));
    expect(of('five')).toEqual([0]);
    for (const value of of('nothing')) expect(Math.abs(value)).toBeLessThan(1e-6);
    expect(modelOf(trial).features.map(({ name }) => name)).toContain('no_text');
  });

  test('classes that can be separated have finite coefficients', async () => {
    const trial = await train('SELECT range < 20 AS class, range * 1.5 AS x FROM range(40)', { c: 1e6 });
    expect(shown(trial)).not.toMatch(/NaN|undefined|Infinity/);
    expect(frameRows(trial.frames.summary!)[0]).toMatchObject({ converged: true });
  });

  test('rows without a class teach nothing, and are counted', async () => {
    const trial = await train(`${SIMPLE} UNION ALL SELECT NULL, 5000, 2`);
    expect(trial.reading.text).toContain('1 row has no class and taught nothing.');
    expect([...modelOf(trial).model.coefficients[0]!]).toEqual([
      ...modelOf(await train(SIMPLE)).model.coefficients[0]!,
    ]);
  });

  test('unicode and keyword names, of columns, levels and classes, are names like any other', async () => {
    const select = `SELECT CASE WHEN class THEN 'ja 🐟' ELSE '' END AS "select", x AS "Größe 📏", CASE WHEN x > 1 THEN 'a"b''c' END AS "group" FROM (${SIMPLE})`;
    const trial = await train(select, { target: 'select' });
    expect(trial.reading.text).toContain('the log-odds of “ja 🐟”');
    expect(modelOf(trial).features).toMatchObject([
      { name: 'Größe 📏' },
      { name: 'group', levels: [`a"b'c`] },
    ]);
  });

  test('a part that is not the training part brings a warning', async () => {
    expect(codesOf(await train(SIMPLE, {}, { part: 'test' }))).toEqual(['fitted-on-other-part']);
  });
});
