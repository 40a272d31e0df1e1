import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codeOfFailure } from '../../../../headless/expect-ok';
import { openSqlBench, type SqlBench, type StepTrial } from '../../../../headless/step-on-sql';
import type { Traits } from '../../../core/artifact';
import { frameRows } from '../../../core/frame';
import { sentenceText } from '../../../core/sentence';
import { quoteLiteral } from '../../../core/sql';
import golden from './fixtures/golden.json';
import { sample, sampleParams, type SampleParams } from './step';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

type Options = Partial<SampleParams>;
const sampleOf = (select: string, options: Options, traits: Partial<Traits> = {}) =>
  bench.tryStep(sample, { select, traits }, options);
const rowsOf = ({ rows }: StepTrial) => rows.sampled!;
const placesOf = (result: StepTrial) => rowsOf(result).map(({ i }) => i);
const summaryOf = ({ frames }: StepTrial) => frameRows(frames.summary!)[0]!;
const ROWS = 'SELECT range AS i FROM range(1000)';

describe('the rows drawn are those that Python draws', () => {
  const values = golden.values.map((value, i) => `(${i}, ${value === null ? 'NULL' : quoteLiteral(value)})`);
  const select = `SELECT * FROM (VALUES ${values.join(', ')}) AS t(i, v)`;

  test.each(golden.random)('at random: $n with seed $seed', async ({ n, seed, rows }) => {
    expect(placesOf(await sampleOf(select, { amount: n, seed }))).toEqual(rows);
  });

  test.each(golden.stratified)(
    'stratified: $n with seed $seed, each class $eachClass',
    async ({ n, seed, eachClass, rows }) => {
      const options: Options = { method: 'stratified', stratify: 'v', amount: n, seed, eachClass };
      expect(placesOf(await sampleOf(select, options))).toEqual(rows);
    },
  );

  test.each(golden.by_key)('by key: $n with seed $seed', async ({ n, seed, rows }) => {
    const result = await sampleOf(select, { method: 'by key', keys: ['v'], amount: n, seed });
    expect(placesOf(result)).toEqual(rows);
  });
});

describe('a sample', () => {
  test('at random is of n rows in their order, the same for the same seed, and says so of itself', async () => {
    const result = await sampleOf(ROWS, { amount: 100, seed: 7 });
    const places = placesOf(result).map(Number);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(new Set(places).size).toBe(100);
    expect(placesOf(await sampleOf(ROWS, { amount: 100, seed: 7 }))).toEqual(places);
    expect(placesOf(await sampleOf(ROWS, { amount: 100, seed: 8 }))).not.toEqual(places);
    expect(result.traits).toEqual({ sampled: { sampled: { rows: 100, of: 1000 } } });
    expect(result.reading.text).toBe(
      '100 of 1,000 rows (10 %), drawn at random with seed 7. Everything made from it says that it stands on a sample.',
    );
  });

  test('draws every row about as often as any other', async () => {
    const counts = new Map<unknown, number>();
    for (let seed = 0; seed < 40; seed++) {
      const result = await sampleOf('SELECT range AS i FROM range(50)', { amount: 0.5, seed });
      for (const i of placesOf(result)) counts.set(i, (counts.get(i) ?? 0) + 1);
    }
    // Each row is drawn 20 times in 40 on average, with a standard deviation of 3.2.
    expect(counts.size).toBe(50);
    for (const count of counts.values()) expect(Math.abs(count - 20)).toBeLessThan(13);
  });

  test('of equal rows is not all or none of them', async () => {
    expect(rowsOf(await sampleOf('SELECT 7 AS constant FROM range(10)', { amount: 4 }))).toHaveLength(4);
  });

  test.each([
    [0.1, 100],
    [0.0005, 1],
    [0.0004, 0],
    [0.29, 290],
    [1, 1],
    [5000, 1000],
  ])('of %s is of %s rows', async (amount, rows) => {
    expect(placesOf(await sampleOf(ROWS, { amount }))).toHaveLength(rows);
  });

  test('of all rows is none', async () => {
    const result = await sampleOf(ROWS, { amount: 1000 });
    expect(result.traits).toBeUndefined();
    expect(result.reading.text).toBe('All 1,000 rows: this is no sample.');
  });

  test('of the first rows has these', async () => {
    const result = await sampleOf(ROWS, { method: 'first', amount: 3 });
    expect(placesOf(result)).toEqual([0, 1, 2]);
    expect(result.reading.text).toContain('files are often sorted');
  });

  test('of a sample is one of what that was drawn of, where nothing went between', async () => {
    const of = async (sampled: Traits['sampled']) =>
      (await sampleOf(ROWS, { amount: 10 }, { sampled })).traits?.sampled?.sampled;
    expect(await of({ rows: 1000, of: 45_211 })).toEqual({ rows: 10, of: 45_211 });
    expect(await of({ rows: 2000, of: 45_211 })).toEqual({ rows: 10, of: null });
    expect(await of({ rows: 1000, of: null })).toEqual({ rows: 10, of: null });
  });
});

