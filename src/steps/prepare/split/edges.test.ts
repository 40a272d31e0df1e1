import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqlBench, type SqlBench, type StepTrial } from '../../../../headless/step-on-sql';
import { frameRows } from '../../../core/frame';
import { split, type SplitParams } from './step';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

type Options = Partial<SplitParams>;
const splitSelect = (select: string, options: Options = {}) => bench.tryStep(split, { select }, options);
const partsOf = ({ frames }: StepTrial) => frameRows(frames.parts!);
const countsOf = (result: StepTrial) => partsOf(result).map(({ rows }) => Number(rows));

describe('awkward tables', () => {
  const all: Options[] = [
    { method: 'hash' },
    { method: 'position' },
    { method: 'position', order: 'x' },
    { method: 'stratified', stratify: 'x' },
    { method: 'group', by: ['x'] },
    { method: 'time', order: 'x' },
    { method: 'hash', rule: 'tfx' },
    { method: 'stratified', stratify: 'x', folds: 2, testFold: 1 },
  ];

  test.each(all)('an empty table gives empty parts: $method', async (options) => {
    const result = await splitSelect('SELECT 1.5 AS x WHERE false', options);
    expect(partsOf(result).map((part) => [part.rows, part.share])).toEqual([
      [0, null],
      [0, null],
    ]);
    expect(result.reading.text).toBe('The table has no rows, and so have its parts.');
    expect(result.artifacts.test).toMatchObject({ columns: [{ name: 'x' }] });
  });

  test.each(all)('one row stands in one part, and the empty one is named: $method', async (options) => {
    const result = await splitSelect('SELECT 1.5 AS x', options);
    expect(countsOf(result).toSorted()).toEqual([0, 1]);
    expect(result.notices.map(({ code }) => code)).toContain('part-empty');
  });

  test('all null and constant columns: equal rows stay together by hash, and are cut by position', async () => {
    const constant = 'SELECT NULL::DOUBLE AS x, 7 AS y FROM range(10)';
    expect(countsOf(await splitSelect(constant)).toSorted()).toEqual([0, 10]);
    expect(countsOf(await splitSelect(constant, { method: 'position' }))).toEqual([8, 2]);
    expect(countsOf(await splitSelect(constant, { method: 'stratified', stratify: 'x' }))).toEqual([8, 2]);
  });

  test('takes keyword and unicode names, lists and infinite dates', async () => {
    const select = `SELECT [range] AS "select", 'infinity'::DATE AS "größe ""📏""", range AS rowid, {'part': 1} AS assigned,
      range % 3 AS source, range AS part FROM range(20)`;
    const stratified = await splitSelect(select, { method: 'stratified', stratify: 'source' });
    // Classes of 7, 7 and 6 rows: 6 + 6 + 5 to train.
    expect(countsOf(stratified)).toEqual([17, 3]);
    expect(countsOf(await splitSelect(select, { method: 'position', order: 'größe "📏"' }))).toEqual([16, 4]);
    expect(countsOf(await splitSelect(select, { by: ['select'] })).reduce((sum, n) => sum + n, 0)).toBe(20);
  });
});
