import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqlBench, type SqlBench } from '../../../../headless/step-on-sql';
import { FailureError } from '../../../core/failure';
import { frameRows } from '../../../core/frame';
import { sentenceText } from '../../../core/sentence';
import { judgeSyntheticStep } from './step';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

async function judge(real: string, synthetic: string, params: object = {}, holdout?: string) {
  const tables = {
    synthetic: { select: synthetic, name: 'made' },
    real: { select: real, name: 'people' },
    ...(holdout !== undefined && { holdout: { select: holdout, name: 'rest' } }),
  };
  const { frames, reading, notices } = await bench.tryOnTables(judgeSyntheticStep, tables, params);
  const rows = (name: string) => frameRows(frames[name]!);
  return {
    whole: rows('fidelity')[0]!,
    privacy: rows('fidelity_privacy')[0]!,
    rows,
    column: (name: string) => rows('fidelity_columns').find(({ column }) => column === name),
    notices: notices.map(({ code }) => code),
    ...reading,
  };
}

async function failureOf(...asked: Parameters<typeof judge>): Promise<string> {
  const error: unknown = await judge(...asked).catch((thrown: unknown) => thrown);
  if (!(error instanceof FailureError)) throw new Error(`It did not fail: ${String(error)}`);
  return error.failure.code;
}

/** So many people: a number with a gap, a whole number, a word with a gap, a truth, a day. */
const people = (rows: number, seed: number) => `SELECT
  CASE WHEN hash(i, ${seed}, 1) % 10 > 0 THEN round((hash(i, ${seed}, 2) % 1000) / 7.0, 2) END AS size,
  (hash(i, ${seed}, 3) % 40)::INTEGER AS age,
  CASE WHEN hash(i, ${seed}, 4) % 8 > 0 THEN ['red', 'green', 'blue'][1 + (hash(i, ${seed}, 5) % 3)::INTEGER] END AS colour,
  hash(i, ${seed}, 6) % 2 = 0 AS paid,
  DATE '2020-01-01' + (hash(i, ${seed}, 7) % 300)::INTEGER AS day
  FROM range(${rows}) AS t(i)`;

describe('rows of one source', () => {
  test('are like each other, and none is a copy', async () => {
    const { whole, privacy, rows, text } = await judge(people(800, 1), people(700, 2), {}, people(600, 3));
    expect(whole.quality).toBeGreaterThan(0.93);
    expect(whole.detection).toBeGreaterThan(0.85);
    expect(privacy).toMatchObject({ identical: 0, closest_rows: 700, holdout_rows: 600 });
    expect(Math.abs(Number(privacy.closer_to_real) - 0.5)).toBeLessThan(0.1);
    expect(rows('fidelity_pairs')).toHaveLength(10);
    expect(text).toMatch(/^The quality of 700 synthetic rows is 9\d/);
    expect(text).toContain('No synthetic row equals a real one');
    expect(text).toContain('where one half is chance');
  });

  test('that are copies are told to be, with the rows they copy, and left out by the cell that is suggested', async () => {
    const { privacy, rows, text, suggestions } = await judge(
      people(300, 1),
      `${people(300, 1)} ORDER BY i DESC`,
    );
    expect(privacy).toMatchObject({ identical: 300, new_rows: 0, baseline_protection: 0 });
    expect(text).toContain('300 synthetic rows (100 %) equal a real one');
    const [first] = rows('fidelity_closest');
    expect(first).toMatchObject({ place: 1, synthetic_row: 1, real_row: 300, distance: 0, differs: false });
    expect(suggestions[0]).toMatchObject({ step: 'join', params: { kind: 'anti' } });
  });

  test('are judged alike for a seed, and by so many rows as are asked for', async () => {
    const asked = { rows: 100, seed: 4 };
    const once = await judge(people(500, 1), people(400, 2), asked);
    expect(once.whole).toMatchObject({ real_rows: 500, real_judged: 100, synthetic_judged: 100 });
    expect(once.notices).toEqual(['fidelity-sampled-real', 'fidelity-sampled-synthetic']);
    const again = await judge(people(500, 1), people(400, 2), asked);
    expect([again.whole, again.privacy, again.rows('fidelity_closest')]).toEqual([
      once.whole,
      once.privacy,
      once.rows('fidelity_closest'),
    ]);
    // The places are those in the whole tables.
    const [closest] = once.rows('fidelity_closest').filter(({ column }) => column === 'size');
    const [row] = await bench.rows(
      `SELECT size::VARCHAR AS size FROM (SELECT *, row_number() OVER () AS n FROM (${people(400, 2)})) WHERE n = ${String(closest?.synthetic_row)}`,
    );
    expect(row?.size).toBe(closest?.synthetic);
  });
});

