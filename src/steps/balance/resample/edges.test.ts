import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqlBench, type SqlBench } from '../../../../headless/step-on-sql';
import { frameRows } from '../../../core/frame';
import { FailureError } from '../../../core/failure';
import { resample } from './step';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

/** Balances a table made by SQL; by default it is a training part and the target is `y`. */
async function balance(select: string, params: object = {}, part: string | null = 'train') {
  const asked = { target: 'y', ...params };
  const { rows, artifacts, frames, notices } = await bench.tryStep(
    resample,
    { select, traits: { part } },
    asked,
  );
  const { balanced } = artifacts;
  return {
    rows: rows.balanced!,
    types: balanced?.kind === 'table' ? balanced.columns.map(({ sqlType }) => sqlType) : [],
    classes: frameRows(frames.classes!),
    codes: notices.map(({ code }) => code),
  };
}

async function failureOf(select: string, params: object = {}): Promise<string> {
  const error: unknown = await balance(select, params).catch((thrown: unknown) => thrown);
  if (!(error instanceof FailureError)) throw new Error(`It did not fail: ${String(error)}`);
  return error.failure.code;
}

/** 30 rows of “a”, 8 of “b”, 1 of “c”: numbers with two decimals, whole numbers, a category. */
const MIXED = `SELECT round(sin(i * 1.7) * 40, 2) AS x, (i * 7919) % 101 AS n, ['red', 'green', 'blue'][1 + i % 3] AS colour,
  CASE WHEN i < 30 THEN 'a' WHEN i < 38 THEN 'b' ELSE 'c' END AS y FROM range(39) AS t(i)`;

describe('whatever the table', () => {
  test('an empty table, one row, one class, all null and too many classes fail by name', async () => {
    expect(await failureOf('SELECT 1 AS x, 2 AS y WHERE false')).toBe('rows-none');
    expect(await failureOf('SELECT 1 AS x, 2 AS y')).toBe('classes-too-few');
    expect(await failureOf('SELECT i AS x, 2 AS y FROM range(5) AS t(i)')).toBe('classes-too-few');
    expect(await failureOf('SELECT i AS x, NULL::INTEGER AS y FROM range(5) AS t(i)')).toBe(
      'classes-too-few',
    );
    expect(await failureOf('SELECT i AS x, i AS y FROM range(1001) AS t(i)')).toBe('classes-too-many');
    expect(await failureOf('SELECT 1 AS x', { target: '' })).toBe('column-unset');
    expect(await failureOf('SELECT 1 AS x', { target: 'z' })).toBe('column-unknown');
    expect(await failureOf('SELECT 1 AS x, 2 AS y', { features: ['q'] })).toBe('column-unknown');
  });

  test('a column that is all null, a constant column and one of a single value each stay what they are', async () => {
    const { rows } = await balance(
      `SELECT NULL::DOUBLE AS nothing, 7 AS constant, i / 7 AS x, i < 12 AS y FROM range(20) AS t(i)`,
    );
    expect(rows.slice(20).map(({ nothing, constant }) => [nothing, constant])).toEqual(
      new Array(4).fill([null, 7]),
    );
  });

  test('unicode and keyword names, and names of our own working columns, are no trouble', async () => {
    const { rows } = await balance(
      `SELECT i AS "select", i * 2 AS "größe 🎈", i * 3 AS "i", i * 4 AS pos, 'w' AS "a ""quoted""", i * 5 AS v0, i < 12 AS "from" FROM range(20) AS t(i)`,
      { target: 'from' },
    );
    expect(Object.keys(rows[0]!)).toEqual(['select', 'größe 🎈', 'i', 'pos', 'a "quoted"', 'v0', 'from']);
    expect(rows).toHaveLength(24);
  });

  test('a table of classes alone is filled with copies', async () => {
    const { rows, codes } = await balance(`SELECT i < 3 AS y FROM range(10) AS t(i)`);
    expect([rows.length, codes]).toEqual([14, ['no-features']]);
  });

  test('rows without a class are kept and said', async () => {
    const select = `SELECT i AS x, CASE WHEN i < 4 THEN NULL WHEN i < 10 THEN 'b' ELSE 'a' END AS y FROM range(30) AS t(i)`;
    for (const method of ['SMOTE', 'random over', 'random under']) {
      const { rows, codes, classes } = await balance(select, { method });
      expect(rows.filter(({ y }) => y === null)).toHaveLength(4);
      expect(codes).toEqual(['rows-without-class']);
      expect(classes.map(({ class: label }) => label)).toEqual(['a', 'b', null]);
    }
  });

  test('numbers at the ends of their range do not overflow', async () => {
    const { rows } = await balance(
      `SELECT CASE WHEN i % 2 = 0 THEN 1.7e308 ELSE -1.7e308 END AS x, i AS n, i < 12 AS y FROM range(20) AS t(i)`,
    );
    expect(rows.slice(20).every(({ x }) => Math.abs(Number(x)) <= 1.7e308)).toBe(true);
  });

  test('classes that are equal already stay as they are, and it is said', async () => {
    const { rows, codes } = await balance(`SELECT i AS x, i % 2 AS y FROM range(10) AS t(i)`);
    expect([rows.length, codes]).toEqual([10, ['nothing-to-do']]);
  });
});

