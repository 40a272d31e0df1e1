import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqlBench, type SqlBench, type StepTrial } from '../../../../headless/step-on-sql';
import type { Traits } from '../../../core/artifact';
import { frameRows } from '../../../core/frame';
import { quoteLiteral } from '../../../core/sql';
import { fromModelValue } from '../../../kernels/logistic/table/model-value';
import golden from './fixtures/golden.json';
import { columnText } from './reading';
import { trainLogistic } from './step';
import { coefficientBars } from './view/picture';

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

/** The table of the golden values. */
function goldenSelect(): string {
  const text = (value: string | number | null) => (value === null ? 'NULL' : quoteLiteral(String(value)));
  const rows = golden.rows.map((row) => `(${row.map(text).join(', ')})`);
  return `SELECT age::DOUBLE AS age, income::DOUBLE AS income, home, day::DATE AS day, status AS class
    FROM (VALUES ${rows.join(', ')}) AS t(age, income, home, day, status)`;
}

const SIMPLE = `SELECT range % 3 = 0 AS class, (range % 3 = 0)::INT + (range * 7 % 5) / 2 AS x, range * 1.0 AS y FROM range(60)`;

describe('a model', () => {
  test.each(['none', 'balanced'] as const)(
    'of numbers, dates, texts and gaps has the coefficients of scikit-learn to 6 digits, classes weighted %s',
    async (weighting) => {
      const { frames } = await train(goldenSelect(), { c: 2, weighting });
      const wanted = golden[weighting];
      const found = new Map(
        frameRows(frames.coefficients!).map((row) => [
          columnText(row).replaceAll(/[“”]/g, ''),
          Number(row.coefficient),
        ]),
      );
      expect(found.size).toBe(Object.keys(wanted.coefficients).length + 1);
      expect(Math.abs(found.get('intercept')! - wanted.intercept)).toBeLessThan(1e-6);
      for (const [name, value] of Object.entries(wanted.coefficients)) {
        expect(Math.abs(found.get(name)! - value)).toBeLessThan(1e-6);
      }
    },
  );

  test('carries all that it takes to predict', async () => {
    const model = modelOf(await train(goldenSelect(), { weighting: 'balanced' }));
    expect(model).toMatchObject({
      ...{ target: 'class', classes: ['bad', 'good'], positive: 1, threshold: 0.5 },
      features: [
        { kind: 'number', name: 'age', read: 'number' },
        { kind: 'number', name: 'income', read: 'number' },
        { kind: 'category', name: 'home', levels: ['größer', 'owner', 'rent'] },
        { kind: 'number', name: 'day', read: 'date' },
      ],
    });
    expect(model.learntShares[0]).toBeCloseTo(0.5, 12);
    expect(model.worldShares[0]).not.toBeCloseTo(0.5, 2);
  });

  test('looks for the rarer class of two', async () => {
    const of = async (select: string) => modelOf(await train(select)).positive;
    expect(await of(SIMPLE)).toBe(1);
    expect(await of(`SELECT * REPLACE (NOT class AS class) FROM (${SIMPLE})`)).toBe(0);
  });

  test('counts rows by their weights, and 0 is no row', async () => {
    const twice = `SELECT *, 1 AS w FROM (${SIMPLE}) UNION ALL SELECT * FROM (SELECT *, 1 AS w FROM (${SIMPLE}))`;
    const weighed = `SELECT *, 2 AS w FROM (${SIMPLE}) UNION ALL SELECT *, 0 AS w FROM (${SIMPLE})`;
    const [one, other] = [await train(weighed, { weight: 'w' }), await train(twice, { weight: 'w' })];
    const of = (trial: StepTrial) => [...modelOf(trial).model.coefficients[0]!];
    of(one).forEach((value, j) => expect(value).toBeCloseTo(of(other)[j]!, 7));
    expect(frameRows(one.frames.summary!)[0]).toMatchObject({ rows: 120, used: 60, features: 2 });
  });

  test('takes weights by class for balancing, and others for what a row stands for', async () => {
    const weighed = (weight: string) =>
      train(`SELECT *, ${weight} AS w FROM (${SIMPLE})`, { weight: 'w' }).then(modelOf);
    const byClass = await weighed('CASE WHEN class THEN 2.0 ELSE 1.0 END');
    expect([byClass.learntShares[1], byClass.worldShares[1]]).toEqual([
      expect.closeTo(0.5, 12),
      expect.closeTo(1 / 3, 12),
    ]);
    const ofSurvey = await weighed('CASE WHEN class THEN 2.0 ELSE 1.0 END + y % 2');
    expect(ofSurvey.worldShares).toEqual(ofSurvey.learntShares);
  });

  test.each(['NULL', '-1', "'nan'::DOUBLE", "'infinity'::DOUBLE"])(
    'takes no weight of %s',
    async (weight) => {
      const select = `SELECT *, CASE WHEN y = 3 THEN ${weight} ELSE 1.0 END AS w FROM (${SIMPLE})`;
      expect(await failureOf(select, { weight: 'w' })).toMatchObject({
        failure: { code: 'weights-invalid' },
      });
    },
  );

  test('of several classes has coefficients for each', async () => {
    const trial = await train(
      'SELECT range % 3 AS class, range % 3 + (range * 7 % 5) / 2 AS x FROM range(90)',
    );
    expect(frameRows(trial.frames.coefficients!).map((row) => [row.class, row.feature])).toEqual([
      ...[
        ['0', null],
        ['0', 'x'],
        ['1', null],
        ['1', 'x'],
        ['2', null],
        ['2', 'x'],
      ],
    ]);
    expect(coefficientBars(trial.frames.coefficients!)).toMatchObject({
      classes: ['0', '1', '2'],
      hidden: 0,
    });
    expect(modelOf(trial).positive).toBeNull();
  });

  test('that may not search long says so, with a warning', async () => {
    const trial = await train(goldenSelect(), { iterations: 1 });
    expect(trial.notices).toMatchObject([{ code: 'not-converged', isWarning: true }]);
  });
});

