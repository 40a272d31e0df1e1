import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqlBench, type SqlBench } from '../../../../headless/step-on-sql';
import { compareWays, tryById } from '../../../../headless/trials/balancing';
import { plainTraits, type ModelArtifact } from '../../../core/artifact';
import { frameRows, type FrameRow } from '../../../core/frame';
import { numberFormat } from '../../../core/number-format';
import { quoteLiteral } from '../../../core/sql';
import { read } from './reading';
import { run } from './run';
import { predictParams } from './step';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

/** Trains a model of the column “class”. */
async function modelOf(select: string, params: object = {}): Promise<ModelArtifact> {
  const { artifacts } = await tryById(
    bench,
    'train-logistic',
    { select, traits: { part: 'train' } },
    { target: 'class', ...params },
  );
  if (artifacts.model?.kind !== 'model') throw new Error('No model was made.');
  return { kind: 'model', key: 'm', traits: { ...plainTraits, part: 'train' }, value: artifacts.model.value };
}

async function predicted(select: string, model: ModelArtifact, given: object = {}) {
  const params = predictParams.parse(given);
  const table = await bench.makeTable(select);
  const result = await bench.run((context, _, inputs) => run(context, params, { ...inputs, model }), {
    ...table,
    traits: { ...plainTraits, part: 'test' },
  });
  const frames = Object.fromEntries(
    Object.entries(result.frames).map(([name, frame]) => [name, frameRows(frame)]),
  );
  const reading = read({
    ...{ params, frames: result.frames, notices: result.notices, artifacts: {} },
    ...{ inputs: { table: 'test', model: 'model' }, outputs: {}, format: numberFormat('en') },
  });
  return { ...result, frames, text: reading.text, rows: await bench.rowsOf(result.artifacts.predicted) };
}
const failureOf = (select: string, model: ModelArtifact, given: object = {}) =>
  predicted(select, model, given).catch((error: unknown) => error);

const TRAIN = `SELECT CASE WHEN range % 4 = 0 THEN 'yes' ELSE 'no' END AS class, (range % 4 = 0)::INT + (range * 7 % 5)::DOUBLE AS x,
  ['a', 'b'][1 + range % 2] AS word, DATE '2024-01-01' + (range % 9)::INT AS day FROM range(200)`;
const numbers = (rows: readonly FrameRow[], name: string) => rows.map((row) => Number(row[name]));

