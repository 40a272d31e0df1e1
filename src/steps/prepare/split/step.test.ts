import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqlBench, type SqlBench, type SqlRun } from '../../../../headless/step-on-sql';
import type { TableArtifact } from '../../../core/artifact';
import { frameRows } from '../../../core/frame';
import { numberFormat } from '../../../core/number-format';
import { quoteIdentifier, quoteLiteral } from '../../../core/sql';
import golden from './fixtures/golden.json';
import { read } from './reading';
import { run } from './run';
import { splitParams, type SplitParams } from './step';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

type Options = Partial<SplitParams>;

async function splitTable(table: TableArtifact, options: Options = {}): Promise<SqlRun> {
  const params = splitParams.parse(options);
  return bench.run((context, _, inputs) => run(context, params, inputs), table);
}
const splitSelect = async (select: string, options: Options = {}) =>
  splitTable(await bench.makeTable(select), options);

/** The values of one column of every part, in order, by the part's name. */
async function valuesOf(result: SqlRun, column = 'i'): Promise<Record<string, unknown[]>> {
  const values: Record<string, unknown[]> = {};
  for (const [name, part] of Object.entries(result.artifacts)) {
    if (part.kind !== 'table') throw new Error(`${name} is no table.`);
    const select = `SELECT ${quoteIdentifier(column)} AS v FROM ${quoteIdentifier(part.table)}`;
    values[name] = await rowsOf(select);
  }
  return values;
}

/** What a SELECT gives in its column `v`, read by a step of its own. */
async function rowsOf(select: string): Promise<unknown[]> {
  const asked = await bench.run(
    async ({ database }) => ({ artifacts: {}, frames: { rows: await database.query(select) } }),
    await bench.makeTable('SELECT 1 AS one'),
  );
  return [...(asked.frames.rows?.columns.v ?? [])];
}

const partsOf = (result: SqlRun) => frameRows(result.frames.parts!);
const classesOf = (result: SqlRun) => frameRows(result.frames.classes!);
const countsOf = (result: SqlRun) => partsOf(result).map(({ rows }) => rows);
const thirds = [
  { name: 'a', share: 0.5 },
  { name: 'b', share: 0.3 },
  { name: 'c', share: 0.2 },
];

function readingOf(result: SqlRun, options: Options = {}) {
  const params = splitParams.parse(options);
  const outputs = Object.fromEntries(params.parts.map(({ name }) => [name, name]));
  return read({
    ...result,
    params,
    inputs: { table: 't' },
    outputs,
    artifacts: {},
    format: numberFormat('en'),
  });
}

