import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqlBench, type SqlBench, type StepTrial } from '../../../../headless/step-on-sql';
import { frameRows } from '../../../core/frame';
import { sentenceText } from '../../../core/sentence';
import { split, splitParams, type SplitParams } from './step';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

type Options = Partial<SplitParams>;
const splitSelect = (select: string, options: Options = {}) => bench.tryStep(split, { select }, options);
const numbersOf = ({ rows }: StepTrial) =>
  Object.fromEntries(Object.entries(rows).map(([part, of]) => [part, of.map(({ i }) => Number(i))]));
const sorted = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b);

const table =
  "SELECT range AS i, range // 4 AS key, CASE WHEN range % 5 = 0 THEN 'rare' ELSE 'usual' END AS class FROM range(100)";
const methods: Options[] = [
  { method: 'hash' },
  { method: 'hash', by: ['key'], rule: 'tfx' },
  { method: 'stratified', stratify: 'class' },
  { method: 'group', by: ['key'] },
  { method: 'position' },
  { method: 'time', order: 'i' },
];

describe('folds', () => {
  test.each(methods)('are k tables that share no row and make the whole: $method', async (options) => {
    const result = await splitSelect(table, { ...options, folds: 5, testFold: null });
    expect(Object.keys(result.artifacts)).toEqual(['fold_1', 'fold_2', 'fold_3', 'fold_4', 'fold_5']);
    expect(result.traits?.fold_3).toEqual({ part: 'fold_3' });
    expect(sorted(Object.values(numbersOf(result)).flat())).toEqual(Array.from({ length: 100 }, (_, i) => i));
    expect(frameRows(result.frames.parts!).map(({ asked }) => asked)).toEqual([0.2, 0.2, 0.2, 0.2, 0.2]);
  });

  test.each(methods.filter(({ method }) => method !== 'time'))(
    'one of which is test, the others train: $method',
    async (options) => {
      const folds = numbersOf(await splitSelect(table, { ...options, folds: 5, testFold: null }));
      const result = await splitSelect(table, { ...options, folds: 5, testFold: 2 });
      const parts = numbersOf(result);
      expect(parts.test).toEqual(folds.fold_2);
      const others = Object.entries(folds).flatMap(([fold, of]) => (fold === 'fold_2' ? [] : of));
      expect(sorted(parts.train!)).toEqual(sorted(others));
      expect(result.traits).toEqual({ train: { part: 'train' }, test: { part: 'test' } });
      expect(split.makesParts?.(splitParams.parse({ ...options, folds: 5, testFold: 2 }))).toEqual({
        train: 'train',
        test: 'test',
      });
    },
  );

  test('by time learn from those before alone, with a gap before the test alone', async () => {
    const result = await splitSelect(table, { method: 'time', order: 'i', folds: 5, testFold: 3 });
    expect(numbersOf(result).train).toEqual(Array.from({ length: 40 }, (_, i) => i));
    expect(numbersOf(result).test).toEqual(Array.from({ length: 20 }, (_, i) => 40 + i));
    expect(result.reading.text).toContain('Left out: 40 rows of later folds.');
    const gapped = await splitSelect(table, { method: 'time', order: 'i', folds: 5, testFold: 3, gap: '5' });
    expect(numbersOf(gapped).train).toHaveLength(35);
    expect(numbersOf(gapped).test).toHaveLength(20);
  });

  test('by time have the second as test where the first is asked for, which has none before it', async () => {
    const result = await splitSelect(table, { method: 'time', order: 'i', folds: 5, testFold: 1 });
    expect(numbersOf(result).train).toEqual(Array.from({ length: 20 }, (_, i) => i));
    expect(numbersOf(result).test).toEqual(Array.from({ length: 20 }, (_, i) => 20 + i));
    expect(split.describe(splitParams.parse({ method: 'time', order: 'i', folds: 5 })).parts).toBe(
      'fold 2 of 5 as test',
    );
  });

  test('stratified have the class in equal shares', async () => {
    const result = await splitSelect(table, {
      method: 'stratified',
      stratify: 'class',
      folds: 4,
      testFold: null,
    });
    const rare = frameRows(result.frames.classes!).filter((row) => row.class === 'rare');
    expect(rare.map(({ rows }) => rows)).toEqual([5, 5, 5, 5]);
  });

  test('may be more than there are rows', async () => {
    const result = await splitSelect('SELECT range AS i FROM range(3)', {
      ...{ method: 'position', folds: 20, testFold: null },
    });
    expect(Object.values(numbersOf(result)).flat()).toEqual([0, 1, 2]);
    expect(result.notices.map(({ code }) => code)).toContain('part-empty');
  });

  test('stand in the sentence; one that is not there is a named failure', async () => {
    const text = (options: Options) =>
      sentenceText(split, {
        params: splitParams.parse(options),
        inputs: { table: 'adult' },
        outputs: { a: 'a' },
      });
    expect(text({ folds: 5, testFold: null })).toBe('Split adult into 5 folds, equal rows together → a');
    expect(text({ folds: 5 })).toBe('Split adult into fold 1 of 5 as test, equal rows together → a');
    expect(text({ folds: 5, testFold: 2, method: 'group', by: ['id'] })).toBe(
      'Split adult into fold 2 of 5 as test, whole groups of id → a',
    );
    await expect(splitSelect(table, { folds: 3, testFold: 4 })).rejects.toMatchObject({
      failure: { code: 'split-fold-unknown' },
    });
  });
});
