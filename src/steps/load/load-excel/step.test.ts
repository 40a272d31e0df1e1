import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTrialBench, type TrialBench } from '../../../../headless/files-trial';
import golden from './fixtures/golden.json';

const fixtures = new URL('./fixtures/', import.meta.url);
const data = '../shared/data';

let bench: TrialBench;
beforeAll(async () => {
  bench = await openTrialBench('load-excel');
});
afterAll(() => bench.close());

const fixture = (name: string): Promise<Uint8Array> => readFile(new URL(name, fixtures));

describe('an odd workbook', () => {
  // Its columns: one all null, one constant, unicode and keyword names, and the words NaN and Infinity, which a sheet knows as text only.
  test('gives dates, times, codes, shares and errors as what they are, and says what was left out', async () => {
    const { page, result, reading } = await bench.loaded({ 'odd.xlsx': await fixture('odd.xlsx') });
    expect(page.columns).toEqual({
      select: ['a', 'NaN', 'Infinity'],
      'größe 😀': [1, 2, 9007199254740991],
      code: ['00501', '12345', '00007'],
      day: ['2020-02-29', '1900-01-05', null],
      at: ['2020-01-02T03:04:05', '2021-01-01T00:00:00', null],
      clock: ['06:30:00', '23:59:59', null],
      share: [0.25, 0.5, null],
      flag: [true, false, null],
      mixed: ['1.5', 'x', '2020-01-01'],
      error: [null, null, 3],
      select_1: [1, 2, 3],
      column11: ['u', null, null],
      empty: [null, null, null],
      x: [7, 7, 7],
    });
    const table = result.artifacts.table;
    expect(table?.kind === 'table' && table.columns.map(({ sqlType }) => sqlType).join(' ')).toBe(
      'VARCHAR BIGINT VARCHAR DATE TIMESTAMP TIME DOUBLE BOOLEAN VARCHAR BIGINT BIGINT VARCHAR VARCHAR BIGINT',
    );
    for (const said of [
      'sheet “Daten”, cells A4:N7, names in row 4.',
      'The workbook has 5 other sheets; the first one with data was read, “Geheim” is hidden.',
      'Lines 1 to 2 above the table were left out.',
      '2 cells hold errors (#N/A 1, #DIV/0! 1) and are missing.',
      '1 block of merged cells',
      '“share” holds percentages, as shares of 1.',
      '“code” is kept as text: the sheet shows zeros in front.',
      '“mixed” is text, as written',
    ]) {
      expect(reading.text).toContain(said);
    }
  });

  test('lists its sheets, and shows the one that was read', async () => {
    const { result } = await bench.loaded({ 'odd.xlsx': await fixture('odd.xlsx') });
    expect(result.frames.sheets?.columns).toMatchObject({
      sheet: ['Leer', 'Daten', 'Geheim', 'header only', 'one row', 'formulas'],
      hidden: [false, false, true, false, false, false],
      read: [false, true, false, false, false, false],
    });
    expect(result.frames.preview?.columns.text?.slice(0, 3)).toEqual([
      'Quarterly report, draft',
      'do not pass on',
      'select',
    ]);
  });

  test.each([
    [{ sheet: 'Geheim' }, { a: [1] }],
    [{ sheet: 'one row' }, { a: [1], b: [null] }],
    [
      { sheet: 'header only', header: 'no' },
      { column0: ['a'], column1: ['b'] },
    ],
    [
      { sheet: 'Daten', range: 'B4:C6' },
      { 'größe 😀': [1, 2], code: ['00501', '12345'] },
    ],
    [{ sheet: 'Daten', range: 'b5:b7' }, { column0: [1, 2, 9007199254740991] }],
    [{ sheet: 'Daten', range: 'N4:N', types: { x: 'text' } }, { x: ['7', '7', '7'] }],
    [{ sheet: 'Daten', range: 'K4:K7', limit: 2 }, { select: [1, 2] }],
  ])('%j', async (params, columns) => {
    const { page } = await bench.loaded({ 'odd.xlsx': await fixture('odd.xlsx') }, params);
    expect(page.columns).toEqual(columns);
  });

  test.each([
    [{ sheet: 'Leer' }, 'sheet-empty'],
    [{ sheet: 'header only' }, 'sheet-header-only'],
    [{ sheet: 'daten' }, 'sheet-unknown'],
    [{ range: 'A1:' }, 'sheet-range-invalid'],
    [{ range: 'XX' }, 'sheet-range-invalid'],
    [{ sheet: 'Daten', range: 'A100:B200' }, 'sheet-empty'],
    [{ types: { mixed: 'number' } }, 'sheet-value-not-of-type'],
  ])('%j fails as %s', async (params, code) => {
    expect(await bench.failureOf({ 'odd.xlsx': await fixture('odd.xlsx') }, params)).toMatchObject({ code });
  });

  test('a formula without a stored result is missing, and said', async () => {
    const { page, reading } = await bench.loaded(
      { 'odd.xlsx': await fixture('odd.xlsx') },
      { sheet: 'formulas' },
    );
    expect(page.columns).toEqual({ a: [1], b: [null] });
    expect(reading.text).toContain('1 formula has no stored result');
  });

  test('a limit says that rows are left out', async () => {
    const { result } = await bench.loaded({ 'odd.xlsx': await fixture('odd.xlsx') }, { limit: 1 });
    expect(result.artifacts.table).toMatchObject({ rows: 1, traits: { sampled: { rows: 1, of: null } } });
  });
});

