import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqlBench, type SqlBench } from '../../../../../headless/step-on-sql';
import { whereSql } from '../../../../core/row-view-sql';
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

/** The rows that an alert shows, counted. */
async function rowsOf({ where }: Alert, select: string): Promise<number> {
  const { columns } = await bench.makeTable(select);
  const rows = await bench.rows(
    `SELECT count(*)::DOUBLE AS n FROM (${select}) WHERE ${whereSql(columns, where ?? [])}`,
  );
  return Number(rows[0]?.n);
}

const range = (list: string, rows = 200): string => `SELECT ${list} FROM range(${rows}) r(i)`;

describe('what follows from the figures', () => {
  test('missing values, from a share on, with their rows', async () => {
    const select = range('CASE WHEN i % 20 > 0 THEN i END AS a, CASE WHEN i > 1 THEN i END AS b', 200);
    const found = await only('missing', select);
    expect(found).toMatchObject([
      { column: 'a', severity: 'warning', numbers: { missing: 10, rows: 200, share: 0.05, threshold: 0.01 } },
    ]);
    expect(found[0]!.suggestion).toMatchObject({
      step: 'impute',
      params: { columns: ['a'], method: 'median' },
    });
    expect(await rowsOf(found[0]!, select)).toBe(10);
    expect(await only('missing', select, { missingShare: 0.05 })).toEqual([]);
    expect(await only('missing', select, { missingShare: 0.005 })).toHaveLength(2);
  });

  test('empty, constant and nearly constant columns', async () => {
    const found = await alertsOf(
      range("NULL::VARCHAR AS nothing, 'x' AS one, i < 4 AS nearly, i % 2 AS two"),
    );
    const about = found.map(({ alert, column }) => [alert, column]);
    expect(about).toEqual(
      expect.arrayContaining([
        ['empty', 'nothing'],
        ['constant', 'one'],
        ['near-constant', 'nearly'],
      ]),
    );
    expect(about.filter(([, column]) => column === 'two')).toEqual([]);
  });

  test('zeros, infinities and NaN', async () => {
    const select = range(
      "CASE WHEN i % 10 = 0 THEN 0 WHEN i % 10 = 1 THEN 'inf'::DOUBLE WHEN i % 10 = 2 THEN 'nan'::DOUBLE ELSE i / 7 END AS x",
    );
    const found = await alertsOf(select);
    expect(found.filter(({ alert }) => ['infinite', 'nan', 'zeros'].includes(alert))).toMatchObject([
      { alert: 'infinite', severity: 'severe', numbers: { positive: 20, negative: 0, share: 0.1 } },
      { alert: 'nan', severity: 'warning', numbers: { nan: 20 } },
      { alert: 'zeros', severity: 'note', numbers: { zeros: 20, share: 0.1 } },
    ]);
    const named = (id: AlertId) => found.find(({ alert }) => alert === id)!;
    for (const id of ['infinite', 'nan', 'zeros'] as const) expect(await rowsOf(named(id), select)).toBe(20);
  });

  test('repeated rows', async () => {
    expect(await only('duplicates', 'SELECT i // 2 AS a FROM range(20) r(i)')).toMatchObject([
      { column: null, numbers: { surplus: 10, repeated: 10 }, suggestion: { step: 'deduplicate' } },
    ]);
  });

  test('uneven classes by their entropy, and not those that are even', async () => {
    const select = range("CASE WHEN i < 10 THEN 'rare' ELSE 'usual' END AS target, i % 2 = 0 AS even");
    const found = await only('imbalance', select);
    expect(found).toMatchObject([{ column: 'target', numbers: { classes: 2, most: 190, least: 10 } }]);
    expect(Number(found[0]!.numbers.unevenness)).toBeCloseTo(0.7136030428840437, 12);
  });

  test('skewness and evenness beyond their thresholds', async () => {
    const skewed = range('CASE WHEN i = 0 THEN 1e6 ELSE i END AS x', 2000);
    expect(await only('skewed', skewed)).toMatchObject([{ column: 'x', numbers: { threshold: 20 } }]);
    expect(await only('skewed', range('i * i AS x'))).toEqual([]);
    expect(await only('uniform', range('(i % 200) / 8 AS x', 2000))).toMatchObject([{ column: 'x' }]);
    expect(await only('uniform', range('sqrt(i) AS x', 2000))).toEqual([]);
  });

  test('many values, all different values, and texts of one length', async () => {
    const found = await alertsOf(
      range("'w' || lpad((i % 60)::VARCHAR, 3, 'a') AS many, i AS id, i / 7 AS measured"),
    );
    const of = (column: string): string[] =>
      found.filter((each) => each.column === column).map(({ alert }) => alert);
    expect(of('many')).toEqual(['high-cardinality', 'constant-length']);
    expect(of('id')).toEqual(expect.arrayContaining(['unique', 'candidate-key']));
    expect(of('measured')).not.toContain('unique');
  });

  test('repeated identifiers, by their name or their pattern: a split by group', async () => {
    const select = range(
      "i % 50 AS patient_id, 'customer-' || (1000 + i % 40) AS who, i % 50 AS age, i % 50 AS phone_number",
    );
    const found = await only('repeated-identifier', select);
    expect(found.map(({ column }) => column)).toEqual(['patient_id', 'who']);
    expect(found[0]!.suggestion).toMatchObject({
      step: 'split',
      params: { method: 'group', by: ['patient_id'] },
    });
  });
});

