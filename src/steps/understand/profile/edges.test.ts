import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqlBench, type SqlBench, type StepTrial } from '../../../../headless/step-on-sql';
import { frameRows, type FrameRow } from '../../../core/frame';
import { quoteIdentifier } from '../../../core/sql';
import type { ColumnStatistics, Statistics } from '../../../core/statistics';
import { countDuplicates } from './duplicates';
import { profile as profileStep } from './step';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

const profile = (select: string): Promise<StepTrial> => bench.tryStep(profileStep, { select }, {});

function statisticsOf({ artifacts }: StepTrial): Statistics {
  const { statistics } = artifacts;
  if (statistics?.kind !== 'statistics') throw new Error('The profile made no statistics.');
  return statistics.value;
}

const columnsOf = (result: StepTrial): readonly ColumnStatistics[] => statisticsOf(result).columns;
const only = async (select: string): Promise<ColumnStatistics> => columnsOf(await profile(select))[0]!;
const tableRow = ({ frames }: StepTrial): FrameRow => frameRows(frames.table!)[0]!;
const rowsAbout = ({ frames }: StepTrial, frame: string, column: string): FrameRow[] =>
  frameRows(frames[frame]!).filter((row) => row.column === column);

describe('a small table', () => {
  test('of one row has figures where one value has them', async () => {
    const result = await profile("SELECT 5 AS number, 'a' AS word");
    expect(rowsAbout(result, 'columns', 'number')).toMatchObject([
      { count: 1, mean: 5, sd: 0, median: 5, mad: 0, skewness: null },
    ]);
    const [bin, ...others] = rowsAbout(result, 'histograms', 'number').filter(
      ({ kind }) => kind === 'equal_width',
    );
    expect([bin, others]).toMatchObject([{ low: 5, high: 5, count: 1 }, []]);
    expect(result.reading.text).toBe(
      '1 row and 2 columns; no cell is missing. There are no two rows to be equal.',
    );
  });

  test('counts repeated rows both ways, a missing value being equal to a missing value', async () => {
    const result = await profile(
      "SELECT * FROM (VALUES (1, 'x'), (2, 'y'), (1, 'x'), (3, NULL), (1, 'x'), (3, NULL)) AS t(a, b)",
    );
    expect(tableRow(result)).toMatchObject({ duplicate_rows: 3, repeated_rows: 2 });
    expect(result.reading.text).toContain(
      '3 rows repeat an earlier one (50 %); 2 distinct rows occur more than once.',
    );
  });

  test('names a column whose values are all missing beside others', async () => {
    const result = await profile('SELECT unnest([1, 2]) AS number, NULL::VARCHAR AS nothing');
    expect(rowsAbout(result, 'columns', 'nothing')).toMatchObject([
      { count: 0, missing: 2, distinct: 0, min: null, max: null },
    ]);
    expect(result.reading.text).toContain('no value at all in “nothing”');
  });

  test('has the same result for the same rows in another order', async () => {
    const select = `SELECT sin(i) AS number, 'w' || i % 7 AS word, DATE '2024-01-10' + (i % 20)::INTEGER AS day
      FROM range(300) AS r(i)`;
    const other = await profile(`${select} ORDER BY i DESC`);
    expect(statisticsOf(other)).toEqual(statisticsOf(await profile(select)));
  });

  test('lists at most 1,000 values, and says when there are more', async () => {
    const result = await profile(
      "SELECT i AS number, 'w' || i AS word, i % 1000 AS thousand FROM range(1500) AS r(i)",
    );
    const listed = columnsOf(result).map(({ values, distinct }) => [
      values.cap,
      values.complete,
      values.counts.length,
      distinct,
    ]);
    expect(listed).toEqual([
      [1000, false, 1000, 1500],
      [1000, false, 1000, 1500],
      [1000, true, 1000, 1000],
    ]);
    expect(rowsAbout(result, 'top_values', 'word')).toHaveLength(20);
  });
});

