import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqlBench, type SqlBench, type StepTrial } from '../../../../headless/step-on-sql';
import { frameRows } from '../../../core/frame';
import { split, splitParams, type SplitParams } from './step';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

type Options = Partial<SplitParams>;
const splitSelect = (select: string, options: Options = {}) =>
  bench.tryStep(split, { select }, { method: 'column', column: 'set', ...options });
const numbersOf = ({ rows }: StepTrial) =>
  Object.fromEntries(Object.entries(rows).map(([part, of]) => [part, of.map(({ i }) => Number(i))]));

const table = `SELECT unnest(['train', 'test', 'train', 'dev', NULL, 'test', 'dev', 'Train']) AS "set", unnest(range(8)) AS i`;

describe('a split by a column', () => {
  test('puts rows where their value says; other values are left out, counted and listed', async () => {
    const result = await splitSelect(table);
    expect(numbersOf(result)).toEqual({ train: [0, 2], test: [1, 5] });
    expect(frameRows(result.frames.values!).map(({ value, part, rows }) => [value, part, rows])).toEqual([
      ['dev', null, 2],
      ['test', 'test', 2],
      ['train', 'train', 2],
      ['Train', null, 1],
      [null, null, 1],
    ]);
    expect(frameRows(result.frames.left_out!)).toEqual([{ reason: 'other', rows: 4 }]);
    expect(result.reading.text).toContain('Left out: 4 rows whose set names no part.');
    expect(frameRows(result.frames.parts!).map(({ asked }) => asked)).toEqual([null, null]);
  });

  test('of no value that the column has says so, and nothing of leaks', async () => {
    const { notices, reading } = await splitSelect(`SELECT 'Train' AS "set", range AS i FROM range(5)`);
    expect(notices).toEqual([
      {
        code: 'parts-all-empty',
        text: 'No row of “set” says “train” or “test”, so every part is empty. Give the values it has to parts.',
        isWarning: true,
      },
    ]);
    expect(reading.text).not.toContain('No row stands in both');
  });

  test('gives values to parts of any name, missing ones too', async () => {
    const values = [
      { value: 'train', part: 'fit' },
      { value: 'Train', part: 'fit' },
      { value: 'dev', part: 'validation' },
      { value: null, part: 'validation' },
      { value: 'test', part: 'test' },
      { value: 'absent', part: 'test' },
    ];
    const result = await splitSelect(table, { values });
    expect(numbersOf(result)).toEqual({ fit: [0, 2, 7], validation: [3, 4, 6], test: [1, 5] });
    expect(frameRows(result.frames.left_out!)).toEqual([]);
    expect(frameRows(result.frames.values!).at(-1)).toEqual({ value: 'absent', part: 'test', rows: 0 });
    expect(result.traits).toMatchObject({ validation: { part: 'validation' } });
  });

  test('takes numbers, truths and dates by their text', async () => {
    const values = [
      { value: '1', part: 'a' },
      { value: '2', part: 'b' },
    ];
    const numbers = 'SELECT range % 3 AS "set", range AS i FROM range(6)';
    expect(numbersOf(await splitSelect(numbers, { values }))).toEqual({ a: [1, 4], b: [2, 5] });
    const truths = [
      { value: 'true', part: 'a' },
      { value: 'false', part: 'b' },
    ];
    const odd = 'SELECT range % 2 = 0 AS "set", range AS i FROM range(4)';
    expect(numbersOf(await splitSelect(odd, { values: truths }))).toEqual({ a: [0, 2], b: [1, 3] });
  });

  test('of an empty table, and without its column', async () => {
    const empty = await splitSelect(`SELECT 'x' AS "set" WHERE false`);
    expect(frameRows(empty.frames.parts!).map(({ rows }) => rows)).toEqual([0, 0]);
    await expect(splitSelect(table, { column: '' })).rejects.toMatchObject({
      failure: { code: 'column-unset' },
    });
  });

  test('knows each value once, and parts by names that differ', () => {
    const accepts = (values: unknown) => splitParams.safeParse({ values }).success;
    expect(accepts([])).toBe(false);
    expect(accepts([{ value: 'a', part: 'one' }])).toBe(true);
    expect(
      accepts([
        { value: 'a', part: 'x' },
        { value: 'a', part: 'y' },
      ]),
    ).toBe(false);
    expect(
      accepts([
        { value: 'a', part: 'x' },
        { value: 'b', part: 'X' },
      ]),
    ).toBe(false);
    expect(accepts([{ value: 'a', part: 'table' }])).toBe(false);
  });
});
