import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqlBench, type SqlBench } from '../../../../headless/step-on-sql';
import { frameRows, type FrameRow } from '../../../core/frame';
import { resample, resampleParams } from './step';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

/** Balances a table made by SQL; by default it is a training part and the target is `y`. */
async function balance(select: string, params: object = {}, part: string | null = 'train') {
  const asked = { target: 'y', ...params };
  const { rows, ...result } = await bench.tryStep(resample, { select, traits: { part } }, asked);
  const { balanced } = result.artifacts;
  return {
    ...result,
    rows: rows.balanced!,
    provenance: rows.provenance!,
    types: balanced?.kind === 'table' ? balanced.columns.map(({ sqlType }) => sqlType) : [],
    classes: frameRows(result.frames.classes!),
    codes: result.notices.map(({ code }) => code),
    text: result.reading.text,
  };
}

const countsOf = (classes: readonly FrameRow[]) =>
  classes.map(({ class: label, before, asked, after, made }) => [label, before, asked, after, made]);

/** 30 rows of “a”, 8 of “b”, 1 of “c”: numbers with two decimals, whole numbers, a category. */
const MIXED = `SELECT round(sin(i * 1.7) * 40, 2) AS x, (i * 7919) % 101 AS n, ['red', 'green', 'blue'][1 + i % 3] AS colour,
  CASE WHEN i < 30 THEN 'a' WHEN i < 38 THEN 'b' ELSE 'c' END AS y FROM range(39) AS t(i)`;

const MIXED_CLASSES = { column: 'y', rows: { a: 30, b: 8, c: 1 } };

