import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqlBench, type SqlBench } from '../../../../headless/step-on-sql';
import { FailureError } from '../../../core/failure';
import { frameRows } from '../../../core/frame';
import { windowSeries } from './step';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

async function cut(select: string, params: object = {}, part: string | null = 'train') {
  const trial = await bench.tryStep(windowSeries, { select, traits: { part } }, { values: ['x'], ...params });
  const { windows } = trial.artifacts;
  return {
    ...trial,
    windows: trial.rows.windows!,
    types: windows?.kind === 'table' ? windows.columns.map(({ name, sqlType }) => `${name} ${sqlType}`) : [],
    summary: frameRows(trial.frames.summary!)[0]!,
    entities: frameRows(trial.frames.entities!),
    codes: trial.notices.map(({ code }) => code),
    lists: trial.rows.windows!.map((row) => listOf(row.x ?? '[]')),
  };
}

/** A list as frames write it: "[1,2,]", the last one missing. */
const listOf = (cell: unknown): unknown[] =>
  String(cell)
    .slice(1, -1)
    .split(',')
    .map((text) => (text === '' ? null : Number(text)));

async function failureOf(select: string, params: object = {}) {
  const error: unknown = await cut(select, params).catch((thrown: unknown) => thrown);
  if (!(error instanceof FailureError)) throw new Error(`It did not fail: ${String(error)}`);
  return error.failure;
}

const series = (rows: number) => `SELECT i AS x FROM range(${rows}) AS t(i)`;

