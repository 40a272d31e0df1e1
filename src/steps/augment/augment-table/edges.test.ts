import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqlBench, type SqlBench } from '../../../../headless/step-on-sql';
import { FailureError } from '../../../core/failure';
import { frameRows } from '../../../core/frame';
import { METHODS } from './methods';
import { augmentTable } from './step';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

async function augment(select: string, params: object = {}) {
  const { rows, artifacts, frames, notices, traits } = await bench.tryStep(
    augmentTable,
    { select, traits: { part: 'train' } },
    params,
  );
  const { augmented } = artifacts;
  const columns = augmented?.kind === 'table' ? augmented.columns : [];
  return {
    rows: rows.augmented!,
    provenance: rows.provenance!,
    traits,
    names: columns.map(({ name }) => name),
    types: columns.map(({ sqlType }) => sqlType),
    summary: frameRows(frames.summary!)[0]!,
    codes: notices.map(({ code }) => code),
  };
}

async function failureOf(select: string, params: object = {}): Promise<string> {
  const error: unknown = await augment(select, params).catch((thrown: unknown) => thrown);
  if (!(error instanceof FailureError)) throw new Error(`It did not fail: ${String(error)}`);
  return error.failure.code;
}

/** 60 rows of “good”, 20 of “bad”; numbers, a date, a category and a name for each row. */
const LOANS = `SELECT 'row ' || i AS id, round(sin(i * 1.7) * 40, 2) AS x, (i * 7919) % 101 AS n, DATE '2020-01-01' + ((i * 37) % 900)::INTEGER AS day,
  ['rent', 'own', 'parents'][1 + (i * i) % 3] AS home, CASE WHEN i < 60 THEN 'good' ELSE 'bad' END AS y FROM range(80) AS t(i)`;
const LABELLED = { label: 'y', key: 'id' };