describe('distributions', () => {
  test('are cut by the edges of the real column, and what lies beyond stands apart', async () => {
    const { rows } = await judge(
      `SELECT i / 10.0 AS x, DATE '2020-01-01' + i::INTEGER AS day FROM range(101) AS t(i)`,
      `SELECT i / 10.0 + 5 AS x, DATE '2020-01-01' + i::INTEGER AS day FROM range(101) AS t(i)`,
    );
    const of = (name: string) => rows('fidelity_distributions').filter(({ column }) => column === name);
    expect(of('x')).toHaveLength(11);
    expect(
      of('x')
        .map(({ real }) => Number(real))
        .reduce((a, b) => a + b),
    ).toBeCloseTo(1, 12);
    expect(of('x').at(-1)).toMatchObject({ from: 10, to: null, real: 0, synthetic: 50 / 101 });
    expect(of('day')[0]).toMatchObject({ kind: 'date', from: '2020-01-01', to: '2020-01-11' });
  });

  test('of many categories name the most frequent, the rest and what is missing', async () => {
    const words = `SELECT CASE WHEN i < 40 THEN 'w' || (i % 20) END AS word, i % 3 AS n FROM range(50) AS t(i)`;
    const { rows } = await judge(words, words);
    const labels = rows('fidelity_distributions').filter(({ column }) => column === 'word');
    expect(labels.map(({ label }) => label).slice(-2)).toEqual(['8 more', '(missing)']);
    expect(labels).toHaveLength(14);
    expect(labels.reduce((sum, { synthetic }) => sum + Number(synthetic), 0)).toBeCloseTo(1, 12);
  });
});