test('the calendar of 1904', async () => {
  const { page } = await bench.loaded({ 'a.xlsx': await fixture('calendar-1904.xlsx') });
  expect(page.columns).toEqual({ day: ['2000-03-01'], at: ['1999-12-31T23:59:59'] });
});

test('OpenDocument', async () => {
  const { page } = await bench.loaded({ 'a.ods': await fixture('open-document.ods') });
  expect(page.columns).toEqual({
    name: ['é', 'b'],
    n: [1, 2.5],
    day: ['2020-02-29', '1969-12-31'],
    flag: [true, false],
    share: [0.5, 0.25],
  });
});

test('several workbooks are united by name, with types that hold the values of all', async () => {
  const files = {
    'a.xlsx': await fixture('calendar-1904.xlsx'),
    'b.ods': await fixture('open-document.ods'),
  };
  const { page, reading } = await bench.loaded(files, { filename: 'file' });
  expect(page.columns).toMatchObject({
    day: ['2000-03-01', '2020-02-29', '1969-12-31'],
    n: [null, 1, 2.5],
    file: ['a.xlsx', 'b.ods', 'b.ods'],
  });
  expect(reading.text).toContain('“b.ods” lacks “at”; adds “name”, “n”, “flag”, “share”');
});

describe.skipIf(!existsSync(data))('real workbooks (skipped where ../shared is absent)', () => {
  test.each(golden.tables.map((table) => [table.file, table.sheet, table] as const))(
    '%s, %s has the values that pandas reads',
    async (file, sheet, { names, columns }) => {
      const { page } = await bench.loadedFrom(`${data}/${file}`, file, { sheet });
      expect(Object.keys(page.columns)).toEqual(names.map((name, place) => name ?? `column${place}`));
      expect(Object.values(page.columns).map((values) => [...values].map(comparable))).toEqual(
        columns.map((values) => (values as (string | number | boolean | null)[]).map(comparable)),
      );
    },
  );

  test('each sheet of each file gives what it gave before', async () => {
    const outcomes: object[] = [];
    for (const folder of ['excel_odd/readxl', 'csvkit_examples']) {
      const names = (await readdir(`${data}/${folder}`)).filter((name) => /\.xlsx?$/.test(name)).sort();
      for (const name of names) outcomes.push(...(await outcomesOf(`${data}/${folder}/${name}`, name)));
    }
    expect(outcomes.length).toBeGreaterThan(30);
    await expect(`${JSON.stringify(outcomes, null, 1)}\n`).toMatchFileSnapshot('./fixtures/outcomes.json');
  });
});

async function outcomesOf(path: string, file: string): Promise<object[]> {
  const first = await bench.loadedFrom(path, file);
  const sheets = first.result.frames.sheets?.columns.sheet ?? [];
  const outcomes: object[] = [];
  for (const sheet of [...sheets].map(String)) {
    const failure = await bench.failureOfPath(path, file, { sheet });
    if (failure !== undefined) outcomes.push({ file, sheet, failure: failure.code });
    else {
      const { result } = await bench.loadedFrom(path, file, { sheet });
      const table = result.artifacts.table;
      if (table?.kind !== 'table') throw new Error('There is no table.');
      const columns = table.columns.map(({ name, sqlType }) => `${name} ${sqlType}`);
      outcomes.push({
        file,
        sheet,
        range: result.frames.files?.columns.range?.[0],
        rows: table.rows,
        columns,
      });
    }
  }
  return outcomes;
}

/** Midnight is left out, and seconds are whole: pandas gives every date a time. */
function comparable(value: string | number | boolean | null): string | number | boolean | null {
  return typeof value === 'string' ? value.replace(/T00:00:00$/, '') : value;
}
