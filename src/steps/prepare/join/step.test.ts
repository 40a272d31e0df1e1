import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codeOfFailure } from '../../../../headless/expect-ok';
import { openSqlBench, type SqlBench, type TrialTable } from '../../../../headless/step-on-sql';
import { codesOf, joinTables as joined, rowsOf, sidesOf, valuesOf } from '../../../../headless/trials/join';
import { frameRows } from '../../../core/frame';
import { sentenceText } from '../../../core/sentence';
import { join, joinParams, type JoinParams } from './step';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

type Options = Partial<JoinParams>;
const joinTables = (left: string | TrialTable, right: string | TrialTable, options: Options = {}) =>
  joined(bench, left, right, options);

const LOANS = `SELECT * FROM (VALUES (1, 'ann', 10), (2, 'bob', 20), (3, 'cid', 30), (4, NULL, 40), (5, 'ann', 50)) AS t(loan, name, amount)`;
const PEOPLE = `SELECT * FROM (VALUES ('bob', 41, 7), ('ann', 33, 8), ('eve', 28, 9), (NULL, 0, 0)) AS t(name, age, amount)`;

describe('what is said', () => {
  test('rows matched and orphaned on both sides, missing keys, keys found, a renamed column', async () => {
    const found = await joinTables(LOANS, PEOPLE);
    expect(valuesOf(found)).toEqual([
      [1, 'ann', 10, 33, 8],
      [2, 'bob', 20, 41, 7],
      [3, 'cid', 30, null, null],
      [4, null, 40, null, null],
      [5, 'ann', 50, 33, 8],
    ]);
    // “amount” is unique in both tables, but no value of it stands in both.
    expect(found.notices[0]!.text).toBe('Joined by “name”, of the same name and unique on the right.');
    const named = await joinTables(LOANS, PEOPLE, { keys: ['name'] });
    expect(Object.keys(rowsOf(named)[0]!)).toEqual(['loan', 'name', 'amount', 'age', 'amount_right']);
    expect(sidesOf(named)).toEqual([
      { side: 'left', rows: 5, matched: 3, orphaned: 1, keyless: 1, repeated: 1 },
      { side: 'right', rows: 4, matched: 2, orphaned: 1, keyless: 1, repeated: 0 },
    ]);
    expect(named.reading.text).toBe(
      '5 rows. 3 of 5 of loans matched (60 %), 2 of 4 of people matched (50 %). ' +
        'In both tables, so that of the right has another name: “amount” is “amount_right”. ' +
        'A missing key matches nothing: 1 row on the left, 1 row on the right.',
    );
    expect(named.reading.suggestions).toMatchObject([
      {
        step: 'join',
        title: 'Show the 1 row of loans without a match',
        params: { kind: 'anti', keys: ['name'], rightKeys: ['name'] },
        inputs: { left: { name: 'loans' }, right: { name: 'people' } },
      },
    ]);
  });

  test('that rows were multiplied', async () => {
    const left = 'SELECT range AS id, range AS x FROM range(1000)';
    const right = 'SELECT range % 588 AS id, range AS y FROM range(1000)';
    const result = await joinTables(left, right, { keys: ['id'] });
    // 412 keys stand twice on the right; the keys from 588 find nothing.
    expect(result.notices).toEqual([
      {
        code: 'join-multiplied',
        text: '412 keys stand more than once on the right: 1,000 rows became 1,412.',
        isWarning: true,
      },
    ]);
    expect(rowsOf(result)).toHaveLength(1412);
    const turned = await joinTables(right, left, { keys: ['id'], kind: 'right' });
    expect(turned.notices[0]!.text).toBe(
      '412 keys stand more than once on the left: 1,000 rows became 1,412.',
    );
    expect(codesOf(await joinTables(right, left, { keys: ['id'] }))).toEqual([]);
    const both = await joinTables(right, right, { keys: ['id'], kind: 'inner' });
    expect(both.notices[0]!.text).toBe(
      '412 keys stand more than once on the right, 412 of them on the left too: 1,000 rows that match became 1,824.',
    );
  });

  test('that no key fits', async () => {
    const result = await joinTables("SELECT 'a' AS k", "SELECT 'A' AS k", { kind: 'inner', keys: ['k'] });
    expect(result.reading.text).toContain('No two keys are equal');
  });
});

