import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nodeWorld } from '../../headless/node-world';
import { FailureError, type Failure } from '../../src/core/failure';
import { frameRows } from '../../src/core/frame';
import { isReservedWord } from '../../src/core/sql-keywords';
import { openDuckdb, type Duckdb } from '../duckdb/open';
import { guardQuery } from './guard-query';

const { signal } = new AbortController();
const nowhere = new URL('file:///');
let duckdb: Duckdb;
beforeAll(async () => {
  duckdb = await openDuckdb(nodeWorld({ kernelScript: nowhere, samples: nowhere }).duckdb);
  await duckdb.main.query('CREATE TABLE t_1 AS SELECT i AS "Age", i % 3 AS größe FROM range(10) r(i)');
  await duckdb.main.query(`CREATE TABLE t_2 AS SELECT 1 AS "Age", 'x' AS "select"`);
});
afterAll(() => duckdb.terminate());

const tables = { credit: 't_1', 'my table': 't_2' };
const guard = (text: string, more: { before?: string; after?: string } = {}) =>
  guardQuery(duckdb.main, { text, tables, ...more }, signal);
const rows = async (text: string) => (await duckdb.main.query((await guard(text)).sql)).columns;

async function failure(text: string, more: { before?: string; after?: string } = {}): Promise<Failure> {
  const error: unknown = await guard(text, more).catch((reason: unknown) => reason);
  if (!(error instanceof FailureError)) throw new Error(`${text} was let through.`);
  return error.failure;
}

describe('a query that a person wrote', () => {
  test.each([
    ['by its names', 'SELECT max("Age") AS n FROM credit', { n: [9] }],
    ['by quoted names', 'SELECT "select" FROM "my table"', { select: ['x'] }],
    ['whatever the capitals', 'SELECT count(*) AS n FROM Credit, CREDIT c', { n: [100] }],
    [
      'that hides a table behind itself',
      'WITH credit AS (SELECT * FROM credit WHERE Age > 7) SELECT Age FROM credit',
      { Age: [8, 9] },
    ],
    [
      'that is recursive',
      'WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r WHERE n < 3) FROM r',
      { n: [1, 2, 3] },
    ],
    ['with an end and a comment', 'SELECT 1 AS n; -- done', { n: [1] }],
    ['of values', 'VALUES (1), (2)', { col0: [1, 2] }],
    ['in its order', 'SELECT Age FROM credit ORDER BY Age DESC LIMIT 2', { Age: [9, 8] }],
    ['of rows made by range', 'SELECT sum(i) AS n FROM range(4) t(i)', { n: [6] }],
    ['of a list', 'SELECT unnest([1, 2]) AS n', { n: [1, 2] }],
  ])('reads its tables %s', async (_, sql, wanted) => {
    expect(await rows(sql)).toEqual(wanted);
  });

  test.each([
    ['SELECT 1 AS a, 2 AS a, 3 AS "A" FROM credit', ['a', 'a', 'A']],
    [
      'WITH credit AS (SELECT * FROM credit) SELECT 1 AS a, *, 2 AS a FROM credit',
      ['a', 'Age', 'größe', 'a'],
    ],
    ['WITH RECURSIVE credit AS (SELECT 1 AS n) SELECT n, n FROM credit', ['n', 'n']],
    ['SELECT credit.Age, credit FROM credit', ['Age', 'credit']],
    ['(SELECT 1 AS a) UNION SELECT 2', ['a']],
  ])('tells the names of its columns as written: %s', async (sql, names) => {
    expect((await guard(sql)).names).toEqual(names);
  });

  test('may be a part of a statement', async () => {
    const condition = { before: 'SELECT * FROM credit WHERE (', after: '\n)' };
    expect((await duckdb.main.query((await guard('Age > 7 -- old', condition)).sql)).columns.Age).toEqual([
      8, 9,
    ]);
    expect((await failure('Agee > 7', condition)).place).toEqual({ offset: 0, line: 1, column: 1 });
  });
});

