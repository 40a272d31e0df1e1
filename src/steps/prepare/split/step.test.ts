import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqlBench, type SqlBench, type StepTrial } from '../../../../headless/step-on-sql';
import { frameRows } from '../../../core/frame';
import { quoteLiteral } from '../../../core/sql';
import golden from './fixtures/golden.json';
import { rowHash } from './row-key';
import { split, type SplitParams } from './step';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

type Options = Partial<SplitParams>;
const splitSelect = (select: string, options: Options = {}) => bench.tryStep(split, { select }, options);

/** The values of one column of every part, in order, by the part's name. */
function valuesOf({ rows }: StepTrial, column = 'i'): Record<string, unknown[]> {
  return Object.fromEntries(Object.entries(rows).map(([part, of]) => [part, of.map((row) => row[column])]));
}

const partsOf = (result: StepTrial) => frameRows(result.frames.parts!);
const classesOf = (result: StepTrial) => frameRows(result.frames.classes!);
const countsOf = (result: StepTrial) => partsOf(result).map(({ rows }) => rows);
const thirds = [
  { name: 'a', share: 0.5 },
  { name: 'b', share: 0.3 },
  { name: 'c', share: 0.2 },
];

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
      const select = `SELECT * EXCLUDE (i) FROM (${typed}) ORDER BY i`;
      const named = shares.map((share, part) => ({ name: `p${part}`, share }));
      const result = await splitSelect(select, { parts: named, by, seed });
      const wanted = shares.map((_, part) => parts.filter((each) => each === part).length);
      expect(countsOf(result)).toEqual(wanted);
      const moments = valuesOf(result, 'moment');
      const all = (await bench.rows(select)).map(({ moment }) => moment);
      expect(named.map(({ name }) => moments[name])).toEqual(
        shares.map((_, part) => all.filter((_, row) => parts[row] === part)),
      );
    },
  );

  test('of a single text column hashes the text, a colon and the seed', async () => {
    const hash = rowHash([{ name: 'user', type: 'text', sqlType: 'VARCHAR' }], 0);
    const [found] = await bench.rows(`SELECT ${hash} AS hash FROM (SELECT 'user_17' AS user)`);
    expect(found?.hash).toBe(golden.md5_of_user_17_with_seed_0);
  });

  test('keeps the rows in their order, and every row in one part', async () => {
    const parts = valuesOf(await splitSelect('SELECT range AS i FROM range(5000)', { parts: thirds }));
    const sorted = (values: unknown[]) => values.toSorted((a, b) => Number(a) - Number(b));
    for (const values of Object.values(parts)) expect(values).toEqual(sorted(values));
    expect(sorted(Object.values(parts).flat())).toEqual(Array.from({ length: 5000 }, (_, i) => i));
    expect(parts.a!.length / 5000).toBeCloseTo(0.5, 1);
  });

  test('keeps equal rows together, and rows of equal keys', async () => {
    const rows = await splitSelect('SELECT range % 40 AS i, range % 2 AS j FROM range(1000)');
    const { train, test: other } = valuesOf(rows);
    expect(train!.filter((value) => other!.includes(value))).toEqual([]);
    const keyed = await splitSelect("SELECT range AS i, 'k' || range % 50 AS key FROM range(1000)", {
      by: ['key'],
    });
    const keys = valuesOf(keyed, 'key');
    expect(keys.train!.length * keys.test!.length).toBeGreaterThan(0);
    expect(keys.train!.filter((value) => keys.test!.includes(value))).toEqual([]);
  });

  test('knows 0 and -0, and NaN of either sign, as equal', async () => {
    const values = "unnest(['0', '-0', 'nan', 'nan']::DOUBLE[]) * unnest([1, 1, 1, -1]) AS x";
    for (const seed of [0, 1, 2, 3, 4, 5]) {
      const parts = valuesOf(await splitSelect(`SELECT ${values}`, { seed }), 'x');
      for (const part of Object.values(parts)) expect(part.length % 2).toBe(0);
    }
  });

  test('has the same parts for the same seed and others for another', async () => {
    const select = 'SELECT range AS i FROM range(300)';
    const one = valuesOf(await splitSelect(select, { seed: 5 }));
    expect(valuesOf(await splitSelect(select, { seed: 5 }))).toEqual(one);
    expect(valuesOf(await splitSelect(select, { seed: 6 }))).not.toEqual(one);
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
    expect(result.reading).toMatchObject({
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
    expect(result.reading.text).toContain(
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
    expect(valuesOf(result)).toEqual({ a: [0, 1, 2, 3, 4], b: [5, 6, 7], c: [8, 9] });
  });

  test('orders by a column, ties as they stand, missing last, and leaves the rows where they were', async () => {
    const select = `SELECT unnest([3, 1, NULL, 2, 2, 0]) AS day, unnest(range(6)) AS i`;
    const result = await splitSelect(select, { method: 'position', order: 'day', parts: thirds });
    expect(valuesOf(result)).toEqual({ a: [1, 3, 5], b: [0, 4], c: [2] });
    expect(partsOf(result).map(({ first, last }) => [first, last])).toEqual([
      [0, 2],
      [2, 3],
      [null, null],
    ]);
    expect(result.reading.text).toContain('By day: a from 0 to 2 and b from 2 to 3.');
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

describe('the parts', () => {
  test('are the outputs, and part is what they are downstream', async () => {
    const result = await splitSelect('SELECT range AS i FROM range(10)', { parts: thirds });
    expect(Object.keys(result.artifacts)).toEqual(['a', 'b', 'c']);
    expect(result.traits).toEqual({ a: { part: 'a' }, b: { part: 'b' }, c: { part: 'c' } });
  });
});