describe('predictions', () => {
  test('stand beside the rows in their order, the class by the threshold, the label kept', async () => {
    const model = await modelOf(TRAIN);
    const { rows, frames, traits } = await predicted(`${TRAIN} LIMIT 40`, model, { threshold: 0.3 });
    expect(Object.keys(rows[0]!)).toEqual([
      ...['class', 'x', 'word', 'day', 'predicted', 'probability_no', 'probability_yes'],
    ]);
    for (const row of rows) {
      expect(Number(row.probability_no) + Number(row.probability_yes)).toBeCloseTo(1, 14);
      expect(row.predicted).toBe(Number(row.probability_yes) >= 0.3 ? 'yes' : 'no');
    }
    expect(frames.classes).toMatchObject([
      { class: 'no', rows: 30 },
      { class: 'yes', rows: 10 },
    ]);
    expect(traits).toEqual({ predicted: { part: 'test', sampled: null, synthetic: false } });
  });

  test('are the logistic function of the coefficients, by hand', async () => {
    const model = await modelOf(TRAIN, { features: ['x'] });
    const { intercepts, coefficients, features } = model.value.parameters as unknown as {
      intercepts: number[];
      coefficients: number[][];
      features: { mean: number; sd: number }[];
    };
    const { rows } = await predicted('SELECT unnest([0, 2.5, 100]) AS x', model);
    for (const row of rows) {
      const z =
        intercepts[0]! + (coefficients[0]![0]! * (Number(row.x) - features[0]!.mean)) / features[0]!.sd;
      expect(row.probability_yes).toBeCloseTo(1 / (1 + Math.exp(-z)), 12);
    }
  });

  test('of a row are the same alone and among others, bit for bit', async () => {
    const model = await modelOf(TRAIN);
    const all = numbers((await predicted(`${TRAIN} LIMIT 5`, model)).rows, 'probability_yes');
    for (const [i, p] of all.entries()) {
      const [alone] = numbers(
        (await predicted(`${TRAIN} LIMIT 1 OFFSET ${i}`, model)).rows,
        'probability_yes',
      );
      expect(alone).toBe(p);
    }
  });

  test('of several classes are the most probable one, in the type of the target', async () => {
    const model = await modelOf(
      'SELECT range % 3 AS class, range % 3 + (range * 7 % 5) / 4 AS x FROM range(90)',
    );
    const { rows, frames, text } = await predicted('SELECT unnest([0, 1.2, 3]) AS x', model);
    expect(rows.map((row) => row.predicted)).toEqual([0, 1, 2]);
    expect(frames.summary).toMatchObject([{ positive: null, threshold: null, labelled: null }]);
    expect(text).toMatch(/^Of 3 rows model calls “0” 1, “1” 1 and “2” 1\./);
  });

  test('of a weighted model are shifted, and put right on request', async () => {
    const model = await modelOf(TRAIN, { weighting: 'balanced' });
    const mean = (rows: readonly FrameRow[]) =>
      numbers(rows, 'probability_yes').reduce((sum, p) => sum + p, 0) / rows.length;
    const [shifted, right] = [
      await predicted(TRAIN, model),
      await predicted(TRAIN, model, { correct: true }),
    ];
    expect(mean(shifted.rows)).toBeGreaterThan(0.33);
    expect(mean(right.rows)).toBeCloseTo(0.25, 1);
    expect(shifted.notices.map(({ code }) => code)).toEqual(['probabilities-shifted']);
    expect(right.notices).toEqual([]);
  });

  test('of one class against the others count every other class as one of them', async () => {
    const three = `SELECT ['a', 'b', 'c'][1 + (range % 10 > 4)::INT + (range % 10 > 7)::INT] AS class, range % 10 + (range * 7 % 5) / 2 AS x FROM range(200)`;
    const { artifacts } = await compareWays(
      bench,
      { train: three, judged: three },
      { target: 'class', positive: 'c', replicas: 0 },
    );
    if (artifacts.model?.kind !== 'model') throw new Error('No model was made.');
    const model = { kind: 'model', key: 'm', traits: plainTraits, value: artifacts.model.value } as const;
    const { frames } = await predicted(`${three} UNION ALL SELECT NULL, 3`, model);
    expect(frames.classes).toMatchObject([
      { class: 'other classes', rows: 160 },
      { class: 'c', rows: 40 },
    ]);
    expect(frames.summary).toMatchObject([{ rows: 201, labelled: 200 }]);
  });

  test('of several models stand in one table by their prefixes', async () => {
    const model = await modelOf(TRAIN);
    const first = await predicted(TRAIN, model);
    expect(await failureOf('SELECT *, 1 AS "Predicted" FROM (' + TRAIN + ')', model)).toMatchObject({
      failure: { code: 'columns-same-name' },
    });
    const { rows } = await predicted(`SELECT *, 1 AS predicted FROM (${TRAIN})`, model, { prefix: 'm2_' });
    expect(numbers(rows, 'm2_probability_yes')).toEqual(numbers(first.rows, 'probability_yes'));
  });
});

describe('a table that does not fit', () => {
  test('for want of columns is a named failure that names them', async () => {
    expect(await failureOf('SELECT 1.0 AS x', await modelOf(TRAIN))).toMatchObject({
      failure: {
        code: 'model-column-missing',
        message: 'The table lacks “word”, “day”, which the model reads.',
      },
    });
  });

  test.each([
    ['a text for a number', 'x::VARCHAR AS x', '“x” as a number; in this table it is of type text'],
    [
      'a timestamp for a date',
      'day::TIMESTAMP AS day',
      '“day” as a date; in this table it is of type timestamp',
    ],
  ])('as it has %s is one too', async (_, replace, text) => {
    expect(
      await failureOf(`SELECT * REPLACE (${replace}) FROM (${TRAIN})`, await modelOf(TRAIN)),
    ).toMatchObject({
      failure: { code: 'model-column-type', message: expect.stringContaining(text) as string },
    });
  });

  test('a model of another kind is one as well', async () => {
    const model = await modelOf(TRAIN);
    const other = { ...model, value: { ...model.value, method: 'forest' } };
    expect(await failureOf(TRAIN, other)).toMatchObject({ failure: { code: 'model-unknown' } });
  });
});