describe('a split by hash', () => {
  const names = Object.keys(golden.types);
  const typed = `SELECT * FROM (VALUES ${golden.rows
    .map((row, i) => {
      const cells = row.map((text, column) =>
        text === null ? 'NULL' : `${quoteLiteral(text)}::${Object.values(golden.types)[column]!}`,
      );
      return `(${[...cells, i].join(', ')})`;
    })
    .join(', ')}) AS t(${[...names, 'i'].join(', ')})`;

  test.each(golden.cases)(
    'puts rows where Python does: by $by, seed $seed',
    async ({ by, shares, seed, parts }) => {
      // The row number is no column of the rows: it is looked up again by its order.
      const table = await bench.makeTable(`SELECT * EXCLUDE (i) FROM (${typed}) ORDER BY i`);
      const named = shares.map((share, part) => ({ name: `p${part}`, share }));
      const result = await splitTable(table, { parts: named, by, seed });
      const wanted = shares.map((_, part) => parts.filter((each) => each === part).length);
      expect(countsOf(result)).toEqual(wanted);
      const moments = await valuesOf(result, 'moment');
      const all = await rowsOf(`SELECT moment AS v FROM ${quoteIdentifier(table.table)}`);
      expect(named.map(({ name }) => moments[name])).toEqual(
        shares.map((_, part) => all.filter((_, row) => parts[row] === part)),
      );
    },
  );

  test('of a single text column hashes the text, a colon and the seed', async () => {
    const [found] = await rowsOf("SELECT md5('user_17' || ':0') AS v");
    expect(found).toBe(golden.md5_of_user_17_with_seed_0);
  });

  test('keeps the rows in their order, and every row in one part', async () => {
    const parts = await valuesOf(await splitSelect('SELECT range AS i FROM range(5000)', { parts: thirds }));
    const sorted = (values: unknown[]) => values.toSorted((a, b) => Number(a) - Number(b));
    for (const values of Object.values(parts)) expect(values).toEqual(sorted(values));
    expect(sorted(Object.values(parts).flat())).toEqual(Array.from({ length: 5000 }, (_, i) => i));
    expect(parts.a!.length / 5000).toBeCloseTo(0.5, 1);
  });

  test('keeps equal rows together, and rows of equal keys', async () => {
    const rows = await splitSelect('SELECT range % 40 AS i, range % 2 AS j FROM range(1000)');
    const { train, test: other } = await valuesOf(rows);
    expect(train!.filter((value) => other!.includes(value))).toEqual([]);
    const keyed = await splitSelect("SELECT range AS i, 'k' || range % 50 AS key FROM range(1000)", {
      by: ['key'],
    });
    const keys = await valuesOf(keyed, 'key');
    expect(keys.train!.length * keys.test!.length).toBeGreaterThan(0);
    expect(keys.train!.filter((value) => keys.test!.includes(value))).toEqual([]);
  });

  test('knows 0 and -0, and NaN of either sign, as equal', async () => {
    const values = "unnest(['0', '-0', 'nan', 'nan']::DOUBLE[]) * unnest([1, 1, 1, -1]) AS x";
    for (const seed of [0, 1, 2, 3, 4, 5]) {
      const parts = await valuesOf(await splitSelect(`SELECT ${values}`, { seed }), 'x');
      for (const part of Object.values(parts)) expect(part.length % 2).toBe(0);
    }
  });

  test('has the same parts for the same seed and others for another', async () => {
    const select = 'SELECT range AS i FROM range(300)';
    const one = await valuesOf(await splitSelect(select, { seed: 5 }));
    expect(await valuesOf(await splitSelect(select, { seed: 5 }))).toEqual(one);
    expect(await valuesOf(await splitSelect(select, { seed: 6 }))).not.toEqual(one);
  });

  test('says when rows without a key end up together', async () => {
    const result = await splitSelect('SELECT range AS i, NULL::VARCHAR AS key FROM range(10)', {
      by: ['key'],
    });
    expect(result.notices.map(({ code }) => code)).toEqual(['part-empty', 'rows-without-key']);
    expect(countsOf(result).toSorted()).toEqual([0, 10]);
  });
});

describe('a stratified split', () => {
  test('gives each class its share as near as rounding allows, and says so per class', async () => {
    const select =
      "SELECT range AS i, CASE WHEN range % 40 < 11 THEN 'bad' ELSE 'good' END AS status FROM range(4454)";
    const result = await splitSelect(select, { method: 'stratified', stratify: 'status' });
    // bad 1232: 985.6 and 246.4; good 3222: 2577.6 and 644.4.
    expect(classesOf(result).map((row) => [row.class, row.part, row.rows])).toEqual([
      ['good', 'train', 2578],
      ['good', 'test', 644],
      ['bad', 'train', 986],
      ['bad', 'test', 246],
    ]);
    expect(classesOf(result)[2]!.share).toBe(986 / 3564);
    expect(readingOf(result, { method: 'stratified', stratify: 'status' })).toMatchObject({
      text:
        '3,564 rows to train (80 %) and 890 to test (20 %), 27.7 % and 27.6 % “bad”. ' +
        'No row stands in both parts, and no two equal rows stand apart.',
      suggestions: [
        { step: 'class-balance', params: { target: 'status' }, inputs: { table: { output: 'train' } } },
      ],
    });
  });

  test('counts missing values, NaN and infinities as classes of their own', async () => {
    const values = "['1', '1', '1', '1', 'nan', 'nan', 'nan', 'nan', NULL, NULL, NULL, NULL, 'inf', 'inf']";
    const select = `SELECT unnest(${values}::DOUBLE[]) AS x, unnest(range(14)) AS i`;
    const parts = [
      { name: 'one', share: 0.5 },
      { name: 'other', share: 0.5 },
    ];
    const result = await splitSelect(select, { method: 'stratified', stratify: 'x', parts });
    const found = classesOf(result).filter((row) => row.part === 'one');
    expect(found.map((row) => [row.class, row.rows])).toEqual([
      ['1', 2],
      ['NaN', 2],
      [null, 2],
      ['Infinity', 1],
    ]);
  });

  test('says which classes are too small, and does not hide equal rows that stand apart', async () => {
    const select = "SELECT 'a' AS class FROM range(9) UNION ALL SELECT 'b'";
    const result = await splitSelect(select, { method: 'stratified', stratify: 'class' });
    expect(result.notices.map(({ code }) => code)).toEqual(['classes-lacking']);
    expect(partsOf(result).map((part) => [part.rows, part.equal_rows])).toEqual([
      [8, 7],
      [2, 2],
    ]);
    expect(readingOf(result, { method: 'stratified', stratify: 'class' }).text).toContain(
      'No row stands in both parts, but some equal a row of another part in every column: 7 of train and 2 of test.',
    );
  });

  test('without its column, or with one that is not there, is a named failure', async () => {
    const code = (stratify: string) =>
      splitSelect('SELECT 1 AS a', { method: 'stratified', stratify }).catch((error: unknown) => error);
    expect(await code('')).toMatchObject({ failure: { code: 'column-unset' } });
    expect(await code('b')).toMatchObject({ failure: { code: 'column-unknown' } });
  });
});

