import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  openSqlBench,
  type SqlBench,
  type StepTrial,
  type TrialTable,
} from '../../../../headless/step-on-sql';
import { FailureError } from '../../../core/failure';
import { frameRows } from '../../../core/frame';
import { sentenceText } from '../../../core/sentence';
import { append, type AppendParams } from './step';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

const appendTables = (tables: readonly (string | TrialTable)[], params: Partial<AppendParams> = {}) =>
  bench.tryOnTables(
    append,
    {
      tables: tables.map((table, place) => ({
        name: ['jan', 'feb', 'mar'][place] ?? 'more',
        ...(typeof table === 'string' ? { select: table } : table),
      })),
    },
    params,
  );
const rowsOf = ({ rows }: StepTrial) => rows.appended!;
const typesOf = ({ artifacts }: StepTrial) =>
  artifacts.appended?.kind === 'table' ? artifacts.appended.columns.map(({ sqlType }) => sqlType) : [];
const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => (error instanceof FailureError ? error.failure : null),
  );

describe('rows under each other', () => {
  test('in the order of the tables, columns by name whatever their capitals and places', async () => {
    const result = await appendTables([
      'SELECT range AS a, range * 2 AS b FROM range(3)',
      'SELECT range + 10 AS B, range + 20 AS A FROM range(2)',
    ]);
    expect(rowsOf(result)).toEqual([
      { a: 0, b: 0 },
      { a: 1, b: 2 },
      { a: 2, b: 4 },
      { a: 20, b: 10 },
      { a: 21, b: 11 },
    ]);
    expect(result.reading.text).toBe('5 rows: 3 of jan and 2 of feb. All have the same columns.');
    expect(frameRows(result.frames.changes!)).toEqual([]);
  });

  test('keep their order when there are many', async () => {
    const result = await appendTables([0, 1, 2].map((n) => `SELECT range * 3 + ${n} AS i FROM range(70000)`));
    const inOrder = [0, 1, 2].flatMap((n) => [n, 3 * 69_999 + n]);
    const all = rowsOf(result).map(({ i }) => i);
    expect([0, 69_999, 70_000, 139_999, 140_000, 209_999].map((place) => all[place])).toEqual(inOrder);
    expect(all.every((i, place) => i === 3 * (place % 70_000) + Math.floor(place / 70_000))).toBe(true);
  });

  test('are missing in columns that a table lacks, and that is said by table', async () => {
    const result = await appendTables(['SELECT 1 AS a, 2 AS b', 'SELECT 3 AS a, 4 AS c', 'SELECT 5 AS c']);
    expect(rowsOf(result)).toEqual([
      { a: 1, b: 2, c: null },
      { a: 3, b: null, c: 4 },
      { a: null, b: null, c: 5 },
    ]);
    expect(frameRows(result.frames.tables!)).toMatchObject([
      { table: 1, rows: 1, columns: 2, added: 0, missing: 1, widened: 0 },
      { table: 2, rows: 1, columns: 2, added: 1, missing: 1, widened: 0 },
      { table: 3, rows: 1, columns: 1, added: 0, missing: 2, widened: 0 },
    ]);
    expect(result.reading.text).toBe(
      '3 rows: 1 of jan, 1 of feb and 1 of mar. jan lacks “c”, feb lacks “b”, mar lacks “a”, “b”: cells there are missing.',
    );
  });
});

describe('types that differ', () => {
  test.each([
    ['1', '1.5::DOUBLE', 'DOUBLE', [1, 1.5]],
    ['1::INTEGER', '1.25::DECIMAL(4,2)', 'DECIMAL(12,2)', [1, 1.25]],
    ['1.5::FLOAT', '2::BIGINT', 'DOUBLE', [1.5, 2]],
    ["'x'", '7', 'VARCHAR', ['x', '7']],
    ['true', "'no'", 'VARCHAR', ['true', 'no']],
    [
      "DATE '2024-02-29'",
      "TIMESTAMP '2024-03-01 10:00:00'",
      'TIMESTAMP',
      ['2024-02-29T00:00:00', '2024-03-01T10:00:00'],
    ],
    ['1::TINYINT', '300::BIGINT', 'BIGINT', [1, 300]],
    ['[1]', "'x'", 'VARCHAR', ['[1]', 'x']],
    ['[1]', '[2::BIGINT]', 'BIGINT[]', ['[1]', '[2]']],
  ])('%s and %s become %s', async (one, other, type, values) => {
    const result = await appendTables([`SELECT ${one} AS v`, `SELECT ${other} AS V`]);
    expect(typesOf(result)).toEqual([type]);
    expect(
      rowsOf(result).map(({ v }) =>
        typeof v === 'string' && /^[\d.]+$/.test(v) && type !== 'VARCHAR' ? Number(v) : v,
      ),
    ).toEqual(values);
    const turned = await appendTables([`SELECT ${other} AS v`, `SELECT ${one} AS v`]);
    expect(typesOf(turned)).toEqual([type]);
  });

  test('are said', async () => {
    const result = await appendTables(['SELECT 1 AS v', "SELECT 'n/a' AS v"]);
    expect(frameRows(result.frames.changes!)).toEqual([
      { table: 1, column: 'v', change: 'widened', from: 'integer', to: 'text' },
    ]);
    expect(result.reading.text).toContain('Made wider: “v” (integer in one table, now text).');
  });

  test.each([
    ['true', '1', 'BOOLEAN', 'INTEGER'],
    ["DATE '2024-01-01'", '1', 'DATE', 'INTEGER'],
    ["TIME '10:00:00'", "DATE '2024-01-01'", 'TIME', 'DATE'],
    ['[1]', "{'x': 1}", 'INTEGER[]', 'STRUCT(x INTEGER)'],
    ['[true]', "[DATE '2024-01-01']", 'BOOLEAN[]', 'DATE[]'],
  ])('%s and %s are refused by name', async (one, other, first, second) => {
    const failure = await failureOf(
      appendTables([`SELECT 1 AS a, ${one} AS v`, `SELECT ${other} AS V`], { labels: ['old', 'new'] }),
    );
    expect(failure).toMatchObject({
      code: 'union-types-clash',
      message: `The column “v” is ${first} in “old” and ${second} in “new”; no type but text holds both.`,
    });
  });

  test('that lose digits are counted', async () => {
    const result = await appendTables([
      'SELECT unnest([9007199254740993, 9007199254740992, -1, NULL]) AS v',
      'SELECT 0.5::DOUBLE AS v',
    ]);
    expect(result.notices).toEqual([
      {
        code: 'union-digits-lost',
        text: '1 number has more digits than a DOUBLE holds and was rounded: an integer column met one with fractions.',
        isWarning: true,
      },
    ]);
    const exact = await appendTables(['SELECT 1::BIGINT AS v', 'SELECT 0.5::DOUBLE AS v']);
    expect(exact.notices).toEqual([]);
  });
});

