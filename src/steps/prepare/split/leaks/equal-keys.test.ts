import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqlBench, type SqlBench, type StepTrial } from '../../../../../headless/step-on-sql';
import { examplesOf, HALVES, leaksOf } from '../../../../../headless/trials/split-leaks';
import { frameRows } from '../../../../core/frame';
import { split, splitParams, type SplitParams } from '../step';
import { otherWays } from '../suggestions';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

type Options = Partial<SplitParams>;
const splitSelect = (select: string, options: Options = {}) =>
  bench.tryStep(split, { select, name: 'visits' }, { method: 'position', ...options });
/** The other ways to divide that the view offers. */
const waysOf = ({ frames }: StepTrial, options: Options = {}) =>
  otherWays(
    splitParams.parse({ method: 'position', ...options }),
    frameRows(frames.hints!),
    frameRows(frames.leaks!),
  );

describe('equal keys in two parts', () => {
  const visits =
    "SELECT range % 30 AS patient_id, range AS visit, DATE '2024-01-01' + (range // 3)::INTEGER AS day FROM range(60)";

  test('are found by the name of a column, counted and shown', async () => {
    const result = await splitSelect(visits, { parts: HALVES });
    expect(leaksOf(result)['equal keys']).toEqual([30, 30]);
    const shown = examplesOf(result, 'equal keys');
    expect(new Set(shown.map(({ pair }) => pair))).toEqual(new Set([1, 2, 3]));
    expect(shown.filter(({ pair, column }) => pair === 1 && column === 'patient_id')).toEqual([
      {
        leak: 'equal keys',
        columns: 'patient_id',
        pair: 1,
        part: 'one',
        row_number: 1,
        column: 'patient_id',
        value: '0',
        differs: false,
        is_masked: true,
      },
      {
        leak: 'equal keys',
        columns: 'patient_id',
        pair: 1,
        part: 'other',
        row_number: 31,
        column: 'patient_id',
        value: '0',
        differs: false,
        is_masked: true,
      },
    ]);
    expect(result.reading.text).toContain(
      'Some rows have the patient_id of a row of another part: 30 of one and 30 of other.',
    );
  });

  test('lead to a split by group, a date to one by time', async () => {
    const ways = waysOf(await splitSelect(visits, { parts: HALVES }));
    expect(ways.map(({ params }) => params)).toEqual([
      { method: 'group', by: ['patient_id'] },
      { method: 'time', order: 'day' },
    ]);
    const mended = await splitSelect(visits, { parts: HALVES, ...ways[0]!.params });
    expect(leaksOf(mended)['equal keys']).toEqual([0, 0]);
    expect(waysOf(mended, ways[0]!.params).map(({ params }) => params.method)).toEqual(['time']);
    const timed = await splitSelect(visits, { parts: HALVES, ...ways[1]!.params });
    expect(waysOf(timed, ways[1]!.params).map(({ params }) => params.method)).toEqual(['group']);
  });

  test('are those of the columns named, all together; missing ones are no key', async () => {
    const select = 'SELECT unnest([1, 1, NULL, 1, 2, NULL]) AS a, unnest([1, 2, NULL, 1, 2, NULL]) AS b';
    const result = await splitSelect(select, { parts: HALVES, keys: ['a', 'b'] });
    // Rows 1 and 4 have the same key; the rows without any do not.
    expect(leaksOf(result)['equal keys']).toEqual([1, 1]);
    expect(leaksOf(result)['equal rows']).toEqual([2, 2]);
    expect(result.reading.suggestions.map(({ step }) => step)).toEqual(['deduplicate']);
    expect(waysOf(result, { keys: ['a', 'b'] }).map(({ params }) => params.by)).toEqual([['a', 'b']]);
  });

  test('are not sought in counts, classes and phone numbers, nor where no value repeats', async () => {
    const select =
      "SELECT range AS user_id, range % 8 AS number_of_rooms, '0' || range % 50 AS phone_number, range % 3 AS class_id FROM range(100)";
    const result = await splitSelect(select);
    expect(frameRows(result.frames.hints!)).toEqual([]);
    expect(leaksOf(result)['equal keys']).toBeUndefined();
  });

  test('are not sought in codes of few values, but in persons, however few', async () => {
    const select = `SELECT range % 26 AS discharge_disposition_id, range % 30 AS order_id, range % 4 AS "user", range % 5 AS device,
      range % 900 AS patient_nbr FROM range(14000)`;
    const { frames } = await splitSelect(select, { leaks: true });
    expect(frameRows(frames.hints!).map(({ column }) => column)).toEqual(['user', 'patient_nbr', 'order_id']);
  });

  test('are sought in numbered columns of many values, and not in birthdays', async () => {
    const select =
      "SELECT range % 40 AS patient_nbr, DATE '1980-01-01' + (range % 9)::INTEGER AS birth_date FROM range(100)";
    const { frames } = await splitSelect(select);
    expect(frameRows(frames.hints!)).toEqual([
      { kind: 'identifier', column: 'patient_nbr', values: 40, rows: 100 },
    ]);
  });
});

test('pairs of rows hide what a profile hides, and nothing else', async () => {
  const select = `SELECT range % 30 AS customer_id, 'ann' || range % 30 || '@example.com' AS contact,
    'AB-' || 1000 + range % 30 AS code, range AS number_of_visits, range % 3 AS class FROM range(60)`;
  const result = await splitSelect(select, { parts: HALVES });
  const shown = examplesOf(result, 'equal keys');
  const masked = new Set(shown.filter(({ is_masked }) => is_masked).map(({ column }) => column));
  // The number of visits is different in every row, as an identifier is.
  expect(masked).toEqual(new Set(['customer_id', 'contact', 'code', 'number_of_visits']));
  expect(new Set(shown.map(({ column }) => column))).toEqual(new Set([...masked, 'class']));
});
