import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqlBench, type SqlBench, type SqlRun } from '../../../../headless/step-on-sql';
import { plainTraits } from '../../../core/artifact';
import { frameRows, type FrameRow } from '../../../core/frame';
import { FailureError } from '../../../core/failure';
import { numberFormat } from '../../../core/number-format';
import { read } from './reading';
import { run } from './run';
import { resample, resampleParams } from './step';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

interface Balanced extends SqlRun {
  readonly rows: FrameRow[];
  readonly originals: FrameRow[];
  readonly types: string[];
  readonly provenance: FrameRow[];
  readonly classes: FrameRow[];
  readonly codes: string[];
  readonly text: string;
}

/** Runs the step on a table made by SQL; by default it is a training part and the target is `y`. */
async function balance(
  select: string,
  params: object = {},
  part: string | null = 'train',
): Promise<Balanced> {
  const asked = resampleParams.parse({ target: 'y', ...params });
  const table = { ...(await bench.makeTable(select)), traits: { ...plainTraits, part } };
  const rowsOf: Record<string, FrameRow[]> = {};
  let types: string[] = [];
  let originals: FrameRow[] = [];
  const result = await bench.run(async (context, _, inputs) => {
    const output = await run(context, asked, inputs);
    originals = frameRows(await context.database.query(`FROM ${table.table}`));
    for (const [slot, made] of Object.entries(output.artifacts)) {
      if (made.kind === 'table') rowsOf[slot] = frameRows(await context.database.query(`FROM ${made.table}`));
      if (made.kind === 'table' && slot === 'balanced') types = made.columns.map(({ sqlType }) => sqlType);
    }
    return output;
  }, table);
  const reading = read({
    ...{ ...result, params: asked, inputs: { table: 'train' }, outputs: {}, artifacts: {} },
    format: numberFormat('en'),
  });
  return {
    ...{ ...result, originals, types, text: reading.text },
    rows: rowsOf.balanced!,
    provenance: rowsOf.provenance!,
    classes: frameRows(result.frames.classes!),
    codes: result.notices.map(({ code }) => code),
  };
}

async function failureOf(select: string, params: object = {}): Promise<string> {
  const error: unknown = await balance(select, params).catch((thrown: unknown) => thrown);
  if (!(error instanceof FailureError)) throw new Error(`It did not fail: ${String(error)}`);
  return error.failure.code;
}

const countsOf = (classes: readonly FrameRow[]) =>
  classes.map(({ class: label, before, asked, after, made }) => [label, before, asked, after, made]);

/** 30 rows of “a”, 8 of “b”, 1 of “c”: numbers with two decimals, whole numbers, a category. */
const MIXED = `SELECT round(sin(i * 1.7) * 40, 2) AS x, (i * 7919) % 101 AS n, ['red', 'green', 'blue'][1 + i % 3] AS colour,
  CASE WHEN i < 30 THEN 'a' WHEN i < 38 THEN 'b' ELSE 'c' END AS y FROM range(39) AS t(i)`;

describe('SMOTE by our own rules', () => {
  test('fills every class up, originals first and unchanged, and says where each new row comes from', async () => {
    const { rows, originals, types, classes, provenance, traits } = await balance(MIXED);
    expect(rows.slice(0, 39)).toEqual(originals);
    expect(types).toEqual(['DOUBLE', 'BIGINT', 'VARCHAR', 'VARCHAR']);
    expect(countsOf(classes)).toEqual([
      ['a', 30, 30, 30, 0],
      ['b', 8, 30, 30, 22],
      ['c', 1, 30, 30, 29],
    ]);
    expect(traits).toEqual({ balanced: { synthetic: true } });
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
      '“b” grew from 8 to 30 rows, “c” grew from 1 to 30 rows. 51 of 90 rows are synthetic (56.7 %), each between two rows of its class; the others stand unchanged before them. “c” has a single row and no neighbour of the class; the new rows are copies of it. “b” has fewer than 11 rows; 7 instead of 10 neighbours were used.',
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
    expect(traits).toEqual({});
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
    expect(traits).toEqual({ balanced: { sampled: { rows: 9, of: 39 } } });
    expect(text).toBe(
      '“a” was cut from 30 to 4 rows, “b” was cut from 8 to 4 rows. 30 rows (76.9 %) were left out, and with them what they say.',
    );
  });
});