describe('whatever the table', () => {
  test('an empty table, an unknown column or class and a missing label fail by name', async () => {
    expect(await failureOf('SELECT 1 AS x WHERE false')).toBe('rows-none');
    expect(await failureOf('SELECT 1 AS x', { label: 'z' })).toBe('column-unknown');
    expect(await failureOf('SELECT 1 AS x', { columns: ['z'] })).toBe('column-unknown');
    expect(await failureOf('SELECT 1 AS x', { classes: ['a'] })).toBe('augment-label-unset');
    expect(await failureOf('SELECT 1 AS x', { amount: 'counts', counts: { a: 1 } })).toBe(
      'augment-label-unset',
    );
    expect(await failureOf(LOANS, { ...LABELLED, classes: ['ugly'] })).toBe('augment-class-unknown');
    expect(await failureOf('SELECT i AS x FROM range(1001) AS t(i)', { label: 'x' })).toBe(
      'classes-too-many',
    );
    expect(await failureOf('SELECT i AS x, i AS y FROM range(400000) AS t(i)', { times: 100 })).toBe(
      'augment-table-too-large',
    );
  });

  test.each(METHODS)('%s: one row, and a class of one row, make what they can', async (method) => {
    const { rows, summary } = await augment(`SELECT 5 AS x, 'u' AS word`, { method });
    // Noise has no spread, a category no other value, a row no partner; drawn values are those of the row.
    expect([rows.length, summary.made, summary.asked]).toEqual([1, 0, 1]);
    const single = await augment(
      `SELECT i + 0.5 AS x, CASE WHEN i = 0 THEN 'one' ELSE 'many' END AS y FROM range(30) AS t(i)`,
      { method, label: 'y' },
    );
    expect(single.rows.length).toBeGreaterThanOrEqual(30);
    expect(single.codes).toEqual(method === 'mixup' ? ['single-row'] : []);
  });

  test.each(METHODS)(
    '%s: columns that are all null or constant stay so; NaN and Infinity are taken over',
    async (method) => {
      const { rows } = await augment(
        `SELECT NULL::DOUBLE AS nothing, NULL::VARCHAR AS none, 7 AS constant, 'c' AS same, i / 7 AS x,
        CASE i % 4 WHEN 0 THEN 'nan'::DOUBLE WHEN 1 THEN 'inf'::DOUBLE WHEN 2 THEN '-inf'::DOUBLE ELSE i END AS odd FROM range(40) AS t(i)`,
        { method, smoothing: true },
      );
      const made = rows.slice(40);
      expect(method === 'swap' ? made.length : Math.min(1, made.length)).toBe(method === 'swap' ? 0 : 1);
      for (const { nothing, none, constant, same, odd } of made) {
        expect([nothing, none, constant, same]).toEqual([null, null, 7, 'c']);
        expect(odd).not.toBeNull();
      }
      const kinds = new Set(made.map(({ odd }) => (Number.isFinite(odd) ? 'finite' : String(odd))));
      expect(kinds.size).toBe(method === 'swap' ? 0 : 4);
    },
  );

  test.each(METHODS)(
    '%s: unicode and keyword names, and names of our own working columns, are no trouble',
    async (method) => {
      const { names, rows } = await augment(
        `SELECT i AS "select", i * 2 AS "größe 🎈", i * 3 AS "i", i * 4 AS row, ['w', 'z'][1 + i % 2] AS "a ""quoted""", i * 5 AS v0, i < 12 AS "from" FROM range(30) AS t(i)`,
        { method, label: 'from', key: 'select', swap: 1 },
      );
      expect(names).toEqual(['select', 'größe 🎈', 'i', 'row', 'a "quoted"', 'v0', 'from']);
      expect(rows.length).toBeGreaterThan(45);
    },
  );

  test('numbers at the ends of their range do not overflow', async () => {
    for (const method of METHODS) {
      const { rows } = await augment(
        `SELECT CASE WHEN i % 2 = 0 THEN 1.7e308 ELSE -1.7e308 END + i AS x, i AS n FROM range(40) AS t(i)`,
        { method, strength: 3, smoothing: true },
      );
      expect(rows.slice(40).every(({ x }) => Math.abs(Number(x)) <= 1.7e308)).toBe(true);
    }
  });

  test('rows without a label make no new ones, which is said', async () => {
    const { rows, codes } = await augment(
      `SELECT i AS x, CASE WHEN i > 4 THEN i % 2 = 0 END AS y FROM range(30) AS t(i)`,
      { label: 'y' },
    );
    expect(rows.slice(30).every(({ y }) => y !== null)).toBe(true);
    expect(codes).toEqual(['rows-without-label']);
  });

  test.each(METHODS)(
    '%s: where nothing is asked for, nothing is made, and nothing is called synthetic',
    async (method) => {
      for (const keep of [true, false]) {
        const { rows, provenance, traits, types } = await augment(LOANS, {
          ...LABELLED,
          ...{ method, amount: 'counts', counts: {}, keep },
        });
        expect([rows.length, provenance.length, traits]).toEqual([keep ? 80 : 0, 0, undefined]);
        expect(types).toEqual(['VARCHAR', 'DOUBLE', 'BIGINT', 'DATE', 'VARCHAR', 'VARCHAR']);
      }
    },
  );

  test('identifiers are called by name', async () => {
    expect((await augment(LOANS, { label: 'y' })).codes).toEqual(['identifiers']);
  });

  test.each(['jitter and swap', 'mixup', 'synthesise'])(
    '%s: 1,000 columns',
    async (method) => {
      const columns = Array.from({ length: 1000 }, (_, c) =>
        c % 4 === 0 ? `chr(97 + ((i * ${c + 3}) % 5)::INTEGER) AS c${c}` : `(i * ${c + 7}) % 97 AS c${c}`,
      );
      const { rows, names, summary } = await augment(`SELECT ${columns.join(', ')} FROM range(40) AS t(i)`, {
        method,
      });
      expect(names).toHaveLength(1000);
      // A mixed row of nearly all weight on one of the two is a copy of it, once rounded.
      expect(Number(summary.made)).toBeGreaterThan(30);
      expect(rows).toHaveLength(40 + Number(summary.made));
    },
    120_000,
  );
});
