import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqlBench, type SqlBench } from '../../../../headless/step-on-sql';
import { FailureError } from '../../../core/failure';
import { frameRows } from '../../../core/frame';
import { sentenceText } from '../../../core/sentence';
import { derive, deriveParams } from './step';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

const ROWS = `SELECT * REPLACE (ratio::DOUBLE AS ratio) FROM (VALUES
  (1, 10, '0.5', 'a', 'x', 7, NULL::DOUBLE),
  (2, 20, 'NaN', NULL, 'y', 7, NULL),
  (3, NULL, 'Infinity', 'c', 'z', 7, NULL)
) AS t(id, n, ratio, größe, "select", constant, nothing)`;

async function derived(expressions: string, select = ROWS) {
  const { rows, frames, reading, notices } = await bench.tryStep(derive, { select }, { expressions });
  return {
    rows: rows.derived!,
    columns: frameRows(frames.columns!),
    unmet: frameRows(frames.unmet!),
    text: reading.text,
    notices: notices.map(({ code }) => code),
  };
}

async function codeOf(expressions: string): Promise<string> {
  const error: unknown = await derived(expressions).catch((thrown: unknown) => thrown);
  return error instanceof FailureError ? error.failure.code : 'ran';
}

describe('a new column', () => {
  test('stands behind the others, with what is missing in it', async () => {
    const { rows, columns, text } = await derived('n * 2 AS twice');
    expect(Object.keys(rows[0]!)).toEqual([
      ...['id', 'n', 'ratio', 'größe', 'select', 'constant', 'nothing', 'twice'],
    ]);
    expect(rows.map(({ twice }) => twice)).toEqual([20, 40, null]);
    expect(columns).toEqual([
      {
        column: 'twice',
        expression: 'n * 2 AS twice',
        type: 'integer',
        missing: 1,
        replaced: false,
        changed: null,
      },
    ]);
    expect(text).toBe('Added “twice”. Missing: 1 of 3 in “twice”.');
  });

  test('of an old name takes its place and says what changed', async () => {
    const { rows, columns, text } = await derived('coalesce(n, 0) AS N');
    expect(Object.keys(rows[0]!)[1]).toBe('N');
    expect(rows.map(({ N }) => N)).toEqual([10, 20, 0]);
    expect(columns[0]).toMatchObject({ column: 'N', replaced: true, changed: 1, missing: 0 });
    expect(text).toBe('“N” is replaced; 1 value changed.');
  });

  test('sees the whole table as this', async () => {
    const { rows } = await derived('n - (SELECT avg(n) FROM this) AS d, row_number() OVER () AS place');
    expect(rows.map(({ d, place }) => [d, place])).toEqual([
      [-5, 1],
      [5, 2],
      [null, 3],
    ]);
  });

  test('of NaN, Infinity, all null, constant, unicode and keyword columns', async () => {
    const { rows } = await derived(
      'ratio * 0 AS r, nothing + 1 AS none, constant + 1 AS c, upper(größe) AS g, "select" || \'!\' AS s',
    );
    expect(rows.map(({ r, none, c, g, s }) => [r, none, c, g, s])).toEqual([
      [0, null, 8, 'A', 'x!'],
      [NaN, null, 8, null, 'y!'],
      [NaN, null, 8, 'C', 'z!'],
    ]);
  });

  test('that replaces NaN by NaN has changed nothing', async () => {
    expect((await derived('ratio AS ratio')).columns[0]).toMatchObject({ changed: 0 });
  });

  test('of an empty table, and of one row', async () => {
    expect((await derived('a + 1 AS b', 'SELECT 1 AS a WHERE false')).rows).toEqual([]);
    expect((await derived('a + 1 AS b', 'SELECT 1 AS a')).rows).toEqual([{ a: 1, b: 2 }]);
  });

  test('may replace every column there is', async () => {
    expect((await derived('a + 1 AS a', 'SELECT 1 AS a')).rows).toEqual([{ a: 2 }]);
  });

  test('that changes with each run is said so', async () => {
    expect((await derived('random() AS r')).notices).toEqual(['volatile']);
  });
});

describe('columns that are not there', () => {
  test('leave out what is made of them, and what is made of that, and say so', async () => {
    const { rows, unmet, text } = await derived(
      'n * 2 AS twice, gone + 1 AS more, more * 2 AS most, twice + 1 AS odd',
    );
    expect(rows.map(({ twice, odd }) => [twice, odd])).toEqual([
      [20, 21],
      [40, 41],
      [null, null],
    ]);
    expect(Object.keys(rows[0]!).slice(7)).toEqual(['twice', 'odd']);
    expect(unmet).toEqual([
      { what: 'the new column “more”', column: null, reason: 'the table has no column “gone”' },
      { what: 'the new column “most”', column: null, reason: 'the table has no column “more”' },
    ]);
    expect(text).toContain(
      'Left out, since they did not fit this table: the new column “more” (the table has no column “gone”)',
    );
  });

  test('are not all that may be wrong', async () => {
    expect(await codeOf('n * 2 AS twice, nosuch(n) AS x')).toBe('sql-error');
    expect(await codeOf('gone AS g, n + date AS x, upper(n, n) AS y')).toBe('sql-error');
  });

  test('are none where all fit', async () => {
    expect((await derived('n * 2 AS twice')).unmet).toEqual([]);
  });
});

describe('refused by name', () => {
  test.each([
    ['', 'derive-unset'],
    ['n AS x, id AS X', 'derive-name-twice'],
    ['sum(n) AS total', 'derive-not-by-row'],
    ['nn + 1 AS x', 'sql-error'],
    ["(SELECT count(*) FROM read_csv('http://example.org/x.csv')) AS x", 'sql-outside-access'],
    ['(SELECT count(*) FROM other) AS x', 'sql-outside-workbench'],
    ['n FROM this --', 'derive-not-expressions'],
  ])('%s', async (expressions, code) => {
    expect(await codeOf(expressions)).toBe(code);
  });
});

test('the sentence names the new columns', () => {
  const facts = { inputs: { table: 'credit' }, outputs: { derived: 'credit_2' } };
  const sentence = (expressions: string) =>
    sentenceText(derive, { ...facts, params: deriveParams.parse({ expressions }) });
  expect(sentence('n * 2 AS twice, upper(x)')).toBe('Add twice, upper(x) to credit → credit_2');
  expect(sentence('')).toBe('Add … to credit → credit_2');
});
