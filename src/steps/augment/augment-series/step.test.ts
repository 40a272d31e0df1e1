import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqlBench, type SqlBench } from '../../../../headless/step-on-sql';
import { FailureError } from '../../../core/failure';
import { frameRows, type FrameRow } from '../../../core/frame';
import { applyOperations } from '../../../kernels/augment-series/apply';
import { fitted } from '../../../kernels/augment-series/augment-series';
import type { DrawnOperation } from '../../../kernels/augment-series/operations';
import { boundsOfType } from './columns';
import { augmentSeries } from './step';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

/** Two channels of 24 samples, 30 windows of “slow” and 10 of “fast” waves, with a number, a person and times. */
const WAVES = `SELECT w AS window, w % 4 AS who, CASE WHEN w < 30 THEN 'slow' ELSE 'fast' END AS y,
  list(sin((i + w) * CASE WHEN w < 30 THEN 0.2 ELSE 0.9 END) ORDER BY i) AS a,
  list(100 + 20 * cos(i * 0.3 + w) ORDER BY i) AS b, list(i / 2 + CASE WHEN i > 12 THEN 3 ELSE 0 END ORDER BY i) AS times
  FROM range(40) AS r(w), range(24) AS s(i) GROUP BY w ORDER BY w`;

async function augment(select: string, params: object = {}, part: string | null = 'train') {
  const trial = await bench.tryStep(augmentSeries, { select, traits: { part } }, params);
  const { augmented } = trial.artifacts;
  return {
    ...trial,
    augmented: trial.rows.augmented!,
    provenance: trial.rows.provenance!,
    types: augmented?.kind === 'table' ? augmented.columns.map(({ sqlType }) => sqlType) : [],
    summary: frameRows(trial.frames.summary!)[0]!,
    codes: trial.notices.map(({ code }) => code),
    text: trial.reading.text,
  };
}

async function failureOf(select: string, params: object = {}): Promise<string> {
  const error: unknown = await augment(select, params).catch((thrown: unknown) => thrown);
  if (!(error instanceof FailureError)) throw new Error(`It did not fail: ${String(error)}`);
  return error.failure.code;
}

/** A list as frames write it: "[1,2,]", the last one missing. */
const listOf = (row: FrameRow | undefined, name: string): Float64Array =>
  Float64Array.from(String(row?.[name]).slice(1, -1).split(','), (text) =>
    text === '' ? NaN : Number(text),
  );

const ALL = {
  ...{ slice: 0.4, timeWarp: 0.4, permutation: 0.4, reverse: 0.4, magnitudeWarp: 0.4 },
  ...{ scale: 0.4, drift: 0.4, jitter: 0.4, dropout: 0.4 },
};
/** Every new row made again from its parent and its provenance. */
function replayed(
  rows: readonly FrameRow[],
  row: FrameRow,
  channels: readonly string[],
  times: string | null,
  type: string,
) {
  const parent = rows[Number(row.parent_row) - 1]!;
  const values = channels.map((name) => listOf(parent, name));
  const { operations, within } = JSON.parse(String(row.parameters)) as {
    operations: DrawnOperation[];
    within?: [number, number][];
  };
  const at = times === null ? values[0]!.map((_, place) => place) : listOf(parent, times);
  const bounds = boundsOfType(type);
  return applyOperations({ times: at, channels: values }, operations).map((made, c) => {
    const [low, high] = within?.[c] ?? [bounds.low, bounds.high];
    return fitted(made, { ...bounds, low, high });
  });
}