describe('keys', () => {
  test('are found as the columns of the same name that are unique on one side', async () => {
    const left = "SELECT range AS loan, range % 3 AS Id, 'x' AS note, 1.5 AS share FROM range(9)";
    const right = "SELECT range AS id, 'x' AS note, 1.5 AS share, 'n' || range AS name FROM range(3)";
    const result = await joinTables(left, right);
    expect(frameRows(result.frames.keys!)).toMatchObject([{ left: 'Id', right: 'id' }]);
    expect(result.notices).toEqual([
      { code: 'join-keys-found', text: 'Joined by “Id”, of the same name and unique on the right.' },
    ]);
    expect(Object.keys(rowsOf(result)[0]!)).toEqual([
      'loan',
      'Id',
      'note',
      'share',
      'note_right',
      'share_right',
      'name',
    ]);
  });

  test('are found together where none alone is unique', async () => {
    const left = 'SELECT range % 2 AS store, range // 2 % 2 AS day, range AS x FROM range(8)';
    const right = 'SELECT range % 2 AS store, range // 2 AS day, 7 AS y FROM range(4)';
    const result = await joinTables(left, right);
    expect(result.notices[0]!.text).toBe(
      'Joined by “store”, “day”, of the same names and unique together on the right.',
    );
    expect(sidesOf(result).map(({ orphaned }) => orphaned)).toEqual([0, 0]);
  });

  test('of other names stay two columns', async () => {
    const result = await joinTables(LOANS, 'SELECT 10 AS sum, true AS big', {
      keys: ['amount'],
      rightKeys: ['sum'],
      kind: 'full',
    });
    expect(valuesOf(result)[0]).toEqual([1, 'ann', 10, 10, true]);
  });

  test('of one name hold the value of the side that has it', async () => {
    const result = await joinTables('SELECT 1 AS id, 5 AS x', 'SELECT 2.0::DOUBLE AS ID, 6 AS y', {
      keys: ['id'],
      kind: 'full',
    });
    expect(rowsOf(result)).toEqual([
      { id: 1, x: 5, y: null },
      { id: 2, x: null, y: 6 },
    ]);
  });

  test('of different types do not compare, but as text', async () => {
    const left = "SELECT '7' AS id, 'a' AS x";
    const right = 'SELECT 7 AS id, 9 AS y';
    expect(await codeOfFailure(joinTables(left, right, { keys: ['id'] }))).toBe('join-key-types');
    const result = await joinTables(left, right, { keys: ['id'], compare: 'as text', kind: 'full' });
    expect(rowsOf(result)).toEqual([{ id: '7', x: 'a', id_right: 7, y: 9 }]);
    expect(result.notices.map(({ text }) => text)).toEqual(['Compared as text: “id” (text and integer).']);
    const dates = await joinTables("SELECT DATE '2024-02-29' AS d", "SELECT TIMESTAMP '2024-02-29' AS d", {
      keys: ['d'],
      kind: 'semi',
    });
    expect(rowsOf(dates)).toHaveLength(1);
  });

  test('beyond 2^53 are told apart', async () => {
    const result = await joinTables(
      'SELECT 9007199254740993 AS id',
      'SELECT unnest([9007199254740992, 9007199254740993]) AS id, unnest([1, 2]) AS y',
      { keys: ['id'] },
    );
    expect(rowsOf(result).map(({ y }) => y)).toEqual([2]);
  });

  test.each<[Options, string]>([
    [{ keys: ['nobody'] }, 'column-unknown'],
    [{ keys: ['loan'] }, 'column-unknown'],
    [{ keys: ['name'], rightKeys: ['name', 'age'] }, 'join-keys-uneven'],
    [{ keys: ['name'], rightKeys: ['age'] }, 'join-key-types'],
    [{ kind: 'as-of', keys: ['name'] }, 'column-unset'],
    [{ kind: 'as-of', time: 'name' }, 'column-type'],
  ])('%j is refused as %s', async (options, code) => {
    expect(await codeOfFailure(joinTables(LOANS, PEOPLE, options))).toBe(code);
  });

  test('that are not there, and not unique, are named', async () => {
    expect(await codeOfFailure(joinTables('SELECT 1 AS a', 'SELECT 1 AS b'))).toBe('join-keys-none');
    const twice = 'SELECT range % 2 AS a FROM range(6)';
    expect(await codeOfFailure(joinTables(twice, twice))).toBe('join-keys-none');
  });
});