describe('windows', () => {
  test('have size, stride and shift; the counts are those of the reference', async () => {
    const strided = await cut(series(10), { size: 3, stride: 2, shift: 1 });
    expect(strided.lists).toEqual([0, 1, 2, 3, 4, 5].map((s) => [s, s + 2, s + 4]));
    expect(strided.types).toEqual(['window BIGINT', 'first_row BIGINT', 'last_row BIGINT', 'x DOUBLE[]']);
    expect(strided.windows.map(({ first_row: a, last_row: b }) => [a, b])).toEqual(
      [1, 2, 3, 4, 5, 6].map((s) => [s, s + 4]),
    );
    const shifted = await cut(series(10), { size: 3, stride: 1, shift: 2 });
    expect(shifted.lists).toEqual([0, 2, 4, 6].map((s) => [s, s + 1, s + 2]));
    expect(shifted.summary).toMatchObject({ windows: 4, unused: 1, span: 3, entities: 1 });
    const long = await cut(series(1000), { size: 80, stride: 1, shift: 40 });
    expect(long.lists).toHaveLength(24);
    expect(long.lists[23]).toEqual(Array.from({ length: 80 }, (_, k) => 920 + k));
    expect(long.reading.text).toBe('1,000 rows became 24 windows of 80 samples.');
  });

  test('longer than a block and strided hold the values of their rows', async () => {
    const { lists } = await cut(series(2000), { size: 130, stride: 7, shift: 11 });
    expect(lists).toHaveLength(Math.floor((2000 - (129 * 7 + 1)) / 11) + 1);
    lists.forEach((list, n) => expect(list).toEqual(Array.from({ length: 130 }, (_, k) => n * 11 + k * 7)));
  });

  test('have their target so many rows behind the last sample', async () => {
    const { windows } = await cut(`SELECT i AS x, i * 10 AS y FROM range(10) AS t(i)`, {
      ...{ size: 3, shift: 2, horizon: 2, target: 'y' },
    });
    expect(windows.map((row) => [listOf(row.x), row.y_ahead_2])).toEqual([
      [[0, 1, 2], 40],
      [[2, 3, 4], 60],
      [[4, 5, 6], 80],
    ]);
    const own = await cut(series(10), { size: 3, shift: 1, horizon: 1 });
    expect(own.windows.map((row) => row.x_ahead_1)).toEqual([3, 4, 5, 6, 7, 8, 9]);
  });

  test('are ordered by time within their entity and never cross one', async () => {
    const select = `SELECT ['b', 'a'][1 + i % 2] AS who, 100 - i AS t, i AS x FROM range(20) AS r(i)`;
    const { windows, entities } = await cut(select, { entity: ['who'], time: 't', size: 4, shift: 4 });
    expect(windows.map((row) => [row.who, row.first_time, listOf(row.x)])).toEqual([
      ['a', 81, [19, 17, 15, 13]],
      ['a', 89, [11, 9, 7, 5]],
      ['b', 82, [18, 16, 14, 12]],
      ['b', 90, [10, 8, 6, 4]],
    ]);
    expect(entities.map(({ entity, rows, windows: n, unused }) => [entity, rows, n, unused])).toEqual([
      ['a', 10, 2, 2],
      ['b', 10, 2, 2],
    ]);
  });

  test('cross no gap in the times, unless gaps are ignored, and no change of part', async () => {
    const gap = `SELECT TIMESTAMP '2024-01-01' + INTERVAL 1 MINUTE * (i + CASE WHEN i < 6 THEN 0 ELSE 5 END) AS t, i AS x FROM range(12) AS r(i)`;
    const params = { time: 't', size: 4, shift: 1 };
    const broken = await cut(gap, params);
    expect(broken.lists.map(([first]) => first)).toEqual([0, 1, 2, 6, 7, 8]);
    expect(broken.summary).toMatchObject({ gaps: 1, is_irregular: false });
    expect(broken.entities[0]).toMatchObject({ gaps: 1, step: 6e7 });
    expect((await cut(gap, { ...params, times: 'always' })).windows[0]!.times).toBe('[0,60,120,180]');
    const across = await cut(gap, { ...params, gaps: 'ignore' });
    expect(across.summary).toMatchObject({ is_irregular: true, gaps: 0 });
    expect(across.windows[5]!.times).toBe('[0,360,420,480]');
    expect((await cut(gap, { ...params, gaps: 'ignore', times: 'never' })).types.join(' ')).not.toContain(
      'times',
    );
    expect(broken.reading.text).toContain('No window crosses the 1 gap in the times.');
    expect((await cut(gap, { ...params, gaps: 'ignore' })).lists).toHaveLength(9);
    expect((await cut(gap, { ...params, tolerance: 6 })).lists).toHaveLength(9);
    const parts = `SELECT i AS x, i // 5 AS lap FROM range(10) AS r(i)`;
    const lapped = await cut(parts, { part: 'lap', size: 4, shift: 1 });
    expect(lapped.windows.map((row) => [row.lap, listOf(row.x)[0]])).toEqual([
      [0, 0],
      [0, 1],
      [1, 5],
      [1, 6],
    ]);
    expect(lapped.entities[0]).toMatchObject({ breaks: 1 });
  });

  test('take a label by mode, of equally many the first; by the last sample; by any of a class', async () => {
    const select = `SELECT i AS x, ['a', 'b', 'b', 'a', NULL, 'c'][i + 1] AS y FROM range(6) AS r(i)`;
    const labels = async (params: object) =>
      (await cut(select, { label: 'y', size: 4, shift: 1, ...params })).windows.map(({ y }) => y);
    expect(await labels({})).toEqual(['a', 'b', 'b']);
    expect(await labels({ labelBy: 'last' })).toEqual(['a', null, 'c']);
    expect(await labels({ labelBy: 'any', anyClass: 'c' })).toEqual(['a', 'b', 'c']);
    expect((await failureOf(select, { label: 'y', labelBy: 'any', anyClass: 'z' })).code).toBe(
      'windows-class-unknown',
    );
    const { frames } = await cut(select, { label: 'y', size: 4, shift: 1 });
    expect(frameRows(frames.labels!)).toEqual([
      { label: 'a', rows: 2, windows: 1 },
      { label: 'b', rows: 2, windows: 2 },
      { label: 'c', rows: 1, windows: 0 },
      { label: null, rows: 1, windows: 0 },
    ]);
  });

  test('with missing values are dropped, kept or filled forward, and counted', async () => {
    const select = `SELECT CASE WHEN i IN (0, 4) THEN NULL WHEN i = 5 THEN 'NaN'::DOUBLE ELSE i END AS x FROM range(10) AS r(i)`;
    const params = { size: 3, shift: 1 };
    const dropped = await cut(select, params);
    expect(dropped.lists.map(([first]) => first)).toEqual([1, 6, 7]);
    expect(dropped.summary).toMatchObject({ dropped: 5, unused: 3, filled: 0 });
    const kept = await cut(select, { ...params, missing: 'keep' });
    expect(kept.lists[3]).toEqual([3, null, null]);
    expect(kept.summary).toMatchObject({ windows: 8, incomplete: 5 });
    const filled = await cut(select, { ...params, missing: 'fill' });
    expect(filled.lists.slice(2, 5)).toEqual([
      [3, 3, 3],
      [3, 3, 6],
      [3, 6, 7],
    ]);
    expect(filled.summary).toMatchObject({ windows: 7, filled: 2, dropped: 1 });
  });

  test('stand in numbered columns, as models take them', async () => {
    const { windows, types } = await cut(series(6), { size: 3, shift: 3, layout: 'columns' });
    expect(windows.map(({ x_0: a, x_1: b, x_2: c }) => [a, b, c])).toEqual([
      [0, 1, 2],
      [3, 4, 5],
    ]);
    expect(types).toContain('x_2 DOUBLE');
    expect((await failureOf(series(9000), { size: 3000, layout: 'columns' })).code).toBe('windows-too-wide');
  });

  test('that would hold too many values are refused before they are cut, with the shift that would do', async () => {
    const failure = await failureOf(series(300_000), { size: 132, shift: 1 });
    expect(failure.code).toBe('windows-too-many-values');
    expect(failure.message).toContain('299869 windows of 132 samples, 39582708 values');
    expect(failure.hint).toContain('a shift of at least 2');
  });
});