describe('a fault in a query is told with its place', () => {
  test.each([
    [
      'a column',
      `SELECT 'größe😀',\n  Agee FROM credit`,
      'there is no column “Agee” (line 2, column 3). Did you mean “Age”?',
    ],
    [
      'a column of a table',
      'SELECT credit.Agee FROM credit',
      '“credit” has no column “Agee” (line 1, column 8).',
    ],
    [
      'a table of a column',
      'SELECT credti.Age FROM credit',
      'the query reads no table “credti” (line 1, column 8). Did you mean “credit”?',
    ],
    [
      'a function',
      'SELECT summ(Age) FROM credit',
      'there is no scalar function “summ” (line 1, column 8). Did you mean “sum”?',
    ],
    [
      'the grammar',
      `SELECT 'größe😀', FROM FROM credit`,
      'syntax error at or near "FROM" (line 1, column 23).',
    ],
    ['the end', 'SELECT (1', 'syntax error at end of input (line 1, column 10).'],
    ['a group', 'SELECT Age FROM credit GROUP BY größe', 'column "Age" must appear in the GROUP BY clause'],
    ['a type', `SELECT strftime(now(), '%Y')`, 'Cast TIMESTAMPTZ to TIMESTAMP first'],
  ])('%s', async (_, sql, words) => {
    const { code, message, sql: shown, place } = await failure(sql);
    expect([code, shown]).toEqual(['sql-error', sql]);
    expect(message).toContain(words);
    expect(place?.line).toBeGreaterThan(0);
  });

  test.each([
    [`SELECT json_extract('{}', '$')`, 'regexp_extract', 8],
    ['SELECT current_date', "DATE '2024-01-31'", 8],
    [`FROM read_parquet('x.parquet')`, 'open the file', 6],
    [`SELECT now() AT TIME ZONE 'UTC'`, 'add an INTERVAL', undefined],
    [`SELECT '{}'::JSON`, 'string_split', 14],
  ])('%s says what to use instead', async (sql, words, column) => {
    const { code, hint, place } = await failure(sql);
    expect([code, place?.column]).toEqual(['sql-not-available', column]);
    expect(hint).toContain(words);
  });
});

describe('nothing but a SELECT over the tables given passes', () => {
  test.each([
    ['SELECT * FROM t_1', 'sql-outside-workbench'],
    [`SELECT * FROM 't_1'`, 'sql-outside-workbench'],
    ['SELECT (SELECT count(*) FROM t_2)', 'sql-outside-workbench'],
    ['SELECT * FROM main.t_1', 'sql-outside-workbench'],
    ['SELECT * FROM information_schema.tables', 'sql-outside-workbench'],
    ['SELECT * FROM duckdb_tables()', 'sql-outside-workbench'],
    ['SELECT * FROM duckdb_tables', 'sql-outside-workbench'],
    [`FROM query_table('t_1')`, 'sql-outside-workbench'],
    [`FROM query('FROM t_1')`, 'sql-outside-workbench'],
    ['SELECT * FROM (SHOW TABLES)', 'sql-outside-workbench'],
    ['SELECT * FROM checkpoint()', 'sql-outside-workbench'],
    [`SELECT * FROM '/etc/passwd.csv'`, 'sql-outside-access'],
    [`SELECT * FROM read_text('/etc/hostname')`, 'sql-outside-access'],
    ['DROP TABLE credit', 'sql-not-select'],
    ['WITH a AS (SELECT 1) INSERT INTO credit SELECT * FROM a', 'sql-not-select'],
    ['SELECT 1; DROP TABLE credit', 'sql-two-statements'],
    ['', 'sql-not-select'],
    ['SELECT 1) ; DROP TABLE credit; SELECT * FROM (SELECT 1', 'sql-error'],
  ])('%s is refused as %s', async (sql, code) => {
    expect((await failure(sql)).code).toBe(code);
  });
});

test('the words that need quotation marks are those of the engine', async () => {
  const found = await duckdb.main.query(`SELECT keyword_name, keyword_category FROM duckdb_keywords()`);
  const words = frameRows(found).map(({ keyword_name: word, keyword_category: category }) => ({
    word: String(word),
    isReserved: category !== 'unreserved',
  }));
  expect(words.length).toBeGreaterThan(400);
  expect(words.filter(({ word, isReserved }) => isReservedWord(word) !== isReserved)).toEqual([]);
});