describe('whatever the tables', () => {
  test('an empty table leaves nothing to judge and says which', async () => {
    const { whole, text } = await judge(people(20, 1), `${people(1, 1)} LIMIT 0`);
    expect(whole).toMatchObject({ quality: null, detection: null });
    expect(text).toBe('There are no synthetic rows, so there is nothing to judge.');
    expect((await judge(`${people(1, 1)} LIMIT 0`, people(20, 1))).text).toContain('no real rows');
    expect((await judge(people(20, 1), people(20, 2), {}, `${people(1, 1)} LIMIT 0`)).privacy).toMatchObject({
      ...{ holdout_rows: 0, closer_to_real: null },
    });
  });

  test('one row has no spread: what is undefined is null', async () => {
    const { whole, column } = await judge('SELECT 1.5 AS x, 2 AS n', 'SELECT 1.5 AS x, 3 AS n');
    expect(whole).toMatchObject({ column_shapes: 0.5, pair_trends: null, quality: 0.5 });
    expect(column('x')).toMatchObject({ score: 1, range_coverage: null, mean_similarity: null });
  });

  test('a column that is all null, NaN or infinity has no score, and a constant column has no range', async () => {
    const odd = `SELECT NULL::DOUBLE AS nothing, NULL::VARCHAR AS no_word, 'nan'::DOUBLE AS odd, 'infinity'::DOUBLE AS endless,
      7 AS constant, i / 3.0 AS x FROM range(30) AS t(i)`;
    const { column, rows } = await judge(odd, odd);
    for (const name of ['nothing', 'no_word', 'odd', 'endless']) {
      expect(column(name)).toMatchObject({ score: null, real_missing: 1, missing_similarity: 1 });
    }
    expect(column('constant')).toMatchObject({ score: 1, range_coverage: null, boundary_adherence: 1 });
    expect(rows('fidelity_distributions').filter((row) => row.column === 'constant')).toMatchObject([
      { from: 7, to: 7, real: 1, synthetic: 1 },
    ]);
    expect(column('x')?.score).toBe(1);
  });

  test('unicode and keyword names, quotes in names and values', async () => {
    const table = `SELECT i / 3.0 AS "größe ""µ""", i % 2 AS "select", ['é''s', '日本'][1 + i % 2] AS "from where", i / 7.0 AS "row" FROM range(24) AS t(i)`;
    const { whole, column } = await judge(table, table, { rows: 100 });
    expect(whole).toMatchObject({ columns: 4, quality: 1 });
    expect(column('from where')).toMatchObject({ category_coverage: 1 });
    const many = table.replace('range(24)', 'range(240)');
    expect((await judge(many, many, { rows: 100 })).whole).toMatchObject({ columns: 4, real_judged: 100 });
  });

  test('columns that are not shared or tell every row apart are left out and named; a named one is not', async () => {
    const real = `SELECT i AS id, 'p' || i AS name, i % 4 AS n, 1 AS alone FROM range(40) AS t(i)`;
    const { whole, notices, rows } = await judge(real, real.replace('1 AS alone', '1 AS other'));
    expect(whole.columns).toBe(1);
    expect(rows('fidelity_columns').map(({ column }) => column)).toEqual(['n']);
    expect(notices).toEqual(['fidelity-not-shared', 'fidelity-identifiers']);
    expect((await judge(real, real, { columns: ['id', 'n'] })).whole.columns).toBe(2);
  });

  test('numbers that stand for categories, and columns of different types', async () => {
    const { rows } = await judge(
      'SELECT i % 3 AS code, i % 2 AS mixed FROM range(30) AS t(i)',
      `SELECT (i % 3)::DOUBLE AS code, (i % 2)::VARCHAR AS mixed FROM range(30) AS t(i)`,
      { categories: ['code'] },
    );
    expect(rows('fidelity_columns').map(({ column, kind, score }) => [column, kind, score])).toEqual([
      ['code', 'category', 1],
      ['mixed', 'category', 1],
    ]);
  });

  test('lists, times and numbers of 128 bits are compared by what they are', async () => {
    const table = `SELECT [i % 2] AS list, TIME '10:00:00' AS clock, (i % 3)::HUGEINT AS big, TIMESTAMP '2020-01-01' + INTERVAL (i) HOUR AS at FROM range(30) AS t(i)`;
    const { rows } = await judge(table, table);
    expect(rows('fidelity_columns').map(({ kind, score }) => [kind, score])).toEqual([
      ['category', 1],
      ['category', 1],
      ['category', 1],
      ['timestamp', 1],
    ]);
  });

  test('tables without a column in common, and unknown columns, fail by name', async () => {
    expect(await failureOf('SELECT 1 AS x', 'SELECT 1 AS y')).toBe('fidelity-no-column');
    expect(await failureOf('SELECT 1 AS x', 'SELECT 1 AS x', { columns: ['y'] })).toBe('column-unknown');
    expect(await failureOf('SELECT 1 AS x', 'SELECT 1 AS x', { known: ['y'] })).toBe('column-unknown');
  });
});

test('the sentence names what is held out only where there is such a table', () => {
  const facts = { params: judgeSyntheticStep.params.parse({}), outputs: {} };
  const inputs = { synthetic: 'made', real: 'people' };
  expect(sentenceText(judgeSyntheticStep, { ...facts, inputs })).toBe('Judge made against people');
  expect(sentenceText(judgeSyntheticStep, { ...facts, inputs: { ...inputs, holdout: 'rest' } })).toBe(
    'Judge made against people, with rest held out',
  );
});