describe('features', () => {
  test('leave out identifiers and crowded texts, unless they are named', async () => {
    const select = `SELECT range % 2 AS class, range AS id, 'name ' || range AS person, (range * 7 % 11)::DOUBLE AS x FROM range(150)`;
    const chosen = await train(select);
    expect(modelOf(chosen).features.map(({ name }) => name)).toEqual(['x']);
    expect(codesOf(chosen)).toEqual(['identifier-left-out', 'levels-too-many']);
    const named = await train(select, { features: ['id', 'person'] });
    expect(modelOf(named).features).toMatchObject([
      { name: 'id' },
      { name: 'person', levels: { length: 100 } },
    ]);
    expect(codesOf(named)).toEqual(['levels-too-many']);
  });

  test('that have one value in each class bring a warning', async () => {
    const trial = await train(`SELECT *, CASE WHEN class THEN 2.5 ELSE 0.7 END AS weight FROM (${SIMPLE})`);
    expect(trial.notices).toMatchObject([{ code: 'feature-tells-class', isWarning: true }]);
  });

  test('are not the target or the weight', async () => {
    expect(await failureOf(SIMPLE, { features: ['class'] })).toMatchObject({
      failure: { code: 'feature-is-target' },
    });
    expect(await failureOf(SIMPLE, { features: ['y'], weight: 'y' })).toMatchObject({
      failure: { code: 'feature-is-target' },
    });
  });
});

describe('the class that is looked for', () => {
  /** “bad” and “good” as often, as after resampling; x is higher for “bad”. */
  const EQUAL = `SELECT CASE WHEN range % 2 = 0 THEN 'bad' ELSE 'good' END AS class,
    (range % 2 = 0)::INT + (range * 7 % 5) / 2 AS x FROM range(60)`;
  const told = async (params: object, traits: Partial<Traits> = {}) => {
    const trial = await train(EQUAL, params, { part: 'train', ...traits });
    const { positive, classes, worldShares } = modelOf(trial);
    const rows = frameRows(trial.frames.coefficients!).filter(({ feature }) => feature === 'x');
    return { positive: classes[positive!], worldShares, rows, trial };
  };

  test('is the rarer one before the rows were resampled, of equally many the first, or the one that is named', async () => {
    const balancedFrom = { column: 'class', rows: { bad: 90, good: 10 } };
    expect(await told({})).toMatchObject({ positive: 'bad', worldShares: [0.5, 0.5] });
    expect(await told({}, { balancedFrom })).toMatchObject({ positive: 'good', worldShares: [0.9, 0.1] });
    expect(await told({ positive: 'good' })).toMatchObject({ positive: 'good' });
    expect(await told({}, { balancedFrom: { ...balancedFrom, column: 'other' } })).toMatchObject({
      positive: 'bad',
      worldShares: [0.5, 0.5],
    });
    const failure = await train(EQUAL, { positive: 'ugly' }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ failure: { code: 'class-unknown' } });
  });

  test('is the one that coefficients tell of, with their sign', async () => {
    const [bad, good] = [await told({ positive: 'bad' }), await told({ positive: 'good' })];
    expect(bad.rows[0]).toMatchObject({ class: 'bad' });
    expect(Number(bad.rows[0]!.coefficient)).toBeGreaterThan(0.5);
    expect(Number(good.rows[0]!.coefficient)).toBeCloseTo(-Number(bad.rows[0]!.coefficient), 12);
    expect(bad.trial.reading.text).toContain('the log-odds of “bad”');
  });
});