describe('awkward tables', () => {
  test('an empty table gives an empty table', async () => {
    const { rows, text, artifacts } = await predicted(`${TRAIN} LIMIT 0`, await modelOf(TRAIN));
    expect(rows).toEqual([]);
    expect(text).toBe('The table has no rows.');
    expect(artifacts.predicted).toMatchObject({ rows: 0, columns: { length: 7 } });
  });

  test('one row, all null: the mean, no level, and it is said', async () => {
    const { rows, text } = await predicted(
      'SELECT NULL::DOUBLE AS x, NULL::VARCHAR AS word, NULL::DATE AS day, NULL::VARCHAR AS class',
      await modelOf(TRAIN),
    );
    expect(Number(rows[0]!.probability_yes)).toBeGreaterThan(0);
    expect(text).toContain('The model has never seen a missing value in “x”, “word”, “day”');
    expect(text).toContain('No row has a class that the model knows');
    expect(text).not.toMatch(/NaN|undefined/);
  });

  test('NaN, Infinity and huge values give probabilities, and unknown levels are counted', async () => {
    const { rows, text } = await predicted(
      `SELECT unnest(['nan', 'infinity', '-infinity', '1e308', '-1e308']::DOUBLE[]) AS x, 'new' AS word, DATE 'infinity' AS day`,
      await modelOf(TRAIN),
    );
    for (const p of numbers(rows, 'probability_yes')) expect(p >= 0 && p <= 1).toBe(true);
    expect(text).toContain('Values that the model does not know count for nothing: “word” in 5 rows.');
  });

  test('a constant column and unicode and keyword names of columns and classes do no harm', async () => {
    const label = `größer "ja" ${quoteLiteral('x')}`;
    const odd = `SELECT CASE class WHEN 'yes' THEN ${quoteLiteral(label)} ELSE '' END AS class, x AS "select", 7 AS "Größe 📏" FROM (${TRAIN})`;
    const { rows, text } = await predicted(odd, await modelOf(odd));
    expect(Object.keys(rows[0]!)).toContain(`probability_${label}`);
    expect(new Set(rows.map((row) => row.predicted)).size).toBeGreaterThan(0);
    expect(text).toContain(label);
  });
});

describe('rows that the model has learned from', () => {
  const model = async (learnt_from: { key: string; part: string | null } | undefined) => {
    const one = await modelOf(TRAIN);
    const { learnt_from: _, ...others } = one.value.parameters;
    const parameters = learnt_from === undefined ? others : { ...others, learnt_from };
    return { ...one, value: { ...one.value, parameters } };
  };
  const told = async (from: Parameters<typeof model>[0]) => {
    const { notices, text } = await predicted(`${TRAIN} LIMIT 20`, await model(from));
    return { isTold: notices.some(({ code }) => code === 'predicted-learnt-rows'), text };
  };

  test('are told, and what is right among them is marked; models of the past say nothing', async () => {
    expect(await told({ key: 'other', part: 'train' })).toMatchObject({ isTold: false });
    expect(await told({ key: 'other', part: null })).toMatchObject({ isTold: false });
    expect(await told(undefined)).toMatchObject({ isTold: false });
    const { isTold, text } = await told({ key: 'other', part: 'test' });
    expect(isTold).toBe(true);
    expect(text).toContain('are found, on rows that the model learned from.');
    expect(text).toContain('The model learned from the part “test”, which these rows are of');
  });

  test('are remembered by training', async () => {
    const { value } = await modelOf(TRAIN);
    expect(value.parameters.learnt_from).toMatchObject({ part: 'train' });
  });
});