describe('SMOTE by our own rules', () => {
  test('fills every class up, originals first and unchanged, and says where each new row comes from', async () => {
    const { rows, types, classes, provenance, traits } = await balance(MIXED);
    expect(rows.slice(0, 39)).toEqual(await bench.rows(MIXED));
    expect(types).toEqual(['DOUBLE', 'BIGINT', 'VARCHAR', 'VARCHAR']);
    expect(countsOf(classes)).toEqual([
      ['a', 30, 30, 30, 0],
      ['b', 8, 30, 30, 22],
      ['c', 1, 30, 30, 29],
    ]);
    expect(traits).toEqual({ balanced: { synthetic: true, balancedFrom: MIXED_CLASSES } });
    expect(provenance.map((row) => row.new_row)).toEqual(Array.from({ length: 51 }, (_, i) => 40 + i));
    for (const { new_row: at, parent, neighbour, gap, class: label } of provenance) {
      const [made, a, b] = [at, parent, neighbour ?? parent].map((row) => rows[Number(row) - 1]!);
      expect([made!.y, a!.y, b!.y]).toEqual([label, label, label]);
      expect(neighbour).not.toBe(parent);
      for (const name of ['x', 'n'] as const) {
        const exact = Number(a![name]) + Number(gap ?? 0) * (Number(b![name]) - Number(a![name]));
        expect(made![name]).toBeCloseTo(name === 'n' ? Math.round(exact) : exact, name === 'n' ? 9 : 1);
        expect(Math.round(Number(made![name]) * 100) / 100).toBe(made![name]);
      }
      expect(rows.slice(0, 39).some((row) => row.y === label && row.colour === made!.colour)).toBe(true);
    }
  });

  test('says what it could not do as asked: a single row is copied, a small class has fewer neighbours', async () => {
    const { codes, classes, provenance, text } = await balance(MIXED, { k: 10 });
    expect(codes).toEqual(['single-row', 'fewer-neighbours']);
    expect(classes.map(({ neighbours }) => neighbours)).toEqual([null, 7, 0]);
    const copies = provenance.filter((row) => row.class === 'c');
    expect(new Set(copies.map(({ parent, neighbour, gap }) => `${parent} ${neighbour} ${gap}`))).toEqual(
      new Set(['39 null null']),
    );
    expect(text).toBe(
      '“b” grew from 8 to 30 rows, “c” grew from 1 to 30 rows. 51 of 90 rows are synthetic (56.7 %), each between two rows of its class; the others stand unchanged before them. Of 51 new rows looked at, 29 equal a row of the input. “c” has a single row and no neighbour of the class; the new rows are copies of it. “b” has fewer than 11 rows; 7 instead of 10 neighbours were used.',
    );
  });

  test('measures numbers by their spread, so that a large unit does not own the distance', async () => {
    const select = (unit: number) => `SELECT sin(i * 12.9) AS p, sin(i * 78.2) * ${unit} AS q,
      CASE WHEN i < 40 THEN 'a' ELSE 'b' END AS y FROM range(60) AS t(i)`;
    const [small, large] = [await balance(select(1)), await balance(select(1000))];
    expect(large.provenance).toEqual(small.provenance);
    const raw = { rules: 'imbalanced-learn' };
    expect((await balance(select(1000), raw)).provenance).not.toEqual(
      (await balance(select(1), raw)).provenance,
    );
  });

  test('gives categories by the vote of the neighbours, the nearer one at a tie', async () => {
    const { rows } = await balance(
      `SELECT * FROM (VALUES (0, 'u', 'b'), (10, 'v', 'b'), (11, 'w', 'b'), (12, 'w', 'b'), (500, 'x', 'a'), (501, 'x', 'a'),
        (502, 'x', 'a'), (503, 'x', 'a'), (504, 'x', 'a'), (505, 'x', 'a'), (506, 'x', 'a'), (507, 'x', 'a')) AS t(n, word, y)`,
      { k: 3 },
    );
    // Every row of “b” has at least two “w”, or one of each of the others, among its three neighbours.
    const made = rows.slice(12).map(({ word }) => word);
    expect(made.length).toBe(4);
    expect(made.every((word) => word === 'w' || word === 'v')).toBe(true);
  });

  test('takes missing values, NaN and Infinity over from the nearer parent', async () => {
    const { rows, provenance } = await balance(
      `SELECT CASE i % 5 WHEN 0 THEN NULL WHEN 1 THEN 'nan'::DOUBLE WHEN 2 THEN 'inf'::DOUBLE ELSE i / 3 END AS x, i AS n,
        CASE WHEN i < 70 THEN 'a' ELSE 'b' END AS y FROM range(100) AS t(i)`,
    );
    const isFinite = (value: unknown): boolean => typeof value === 'number' && Number.isFinite(value);
    const kinds = new Set<string>();
    for (const { new_row: at, parent, neighbour, gap } of provenance) {
      const [made, a, b] = [at, parent, neighbour].map((row) => rows[Number(row) - 1]!.x);
      kinds.add(String(made));
      if (isFinite(a) && isFinite(b)) expect(isFinite(made)).toBe(true);
      else expect(made).toEqual(Number(gap) < 0.5 ? a : b);
    }
    expect(kinds).toContain('null');
    expect(kinds).toContain('NaN');
    expect(kinds).toContain('Infinity');
  });

  test('keeps every type as it is, and stays within it', async () => {
    const { types, rows } = await balance(
      `SELECT CASE WHEN i % 2 = 0 THEN 127 ELSE -128 END::TINYINT AS t, 9223372036854775807 - (i % 3) AS g, (i * 0.01 - 9.99)::DECIMAL(3, 2) AS d,
        (i % 7)::FLOAT / 4 AS f, DATE '2024-02-27' + i::INTEGER AS day, TIMESTAMP '2024-01-01' + INTERVAL (i) SECOND AS at,
        i % 2 = 0 AS flag, [i] AS list, (i::HUGEINT << 100) AS huge, TIME '10:00' AS "time", i < 14 AS y FROM range(20) AS r(i)`,
    );
    const all = 'TINYINT BIGINT DECIMAL(3,2) FLOAT DATE TIMESTAMP BOOLEAN BIGINT[] HUGEINT TIME BOOLEAN';
    expect(types.join(' ').replace(', ', ',')).toBe(all);
    expect(rows).toHaveLength(28);
    expect(
      rows
        .slice(20)
        .every(({ t, day }) => Number(t) >= -128 && Number(t) <= 127 && String(day) >= '2024-02-27'),
    ).toBe(true);
  });

  test('leaves columns that are no features empty in new rows, and says so', async () => {
    const { rows, codes } = await balance(`SELECT i AS id, i % 10 AS x, i < 20 AS y FROM range(30) AS t(i)`, {
      features: ['x'],
    });
    expect(codes).toEqual(['columns-empty']);
    expect(rows.slice(30).map(({ id }) => id)).toEqual(new Array(10).fill(null));
  });
});