describe('whatever the table', () => {
  test('an empty table, one row, one class, all null and too many classes fail by name', async () => {
    expect(await failureOf('SELECT 1 AS x, 2 AS y WHERE false')).toBe('rows-none');
    expect(await failureOf('SELECT 1 AS x, 2 AS y')).toBe('classes-too-few');
    expect(await failureOf('SELECT i AS x, 2 AS y FROM range(5) AS t(i)')).toBe('classes-too-few');
    expect(await failureOf('SELECT i AS x, NULL::INTEGER AS y FROM range(5) AS t(i)')).toBe(
      'classes-too-few',
    );
    expect(await failureOf('SELECT i AS x, i AS y FROM range(1001) AS t(i)')).toBe('classes-too-many');
    expect(await failureOf('SELECT 1 AS x', { target: '' })).toBe('column-unset');
    expect(await failureOf('SELECT 1 AS x', { target: 'z' })).toBe('column-unknown');
    expect(await failureOf('SELECT 1 AS x, 2 AS y', { features: ['q'] })).toBe('column-unknown');
  });

  test('a column that is all null, a constant column and one of a single value each stay what they are', async () => {
    const { rows } = await balance(
      `SELECT NULL::DOUBLE AS nothing, 7 AS constant, i / 7 AS x, i < 12 AS y FROM range(20) AS t(i)`,
    );
    expect(rows.slice(20).map(({ nothing, constant }) => [nothing, constant])).toEqual(
      new Array(4).fill([null, 7]),
    );
  });

  test('unicode and keyword names, and names of our own working columns, are no trouble', async () => {
    const { rows } = await balance(
      `SELECT i AS "select", i * 2 AS "größe 🎈", i * 3 AS "i", i * 4 AS pos, 'w' AS "a ""quoted""", i * 5 AS v0, i < 12 AS "from" FROM range(20) AS t(i)`,
      { target: 'from' },
    );
    expect(Object.keys(rows[0]!)).toEqual(['select', 'größe 🎈', 'i', 'pos', 'a "quoted"', 'v0', 'from']);
    expect(rows).toHaveLength(24);
  });

  test('a table of classes alone is filled with copies', async () => {
    const { rows, codes } = await balance(`SELECT i < 3 AS y FROM range(10) AS t(i)`);
    expect([rows.length, codes]).toEqual([14, ['no-features']]);
  });

  test('rows without a class are kept and said', async () => {
    const select = `SELECT i AS x, CASE WHEN i < 4 THEN NULL WHEN i < 10 THEN 'b' ELSE 'a' END AS y FROM range(30) AS t(i)`;
    for (const method of ['SMOTE', 'random over', 'random under']) {
      const { rows, codes, classes } = await balance(select, { method });
      expect(rows.filter(({ y }) => y === null)).toHaveLength(4);
      expect(codes).toEqual(['rows-without-class']);
      expect(classes.map(({ class: label }) => label)).toEqual(['a', 'b', null]);
    }
  });

  test('numbers at the ends of their range do not overflow', async () => {
    const { rows } = await balance(
      `SELECT CASE WHEN i % 2 = 0 THEN 1.7e308 ELSE -1.7e308 END AS x, i AS n, i < 12 AS y FROM range(20) AS t(i)`,
    );
    expect(rows.slice(20).every(({ x }) => Math.abs(Number(x)) <= 1.7e308)).toBe(true);
  });

  test('classes that are equal already stay as they are, and it is said', async () => {
    const { rows, codes } = await balance(`SELECT i AS x, i % 2 AS y FROM range(10) AS t(i)`);
    expect([rows.length, codes]).toEqual([10, ['nothing-to-do']]);
  });
});

test('imbalanced-learn refuses words, gaps and small classes; so do its rules here', async () => {
  const rules = { rules: 'imbalanced-learn' };
  expect(await failureOf(MIXED, rules)).toBe('resample-not-numeric');
  expect(await failureOf(MIXED, { ...rules, features: ['x'] })).toBe('resample-class-too-small');
  expect(
    await failureOf(`SELECT CASE WHEN i > 3 THEN i END AS x, i % 3 = 0 AS y FROM range(30) AS t(i)`, rules),
  ).toBe('resample-missing');
  const { types, codes } = await balance(`SELECT i AS x, i % 3 = 0 AS y FROM range(30) AS t(i)`, rules);
  expect([types, codes]).toEqual([['DOUBLE', 'BOOLEAN'], ['columns-widened']]);
});

test('a table that is not a training part is balanced with a warning', async () => {
  const select = `SELECT i AS x, i % 3 = 0 AS y FROM range(30) AS t(i)`;
  const codeOf = async (part: string | null) => (await balance(select, {}, part)).codes;
  expect(await codeOf(null)).toEqual(['not-split']);
  expect(await codeOf('test')).toEqual(['judging-part']);
  expect(await codeOf('fold 2')).toEqual(['part-unknown']);
  expect(await codeOf('train')).toEqual([]);
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