describe('by class', () => {
  const CLASSES =
    "SELECT range AS i, CASE WHEN range % 100 = 0 THEN 'bad' ELSE 'good' END AS status FROM range(1000)";

  test('keeps the shares, and loses a rare class unless asked not to', async () => {
    const options: Options = { method: 'stratified', stratify: 'status', amount: 40 };
    const result = await sampleOf(CLASSES, options);
    expect(frameRows(result.frames.classes!)).toEqual([
      { class: 'good', rows: 40, of: 990, share: 1, share_of: 0.99 },
      { class: 'bad', rows: 0, of: 10, share: 0, share_of: 0.01 },
    ]);
    expect(result.reading.text).toContain('1 class has no row in it');
    const each = await sampleOf(CLASSES, { ...options, eachClass: true });
    expect(frameRows(each.frames.classes!).map(({ rows }) => rows)).toEqual([39, 1]);
    expect(each.reading.text).toContain('All 2 classes are in it');
    expect(each.reading.text).toContain('the share of “good” goes from 99 % to 97.5 %');
  });

  test('is refused where there are more classes than rows', async () => {
    const options: Options = { method: 'stratified', stratify: 'i', amount: 5, eachClass: true };
    expect(await codeOfFailure(sampleOf(CLASSES, options))).toBe('sample-too-small');
  });

  test('missing values, NaN, Infinity and lists are classes', async () => {
    const values =
      "unnest(['nan', 'nan', 'nan', 'nan', NULL, NULL, NULL, NULL, 'inf', 'inf', '-0', '0']::DOUBLE[])";
    const result = await sampleOf(`SELECT ${values} AS x`, {
      method: 'stratified',
      stratify: 'x',
      amount: 6,
    });
    const counts = frameRows(result.frames.classes!).map(({ class: name, rows }) => [name, rows]);
    expect(counts).toEqual([
      ['NaN', 2],
      [null, 2],
      [expect.stringMatching(/^-?0$/), 1],
      ['Infinity', 1],
    ]);
    const lists = await sampleOf('SELECT [range % 2] AS x FROM range(8)', {
      method: 'stratified',
      stratify: 'x',
      amount: 4,
    });
    expect(frameRows(lists.frames.classes!).map(({ rows }) => rows)).toEqual([2, 2]);
  });

  test('of many classes lists some, and says so', async () => {
    const result = await sampleOf('SELECT range % 300 AS k FROM range(3000)', {
      method: 'stratified',
      stratify: 'k',
      amount: 600,
    });
    expect(result.frames.classes!.rows).toBe(200);
    expect(result.notices.map(({ code }) => code)).toEqual(['classes-not-listed']);
    expect(summaryOf(result)).toMatchObject({ classes: 300, lost: 0, rows: 600 });
  });
});

