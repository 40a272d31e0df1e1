import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqlBench, type SqlBench, type SqlRun } from '../../../../headless/step-on-sql';
import type { Traits } from '../../../core/artifact';
import type { Reading } from '../../../core/contract';
import { frameRows } from '../../../core/frame';
import { numberFormat } from '../../../core/number-format';
import { quoteLiteral } from '../../../core/sql';
import golden from './fixtures/golden.json';
import { read } from './reading';
import { run } from './run';
import { classBars } from './view';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

/** Runs the step on a SELECT. */
async function balanceOf(select: string, target: string, traits: Partial<Traits> = {}): Promise<SqlRun> {
  const table = await bench.makeTable(select);
  return bench.run((context, _, inputs) => run(context, { target }, inputs), {
    ...table,
    traits: { ...table.traits, ...traits },
  });
}

/** A SELECT of one column “class” with each value as often as stated; null is missing. */
function counted(counts: Readonly<Record<string, number>>, missing = 0): string {
  const values = Object.entries(counts).map(
    ([value, n]) => `SELECT ${quoteLiteral(value)} AS class FROM range(${n})`,
  );
  return [...values, `SELECT NULL::VARCHAR AS class FROM range(${missing})`].join(' UNION ALL ');
}

function readingOf(result: SqlRun, target = 'class'): Reading {
  return read({
    ...result,
    params: { target },
    inputs: { table: 'credit' },
    outputs: {},
    artifacts: {},
    format: numberFormat('en'),
  });
}
const classesOf = (result: SqlRun) => frameRows(result.frames.classes!);
const summaryOf = (result: SqlRun) => frameRows(result.frames.summary!)[0];

describe('the classes of a column', () => {
  test.each(Object.entries(golden.columns))('have the weights of scikit-learn: %s', async (_, wanted) => {
    const counts = Object.fromEntries(Object.entries(wanted).map(([name, { count }]) => [name, count]));
    const found = classesOf(await balanceOf(counted(counts), 'class'));
    expect(found).toHaveLength(Object.keys(wanted).length);
    for (const row of found) {
      const { count, share, weight } = Object.entries(wanted).find(([name]) => name === row.class)![1];
      expect(row).toMatchObject({ count, share });
      expect(row.weight).toBeCloseTo(weight, 13);
    }
  });

  test('stand most frequent first, equal ones by value, with their ratio to the largest', async () => {
    const found = classesOf(await balanceOf(counted({ c: 2, b: 4, a: 2, d: 1 }), 'class'));
    expect(found.map((row) => [row.class, row.count, row.ratio])).toEqual([
      ['b', 4, 1],
      ['a', 2, 2],
      ['c', 2, 2],
      ['d', 1, 4],
    ]);
  });

  test('leave missing values out of shares and weights, and state them in a row of their own', async () => {
    const result = await balanceOf(counted({ good: 6, bad: 2 }, 2), 'class');
    expect(classesOf(result)).toEqual([
      { class: 'good', count: 6, share: 0.75, ratio: 1, weight: 8 / 12 },
      { class: 'bad', count: 2, share: 0.25, ratio: 3, weight: 2 },
      { class: null, count: 2, share: null, ratio: null, weight: null },
    ]);
    expect(readingOf(result).text).toContain('2 rows have no class (20 % of all)');
    expect(readingOf(result).text).toContain('“bad” is 25 % of the rows with a class');
  });

  test('may be numbers, NaN and Infinity among them, each a class', async () => {
    const select = `SELECT unnest(['1', '1', '0.5', 'nan', 'nan', 'infinity', NULL]::DOUBLE[]) AS "select"`;
    const found = classesOf(await balanceOf(select, 'select'));
    expect(found.map((row) => [row.class, row.count])).toEqual([
      ['1', 2],
      ['NaN', 2],
      ['0.5', 1],
      ['Infinity', 1],
      [null, 1],
    ]);
  });

  test.each([
    ['true', 'SELECT unnest([true, true, false]) AS x', ['true', 'false']],
    [
      'dates',
      "SELECT unnest([DATE '2024-02-29', DATE '2024-02-29', DATE '2023-01-01']) AS x",
      ['2024-02-29', '2023-01-01'],
    ],
    ['lists', 'SELECT unnest([[1, 2], [1, 2], [3]]) AS x', ['[1, 2]', '[3]']],
    [
      'wide integers',
      'SELECT unnest([9007199254740993, 9007199254740993, 1]) AS x',
      ['9007199254740993', '1'],
    ],
  ])('may be %s', async (_, select, wanted) => {
    expect(classesOf(await balanceOf(select, 'x')).map((row) => row.class)).toEqual(wanted);
  });

  test('are the same in another order of rows', async () => {
    const select = counted({ a: 3, b: 9, c: 3 }, 4);
    const other = await balanceOf(`SELECT * FROM (${select}) ORDER BY md5(class), class DESC`, 'class');
    expect(classesOf(other)).toEqual(classesOf(await balanceOf(select, 'class')));
  });
});