describe('the source column', () => {
  test('says which table a row came from, by place, by part or by label, and stands last', async () => {
    const tables = ['SELECT 1 AS a', 'SELECT 2 AS a, 3 AS b'];
    const numbered = await appendTables(tables, { source: 'from' });
    expect(rowsOf(numbered)).toEqual([
      { a: 1, b: null, from: '1' },
      { a: 2, b: 3, from: '2' },
    ]);
    expect(Object.keys(rowsOf(numbered)[0]!)).toEqual(['a', 'b', 'from']);
    const labelled = await appendTables(tables, { source: 'from', labels: ["jan's", 'feb'] });
    expect(rowsOf(labelled).map(({ from }) => from)).toEqual(["jan's", 'feb']);
    const parts = ['train', 'test'].map((part, place) => ({ select: tables[place]!, traits: { part } }));
    expect(rowsOf(await appendTables(parts, { source: 'from' })).map(({ from }) => from)).toEqual([
      'train',
      'test',
    ]);
  });

  test('is refused where there is a column of its name, capitals aside', async () => {
    const failure = await failureOf(
      appendTables(['SELECT 1 AS a', 'SELECT 2 AS "From"'], { source: 'from' }),
    );
    expect(failure).toMatchObject({
      code: 'column-name-taken',
      message: 'There is a column “From” already.',
    });
  });

  test('decides the key of the result only where there is one', () => {
    const key = (source: string) => append.keyParams({ source, labels: ['x'] });
    expect(key('')).toEqual({ source: '' });
    expect(key('from')).toEqual({ source: 'from', labels: ['x'] });
  });
});

describe('parts of a split', () => {
  const part = (name: string | null) => ({ select: 'SELECT 1 AS a', traits: { part: name } });

  test('of different names are of no part, and that is said', async () => {
    const result = await appendTables([part('train'), part('test')]);
    expect(result.notices).toEqual([
      {
        code: 'parts-mixed',
        text: 'These are rows of the part “train” and the part “test”: the result is of no single part.',
        isWarning: true,
      },
    ]);
    expect((await appendTables([part('train'), part(null)])).notices).toHaveLength(1);
    expect((await appendTables([part('train'), part('train')])).notices).toEqual([]);
  });
});

describe('awkward tables', () => {
  test('empty ones give no rows but their columns', async () => {
    const none = 'SELECT 1 AS a WHERE false';
    expect(rowsOf(await appendTables([none, 'SELECT 2 AS b']))).toEqual([{ a: null, b: 2 }]);
    const result = await appendTables([none, none]);
    expect(result.artifacts.appended).toMatchObject({ rows: 0, columns: [{ name: 'a' }] });
    expect(result.reading.text).toBe('0 rows: 0 of jan and 0 of feb. All have the same columns.');
  });

  test('one row, all null, NaN, Infinity, a constant column, unicode and keyword names, lists', async () => {
    const one = `SELECT 'NaN'::DOUBLE AS x, NULL::DATE AS nothing, 7 AS constant, [1] AS "größe ""📏""", 'a' AS "select"`;
    const other = `SELECT 'Infinity'::DOUBLE AS x, NULL::DATE AS nothing, 7 AS constant, [2] AS "größe ""📏""", 'b' AS "SELECT"`;
    const result = await appendTables([one, other], { source: 'where' });
    expect(rowsOf(result)).toMatchObject([
      { x: NaN, nothing: null, constant: 7, select: 'a', where: '1' },
      { x: Infinity, nothing: null, constant: 7, select: 'b', where: '2' },
    ]);
  });

  test('a single one is refused', async () => {
    expect(await failureOf(appendTables(['SELECT 1 AS a']))).toMatchObject({ code: 'append-too-few' });
  });
});

test('the cell reads as a sentence', () => {
  const facts = { params: {}, inputs: { tables: ['jan', 'feb'] }, outputs: { appended: 'year' } };
  expect(sentenceText(append, facts)).toBe('Append jan, feb → year');
});