describe('random over- and under-sampling by our own rules', () => {
  test('over: repeats rows of the class, up to a share of the largest', async () => {
    const { rows, classes, provenance, traits } = await balance(MIXED, {
      method: 'random over',
      amount: 'ratio',
      ratio: 0.5,
    });
    expect(countsOf(classes)).toEqual([
      ['a', 30, 30, 30, 0],
      ['b', 8, 15, 15, 7],
      ['c', 1, 15, 15, 14],
    ]);
    for (const { new_row: at, parent } of provenance)
      expect(rows[Number(at) - 1]).toEqual(rows[Number(parent) - 1]);
    expect(traits).toEqual({ balanced: { balancedFrom: MIXED_CLASSES } });
  });

  test('under: leaves rows out, the others in their order', async () => {
    const { rows, classes, provenance, traits, text } = await balance(MIXED, {
      method: 'random under',
      amount: 'ratio',
      ratio: 0.25,
    });
    expect(countsOf(classes)).toEqual([
      ['a', 30, 4, 4, 0],
      ['b', 8, 4, 4, 0],
      ['c', 1, 1, 1, 0],
    ]);
    expect(rows.map(({ y }) => y)).toEqual(['a', 'a', 'a', 'a', 'b', 'b', 'b', 'b', 'c']);
    const parents = provenance.map(({ parent }) => Number(parent));
    expect([...parents].sort((a, b) => a - b)).toEqual(parents);
    expect(traits).toEqual({
      balanced: { sampled: { rows: 9, of: 39 }, balancedFrom: MIXED_CLASSES },
    });
    expect(text).toBe(
      '“a” was cut from 30 to 4 rows, “b” was cut from 8 to 4 rows. 30 rows (76.9 %) were left out, and with them what they say.',
    );
  });
});

test('the picture is a bounded sample of real and new rows, the same every time', async () => {
  const select = `SELECT i % 97 AS x, (i * 31) % 89 AS n, 3 AS constant, CASE WHEN i < 3000 THEN 'a' ELSE 'b' END AS y FROM range(3200) AS t(i)`;
  const [one, two] = [await balance(select), await balance(select)];
  expect(two.frames.picture).toEqual(one.frames.picture);
  const dots = frameRows(one.frames.picture!);
  const count = (label: string, isNew: boolean) =>
    dots.filter((dot) => dot.class === label && dot.is_new === isNew).length;
  expect([count('a', false), count('b', false), count('a', true), count('b', true)]).toEqual([
    300, 200, 0, 150,
  ]);
  const shares = frameRows(one.frames.components!).map(({ share }) => Number(share));
  expect(shares[0]! + shares[1]!).toBeCloseTo(1, 9);
  expect(shares[0]!).toBeGreaterThan(0.5 - 1e-9);
});

test('params that do not matter to the method are no part of the key', () => {
  const key = (params: object) => resample.keyParams(resampleParams.parse({ target: 'y', ...params }));
  expect(key({ method: 'random over', k: 3, ratio: 0.2 })).toEqual(key({ method: 'random over' }));
  expect(key({ k: 3 })).not.toEqual(key({}));
});