describe('new windows', () => {
  test('stand behind the real ones, which are unchanged, with their parent on record', async () => {
    const { augmented, provenance, types, summary, traits, text } = await augment(WAVES, {
      ...{ label: 'y', key: 'window', copies: 2 },
    });
    const real = await bench.rows(WAVES);
    expect(augmented.slice(0, 40)).toEqual(real);
    expect(augmented).toHaveLength(120);
    expect(types).toEqual(['BIGINT', 'BIGINT', 'VARCHAR', 'DOUBLE[]', 'DOUBLE[]', 'DOUBLE[]']);
    expect(provenance.map(({ new_row: row }) => row)).toEqual(Array.from({ length: 80 }, (_, n) => 41 + n));
    for (const row of provenance) {
      const [made, parent] = [augmented[Number(row.new_row) - 1]!, real[Number(row.parent_row) - 1]!];
      expect([made.y, made.who, made.times, made.window]).toEqual([parent.y, parent.who, parent.times, null]);
      expect(row.parent).toBe(String(parent.window));
      expect([made.a, made.b]).not.toEqual([parent.a, parent.b]);
    }
    expect(summary).toMatchObject({ rows: 40, asked: 80, made: 80, copies: 0, channels: 2, judged_made: 80 });
    expect(traits).toEqual({ augmented: { synthetic: true } });
    expect(text).toContain('80 new windows of 40 real windows, as many as asked for, no two alike.');
    expect(text).toContain('The nearest real rows have the label of a new row in');
  });

  test('are made again from parent and provenance, by all operations, with and without times and bounds', async () => {
    const windows = WAVES.replace('list(sin', 'list(round(1000 * sin')
      .replace('0.9 END) ORDER BY i) AS a', '0.9 END))::INTEGER ORDER BY i) AS a')
      .replace(
        'list(100 + 20 * cos(i * 0.3 + w) ORDER',
        'list(round(100 + 20 * cos(i * 0.3 + w))::INTEGER ORDER',
      );
    for (const [select, type, times] of [
      [WAVES, 'DOUBLE[]', 'times'],
      [windows, 'INTEGER[]', 'times'],
      [WAVES.replace('AS times', 'AS clock'), 'DOUBLE[]', null],
    ] as const) {
      for (const withinRange of [false, true]) {
        const { augmented, provenance, types } = await augment(select, {
          ...ALL,
          channels: ['a', 'b'],
          withinRange,
        });
        expect(types.slice(3, 5)).toEqual([type, type]);
        expect(provenance.length).toBeGreaterThan(36);
        const done = new Set(provenance.flatMap(({ operation }) => String(operation).split(' + ')));
        expect(done.size).toBe(9);
        for (const row of provenance) {
          const [a, b] = replayed(augmented, row, ['a', 'b'], times, type);
          const made = augmented[Number(row.new_row) - 1];
          expect(listOf(made, 'a')).toEqual(a);
          expect(listOf(made, 'b')).toEqual(b);
        }
      }
    }
  });

  test('are the same for the same seed, and others for another', async () => {
    const [one, same, other] = [
      await augment(WAVES, ALL),
      await augment(WAVES, ALL),
      await augment(WAVES, { ...ALL, seed: 1 }),
    ];
    expect(one.augmented).toEqual(same.augmented);
    expect(one.provenance).toEqual(same.provenance);
    expect(one.provenance).not.toEqual(other.provenance);
  });

  test('stay within the range of their channel where asked to', async () => {
    const { augmented } = await augment(WAVES, {
      ...ALL,
      drift: 1,
      driftReach: 3,
      withinRange: true,
      keep: false,
    });
    const values = augmented.flatMap((row) => [...listOf(row, 'b')]);
    const real = (await bench.rows(WAVES)).flatMap((row) => [...listOf(row, 'b')]);
    expect(Math.max(...values)).toBeLessThanOrEqual(Math.max(...real));
    expect(Math.min(...values)).toBeGreaterThanOrEqual(Math.min(...real));
    expect(Math.max(...values)).toBe(Math.max(...real));
  });

  test('are so many for each class, of classes that are named', async () => {
    const counts = await augment(WAVES, { label: 'y', amount: 'counts', counts: { fast: 23, slow: 4 } });
    expect(frameRows(counts.frames.classes!)).toEqual([
      { class: 'fast', rows: 10, asked: 23, made: 23 },
      { class: 'slow', rows: 30, asked: 4, made: 4 },
    ]);
    const draws = new Map<unknown, number>();
    for (const { parent_row: row } of counts.provenance) draws.set(row, (draws.get(row) ?? 0) + 1);
    expect(
      new Set(
        counts.provenance
          .filter(({ parent_row: row }) => Number(row) > 30)
          .map(({ parent_row: row }) => draws.get(row)),
      ),
    ).toEqual(new Set([2, 3]));
    const named = await augment(WAVES, { label: 'y', classes: ['fast'], keep: false });
    expect(named.augmented.map(({ y }) => y)).toEqual(Array.from({ length: 10 }, () => 'fast'));
    expect(named.provenance[0]).toMatchObject({ new_row: 1, parent_row: 31, parent: '31' });
    expect(await failureOf(WAVES, { label: 'y', classes: ['none'] })).toBe('series-class-unknown');
  });

  test('that are copies are drawn again, and what is missing is counted', async () => {
    const only = { ...Object.fromEntries(Object.keys(ALL).map((name) => [name, 0])), reverse: 1 };
    const { summary, text } = await augment(WAVES, { ...only, copies: 3 });
    expect(summary).toMatchObject({ asked: 120, made: 40, copies: 80 });
    expect(text).toContain(
      '120 were asked for, and 80 are missing, as no draw was more than a copy. In place of copies 800 other draws were made.',
    );
    const even = `SELECT [1.0, 2.0, 1.0] AS x FROM range(4)`;
    expect((await augment(even, only)).summary).toMatchObject({ made: 0, copies: 4 });
    expect(await failureOf(WAVES, { ...only, reverse: 0 })).toBe('series-no-operation');
  });

  test('have their strength from the spread of their own entity', async () => {
    const only = {
      ...Object.fromEntries(Object.keys(ALL).map((name) => [name, 0])),
      jitter: 1,
      jitterSpread: 0.1,
    };
    const select = `SELECT who, list(sin(i + w) * CASE WHEN who = 'loud' THEN 1000 ELSE 1 END ORDER BY i) AS x
      FROM (SELECT w, CASE WHEN w < 8 THEN 'loud' ELSE 'soft' END AS who FROM range(16) AS r(w)), range(20) AS s(i) GROUP BY w, who ORDER BY w`;
    const sds = async (entity: string[]) =>
      (await augment(select, { ...only, entity, channels: ['x'] })).provenance.map(({ parameters }) => {
        const { operations } = JSON.parse(String(parameters)) as { operations: { sd: number[] }[] };
        return operations[0]!.sd[0]!;
      });
    const [apart, together] = [await sds(['who']), await sds([])];
    expect(apart[0]! / apart[15]!).toBeGreaterThan(900);
    expect(new Set(together).size).toBe(1);
  });

  test('of windows with holes and of unequal length keep both', async () => {
    const select = `SELECT CASE WHEN w = 2 THEN [] ELSE list(CASE WHEN i = 3 THEN NULL ELSE sin(i + w) END ORDER BY i) END AS x
      FROM range(6) AS r(w), range(12) AS s(i) WHERE i < 6 + w GROUP BY w ORDER BY w`;
    const { augmented, provenance, codes } = await augment(select, { dropout: 0, slice: 0, timeWarp: 0 });
    expect(codes).toEqual(['windows-empty']);
    expect(provenance.map(({ parent_row: row }) => row)).toEqual([1, 2, 4, 5, 6]);
    for (const row of provenance) {
      const [made, parent] = [augmented[Number(row.new_row) - 1], augmented[Number(row.parent_row) - 1]].map(
        (each) => listOf(each, 'x'),
      );
      expect(made!.length).toBe(parent!.length);
      expect(made![3]).toBeNaN();
    }
  });
});

