import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqlBench, type SqlBench } from '../../../headless/step-on-sql';
import type { RunContext } from '../../core/run-context';
import { MISMATCH } from './coordinates';
import { neighbourGraph } from './graph';
import { readSpace, type Space, type SpaceScaling, type SpaceTable } from './space';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

/** Works with the context of a run, on a table made by a SELECT. */
async function inRun<T>(
  select: string,
  work: (context: RunContext, table: SpaceTable) => Promise<T>,
): Promise<T> {
  const table = await bench.makeTable(select);
  let result: T | undefined;
  await bench.run(async (context) => {
    result = await work(context, table);
    return { artifacts: {}, frames: {} };
  }, table);
  return result as T;
}

const read = (
  select: string,
  columns: readonly string[],
  scaling: SpaceScaling = 'standard',
): Promise<Space> => inRun(select, (context, table) => readSpace(context, table, columns, { scaling }));

const rowsOf = (values: Float64Array | Int32Array, width: number): number[][] =>
  Array.from({ length: values.length / width }, (_, row) => [
    ...values.subarray(row * width, (row + 1) * width),
  ]);

describe('a space', () => {
  test('divides numbers by their standard deviation, in the order of the rows', async () => {
    const space = await read('SELECT * FROM (VALUES (2, 10.0), (4, 10.5), (6, 11.0)) t(a, b)', ['a', 'b']);
    const sd = Number(Math.sqrt(8 / 3).toPrecision(6));
    const sdOfB = Number((Math.sqrt(8 / 3) / 4).toPrecision(6));
    expect(rowsOf(space.points, 2)).toEqual([
      [2 / sd, 10 / sdOfB],
      [4 / sd, 10.5 / sdOfB],
      [6 / sd, 11 / sdOfB],
    ]);
    expect(space).toMatchObject({
      rows: 3,
      features: 2,
      codeColumns: 0,
      mismatch: MISMATCH,
      codes: new Int32Array(),
    });
  });

  test('puts what is missing or not finite at the mean, and makes what it lacks a category', async () => {
    const values = "(1.0::DOUBLE), (NULL), ('nan'::DOUBLE), ('inf'::DOUBLE), ('-inf'::DOUBLE), (3.0)";
    const space = await read(`SELECT * FROM (VALUES ${values}) t(a)`, ['a']);
    expect([...space.points]).toEqual([1, 2, 2, 2, 2, 3]);
    expect([...space.codes]).toEqual([0, 1, 2, 3, 4, 0]);
    expect(space.lacking.map(({ name }) => name)).toEqual(['a']);
    const plain = await read(`SELECT * FROM (VALUES ${values}) t(a)`, ['a'], 'none');
    expect([...plain.points]).toEqual([1, 2, 2, 2, 2, 3]);
    expect(plain.codes).toEqual(space.codes);
  });

  test('takes all other types as categories, in the order of their values, a missing one last', async () => {
    const space = await read(
      `SELECT * FROM (VALUES ('z', true, 1::HUGEINT, [1]), (NULL, false, 2, [2]), ('a', true, 1, [1])) t(text, yes, id, list)`,
      ['text', 'yes', 'id', 'list'],
    );
    expect(rowsOf(space.codes, 4)).toEqual([
      [2, 2, 1, 1],
      [3, 1, 2, 2],
      [1, 2, 1, 1],
    ]);
    expect(space.categories.map(({ name }) => name)).toEqual(['text', 'yes', 'id', 'list']);
    expect(space).toMatchObject({ features: 0, points: new Float64Array() });
  });

  test('measures dates in days and timestamps in microseconds, and knows the infinite ones', async () => {
    const space = await read(
      `SELECT * FROM (VALUES (DATE '1970-01-02', TIMESTAMP '1970-01-01 00:00:01'), ('infinity', NULL),
       (DATE '1970-01-04', TIMESTAMP '1970-01-01 00:00:03')) t(day, moment)`,
      ['day', 'moment'],
      'none',
    );
    expect(rowsOf(space.points, 2)).toEqual([
      [1, 1e6],
      [2, 2e6],
      [3, 3e6],
    ]);
    expect(rowsOf(space.codes, 2)).toEqual([
      [0, 0],
      [3, 1],
      [0, 0],
    ]);
  });

  test('of a constant column, of one without values, and of a huge one is finite', async () => {
    const space = await read(
      'SELECT 7 AS same, NULL::DOUBLE AS nothing, 1e300 * i AS huge, 1.5::DECIMAL(9, 2) AS price FROM range(3) t(i)',
      ['same', 'nothing', 'huge', 'price'],
    );
    expect(space.points.every(Number.isFinite)).toBe(true);
    expect(rowsOf(space.points, 4)).toEqual([
      [7, 0, 0, 1.5],
      [7, 0, 0.5, 1.5],
      [7, 0, 1, 1.5],
    ]);
  });

  test('is the same in whatever order columns are named, with any names', async () => {
    const select =
      'SELECT i::DOUBLE AS "select", -i AS "naïve ""quoted""", i % 2 AS "x0", \'t\' || i AS "rowid" FROM range(5) t(i)';
    const names = ['select', 'naïve "quoted"', 'x0', 'rowid'];
    await inRun(select, async (context, table) => {
      const scaling = { scaling: 'standard' } as const;
      const one = await readSpace(context, table, names, scaling);
      const other = await readSpace(context, table, [...names, 'x0'].reverse(), scaling);
      expect(other).toBe(one);
      expect(one).toMatchObject({ features: 3, codeColumns: 1 });
      const fewer = await readSpace(context, table, names.slice(1), scaling);
      const raw = await readSpace(context, table, names, { scaling: 'none' });
      const renamed = await readSpace(context, { ...table, key: 'another' }, names, scaling);
      expect(new Set([one, fewer, raw, renamed].map(({ key }) => key)).size).toBe(4);
    });
  });

  test('of a table without rows, or without columns, is empty', async () => {
    expect(await read("SELECT 1 AS a, 'x' AS b WHERE false", ['a', 'b'])).toMatchObject({
      ...{ rows: 0, points: new Float64Array(), codes: new Int32Array() },
    });
    expect(await read('SELECT 1 AS a FROM range(3)', [])).toMatchObject({
      rows: 3,
      features: 0,
      codeColumns: 0,
    });
  });

  test('refuses a column that is not there', async () => {
    await expect(read('SELECT 1 AS a', ['b'])).rejects.toMatchObject({ failure: { code: 'column-unknown' } });
  });

  test('takes a thousand columns, and neighbours are searched among them', async () => {
    const columns = Array.from({ length: 1000 }, (_, n) => `sin(i * ${n + 1}) AS c${n}`);
    const names = columns.map((_, n) => `c${n}`);
    await inRun(`SELECT ${columns.join(', ')} FROM range(30) t(i)`, async (context, table) => {
      const space = await readSpace(context, table, names, { scaling: 'none' });
      expect([...space.points.subarray(2000, 2003)]).toEqual([Math.sin(2), Math.sin(4), Math.sin(6)]);
      const graph = await neighbourGraph(context, space, 3);
      expect(graph).toMatchObject({ k: 3, exactness: 'exact' });
      expect(graph.rows).toHaveLength(90);
    });
  });
});