test('where gaps take most rows, the way across them is told', async () => {
  const uneven = `SELECT TIMESTAMP '2024-01-01' + INTERVAL 1 SECOND * (i * i) AS t, i AS x FROM range(40) AS r(i)`;
  const broken = await cut(uneven, { time: 't', size: 31, shift: 1 });
  expect(broken.reading.text).toContain('let only their order count');
  const across = await cut(uneven, { time: 't', size: 31, shift: 1, gaps: 'ignore' });
  expect(across.reading.text).not.toContain('order count');
});

describe('a split comes first', () => {
  test('overlapping windows of a whole table are remarked on, and a split with a gap is suggested', async () => {
    const select = `SELECT TIMESTAMP '2024-01-01' + INTERVAL 1 MINUTE * i AS t, i % 7 AS x, i // 50 AS who FROM range(100) AS r(i)`;
    const whole = await cut(select, { time: 't', size: 10, shift: 5 }, null);
    expect(whole.codes).toEqual(['windows-overlap']);
    expect(whole.reading.suggestions[0]).toMatchObject({
      step: 'split',
      params: { method: 'time', order: 't', gap: '600 seconds' },
    });
    const persons = await cut(select, { time: 't', entity: ['who'], size: 10, shift: 5 }, null);
    expect(persons.reading.suggestions[0]).toMatchObject({ params: { method: 'group', by: ['who'] } });
    expect((await cut(select, { time: 't', size: 10, shift: 10 }, null)).codes).toEqual([]);
    const training = await cut(select, { time: 't', size: 10, shift: 5 });
    expect(training.codes).toEqual([]);
    expect(training.reading.suggestions[0]).toMatchObject({ step: 'augment-series', params: { entity: [] } });
    const owned = await cut(select, { time: 't', entity: ['who'], size: 10, shift: 5 });
    expect(owned.reading.suggestions[0]).toMatchObject({
      step: 'augment-series',
      params: { entity: ['who'] },
    });
  });

  test('the contract says where rows go into several windows', () => {
    const overlaps = (params: object) => windowSeries.overlaps?.(windowSeries.params.parse(params));
    expect(overlaps({ size: 10, shift: 9 })).toBe(true);
    expect(overlaps({ size: 10, shift: 10 })).toBe(false);
    expect(overlaps({ size: 10, shift: 10, horizon: 1 })).toBe(true);
  });
});

