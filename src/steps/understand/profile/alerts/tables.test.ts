import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqlBench, type SqlBench } from '../../../../../headless/step-on-sql';
import { quoteIdentifier } from '../../../../core/sql';
import { profile } from '../step';
import { alertAt } from './alert-frame';
import type { Alert, AlertId } from './alert';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

async function alertsOf(select: string, params: object = {}): Promise<Alert[]> {
  const { frames } = await bench.tryStep(profile, { select }, params);
  const frame = frames.alerts!;
  return Array.from({ length: frame.rows }, (_, row) => alertAt(frame, row));
}

async function only(id: AlertId, select: string, params: object = {}): Promise<Alert[]> {
  return (await alertsOf(select, params)).filter(({ alert }) => alert === id);
}

const range = (list: string, rows = 200): string => `SELECT ${list} FROM range(${rows}) r(i)`;

describe('columns beside each other', () => {
  test('correlation, with the strongest partner, never with an identifier', async () => {
    const found = await only(
      'high-correlation',
      range('i AS id, sin(i) AS a, 2 * sin(i) + 1 AS b, cos(i * i) AS c'),
    );
    expect(found).toMatchObject([{ column: 'a', severity: 'warning', numbers: { columns: ['a', 'b'] } }]);
    expect(Number(found[0]!.numbers.r)).toBeCloseTo(1, 12);
  });

  test('correlation from all rows of a large table', async () => {
    const select = range('sin(i) AS a, CASE WHEN i < 25000 THEN sin(i) ELSE cos(i * 7) END AS b', 50_000);
    const [found] = await only('high-correlation', select, { correlation: 0.3 });
    const [row] = await bench.rows(`SELECT corr(a, b) AS r FROM (${select})`);
    expect(Number(found?.numbers.r)).toBeCloseTo(Number(row?.r), 12);
  });

  test('dependencies, exact and with exceptions, counted in all rows', async () => {
    const list =
      "'c' || i % 20 AS city, 's' || (i % 20) // 5 AS state, 'x' || CASE WHEN i % 1000 = 7 THEN 9 ELSE (i % 20) // 4 END AS region, i % 3 AS free";
    const small = await only('dependency', range(list, 2000));
    expect(small).toMatchObject([
      {
        column: 'region',
        severity: 'warning',
        numbers: { columns: ['city', 'region'], exceptions: 2, rows: 2000 },
      },
      { column: 'state', severity: 'note', numbers: { columns: ['city', 'state'], exceptions: 0 } },
    ]);
    const large = await only('dependency', range(list, 40_000));
    expect(large).toMatchObject([
      { numbers: { exceptions: 40, rows: 40_000 } },
      { numbers: { exceptions: 0, rows: 40_000 } },
    ]);
  });

  test('keys of one column, of two, and none', async () => {
    expect(await only('candidate-key', range('i AS a, i % 3 AS b'))).toMatchObject([
      { numbers: { columns: ['a'], together: false } },
    ]);
    expect(await only('candidate-key', range("'p' || i // 10 AS person, i % 10 AS visit"))).toMatchObject([
      { numbers: { columns: ['person', 'visit'], together: true } },
    ]);
    expect(await only('candidate-key', range("'p' || i // 10 AS person, i % 9 AS visit"))).toEqual([]);
  });
});

describe('awkward tables', () => {
  test.each([
    ['no row', 'SELECT 1 AS a, 2.5 AS b, NULL::VARCHAR AS c WHERE false'],
    ['one row', "SELECT 1 AS a, 2.5 AS b, 'x' AS c, DATE '9999-12-31' AS d"],
    ['a clean table', range("sin(i) AS a, ['red', 'green', 'blue'][1 + i % 3] AS b, i % 2 = 0 AS c")],
  ])('%s gives no alert', async (_, select) => {
    expect(await alertsOf(select)).toEqual([]);
  });

  test.each(['select', 'größe "📏"', 'rowid', 'x', 'n', "it's", '$1'])(
    'a column named %s is looked into',
    async (name) => {
      const column = quoteIdentifier(name);
      const select = range(
        `CASE WHEN i % 30 = 0 THEN -999 ELSE i / 3 END AS ${column}, CASE WHEN i = 2999 THEN '?' ELSE 'w' || i END AS other`,
        3000,
      );
      const found = await only('hidden-missing', select);
      expect(found.map((each) => [each.column, each.numbers.rows])).toEqual([
        [name, 100],
        ['other', 1],
      ]);
      const word = range(`CASE WHEN i % 3 = 0 THEN ' ?' ELSE 'w' || i END AS ${column}`, 30_000);
      expect(await only('hidden-missing', word)).toMatchObject([{ column: name, numbers: { rows: 10_000 } }]);
    },
  );

  test('lists, decimals, times and wide integers ask nothing that fails', async () => {
    const list =
      "[i] AS list, i::DECIMAL(38, 2) AS decimal, TIME '10:00:00' + INTERVAL (i) SECOND AS time, 9007199254740993 + i AS wide, {'a': i} AS struct, (i % 2)::UTINYINT AS bit, 'inf'::DATE AS never";
    expect((await alertsOf(range(list, 3000))).map(({ alert }) => alert)).toContain('unique');
  });
});
