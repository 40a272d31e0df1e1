import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqlBench, type SqlBench, type StepTrial } from '../../../../../headless/step-on-sql';
import { frameRows, type FrameRow } from '../../../../core/frame';
import { quoteIdentifier } from '../../../../core/sql';
import { profile } from '../step';
import { detailFrames } from './frame-shapes';
import { framesOfDetails } from './frames';
import { nestedTypeOf } from './nested-type';
import { describeTextColumns } from './texts';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

const tryOn = (select: string): Promise<StepTrial> => bench.tryStep(profile, { select }, {});
const rowsOf = ({ frames }: StepTrial, frame: string, column: string): FrameRow[] =>
  frameRows(frames[frame]!).filter((row) => row.column === column);
const detailOf = async (select: string, column = 'x'): Promise<FrameRow> =>
  rowsOf(await tryOn(select), 'details', column)[0] ?? {};

const TYPES = `1 AS i, 1.5::DOUBLE AS n, 'a' AS t, true AS b, DATE '2024-01-01' AS d, TIMESTAMP '2024-01-01 10:00:00' AS ts,
  TIME '10:00:00' AS ti, [1] AS l, {'a': 1} AS s, MAP {'k': 1} AS m, 1::HUGEINT AS h, 'a'::ENUM('a') AS e`;

describe('tables of every size', () => {
  test('without a row say so in every column', async () => {
    const found = await tryOn(`SELECT ${TYPES} LIMIT 0`);
    const notes = frameRows(found.frames.details!).map(({ note }) => note);
    expect(notes).toEqual(new Array(12).fill('The table has no row.'));
    const others = Object.keys(detailFrames).filter((name) => name !== 'details');
    expect(others.map((name) => found.frames[name]?.rows)).toEqual(others.map(() => 0));
  });

  test('of one row have ends, a box without width, and no order', async () => {
    const found = await tryOn(`SELECT ${TYPES}`);
    const detail = (name: string) => rowsOf(found, 'details', name)[0];
    expect(detail('i')).toMatchObject({ first: 1, last: 1, order: null, q1: 1, q3: 1, outliers_above: 0 });
    expect(detail('ts')).toMatchObject({ first: '2024-01-01T10:00:00', q1: '2024-01-01T10:00:00' });
    expect(detail('ti')).toMatchObject({ q3: '10:00:00', whisker_low: '10:00:00' });
    expect(detail('t')).toMatchObject({ patterns: 1, words: null, note: null });
    expect(detail('l')).toMatchObject({ min_elements: 1, max_elements: 1, distinct_elements: 1 });
    expect(detail('m')).toMatchObject({ elements: 1 });
    expect(rowsOf(found, 'fields', 's')).toMatchObject([{ field: 'a', missing: 0, share: 0 }]);
  });

  test('whose values are all missing say so', async () => {
    const found = await tryOn('SELECT NULL::VARCHAR AS x, NULL::DOUBLE AS y FROM range(3)');
    expect(frameRows(found.frames.details!).map(({ note }) => note)).toEqual(
      new Array(2).fill('All values are missing.'),
    );
  });
});

describe('numbers and dates', () => {
  test.each([
    ["unnest(['NaN'::DOUBLE, 'NaN'])", 'NaN'],
    ["unnest(['Infinity'::DOUBLE, '-Infinity'])", 'infinity'],
    ["unnest(['infinity'::DATE, 'infinity'])", 'infinite dates'],
  ])('have no box where none is finite: %s', async (values) => {
    const detail = await detailOf(`SELECT ${values} AS x`);
    expect(detail).toMatchObject({ q1: null, note: 'No box and no extreme values: no value is finite.' });
  });

  test('beyond the doubles are ordered and listed exactly', async () => {
    const found = await tryOn('SELECT 9223372036854775806 - i // 2 AS x FROM range(4) AS r(i)');
    expect(rowsOf(found, 'details', 'x')[0]).toMatchObject({
      order: 'decreasing',
      first: '9223372036854775806',
    });
    expect(rowsOf(found, 'extremes', 'x').map(({ value, count }) => [value, count])).toEqual([
      ['9223372036854775805', 2],
      ['9223372036854775806', 2],
      ['9223372036854775806', 2],
      ['9223372036854775805', 2],
    ]);
  });

  test('of the year 9999 and of nanoseconds keep their extremes apart', async () => {
    const far = await tryOn(
      "SELECT TIMESTAMP '9999-12-31 23:59:59.999990' + INTERVAL (i) MICROSECOND AS x FROM range(5) AS r(i)",
    );
    expect(rowsOf(far, 'details', 'x')[0]).toMatchObject({ order: 'strictly increasing' });
    expect(rowsOf(far, 'extremes', 'x')[0]).toMatchObject({ value: '9999-12-31T23:59:59.99999', count: 1 });
    const fine = await detailOf(
      "SELECT unnest([TIMESTAMP_NS '2020-01-01 00:00:00.000000002', TIMESTAMP_NS '2020-01-01 00:00:00.000000001']) AS x",
    );
    expect(fine.order).toBe('strictly decreasing');
  });

  test('have their ends where the first and last rows are missing', async () => {
    const detail = await detailOf(
      'SELECT CASE WHEN i BETWEEN 4000 AND 6000 THEN i END AS x FROM range(10000) AS r(i)',
    );
    expect([detail.first, detail.last]).toEqual([4000, 6000]);
  });
});