describe('a split by position', () => {
  test('takes the first rows first', async () => {
    const result = await splitSelect('SELECT range AS i FROM range(10)', {
      method: 'position',
      parts: thirds,
    });
    expect(await valuesOf(result)).toEqual({ a: [0, 1, 2, 3, 4], b: [5, 6, 7], c: [8, 9] });
  });

  test('orders by a column, ties as they stand, missing last, and leaves the rows where they were', async () => {
    const select = `SELECT unnest([3, 1, NULL, 2, 2, 0]) AS day, unnest(range(6)) AS i`;
    const result = await splitSelect(select, { method: 'position', order: 'day', parts: thirds });
    expect(await valuesOf(result)).toEqual({ a: [1, 3, 5], b: [0, 4], c: [2] });
    expect(partsOf(result).map(({ first, last }) => [first, last])).toEqual([
      [0, 2],
      [2, 3],
      [null, null],
    ]);
    expect(readingOf(result, { method: 'position', order: 'day', parts: thirds }).text).toContain(
      'By day: a from 0 to 2 and b from 2 to 3.',
    );
  });

  test('counts equal rows on both sides of the cut', async () => {
    const result = await splitSelect('SELECT unnest([1, 2, 3, 1, NULL, NULL]) AS x', {
      method: 'position',
      parts: [
        { name: 'before', share: 0.75 },
        { name: 'after', share: 0.25 },
      ],
    });
    // 4.5 and 1.5 rows: the remainders are equal, so the first part gets the row.
    expect(partsOf(result).map((part) => [part.rows, part.equal_rows])).toEqual([
      [5, 1],
      [1, 1],
    ]);
  });
});

describe('awkward tables', () => {
  const all: Options[] = [
    { method: 'hash' },
    { method: 'position' },
    { method: 'position', order: 'x' },
    { method: 'stratified', stratify: 'x' },
  ];

  test.each(all)('an empty table gives empty parts: $method', async (options) => {
    const result = await splitSelect('SELECT 1.5 AS x WHERE false', options);
    expect(partsOf(result).map((part) => [part.rows, part.share])).toEqual([
      [0, null],
      [0, null],
    ]);
    expect(readingOf(result, options).text).toBe('The table has no rows, and so have its parts.');
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
    expect(
      countsOf(await splitSelect(select, { by: ['select'] })).reduce((sum: number, n) => sum + Number(n), 0),
    ).toBe(20);
  });
});

describe('the parts', () => {
  test('are the outputs, and part is what they are downstream', async () => {
    const result = await splitSelect('SELECT range AS i FROM range(10)', { parts: thirds });
    expect(Object.keys(result.artifacts)).toEqual(['a', 'b', 'c']);
    expect(result.traits).toEqual({ a: { part: 'a' }, b: { part: 'b' }, c: { part: 'c' } });
  });
});