describe('whatever the table', () => {
  test('an empty table, no values, unknown and doubled columns fail by name', async () => {
    expect((await failureOf('SELECT 1 AS x WHERE false')).code).toBe('rows-none');
    expect((await failureOf(series(3), { values: [] })).code).toBe('column-unset');
    expect((await failureOf(series(3), { values: ['z'] })).code).toBe('column-unknown');
    expect((await failureOf(`SELECT 'a' AS x`)).code).toBe('column-type');
    expect((await failureOf(series(3), { entity: ['x'] })).code).toBe('windows-column-twice');
  });

  test('one row, and values that are all null, give no window and say so', async () => {
    const one = await cut('SELECT 1 AS x');
    expect([one.windows.length, one.codes, one.summary.unused]).toEqual([0, ['no-windows'], 1]);
    const none = await cut('SELECT NULL::DOUBLE AS x FROM range(40)', { size: 4 });
    expect([none.windows.length, none.codes, none.summary.dropped]).toEqual([0, ['no-windows'], 3]);
    expect(
      (await cut('SELECT NULL::DOUBLE AS x FROM range(40)', { size: 4, missing: 'keep' })).windows,
    ).toHaveLength(3);
  });

  test('Infinity is a value, a constant column a series, and rows without a finite time are left out', async () => {
    const odd = await cut(
      `SELECT CASE WHEN i = 2 THEN 'Infinity'::DOUBLE ELSE 7 END AS x, CASE WHEN i = 5 THEN NULL WHEN i = 6 THEN 'Infinity'::DOUBLE WHEN i = 7 THEN 'NaN'::DOUBLE ELSE i END AS t FROM range(12) AS r(i)`,
      { time: 't', size: 4, shift: 1 },
    );
    expect(odd.codes).toEqual(['rows-untimed']);
    expect(odd.summary).toMatchObject({ untimed: 3, windows: 3, gaps: 1 });
    const day = await cut(
      `SELECT CASE WHEN i = 3 THEN 'infinity'::DATE ELSE DATE '2024-01-01' + i::INTEGER END AS t, 1 AS x FROM range(8) AS r(i)`,
      { time: 't', size: 3, shift: 1, gaps: 'ignore' },
    );
    expect([day.summary.untimed, day.windows.length]).toEqual([1, 5]);
  });

  test('equal times stay in the order of the table, and are remarked on', async () => {
    const { lists, codes } = await cut(`SELECT i AS x, i // 2 AS t FROM range(8) AS r(i)`, {
      time: 't',
      size: 4,
      shift: 4,
    });
    expect([lists, codes]).toEqual([
      [
        [0, 1, 2, 3],
        [4, 5, 6, 7],
      ],
      ['times-tied'],
    ]);
  });

  test('unicode and keyword names, and names of our own columns, are no trouble', async () => {
    const { types } = await cut(
      `SELECT i AS "select", i AS "größe 🎈", 'w' AS "window", i AS "first_time", 1 AS "times", i AS p, 'l' AS "a ""quoted""" FROM range(8) AS r(i)`,
      {
        ...{ values: ['select', 'größe 🎈', 'p'], entity: ['window', 'times'], time: 'first_time' },
        ...{ label: 'a "quoted"', size: 4, times: 'always', horizon: 1 },
      },
    );
    expect(types.map((type) => type.slice(0, type.lastIndexOf(' ')))).toEqual([
      ...['window_2', 'window', 'times', 'first_time', 'last_time', 'times_2'],
      ...['select', 'größe 🎈', 'p', 'a "quoted"', 'select_ahead_1'],
    ]);
  });
});