describe('the part', () => {
  test('a whole table and a test part are warned of', async () => {
    expect((await augment(WAVES, {}, null)).codes).toEqual(['not-split']);
    expect((await augment(WAVES, {}, 'test')).codes).toEqual(['judging-part']);
    expect((await augment(WAVES, {}, 'other')).codes).toEqual(['part-unknown']);
    expect((await augment(WAVES, { entity: ['who'] }, null)).reading.suggestions[0]).toMatchObject({
      params: { method: 'group', by: ['who'] },
    });
  });

  test('the contract tells the leak guard', () => {
    expect(augmentSeries.resamples).toBe(true);
    expect(augmentSeries.inputs).toMatchObject({ table: { isLearnt: true } });
  });
});

describe('whatever the table', () => {
  test('an empty table, no lists, lists of texts, lengths that differ and times that fall fail by name', async () => {
    expect(await failureOf('SELECT [1.0] AS x WHERE false')).toBe('rows-none');
    expect(await failureOf('SELECT 1 AS x')).toBe('series-no-lists');
    expect(await failureOf(`SELECT ['a'] AS x`)).toBe('series-no-lists');
    expect(await failureOf(`SELECT ['a'] AS x`, { channels: ['x'] })).toBe('series-not-list');
    expect(await failureOf('SELECT [1, 2] AS x, [1] AS y')).toBe('series-lengths-differ');
    expect(await failureOf('SELECT [1, 2] AS x, [2, 1] AS times')).toBe('series-times-unordered');
    expect(await failureOf('SELECT [1, 2] AS x, [1, NULL] AS times')).toBe('series-times-unordered');
  });

  test('one row, values that are all null, NaN, Infinity and a constant channel are no trouble', async () => {
    const one = await augment('SELECT [1.0, 3.0, 2.0, 5.0]::DOUBLE[] AS x', { label: '' });
    expect(one.summary).toMatchObject({ rows: 1, made: 1 });
    const none = await augment('SELECT [NULL, NULL]::DOUBLE[] AS x FROM range(3)', { dropout: 0 });
    expect(none.summary).toMatchObject({ made: 0, copies: 3 });
    expect(none.augmented).toHaveLength(3);
    expect(none.codes).toEqual(['channel-constant']);
    const odd = await augment(
      `SELECT i % 2 AS y, ['NaN'::DOUBLE, 'Infinity'::DOUBLE, i, 1, 2] AS x FROM range(8) AS r(i)`,
      { label: 'y', ...ALL },
    );
    expect(odd.summary.made).toBeGreaterThan(4);
    expect(frameRows(odd.frames.label_safety!)[0]!.made_rows).toBe(odd.summary.made);
    const flat = await augment('SELECT [7.0, 7, 7]::DOUBLE[] AS x FROM range(3)', { dropout: 0 });
    expect([flat.codes, flat.summary.made]).toEqual([['channel-constant'], 0]);
  });

  test('windows without a class get new ones too, which nobody judges', async () => {
    const select = `SELECT NULL::VARCHAR AS y, [i, i + 1, 3.5]::DOUBLE[] AS x FROM range(4) AS r(i)`;
    const { frames, text } = await augment(select, { label: 'y' });
    expect(frameRows(frames.classes!)).toEqual([{ class: null, rows: 4, asked: 4, made: 4 }]);
    expect(text).toContain('No new row has a label to judge.');
  });

  test('unicode and keyword names, and names of our own columns, are no trouble', async () => {
    const { augmented } = await augment(
      `SELECT i AS i, 'p' AS "select", [i, 2, 1]::DOUBLE[] AS "größe 🎈", [1, i, 3]::FLOAT[] AS c0, i AS w, i AS "a ""quoted""" FROM range(5) AS r(i)`,
      { label: 'select', key: 'i', entity: ['a "quoted"'], jitter: 1 },
    );
    expect(Object.keys(augmented[0]!)).toEqual(['i', 'select', 'größe 🎈', 'c0', 'w', 'a "quoted"']);
    expect(augmented).toHaveLength(10);
    expect(augmented[9]).toMatchObject({ i: null, select: 'p', w: 4 });
  });
});