describe('what means missing', () => {
  test('numbers that people write for it, at the end of a column and apart from all others', async () => {
    const select = range(
      'CASE WHEN i % 20 = 0 THEN -999 ELSE i % 90 END AS low, CASE WHEN i % 20 = 1 THEN 9999.0 ELSE i / 3 END AS high, i - 99 AS among',
    );
    const found = await only('hidden-missing', select);
    expect(found).toMatchObject([
      { column: 'low', severity: 'severe', numbers: { value: -999, rows: 10, next: 0 } },
      { column: 'high', numbers: { value: 9999, rows: 10 } },
    ]);
    expect(found[0]!.suggestion).toMatchObject({
      step: 'missing-tokens',
      params: { tokens: { low: ['-999'] } },
    });
    for (const each of found) expect(await rowsOf(each, select)).toBe(10);
  });

  test('the same in columns with more values than are listed', async () => {
    const select = range(
      'CASE WHEN i % 100 = 0 THEN -999 ELSE i END AS low, CASE WHEN i % 50 = 0 THEN 0 ELSE 200 + i / 7 END AS zeros',
      3000,
    );
    expect(await only('hidden-missing', select)).toMatchObject([
      { column: 'low', numbers: { value: -999, rows: 30, next: 1 } },
    ]);
    expect(await only('impossible-zeros', select)).toMatchObject([
      { column: 'zeros', numbers: { zeros: 60 } },
    ]);
  });

  test('zeros far below all else, but no counts, no usual value, no low end', async () => {
    const list = [
      'CASE WHEN i % 10 = 0 THEN 0 ELSE 60 + i % 40 END AS pressure',
      'i % 12 AS count',
      'CASE WHEN i % 10 < 7 THEN 0 ELSE 60 + i % 40 END AS bought',
      'CASE WHEN i % 40 = 0 THEN 0 ELSE 5 + i END AS low',
    ].join(', ');
    const found = await alertsOf(range(list, 400));
    expect(found.filter(({ alert }) => alert === 'impossible-zeros').map(({ column }) => column)).toEqual([
      'pressure',
    ]);
    expect(found.filter(({ alert }) => alert === 'zeros').map(({ column }) => column)).not.toContain(
      'pressure',
    );
  });

  test('dates at the end of the calendar', async () => {
    const select = range(
      "CASE WHEN i % 20 = 0 THEN DATE '9999-12-31' ELSE DATE '2020-01-01' + i::INTEGER END AS until, CASE WHEN i % 40 = 0 THEN TIMESTAMP '1900-01-01 00:00:00' ELSE TIMESTAMP '2020-01-01' + INTERVAL (i) HOUR END AS since, DATE '1969-12-01' + i::INTEGER AS day",
    );
    const found = await only('hidden-missing', select);
    expect(found).toMatchObject([
      { column: 'until', numbers: { value: '9999-12-31', rows: 10, next: '2020-07-18' } },
      { column: 'since', numbers: { value: '1900-01-01', rows: 5 } },
    ]);
    expect(await rowsOf(found[0]!, select)).toBe(10);
  });

  test('words in a text column, but not the code of a country', async () => {
    const select = range(
      "CASE WHEN i % 10 = 0 THEN '?' WHEN i % 10 = 1 THEN 'n/a' ELSE 'word ' || i % 3 END AS work, ['NA', 'DE', 'FR'][1 + i % 3] AS country",
    );
    const found = await only('hidden-missing', select);
    expect(found).toMatchObject([{ column: 'work', numbers: { tokens: ['n/a', '?'], rows: 40 } }]);
    expect(await rowsOf(found[0]!, select)).toBe(40);
  });
});

