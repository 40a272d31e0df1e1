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