describe('texts', () => {
  test('that hold the signs which part them are counted whole', async () => {
    const found = await tryOn("SELECT 'a' || chr(30) || chr(31) || i AS x FROM range(1500) AS r(i)");
    expect(rowsOf(found, 'details', 'x')[0]).toMatchObject({ patterns: 4, note: null });
    expect(rowsOf(found, 'patterns', 'x').reduce((sum, { count }) => sum + Number(count), 0)).toBe(1500);
  });

  test('are counted alike listed, grouped and row by row', async () => {
    const words = "'Word ' || (i * 7919 % ";
    const select = `SELECT ${words}500) AS listed, ${words}1500) AS grouped, ${words}6000) AS by_row FROM range(7500) AS r(i)`;
    const found = await tryOn(select);
    const counted = ['listed', 'grouped', 'by_row'].map(
      (column) =>
        rowsOf(found, 'characters', column).find((row) => row.class === 'upper-case letters')?.count,
    );
    expect(counted).toEqual([7500, 7500, 7500]);
    expect(rowsOf(found, 'words', 'grouped')[0]).toMatchObject({ word: 'word', count: 7500, share: 0.5 });
  });

  test('that are too many have lengths, and say what they have not', async () => {
    const select = "SELECT repeat('w', i % 100) || i AS x FROM range(1500) AS r(i)";
    const { statistics } = (await tryOn(select)).artifacts;
    const table = await bench.makeTable(select);
    const whole = rowsOf(await tryOn(select), 'text_lengths', 'x');
    const { frames } = await bench.run(async (context) => {
      if (statistics?.kind !== 'statistics') throw new Error('The profile made no statistics.');
      const { value } = statistics;
      const limits = { tick: () => undefined, mostBytes: 1000 };
      const of = { table: table.table, rows: 1500, columns: table.columns, cap: 1000 };
      const details = await describeTextColumns(context, of, value.columns, limits);
      return { artifacts: {}, frames: framesOfDetails(value, details) };
    }, table);
    expect(frameRows(frames.text_lengths!)).toEqual(whole);
    const note = 'No patterns, characters and words: its different texts have more than 0.001 MB.';
    expect(frameRows(frames.details!)[0]).toMatchObject({ patterns: null, note });
  });

  test('of one length have one bin', async () => {
    const found = await tryOn("SELECT unnest(['ab', 'cd', '']) AS x");
    expect(rowsOf(found, 'text_lengths', 'x').map(({ low, high, count }) => [low, high, count])).toEqual([
      [0, 0, 1],
      [1, 1, 0],
      [2, 2, 2],
    ]);
  });

  test('are shown up to 200 characters at the ends', async () => {
    expect((await detailOf("SELECT repeat('é', 300) AS x")).first).toBe(`${'é'.repeat(200)}…`);
  });
});

describe('lists and structs', () => {
  test('have lengths, elements and fields', async () => {
    const found = await tryOn(`SELECT unnest([['a', NULL, 'b'], [], ['a'], NULL]) AS x,
      unnest([{'a b': 1, 'c': [1]}, {'a b': NULL, 'c': NULL}, NULL, {'a b': 2, 'c': NULL}]) AS y`);
    expect(rowsOf(found, 'details', 'x')[0]).toMatchObject({
      ...{ min_elements: 0, mean_elements: 4 / 3, max_elements: 3, empty_lists: 1 },
      ...{ elements: 4, missing_elements: 1, distinct_elements: 2 },
    });
    expect(rowsOf(found, 'elements', 'x')).toMatchObject([
      { value: 'a', count: 2, share: 2 / 3 },
      { value: 'b', count: 1, share: 1 / 3 },
    ]);
    expect(rowsOf(found, 'fields', 'y')).toMatchObject([
      { field: 'a b', type: 'INTEGER', missing: 1, share: 1 / 3 },
      { field: 'c', type: 'INTEGER[]', missing: 2, share: 2 / 3 },
    ]);
  });

  test('are told by the name of their type', () => {
    expect(nestedTypeOf('STRUCT(a INTEGER, "b, (c" DECIMAL(4,1), "d ""e" VARCHAR[])')).toEqual({
      kind: 'struct',
      fields: [
        { name: 'a', type: 'INTEGER' },
        { name: 'b, (c', type: 'DECIMAL(4,1)' },
        { name: 'd "e', type: 'VARCHAR[]' },
      ],
    });
    expect(nestedTypeOf(`STRUCT(e ENUM('a, b', 'c(', 'it''s "'), f INTEGER)`)).toMatchObject({
      fields: [{ name: 'e' }, { name: 'f', type: 'INTEGER' }],
    });
    expect(nestedTypeOf('INTEGER[3]')).toEqual({ kind: 'list', element: 'INTEGER', isArray: true });
    expect(nestedTypeOf('MAP(VARCHAR, INTEGER)')).toEqual({ kind: 'map', element: 'VARCHAR' });
    expect(nestedTypeOf('BLOB')).toBeNull();
  });
});

test.each(['select', 'größe "📏"', 'rowid', 'x', 'n', 'k', 'p', 'g', "it's", '$1'])(
  'works for a column named %s',
  async (name) => {
    const found = await tryOn(
      `SELECT 'Ab ' || i AS ${quoteIdentifier(name)}, i::HUGEINT * 10::HUGEINT ** 20 AS "other" FROM range(1100) AS r(i)`,
    );
    expect(rowsOf(found, 'details', name)[0]).toMatchObject({ first: 'Ab 0', last: 'Ab 1099', patterns: 4 });
  },
);
