import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqlBench, type SqlBench } from '../../../../headless/step-on-sql';
import type { Traits } from '../../../core/artifact';
import { frameRows } from '../../../core/frame';
import { quoteLiteral } from '../../../core/sql';
import golden from './fixtures/golden.json';
import { classWeightsStep } from './step';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

const weigh = (select: string, params: object = {}, traits: Partial<Traits> = { part: 'train' }) =>
  bench.tryStep(classWeightsStep, { select, traits, name: 'train' }, { target: 'class', ...params });
const failureOf = (select: string, params: object = {}) =>
  weigh(select, params).catch((error: unknown) => error);
/** A SELECT of one column “class” with each value as often as stated. */
const counted = (counts: Readonly<Record<string, number>>) =>
  Object.entries(counts)
    .map(([value, n]) => `SELECT ${quoteLiteral(value)} AS class FROM range(${n})`)
    .join(' UNION ALL ');

describe('weights', () => {
  test.each(Object.entries(golden.columns))('balanced are those of scikit-learn: %s', async (_, wanted) => {
    const { rows, frames } = await weigh(counted(wanted.counts));
    for (const [label, weight] of Object.entries(wanted.weights)) {
      const own = rows.weighted!.filter((row) => row.class === label);
      expect(own.every((row) => Math.abs(Number(row.weight) - weight) < 1e-12)).toBe(true);
      expect(frameRows(frames.classes!).find((row) => row.class === label)!.weight).toBeCloseTo(weight, 12);
    }
    const sum = rows.weighted!.reduce((total, row) => total + Number(row.weight), 0);
    expect(sum / rows.weighted!.length).toBeCloseTo(1, 10);
  });

  test('by the square root lie half way, and average 1', async () => {
    const { rows, frames } = await weigh(counted({ a: 90, b: 10 }), { weighting: 'square root' });
    const [a, b] = frameRows(frames.classes!);
    expect(Number(b!.weight) / Number(a!.weight)).toBeCloseTo(3, 12);
    expect(rows.weighted!.reduce((total, row) => total + Number(row.weight), 0)).toBeCloseTo(100, 10);
  });

  test('per class are as written, with any characters in the name', async () => {
    const params = { weighting: 'per class', weights: ['a = b = 3', ' c=0.5', 'c=d=1e1'] };
    const { frames } = await weigh(counted({ 'a = b': 2, c: 1, d: 1, 'c=d': 2 }), params);
    expect(frameRows(frames.classes!).map((row) => [row.class, row.weight])).toEqual([
      ['a = b', 3],
      ['c', 0.5],
      ['c=d', 10],
      ['d', 1],
    ]);
  });

  test.each([
    ['bad', 'class-weight-unread'],
    ['bad = three', 'class-weight-unread'],
    ['bad = -1', 'class-weight-unread'],
    ['bad =', 'class-weight-unread'],
    ['bad = Infinity', 'class-weight-unread'],
    ['Bad = 2', 'class-weight-unknown'],
  ])('written as “%s” are a named failure', async (entry, code) => {
    const params = { weighting: 'per class', weights: [entry] };
    expect(await failureOf(counted({ bad: 1, good: 2 }), params)).toMatchObject({ failure: { code } });
  });

  test('stand beside the rows in their order, and a row without a class has none', async () => {
    const { rows, notices } = await weigh(
      `SELECT * FROM (VALUES (1, 'x'), (2, NULL), (3, 'y'), (4, 'x')) AS t(n, class)`,
      { name: 'w' },
    );
    expect(rows.weighted).toEqual([
      { n: 1, class: 'x', w: 0.75 },
      { n: 2, class: null, w: null },
      { n: 3, class: 'y', w: 1.5 },
      { n: 4, class: 'x', w: 0.75 },
    ]);
    expect(notices.map(({ code }) => code)).toEqual(['rows-without-weight']);
  });

  test('are no name that is taken', async () => {
    expect(await failureOf('SELECT 1 AS class, 2 AS "Weight"')).toMatchObject({
      failure: { code: 'columns-same-name' },
    });
  });
});

describe('the reading', () => {
  test('says what a row counts, what it makes of the shares, and what is left', async () => {
    const { reading } = await weigh(counted({ good: 90, bad: 10 }));
    expect(reading.text).toBe(
      'A row of “bad” counts 5 and “good” counts 0.5556. “bad”, 10 % of the rows, is 50 % of the weight; no row is made up. ' +
        'Where weights differ, estimates vary more: what is learned from these 100 rows is as certain as from some 36 rows that count the same. Probabilities learned with them are shifted.',
    );
    expect(reading.suggestions).toMatchObject([
      {
        step: 'train-logistic',
        params: { target: 'class', weight: 'weight' },
        inputs: { table: { output: 'weighted' } },
      },
    ]);
  });

  test('warns of another part than the training part', async () => {
    const { notices } = await weigh(counted({ a: 1, b: 2 }), {}, { part: 'test' });
    expect(notices).toMatchObject([{ code: 'weighed-other-part', isWarning: true }]);
  });
});

describe('awkward tables', () => {
  test.each([
    ['an empty table', "SELECT 'x' AS class WHERE false", 'No row has a class'],
    ['all null', 'SELECT NULL::VARCHAR AS class FROM range(3)', 'No row has a class'],
    ['one row', "SELECT 'größer' AS class", 'Every row with a class is “größer”'],
    ['a constant column', counted({ x: 4 }), 'Every row with a class is “x”'],
  ])('%s', async (_, select, text) => {
    const { reading, frames } = await weigh(select);
    expect(reading.text).toContain(text);
    expect(reading.suggestions).toEqual([]);
    expect(JSON.stringify([reading, frameRows(frames.classes!), frameRows(frames.summary!)])).not.toMatch(
      /NaN|undefined|Infinity/,
    );
  });

  test('classes may be numbers, NaN and Infinity among them, in unicode and keyword columns', async () => {
    const select = `SELECT unnest(['1', '1', 'nan', 'infinity', NULL]::DOUBLE[]) AS "select", 1 AS "Größe 📏"`;
    const { rows } = await weigh(select, { target: 'select' });
    expect(rows.weighted!.map((row) => row.weight)).toEqual([2 / 3, 2 / 3, 4 / 3, 4 / 3, null]);
  });

  test('more than 100 classes are a named failure', async () => {
    expect(await failureOf('SELECT range AS class FROM range(101)')).toMatchObject({
      failure: { code: 'model-classes-too-many' },
    });
  });
});
