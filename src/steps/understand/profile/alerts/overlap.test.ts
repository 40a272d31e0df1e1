import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqlBench, type SqlBench, type TrialTable } from '../../../../../headless/step-on-sql';
import { frameRows } from '../../../../core/frame';
import { whereSql } from '../../../../core/row-view-sql';
import { profile } from '../step';
import type { Alert } from './alert';
import { alertAt } from './alert-frame';
import { sharedRowsCell } from './follow';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

const train = (select: string): TrialTable => ({ select, name: 'train', traits: { part: 'train' } });
const test_ = (select: string): TrialTable => ({ select, name: 'test', traits: { part: 'test' } });

async function profiled(table: TrialTable, beside: readonly TrialTable[], params: object = {}) {
  const { frames, reading } = await bench.tryOnTables(profile, { table, beside }, params);
  const alerts = Array.from({ length: frames.alerts!.rows }, (_, row) => alertAt(frames.alerts!, row));
  return {
    ...reading,
    alerts,
    overlaps: alerts.filter(({ alert }) => alert === 'overlap'),
    frame: frameRows(frames.overlap!),
  };
}

const values = (rows: string, columns: string) => `SELECT * FROM (VALUES ${rows}) AS t(${columns})`;
const NAMES = { table: 'train', beside: ['test'] };

/** Visits of patients: 10 each in either part for the patients 0 to 29 and 25 to 39, no two visits equal. */
const visits = (from: number, to: number, year: number) =>
  `SELECT p AS patient_id, ${year} * 100 + v AS visit, (p * 7 + v) % 13 AS size FROM range(${from}, ${to}) AS r(p), range(10) AS s(v)`;

describe('rows in both', () => {
  const here = values(
    "('a', 1, NULL), ('a', 1, NULL), ('b', 2, 'nan'::DOUBLE), ('c', 3, 0.5), (NULL, NULL, NULL)",
    'word, n, x',
  );
  const there = values(
    "('a', 1, NULL), ('b', 2, 'nan'::DOUBLE), ('c', 3, 0.6), (NULL, NULL, NULL)",
    'word, n, x',
  );

  test('are counted exactly on either side, missing equal to missing and NaN to NaN', async () => {
    const { overlaps, frame, text } = await profiled(train(here), [test_(there)]);
    expect(overlaps).toHaveLength(1);
    expect(overlaps[0]).toMatchObject({
      ...{ column: null, severity: 'severe', where: null },
      numbers: {
        ...{ beside: 1, part: 'test', kind: 'rows', columns: ['word', 'n', 'x'], shared: 3, threshold: 0 },
        ...{ rows: 4, total: 5, share: 0.8, rowsBeside: 3, totalBeside: 4, shareBeside: 0.75 },
      },
      suggestion: { step: 'deduplicate', params: { method: 'exact' }, inputs: { table: 'whole' } },
    });
    expect(overlaps[0]?.text).toContain(
      '4 rows (80 %) stand in the table beside it, the part test, too, in 3 rows (75 %) there: equal in all 3 columns that both have (“word”, “n”, “x”)',
    );
    expect(frame).toMatchObject([
      { beside: 1, part: 'test', kind: 'rows', shared: 3, rows: 4, share: 0.8, share_beside: 0.75 },
    ]);
    expect(text).toMatch(
      /^4 rows of train \(80 %\) and 3 rows of test \(75 %\) are the same in all columns that both have\. A model/,
    );
  });

  test('are kept by the cell that is proposed for them, those with gaps too', async () => {
    const { overlaps, suggestions } = await profiled(train(here), [test_(there)]);
    const cell = sharedRowsCell(overlaps[0]!, NAMES);
    expect(suggestions.slice(0, 2)).toMatchObject([
      { step: 'deduplicate', inputs: { table: { wholeOf: 'train' } } },
      { step: 'sql', title: 'Keep the rows of train that stand in test too', params: cell?.params },
    ]);
    const kept = await bench.rows(
      `WITH train AS (${here}), test AS (${there}) SELECT count(*)::DOUBLE AS n FROM (${String(cell?.params.text)})`,
    );
    expect(kept).toEqual([{ n: 4 }]);
  });

  test('speak above a share of either table', async () => {
    const told = async (overlapShare: number) =>
      (await profiled(train(here), [test_(there)], { overlapShare })).overlaps.length;
    expect([await told(0), await told(0.79), await told(0.8), await told(1)]).toEqual([1, 1, 0, 0]);
  });

  test('take the place of the alert that the table is a part, which proposes to look for them', async () => {
    const { alerts, suggestions } = await profiled(train(here), [test_('SELECT 9 AS n')]);
    expect(alerts.filter(({ alert }) => alert === 'part' || alert === 'overlap')).toEqual([]);
    expect(suggestions.filter(({ step }) => step === 'compare')).toMatchObject([
      { title: 'Compare train with test', inputs: { table: { name: 'train' }, beside: { name: 'test' } } },
    ]);
  });
});