test('imbalanced-learn refuses words, gaps and small classes; so do its rules here', async () => {
  const rules = { rules: 'imbalanced-learn' };
  expect(await failureOf(MIXED, rules)).toBe('resample-not-numeric');
  expect(await failureOf(MIXED, { ...rules, features: ['x'] })).toBe('resample-class-too-small');
  expect(
    await failureOf(`SELECT CASE WHEN i > 3 THEN i END AS x, i % 3 = 0 AS y FROM range(30) AS t(i)`, rules),
  ).toBe('resample-missing');
  const { types, codes } = await balance(`SELECT i AS x, i % 3 = 0 AS y FROM range(30) AS t(i)`, rules);
  expect([types, codes]).toEqual([['DOUBLE', 'BOOLEAN'], ['columns-widened']]);
});

test('a table that is not a training part is balanced with a warning', async () => {
  const select = `SELECT i AS x, i % 3 = 0 AS y FROM range(30) AS t(i)`;
  const codeOf = async (part: string | null) => (await balance(select, {}, part)).codes;
  expect(await codeOf(null)).toEqual(['not-split']);
  expect(await codeOf('test')).toEqual(['judging-part']);
  expect(await codeOf('fold 2')).toEqual(['part-unknown']);
  expect(await codeOf('train')).toEqual([]);
});

const CLEANING = [
  'Tomek links',
  'edited neighbours',
  'repeated editing',
  'all-k editing',
  'one-sided selection',
  'neighbourhood cleaning',
  'NearMiss',
];
const MAKING = [
  ...['SMOTE', 'SMOTE-NC', 'SMOTE-N', 'Borderline-SMOTE', 'ADASYN'],
  ...['SMOTE and Tomek links', 'SMOTE and edited neighbours'],
];

/** Numbers with gaps, NaN and infinities, dates, categories with gaps, a constant, duplicates; classes of 20, 6, 2 and 1 rows; rows without one. */
const ODD = `SELECT CASE i % 7 WHEN 0 THEN NULL WHEN 1 THEN 'nan'::DOUBLE WHEN 2 THEN 'inf'::DOUBLE ELSE i % 5 END AS x,
  (i % 4)::INTEGER AS n, CASE WHEN i % 6 > 0 THEN ['u', 'v'][1 + i % 2] END AS word, DATE '2024-01-01' + (i % 9)::INTEGER AS "select",
  7 AS constant, NULL::DOUBLE AS nothing, i % 3 = 0 AS "flag ✓",
  CASE WHEN i < 20 THEN 'a' WHEN i < 26 THEN 'b' WHEN i < 28 THEN 'c' WHEN i < 29 THEN 'd' END AS y FROM range(31) AS t(i)`;

