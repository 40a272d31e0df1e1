import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqlBench, type SqlBench } from '../../../../../../headless/step-on-sql';
import { profile } from '../../step';
import { identifiersIn } from '../../masks/identifiers';
import { indexAlerts } from '../alerts/alert-index';
import { indexProfile } from '../profile-index';
import { profileFile, profileText, type ProfileFile } from './profile-file';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

/** The file as a script reads it. */
async function fileOf(
  select: string,
  { params = {}, isShown = true }: { params?: Readonly<Record<string, unknown>>; isShown?: boolean } = {},
): Promise<ProfileFile> {
  const { frames } = await bench.tryStep(profile, { select }, params);
  const index = indexProfile(frames, {
    identifiers: identifiersIn(frames.alerts),
    isShown: () => isShown,
  });
  return JSON.parse(profileText(profileFile('t', index, indexAlerts(frames.alerts)))) as ProfileFile;
}
const columnOf = (file: ProfileFile, name: string) => file.columns.find((column) => column.name === name);

const MIXED = `SELECT i AS x, CASE WHEN i > 4 THEN i / 2 END AS half, CASE WHEN i > 2 THEN 'v' || (i % 3) END AS "select",
  DATE '2024-01-01' + i::INTEGER AS day, i % 2 = 0 AS even,
  CASE i WHEN 1 THEN 'NaN'::DOUBLE WHEN 2 THEN 'Infinity'::DOUBLE ELSE 3 END AS odd,
  CASE WHEN i < 5 THEN 'lo' ELSE 'hi' END AS label FROM range(1, 11) r(i)`;

describe('the file of a profile', () => {
  test('has the figures by name, quantiles, histograms and frequent values of every column', async () => {
    const file = await fileOf(MIXED);
    expect(file).toMatchObject({ format: 'sluice-profile', version: 1, hidden_columns: [], target: null });
    expect(file.table).toMatchObject({ name: 't', rows: 10, columns: 7, missing_cells: 6 });
    expect(columnOf(file, 'x')).toMatchObject({
      type: 'integer',
      figures: { count: 10, missing: 0, distinct: 10, mean: 5.5, median: 5.5, skewness: 0 },
      quantiles: { p0: 1, p10: 1, p50: 5, p100: 10 },
    });
    expect(columnOf(file, 'x')?.figures.sd).toBeCloseTo(Math.sqrt(8.25), 12);
    expect(columnOf(file, 'x')?.figures).not.toHaveProperty('m2');
    const { edges, counts } = columnOf(file, 'x')!.histogram!;
    expect([edges.length, counts]).toEqual([11, new Array(10).fill(1)]);
    expect(columnOf(file, 'select')?.top_values).toEqual([
      { value: 'v1', count: 3, share: 0.375 },
      { value: 'v0', count: 3, share: 0.375 },
      { value: 'v2', count: 2, share: 0.25 },
    ]);
    expect(columnOf(file, 'day')?.date_histogram?.starts[0]).toMatch(/^2024-01-0/);
    expect(columnOf(file, 'even')?.figures).toMatchObject({ true: 5, false: 5 });
    expect(columnOf(file, 'odd')?.figures).toMatchObject({ nan: 1, positive_infinity: 1, first: 'NaN' });
  });

  test('has the alerts with their rule and numbers, and what is missing together', async () => {
    const file = await fileOf(MIXED);
    const missing = file.alerts.find(({ alert, column }) => alert === 'missing' && column === 'half');
    expect(missing).toMatchObject({
      label: 'Missing',
      numbers: { missing: 4 },
      suggestion: { step: 'impute' },
    });
    expect(missing?.text).toContain('the alert begins above');
    expect(file.missing_patterns).toEqual([
      { missing: [], rows: 6, share: 0.6 },
      { missing: ['half'], rows: 2, share: 0.2 },
      { missing: ['half', 'select'], rows: 2, share: 0.2 },
    ]);
    expect(file.missing_pairs).toMatchObject([{ column: 'half', other: 'select', both: 2 }]);
  });

  test('has what foretells the target', async () => {
    const { target } = await fileOf(MIXED.replace('range(1, 11)', 'range(1, 401)'), {
      params: { target: 'even' },
    });
    expect(target).toMatchObject({ column: 'even', kind: 'classes', rows: 400, mean: 0.5, left_out: 0 });
    expect(target?.columns.map(({ column }) => column).sort()).toEqual(
      ['day', 'half', 'label', 'odd', 'select', 'x'].sort(),
    );
    expect(target?.bins.some(({ column, rows }) => column === 'label' && Number(rows) > 0)).toBe(true);
  });

  test('tells no value of a hidden column, and says which these are', async () => {
    const persons = `SELECT CASE WHEN i % 40 = 0 THEN 'zelda  Quux' ELSE 'Zelda Quux' END AS surname,
      CASE WHEN i % 10 = 0 THEN 777777 ELSE 740000 + i % 60 END AS phone, i % 3 AS w FROM range(400) r(i)`;
    const params = { target: 'surname' };
    const hidden = await fileOf(persons, { isShown: false, params });
    const text = JSON.stringify(hidden);
    expect(text).not.toMatch(/zelda|quux|777777|7400\d\d/i);
    expect(hidden.hidden_columns.map(({ column }) => column)).toEqual(['surname', 'phone']);
    expect(hidden.columns.map(({ values_hidden: isHidden }) => isHidden)).toEqual([true, true, false]);
    expect(columnOf(hidden, 'phone')?.figures).toMatchObject({ count: 400 });
    expect(columnOf(hidden, 'phone')).not.toHaveProperty('quantiles');
    expect(hidden.alerts.find(({ alert }) => alert === 'variants')).toMatchObject({
      numbers: { values: 1, rows: 10 },
      suggestion: { step: 'merge-values' },
    });
    const shown = await fileOf(persons, { params });
    expect(JSON.stringify(shown)).toMatch(/Zelda Quux.*777777/);
    expect(shown.hidden_columns).toEqual([]);
  });

  test.each([
    ['no rows', `${MIXED} LIMIT 0`],
    ['one row', `${MIXED} LIMIT 1`],
    ['a column without a value', 'SELECT NULL::INTEGER AS "größe ""📏""" FROM range(3)'],
    ['a constant and lists', 'SELECT 7 AS "select", [1, NULL] AS l FROM range(3)'],
  ])('is made of a table with %s', async (_, select) => {
    const file = await fileOf(select);
    expect(file.columns.length).toBe(file.table.columns);
    for (const { figures } of file.columns)
      expect(Number(figures.count) + Number(figures.missing)).toBe(file.table.rows);
  });
});