describe('keys in both', () => {
  const rowsOf = async ({ where }: Alert, select: string) => {
    const { columns } = await bench.makeTable(select);
    const [row] = await bench.rows(
      `SELECT count(*)::DOUBLE AS n FROM (${select}) WHERE ${whereSql(columns, where ?? [])}`,
    );
    return row?.n;
  };

  test('of an identifier that repeats, in other rows: with its rows, and a split by it', async () => {
    const here = visits(0, 30, 2024);
    const { overlaps, text, suggestions } = await profiled(train(here), [test_(visits(25, 40, 2025))]);
    expect(overlaps).toMatchObject([
      {
        ...{ column: 'patient_id', severity: 'severe' },
        numbers: { kind: 'key', columns: ['patient_id'], shared: 5, rows: 50, total: 300, rowsBeside: 50 },
        suggestion: {
          ...{ step: 'split', params: { method: 'group', by: ['patient_id'] } },
          ...{ title: 'Split by group, rows of one “patient_id” together', inputs: { table: 'whole' } },
        },
        where: [{ kind: 'one-of', column: 'patient_id', values: ['25', '26', '27', '28', '29'] }],
      },
    ]);
    expect(await rowsOf(overlaps[0]!, here)).toBe(50);
    expect(text).toMatch(
      /^50 rows of train \(16\.7 %\) and 50 rows of test \(33\.3 %\) share 5 values of “patient_id”\./,
    );
    expect(suggestions[0]).toMatchObject({ step: 'split', inputs: { table: { wholeOf: 'train' } } });
    expect(suggestions.map(({ step }) => step).slice(0, 2)).toEqual(['split', 'sql']);
  });

  test('that stand in both with just the rows that do are told once, with the rows', async () => {
    const rows = (from: number) =>
      `SELECT 'k' || i AS code, i % 3 AS n FROM range(${from}, ${from + 20}) AS r(i)`;
    const { overlaps, frame } = await profiled(train(rows(0)), [test_(rows(17))]);
    expect(overlaps).toMatchObject([
      {
        numbers: { kind: 'rows', rows: 3 },
        where: [{ kind: 'one-of', column: 'code', values: ['k17', 'k18', 'k19'] }],
        suggestion: { step: 'split', params: { method: 'group', by: ['code'] } },
      },
    ]);
    expect(frame.map(({ kind, columns, shared }) => [kind, columns, shared])).toEqual([
      ['rows', '["code","n"]', 3],
      ['key', '["code"]', 3],
    ]);
    expect(await rowsOf(overlaps[0]!, rows(0))).toBe(3);
  });

  test('of two columns together, and of tables that are no parts: the rows in both go from this one', async () => {
    const pairs = (from: number) =>
      `SELECT 'p' || i // 4 AS who, i % 4 AS nr, i * 0.5 + ${from} AS x FROM range(${from}, ${from + 24}) AS r(i)`;
    const { overlaps } = await profiled({ select: pairs(0), name: 'mine' }, [
      { select: pairs(12), name: 'yours' },
    ]);
    const pair = overlaps.find(({ numbers }) => (numbers.columns as string[]).length === 2);
    expect(pair).toMatchObject({
      numbers: { kind: 'key', shared: 12, rows: 12, part: null },
      suggestion: { step: 'join', params: { kind: 'anti' }, inputs: { left: 'table', right: 0 } },
      where: null,
    });
    expect(pair?.text).toContain('12 values of');
  });

  test('of numbers of two types are found, without a condition that one of them would not read', async () => {
    const { overlaps } = await profiled(train('SELECT i AS id, i % 2 AS y FROM range(30) AS r(i)'), [
      test_('SELECT i::DOUBLE AS id, 7 AS y FROM range(28, 40) AS r(i)'),
    ]);
    expect(overlaps).toMatchObject([{ column: 'id', numbers: { rows: 2, shared: 2 }, where: null }]);
  });
});