describe('by key', () => {
  const VISITS = "SELECT range AS i, 'p' || range % 90 AS patient, range % 2 AS arm FROM range(900)";

  test('has all rows of a key or none, and says how near it comes', async () => {
    const result = await sampleOf(VISITS, { method: 'by key', keys: ['patient'], amount: 104 });
    const counts = new Map<unknown, number>();
    for (const { patient } of rowsOf(result)) counts.set(patient, (counts.get(patient) ?? 0) + 1);
    expect([...counts.values()]).toEqual(Array.from({ length: 10 }, () => 10));
    expect(summaryOf(result)).toMatchObject({ rows: 100, asked: 104, keys: 10, keys_of: 90, keyless: 0 });
    expect(result.reading.text).toContain(
      '10 of 90 keys; asked for were 104 rows, which no whole keys make.',
    );
  });

  test('of several columns, and of rows without a key', async () => {
    const both = await sampleOf(VISITS, { method: 'by key', keys: ['patient', 'arm'], amount: 30 });
    expect(summaryOf(both)).toMatchObject({ rows: 30, keys: 3, keys_of: 90 });
    const none = await sampleOf('SELECT range AS i, NULL::VARCHAR AS k FROM range(10)', {
      method: 'by key',
      keys: ['k'],
      amount: 3,
    });
    expect(summaryOf(none)).toMatchObject({ rows: 10, keys: 1, keyless: 10 });
    expect(none.reading.text).toContain('10 rows without a key count as one key.');
  });
});

describe('awkward tables', () => {
  const all: Options[] = [
    { method: 'random' },
    { method: 'stratified', stratify: 'x' },
    { method: 'stratified', stratify: 'x', eachClass: true },
    { method: 'by key', keys: ['x'] },
    { method: 'first' },
  ];

  test.each(all)('an empty table, one row, all null: %j', async (options) => {
    const empty = await sampleOf('SELECT 1.5 AS x WHERE false', options);
    expect(empty.artifacts.sampled).toMatchObject({ rows: 0, columns: [{ name: 'x' }] });
    expect(empty.reading.text).toBe('The table has no rows to draw.');
    expect(rowsOf(await sampleOf('SELECT NULL::INTEGER AS x', options))).toEqual([{ x: null }]);
  });

  test.each(all)('keyword and unicode names, and those it uses itself: %j', async (options) => {
    const select = `SELECT range % 4 AS x, [range] AS "select", range AS "größe ""📏""", {'drawn': 1} AS marks, range AS i, range AS r,
      range AS v, range AS h, range AS n, range AS drawn, range AS source FROM range(40)`;
    const result = await sampleOf(select, { ...options, amount: 20 });
    expect(rowsOf(result)).toHaveLength(20);
    expect(rowsOf(result).every(({ i, drawn, source }) => i === drawn && i === source)).toBe(true);
  });

  test.each<[Options, string]>([
    [{ method: 'stratified' }, 'column-unset'],
    [{ method: 'stratified', stratify: 'nobody' }, 'column-unknown'],
    [{ method: 'by key' }, 'column-unset'],
    [{ method: 'by key', keys: ['nobody'] }, 'column-unknown'],
  ])('%j is refused as %s', async (options, code) => {
    expect(await codeOfFailure(sampleOf(ROWS, options))).toBe(code);
  });

  test('an amount is a share below 1, else a whole number', () => {
    expect(sampleParams.safeParse({ amount: 1.5 }).success).toBe(false);
    expect(sampleParams.safeParse({ amount: 0 }).success).toBe(false);
  });
});

test('the cell reads as a sentence', () => {
  const sentence = (params: Options) =>
    sentenceText(sample, {
      params: sampleParams.parse(params),
      inputs: { table: 'bank' },
      outputs: { sampled: 'some' },
    });
  expect(sentence({})).toBe('Sample 1,000 rows of bank, at random → some');
  expect(sentence({ amount: 0.125, method: 'by key', keys: ['client'] })).toBe(
    'Sample 12.5 % of bank, whole keys of client → some',
  );
});