describe('tables of every size', () => {
  test('without a row have columns and no figures', async () => {
    const result = await profile(
      "SELECT 1 AS i, 1.5::DOUBLE AS n, 'a' AS t, true AS b, DATE '2024-01-01' AS d, [1] AS l, 1::HUGEINT AS h LIMIT 0",
    );
    for (const column of columnsOf(result)) {
      expect(column).toMatchObject({
        count: 0,
        missing: 0,
        distinct: 0,
        values: { complete: true, counts: [] },
      });
    }
    expect(frameRows(result.frames.histograms!)).toEqual([]);
    expect(tableRow(result)).toMatchObject({ rows: 0, columns: 7, missing_cells: 0, duplicate_rows: 0 });
  });

  test('with nulls only have missing values and no figures', async () => {
    const result = await profile(
      'SELECT NULL::INTEGER AS i, NULL::DOUBLE AS n, NULL::VARCHAR AS t, NULL::BOOLEAN AS b, NULL::DATE AS d, NULL::INTEGER[] AS l, NULL::HUGEINT AS h FROM range(3)',
    );
    for (const column of columnsOf(result)) {
      expect(column).toMatchObject({
        count: 0,
        missing: 3,
        distinct: 0,
        values: { complete: true, counts: [] },
      });
    }
    expect(tableRow(result)).toMatchObject({
      rows: 3,
      missing_cells: 21,
      duplicate_rows: 2,
      repeated_rows: 1,
    });
  });

  test('with more values than move at a time keep them all', async () => {
    const rows = 4_100_000;
    const column = await only(`SELECT (i % 1000)::DOUBLE AS x FROM range(${rows}) r(i)`);
    expect([column.count, column.distinct, column.numbers?.deciles?.[5]]).toEqual([rows, 1000, 499]);
  });

  test('with 5,000 columns are profiled whole, their lists short', async () => {
    const kinds = [(i: number) => `(r.i * ${i} % 7)::DOUBLE`, (i: number) => `'v' || (r.i + ${i}) % 5`];
    const list = Array.from({ length: 5000 }, (_, i) => `${kinds[i % 10 === 0 ? 1 : 0]!(i)} AS c${i}`);
    const result = await profile(`SELECT ${list.join(', ')} FROM range(40) r(i)`);
    const columns = columnsOf(result);
    expect(columns.map((column) => column.count)).toEqual(new Array(5000).fill(40));
    expect(columns[4999]).toMatchObject({ name: 'c4999', distinct: 7, values: { cap: 40, complete: true } });
    expect(columns[4990]).toMatchObject({ distinct: 5, text: { characters: { total: 80 } } });
    // The rows have a period of 35, the product of the periods of their columns.
    expect(tableRow(result)).toMatchObject({ duplicate_rows: 5, repeated_rows: 5 });
  }, 120_000);
});

describe('repeated rows', () => {
  test('see -0 as 0 and NaN as NaN, as the figures of columns do', async () => {
    const result = await profile(
      "SELECT v::DOUBLE AS x FROM (VALUES ('0'), ('-0'), ('nan'), ('-nan'), ('inf'), ('-inf')) t(v)",
    );
    expect(columnsOf(result)[0]?.distinct).toBe(4);
    expect(tableRow(result)).toMatchObject({ duplicate_rows: 2, repeated_rows: 2 });
  });

  test('are the same where a large table is counted in parts', async () => {
    const table = await bench.makeTable('SELECT i % 700 AS a, i % 3 AS b FROM range(2500) r(i)');
    const input = { table: table.table, rows: table.rows, columns: table.columns, cap: 20 };
    const found: unknown[] = [];
    const { sql } = await bench.run(async (context) => {
      found.push(await countDuplicates(context, input), await countDuplicates(context, input, 1000));
      return { artifacts: {}, frames: {} };
    }, table);
    expect(found).toEqual([
      { surplus: 400, repeated: 400 },
      { surplus: 400, repeated: 400 },
    ]);
    expect(sql).toHaveLength(6);
  });
});

describe('columns with keyword and unicode names, and quotes in them', () => {
  const odd = [
    'select',
    'GROUP BY',
    'a.b',
    "it's",
    'x; DROP TABLE t',
    '"',
    'größe 📏',
    'constructor',
    '__proto__',
    's0',
    'rowid',
  ];
  const names = [...odd, ...'bcghklnrv'];

  test.each(["'word'", '1', 'true', "DATE '2024-01-01'", '[1]', '9007199254740993'])(
    'are profiled under that name: values %s',
    async (literal) => {
      const list = names.map((name) => `${literal} AS ${quoteIdentifier(name)}`);
      const result = await profile(`SELECT ${list.join(', ')} FROM range(2)`);
      expect(columnsOf(result).map(({ name, count, distinct }) => [name, count, distinct])).toEqual(
        names.map((name) => [name, 2, 1]),
      );
      expect(tableRow(result)).toMatchObject({ duplicate_rows: 1, repeated_rows: 1 });
    },
  );
});
