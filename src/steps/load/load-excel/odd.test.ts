import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTrialBench, type TrialBench } from '../../../../headless/files-trial';

let bench: TrialBench;
beforeAll(async () => void (bench = await openTrialBench('load-excel')));
afterAll(() => bench.close());

/** A workbook of one sheet with these rows. */
async function workbookOf(rows: readonly (readonly unknown[])[]): Promise<Uint8Array> {
  const { utils, write } = await import('@e965/xlsx');
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows.map((row) => [...row])), 'data');
  return new Uint8Array(write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer);
}

const empty = [null, null, null];

describe('columns that hold nothing and have no name', () => {
  const noted = [
    ['id', 'amount'],
    [1, 1.5],
    [2, 2.5, ...empty, 'preliminary'],
    [3, 3.5],
    [4, 4.5],
  ];

  test('are left out, and counted', async () => {
    const { page, reading } = await bench.loaded({ 'a.xlsx': await workbookOf(noted) });
    expect(page.columns).toEqual({
      id: [1, 2, 3, 4],
      amount: [1.5, 2.5, 3.5, 4.5],
      column5: [null, 'preliminary', null, null],
    });
    expect(reading.text).toContain('3 empty columns within the table were left out.');
  });

  test('stay where the range was set by hand, or where they have a name', async () => {
    const file = { 'a.xlsx': await workbookOf(noted) };
    const given = await bench.loaded(file, { range: 'A1:F5' });
    expect(Object.keys(given.page.columns)).toEqual([
      'id',
      'amount',
      ...[2, 3, 4, 5].map((at) => `column${at}`),
    ]);
    const named = await bench.loaded({
      'b.xlsx': await workbookOf([
        ['id', 'empty', 'x'],
        [1, null, 2],
      ]),
    });
    expect(named.page.columns).toEqual({ id: [1], empty: [null], x: [2] });
  });
});

test('dates are of the calendar that the workbook has, that of 1904 too', async () => {
  const { utils, write } = await import('@e965/xlsx');
  const book = utils.book_new();
  const sheet = utils.aoa_to_sheet([['day'], [0]]);
  sheet.A2 = { t: 'n', v: 43_889, z: 'yyyy-mm-dd' };
  utils.book_append_sheet(book, sheet, 'data');
  book.Workbook = { WBProps: { date1904: true } };
  const bytes = new Uint8Array(write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer);
  expect((await bench.loaded({ 'a.xlsx': bytes })).page.columns).toEqual({ day: ['2024-02-29'] });
});