describe('several tables beside', () => {
  test('are told one by one, with what is apart and what cannot be told', async () => {
    const { overlaps, text, frame } = await profiled(train('SELECT i AS n FROM range(8) AS r(i)'), [
      { select: 'SELECT i AS n FROM range(20, 25) AS r(i)', name: 'far' },
      { select: 'SELECT 1 AS other', name: 'strange' },
      test_('SELECT 7 AS n'),
    ]);
    expect(overlaps.map(({ numbers }) => [numbers.beside, numbers.part, numbers.rows])).toEqual([
      [3, 'test', 1],
    ]);
    expect(overlaps[0]?.text).toContain('stands in table 3 beside it, the part test, too');
    expect(frame.map(({ beside, shared }) => [beside, shared])).toEqual([
      [1, 0],
      [3, 1],
    ]);
    expect(text).toContain('No row of train stands in far too. No column in common with strange');
  });
});

describe('edge cases', () => {
  const odd = `SELECT 'größe' AS "select", 1 AS "wé ""q""", 'Infinity'::DOUBLE AS c0, NULL::VARCHAR AS side`;
  test.each([
    ['no column in common', 'SELECT 1 AS a', 'SELECT 1 AS b', []],
    ['a column of another kind', 'SELECT 1 AS a', "SELECT '1' AS a", []],
    ['lists of different types', 'SELECT [1] AS a', "SELECT ['x'] AS a", []],
    ['instants with and without a zone', 'SELECT now() AS a', 'SELECT now()::TIMESTAMP AS a', []],
    ['an empty table', 'SELECT 1 AS a LIMIT 0', 'SELECT 1 AS a', [0]],
    ['an empty table beside', 'SELECT 1 AS a', 'SELECT 1 AS a LIMIT 0', [0]],
    ['two empty tables', 'SELECT 1 AS a LIMIT 0', 'SELECT 1 AS a LIMIT 0', [0]],
    ['one row', 'SELECT 1 AS a', 'SELECT 1.0::DOUBLE AS a', [1]],
    ['repeated rows', 'SELECT 1 AS a FROM range(3)', 'SELECT 1 AS a FROM range(2)', [3]],
    ['all missing', 'SELECT NULL::INTEGER AS a FROM range(2)', 'SELECT NULL::INTEGER AS a', [2]],
    ['equal lists', "SELECT ['x', NULL] AS a", "SELECT ['x', NULL] AS a", [1]],
    ['keyword and unicode names', odd, odd, [1]],
  ])('%s', async (_, here, there, rows) => {
    const { frame, overlaps, text } = await profiled(train(here), [test_(there)]);
    expect(frame.map((row) => row.rows)).toEqual(rows);
    expect(overlaps).toHaveLength(rows.some((count) => count > 0) ? 1 : 0);
    expect(text).not.toMatch(/NaN|undefined|null/);
  });
});