describe('texts that should be something else', () => {
  test('numbers with units, marks and a word among them', async () => {
    const select = range(
      "CASE WHEN i % 4 = 0 THEN 'n/a' ELSE (i + 1) || ' kg' END AS mass, (i + 1) || ',5' AS comma, 'a' || i AS code, (i + 1) || ' Main Street' AS street",
    );
    const found = await only('numbers-as-text', select);
    expect(found).toMatchObject([
      { column: 'mass', numbers: { numbers: 150, count: 200, units: ['kg'] } },
      { column: 'comma', numbers: { numbers: 200, decimal: ',' } },
    ]);
    expect(found[0]!.suggestion).toMatchObject({
      step: 'parse',
      params: { columns: ['mass'], to: 'number', unit: 'kg' },
    });
    expect(await rowsOf(found[0]!, select)).toBe(50);
  });

  test('the same counted in all rows where not all values are listed', async () => {
    const select = range("CASE WHEN i % 4 = 0 THEN 'none ' || i % 7 ELSE i || ' cm' END AS size", 3000);
    expect(await only('numbers-as-text', select)).toMatchObject([
      { numbers: { numbers: 2250, count: 3000 } },
    ]);
  });

  test('codes with leading zeros are no numbers', async () => {
    expect(await only('numbers-as-text', range("lpad(i::VARCHAR, 5, '0') AS zip"))).toEqual([]);
    const phones = range(
      "CASE WHEN i % 10 = 0 THEN '20556x' || i ELSE (2_055_600_000 + i)::VARCHAR END AS phone",
    );
    expect(await only('numbers-as-text', phones)).toEqual([]);
  });

  test('days, with the doubt about day and month', async () => {
    const found = await only(
      'dates-as-text',
      range(
        "(1 + i % 28) || '.' || (1 + i % 12) || '.2021' AS german, (1 + i % 9) || '/' || (1 + i % 12) || '/2021' AS doubtful",
      ),
    );
    expect(found.map(({ column, suggestion }) => [column, suggestion?.params.formats])).toEqual([
      ['german', ['%d.%m.%Y']],
      ['doubtful', ['%m/%d/%Y']],
    ]);
    expect(found[1]!.text).toContain('cannot be told');
  });

  test('characters of a wrong encoding, in a value that is not listed too', async () => {
    const select = range("CASE WHEN i = 7 THEN '0 KÃ¶ln' ELSE 'x ' || i END AS place", 3000);
    const found = await only('encoding', select);
    expect(found).toMatchObject([{ column: 'place', numbers: { rows: 1, mended: '0 Köln' } }]);
    expect(await rowsOf(found[0]!, select)).toBe(1);
  });

  test('spellings of one value, and spaces at the ends', async () => {
    const list = `CASE WHEN i = 3 THEN 'BERLIN' WHEN i = 4 THEN 'Berlin ' WHEN i = 5 THEN 'Hambrug' WHEN i % 2 = 0 THEN 'Berlin' ELSE 'Hamburg' END AS city,
      ['<=50K', '>50K'][1 + i % 2] AS income, ['A-', 'A+', 'A'][1 + i % 3] AS mark, 'v' || i % 4 || '.' || i % 3 AS version`;
    const found = await alertsOf(range(list));
    const of = found.filter(({ alert }) => alert === 'variants' || alert === 'whitespace');
    expect(of.map(({ alert, column, numbers }) => [alert, column, numbers.variants ?? numbers.rows])).toEqual(
      [
        ['whitespace', 'city', 1],
        ['variants', 'city', ['Berlin ', 'BERLIN']],
        ['variants', 'city', ['Hambrug']],
      ],
    );
  });

  test('words that differ are no misspellings', async () => {
    const list = `CASE WHEN i = 1 THEN 'Unfinished basement' WHEN i = 2 THEN 'Portland Road 12' WHEN i % 2 = 0 THEN 'Finished basement' ELSE 'Cortland Road 12' END AS word,
      CASE WHEN i = 1 THEN 'Machine 17' ELSE 'Machine 11' END AS code`;
    expect(await only('variants', range(list))).toEqual([]);
  });
});