describe('columns', () => {
  test('of the same name get the suffix, and no name is given twice', async () => {
    const left = 'SELECT 1 AS id, 2 AS x, 3 AS x_old';
    const right = 'SELECT 1 AS ID, 4 AS X';
    const result = await joinTables(left, right, { keys: ['id'], suffix: ' (people)' });
    expect(rowsOf(result)).toEqual([{ id: 1, x: 2, x_old: 3, 'X (people)': 4 }]);
    expect(await codeOfFailure(joinTables(left, right, { keys: ['id'], suffix: '_OLD' }))).toBe(
      'column-name-taken',
    );
    const clash = 'SELECT 1 AS id, 4 AS x, 5 AS x_right';
    expect(await codeOfFailure(joinTables(left, clash, { keys: ['id'] }))).toBe('column-name-taken');
  });

  test('of unicode and keyword names, lists, and the names that the join uses itself', async () => {
    const left = `SELECT 1 AS "select", [1] AS "größe ""📏""", 2 AS row_number, 3 AS l, 4 AS r, 5 AS m, 6 AS k0`;
    const right = `SELECT 1 AS "select", 7 AS row_number_, 8 AS "order"`;
    for (const kind of ['inner', 'full', 'semi'] as const) {
      expect(rowsOf(await joinTables(left, right, { keys: ['select'], kind }))).toHaveLength(1);
    }
    const result = await joinTables(left, right, { kind: 'as-of', time: 'select' });
    expect(valuesOf(result).map((row) => row.slice(2))).toEqual([[2, 3, 4, 5, 6, 1, 7, 8]]);
  });
});

describe('as-of', () => {
  test('keeps both times, and of equal times takes the last row', async () => {
    const left = "SELECT 'a' AS k, TIMESTAMP '2024-03-01 12:00:00' AS at";
    const right = `SELECT * FROM (VALUES ('a', DATE '2024-02-28', 1), ('a', DATE '2024-03-01', 2), ('a', DATE '2024-03-01', 3),
      ('a', DATE '2024-03-02', 4)) AS t(k, "at", v)`;
    const result = await joinTables(left, right, { kind: 'as-of', keys: ['k'], time: 'at' });
    expect(rowsOf(result)).toEqual([{ k: 'a', at: '2024-03-01T12:00:00', at_right: '2024-03-01', v: 3 }]);
    expect(result.reading.text).toContain(
      '1 row on the right has a later one of the same key and time, which counts.',
    );
    const near = (tolerance: number, unit: JoinParams['unit']) =>
      joinTables(left, right, { kind: 'as-of', keys: ['k'], time: 'at', tolerance, unit });
    expect(rowsOf(await near(12, 'hours'))[0]!.v).toBe(3);
    expect(rowsOf(await near(11.9, 'hours'))[0]!.v).toBeNull();
  });

  test('finds nothing for a missing time or one that is NaN, and takes infinity as a time', async () => {
    const left = "SELECT unnest(['nan', NULL, 'infinity', '0', '-infinity']::DOUBLE[]) AS at";
    const right =
      "SELECT unnest(['nan', NULL, '-infinity', '-1']::DOUBLE[]) AS at, unnest([1, 2, 3, 4]) AS v";
    const result = await joinTables(left, right, { kind: 'as-of', time: 'at' });
    expect(rowsOf(result).map(({ v }) => v)).toEqual([null, null, 4, 4, 3]);
    expect(sidesOf(result).map(({ keyless }) => keyless)).toEqual([2, 2]);
  });
});

test('the cell reads as a sentence', () => {
  const sentence = (params: Options) =>
    sentenceText(join, {
      params: joinParams.parse(params),
      inputs: { left: 'loans', right: 'people' },
      outputs: { joined: 'loans_people' },
    });
  expect(sentence({})).toBe(
    'Join loans with people on the columns of the same name, all rows of left → loans_people',
  );
  expect(sentence({ kind: 'as-of', keys: ['id'], rightKeys: ['person'], time: 'at' })).toBe(
    'Join loans with people on id = person, at, the last row of right before → loans_people',
  );
});

test('the sentence names the keys that a result found, and those only', async () => {
  const found = async (params: Options) => {
    const left = 'SELECT unnest([1, 2, 3]) AS id, 5 AS x';
    const result = await joinTables(left, 'SELECT unnest([1, 2]) AS id, 6 AS y', params);
    return join.describeFound?.(joinParams.parse(params), result.frames);
  };
  expect(await found({})).toEqual({ keys: 'id' });
  expect(await found({ keys: ['id'] })).toEqual({});
  expect(join.describeFound?.(joinParams.parse({}), {})).toEqual({});
});