describe('every method', () => {
  test.each(MAKING)('%s takes odd values, duplicates and classes of one and two rows', async (method) => {
    const { rows, classes } = await balance(ODD, { method });
    const original = await bench.rows(ODD);
    expect(classes.map(({ class: label, before }) => [label, before])).toEqual([
      ['a', 20],
      ['b', 6],
      ['c', 2],
      ['d', 1],
      [null, 2],
    ]);
    if (method.includes('and')) {
      expect(classes.every(({ after }) => Number(after) > 0)).toBe(true);
      return;
    }
    expect(rows.slice(0, 31)).toEqual(original);
    expect(classes.map(({ after }) => after)).toEqual([20, 20, 20, 20, 2]);
    for (const row of rows.slice(31)) {
      const kin = original.filter(({ y }) => y === row.y);
      expect(kin.some(({ word }) => word === row.word)).toBe(true);
      expect(Number.isInteger(row.n)).toBe(true);
      expect([row.constant, row.nothing]).toEqual([7, null]);
    }
  });

  test.each(CLEANING)('%s takes odd values, duplicates and classes of one and two rows', async (method) => {
    const { rows, classes } = await balance(ODD, { method, n: 2 });
    const original = (await bench.rows(ODD)).map((row) => JSON.stringify(row));
    expect(rows.every((row) => original.includes(JSON.stringify(row)))).toBe(true);
    const after = new Map(classes.map((row) => [row.class, row.after]));
    // The rarest class keeps all of its rows, the others some, and rows without a class stay.
    expect([after.get('d'), after.get(null)]).toEqual([1, 2]);
    expect([...after.values()].every((count) => Number(count) > 0)).toBe(true);
  });

  test.each([...MAKING, ...CLEANING])('%s takes ten rows, all of them equal', async (method) => {
    const { classes } = await balance(`SELECT 1.5 AS x, 'w' AS word, i < 3 AS y FROM range(10) AS t(i)`, {
      method,
    });
    expect(classes.every(({ after }) => Number(after) > 0)).toBe(true);
  });

  test.each([...MAKING, ...CLEANING])('%s takes two classes of one row each', async (method) => {
    const { rows, codes } = await balance(`SELECT i AS x, i AS y FROM range(2) AS t(i)`, { method });
    expect(rows.length).toBe(2);
    expect(codes.some((code) => code === 'nothing-to-do' || code === 'class-spared')).toBe(true);
  });

  test.each(CLEANING)('%s fails by name where there is nothing to compare rows by', async (method) => {
    expect(await failureOf(`SELECT i < 3 AS y FROM range(10) AS t(i)`, { method })).toBe(
      'resample-no-features',
    );
  });

  test.each(['SMOTE', 'SMOTE-N', 'Tomek links'])(
    '%s takes 1,000 columns',
    async (method) => {
      const columns = Array.from(
        { length: 1000 },
        (_, n) => `(i * ${n + 3}) % ${11 + (n % 7)} AS "column ${n}"`,
      );
      const { rows, classes } = await balance(
        `SELECT ${columns.join(', ')}, i < 22 AS y FROM range(30) AS t(i)`,
        { method },
      );
      expect(Object.keys(rows[0]!)).toHaveLength(1001);
      expect(classes.map(({ before }) => before)).toEqual([8, 22]);
    },
    60_000,
  );
});

describe('classes named by hand', () => {
  const select = `SELECT i AS x, ['a', 'b', 'c'][1 + (i % 7) % 3] AS y FROM range(70) AS t(i)`;

  test('that are not there fail by name', async () => {
    expect(await failureOf(select, { amount: 'counts', counts: { z: 3 } })).toBe('resample-class-unknown');
    const listed = { method: 'Tomek links', losing: 'listed', losingClasses: ['z'] };
    expect(await failureOf(select, listed)).toBe('resample-class-unknown');
  });

  test('get the rows asked for; what the method cannot do is said', async () => {
    const counts = { a: 40, b: 5 };
    const over = await balance(select, { amount: 'counts', counts });
    expect(over.classes.map(({ before, asked, after }) => [before, asked, after])).toEqual([
      [30, 40, 40],
      [20, 5, 20],
      [20, 20, 20],
    ]);
    expect(over.codes).toEqual(['beyond-goal']);
    const under = await balance(select, { method: 'random under', amount: 'counts', counts });
    expect(under.classes.map(({ after }) => after)).toEqual([30, 5, 20]);
    expect(under.codes).toEqual(['beyond-goal']);
  });
});

test('the rules of imbalanced-learn refuse what it refuses, whatever the method', async () => {
  const rules = { rules: 'imbalanced-learn' };
  const numbers = `SELECT i AS x, i * i AS z, i % 5 = 0 AS y FROM range(30) AS t(i)`;
  expect(await failureOf(MIXED, { ...rules, method: 'Tomek links' })).toBe('resample-not-numeric');
  expect(await failureOf(numbers, { ...rules, method: 'SMOTE-NC' })).toBe('resample-not-mixed');
  expect(await failureOf(numbers, { ...rules, method: 'edited neighbours', n: 40 })).toBe(
    'resample-too-few-rows',
  );
  expect(await failureOf(numbers, { ...rules, method: 'NearMiss', n: 9 })).toBe('resample-class-too-small');
  expect(await failureOf(numbers, { ...rules, method: 'Borderline-SMOTE', m: 30 })).toBe(
    'resample-too-few-rows',
  );
  const apart = `SELECT CASE WHEN i < 20 THEN i ELSE 1000 + i END AS x, i < 20 AS y FROM range(30) AS t(i)`;
  expect(await failureOf(apart, { ...rules, method: 'ADASYN' })).toBe('resample-nothing-made');
  const none = await balance(apart, { ...rules, method: 'Borderline-SMOTE', m: 5 });
  expect([none.rows.length, none.codes.includes('no-danger')]).toEqual([30, true]);
});