describe('awkward tables', () => {
  test('an empty table has no classes', async () => {
    const result = await balanceOf("SELECT 'x' AS class WHERE false", 'class');
    expect(classesOf(result)).toEqual([]);
    expect(summaryOf(result)).toMatchObject({ rows: 0, classes: 0, ratio: null, majority_share: null });
    expect(readingOf(result)).toEqual({
      text: 'The table has no rows, so there are no classes.',
      suggestions: [],
    });
  });

  test('one row, and a constant column, leave nothing to tell apart', async () => {
    const one = readingOf(await balanceOf("SELECT 'größer' AS class", 'class'));
    expect(one.text).toBe('Every row is “größer”: there is nothing to tell apart.');
    const constant = await balanceOf(counted({ x: 5 }), 'class');
    expect(classesOf(constant)).toEqual([{ class: 'x', count: 5, share: 1, ratio: 1, weight: 1 }]);
  });

  test('all null: no row has a class', async () => {
    const result = await balanceOf(counted({}, 3), 'class');
    expect(classesOf(result).map((row) => [row.class, row.count])).toEqual([[null, 3]]);
    expect(readingOf(result).text).toBe('No row has a class.');
  });

  test('unicode and keyword names of columns are names like any other', async () => {
    for (const name of ['Größe 📏', 'group', 'a "b"', 'v', 'n', 'class']) {
      const quoted = `"${name.replaceAll('"', '""')}"`;
      const found = classesOf(await balanceOf(`SELECT unnest(['a', 'a', 'b']) AS ${quoted}`, name));
      expect(found.map((row) => row.count)).toEqual([2, 1]);
    }
  });

  test('a column that is not there, or not chosen, is a named failure', async () => {
    const code = (target: string) => balanceOf(counted({ a: 1 }), target).catch((error: unknown) => error);
    expect(await code('nowhere')).toMatchObject({ failure: { code: 'column-unknown' } });
    expect(await code('')).toMatchObject({ failure: { code: 'column-unset' } });
  });

  test('more than 1,000 classes are counted whole and listed in part', async () => {
    const result = await balanceOf('SELECT (range % 1500)::VARCHAR AS class FROM range(3010)', 'class');
    expect(summaryOf(result)).toMatchObject({ classes: 1500, listed: 1000, smallest_count: 2, ratio: 1.5 });
    expect(classesOf(result)).toHaveLength(1000);
    expect(result.notices.map(({ code }) => code)).toEqual(['classes-many', 'classes-not-listed']);
    expect(readingOf(result).text).toContain('The rarest of 1,500 classes has 2 rows, 0.1 % of rows');
  });

  test('a column that looks like an identifier is said to, and brings no suggestion', async () => {
    const result = await balanceOf('SELECT range AS class FROM range(60)', 'class');
    expect(result.notices.map(({ code }) => code)).toEqual(['classes-all-distinct']);
    expect(readingOf(result).suggestions).toEqual([]);
  });
});

describe('the reading', () => {
  test('of two classes says what a model that knows nothing would reach', async () => {
    const result = await balanceOf(counted({ good: 3200, bad: 1254 }), 'class');
    expect(readingOf(result).text).toBe(
      '“bad” is 28.2 % of rows: 1 “bad” to 2.6 “good”. ' +
        'A model that always says “good” would be right 71.8 % of the time and find no “bad”.',
    );
  });

  test('of several classes names the rarest', async () => {
    expect(readingOf(await balanceOf(counted({ a: 1000, b: 500, '': 4 }), 'class')).text).toBe(
      'The rarest of 3 classes, “(empty)”, is 0.3 % of rows: 1 “(empty)” to 250 “a”. ' +
        'A model that always says “a” would be right 66.5 % of the time.',
    );
  });

  test('calls nearly equal classes equal', async () => {
    expect(readingOf(await balanceOf(counted({ a: 52, b: 48 }), 'class')).text).toBe(
      'The 2 classes are about equally frequent. A model that always says “a” would be right 52 % of the time.',
    );
  });

  test('proposes to split a whole table first; of a training part weights, then the comparison, then resampling', async () => {
    const counts = counted({ good: 30, bad: 10 });
    const steps = async (part: string | null) =>
      readingOf(await balanceOf(counts, 'class', { part })).suggestions;
    expect(await steps(null)).toMatchObject([
      {
        step: 'split',
        params: { method: 'stratified', stratify: 'class' },
        inputs: { table: { name: 'credit' } },
      },
    ]);
    expect(await steps('train')).toMatchObject([
      { step: 'class-weights', params: { target: 'class' } },
      { step: 'compare-balancing', params: { target: 'class' }, inputs: { train: { name: 'credit' } } },
      { step: 'resample', params: { target: 'class' } },
    ]);
    expect(await steps('test')).toEqual([]);
  });
});

describe('the picture', () => {
  test('draws at most 30 classes and sums the others', async () => {
    const counts = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`c${i}`, 100 - i]));
    const { frames } = await balanceOf(counted(counts, 7), 'class');
    const bars = classBars(frames.classes, frames.summary);
    expect(bars.categories).toHaveLength(31);
    expect(bars.categories.at(-1)).toMatchObject({ label: '10 others', count: 655 });
    expect(bars.categories.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
    expect([bars.summed, bars.missing, bars.rows]).toEqual([10, 7, 3227]);
  });
});
