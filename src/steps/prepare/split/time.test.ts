import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqlBench, type SqlBench, type StepTrial } from '../../../../headless/step-on-sql';
import { frameRows } from '../../../core/frame';
import { split, type SplitParams } from './step';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

type Options = Partial<SplitParams>;
const splitSelect = (select: string, options: Options = {}) =>
  bench.tryStep(split, { select }, { method: 'time', order: 'day', ...options });
const countsOf = ({ frames }: StepTrial) => frameRows(frames.parts!).map(({ rows }) => Number(rows));
const leftOut = ({ frames }: StepTrial) =>
  frameRows(frames.left_out!).map(({ reason, rows }) => [reason, rows]);
const failureOf = (select: string, options: Options) =>
  splitSelect(select, options).catch((error: unknown) => error);

/** A hundred days of one row each, the last ones first. */
const days = "SELECT DATE '2024-01-01' + (99 - range)::INTEGER AS day, range AS i FROM range(100)";
const three = [
  { name: 'train', share: 0.6 },
  { name: 'validation', share: 0.2 },
  { name: 'test', share: 0.2 },
];

describe('a split by time', () => {
  test('puts the earlier rows first, and leaves rows in the order of the table', async () => {
    const result = await splitSelect(days, { parts: three });
    expect(countsOf(result)).toEqual([60, 20, 20]);
    expect(frameRows(result.frames.parts!).map(({ first, last }) => [first, last])).toEqual([
      ['2024-01-01', '2024-02-29'],
      ['2024-03-01', '2024-03-20'],
      ['2024-03-21', '2024-04-09'],
    ]);
    expect(result.rows.test?.map(({ i }) => i)).toEqual(Array.from({ length: 20 }, (_, i) => i));
    expect(result.reading.text).toContain('By day: train from 2024-01-01 to 2024-02-29');
  });

  test('never divides equal times, and cuts as near to the share as they allow', async () => {
    const sizes = [30, 45, 5, 20];
    const select = sizes
      .map((rows, day) => `SELECT ${day} AS day, range AS i FROM range(${rows})`)
      .join(' UNION ALL ');
    // 80 of 100 are asked for: the cut after 80 rows is exact; at 50 it is nearer after 30 than after 75.
    expect(countsOf(await splitSelect(select))).toEqual([80, 20]);
    const halves = [
      { name: 'a', share: 0.5 },
      { name: 'b', share: 0.5 },
    ];
    expect(countsOf(await splitSelect(select, { parts: halves }))).toEqual([30, 70]);
  });

  test('gives every part a time of its own while there are enough', async () => {
    const select = 'SELECT unnest([1, 1, 1, 1, 1, 1, 1, 1, 2, 3]) AS day';
    expect(countsOf(await splitSelect(select, { parts: three }))).toEqual([8, 1, 1]);
    const two = await splitSelect('SELECT unnest([1, 1, 2]) AS day', { parts: three });
    expect(countsOf(two)).toEqual([2, 1, 0]);
    expect(two.notices.map(({ code }) => code)).toEqual(['part-empty']);
    expect(countsOf(await splitSelect('SELECT 5 AS day FROM range(4)', { parts: three }))).toEqual([4, 0, 0]);
  });

  test('leaves out rows without a time, NaN too, and says so', async () => {
    const result = await splitSelect(
      "SELECT unnest(['1', '2', NULL, 'nan', '3', '4', 'inf']::DOUBLE[]) AS day",
    );
    expect(countsOf(result)).toEqual([4, 1]);
    expect(leftOut(result)).toEqual([['missing', 2]]);
    expect(result.reading.text).toContain('Left out: 2 rows without a value of day.');
    const none = await splitSelect('SELECT NULL::DATE AS day FROM range(3)');
    expect(countsOf(none)).toEqual([0, 0]);
    expect(leftOut(none)).toEqual([['missing', 3]]);
  });

  test('leaves out the rows within the gap before a cut', async () => {
    const week = await splitSelect(days, { parts: three, gap: '7 days' });
    expect(countsOf(week)).toEqual([53, 13, 20]);
    expect(leftOut(week)).toEqual([['gap', 14]]);
    expect(week.reading.text).toContain('Left out: 14 rows within 7 days before a cut.');
    expect(countsOf(await splitSelect(days, { gap: '7' }))).toEqual([73, 20]);
    expect(countsOf(await splitSelect(days, { gap: '1 month' }))).toEqual([51, 20]);
    expect(countsOf(await splitSelect(days, { gap: '36 hours' }))).toEqual([79, 20]);
    const numbers = 'SELECT range / 2 AS day FROM range(100)';
    expect(countsOf(await splitSelect(numbers, { gap: '1.5' }))).toEqual([77, 20]);
    const instants = "SELECT TIMESTAMP '2024-01-01' + to_minutes(range) AS day FROM range(100)";
    expect(countsOf(await splitSelect(instants, { gap: '90 seconds' }))).toEqual([79, 20]);
  });

  test('cuts where it is told', async () => {
    const cuts = ['2024-02-01', '2024-03-01'];
    const result = await splitSelect(days, { parts: three, cuts });
    expect(countsOf(result)).toEqual([31, 29, 40]);
    expect(frameRows(result.frames.parts!).map(({ asked }) => asked)).toEqual([null, null, null]);
    const instants = "SELECT TIMESTAMP '2024-01-01' + to_hours(range) AS day FROM range(48)";
    expect(countsOf(await splitSelect(instants, { cuts: ['2024-01-02 06:00:00'] }))).toEqual([30, 18]);
    expect(countsOf(await splitSelect('SELECT range AS day FROM range(10)', { cuts: ['12'] }))).toEqual([
      10, 0,
    ]);
  });

  test('names what is wrong with cuts, gaps and columns', async () => {
    expect(await failureOf(days, { cuts: ['2024-02-01', '2024-03-01'] })).toMatchObject({
      failure: { code: 'split-cuts-count' },
    });
    expect(await failureOf(days, { cuts: ['soon'] })).toMatchObject({
      failure: { code: 'split-cut-invalid' },
    });
    expect(await failureOf(days, { parts: three, cuts: ['2024-03-01', '2024-03-01'] })).toMatchObject({
      failure: { code: 'split-cuts-order' },
    });
    expect(await failureOf(days, { gap: '7 parsecs' })).toMatchObject({
      failure: { code: 'split-gap-invalid' },
    });
    expect(await failureOf('SELECT range AS day FROM range(9)', { gap: '7 days' })).toMatchObject({
      failure: { code: 'split-gap-invalid' },
    });
    expect(await failureOf("SELECT 'x' AS day", {})).toMatchObject({ failure: { code: 'column-type' } });
    expect(await failureOf(days, { order: '' })).toMatchObject({ failure: { code: 'column-unset' } });
  });

  test('takes zoned instants, decimals, huge integers, infinite dates and odd names', async () => {
    const zoned =
      "SELECT unnest(['2024-01-01 00:00:00+00', '2024-01-02 00:00:00+00', '2024-01-03 00:00:00+00', '2024-01-04 00:00:00+00', '2024-01-05 00:00:00+00']::TIMESTAMPTZ[]) AS day";
    expect(countsOf(await splitSelect(zoned, { gap: '1 day' }))).toEqual([3, 1]);
    const decimals = 'SELECT (range / 4)::DECIMAL(10, 2) AS day FROM range(10)';
    expect(countsOf(await splitSelect(decimals))).toEqual([8, 2]);
    const huge = "SELECT '170141183460469231731687303715884105700'::HUGEINT + range AS day FROM range(10)";
    expect(countsOf(await splitSelect(huge))).toEqual([8, 2]);
    const infinite = 'SELECT unnest([\'-infinity\', \'2024-01-01\', \'infinity\']::DATE[]) AS "größe ""📏"""';
    const result = await splitSelect(infinite, { order: 'größe "📏"', gap: '1 day' });
    expect(countsOf(result)).toEqual([2, 1]);
  });

  test('of an empty table and of one row', async () => {
    expect(countsOf(await splitSelect('SELECT 1 AS day WHERE false'))).toEqual([0, 0]);
    expect(countsOf(await splitSelect('SELECT 1 AS day'))).toEqual([1, 0]);
  });
});
