import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openLoadBench, type LoadBench } from '../../../../../headless/load-files';
import { frameRows, type FrameRow } from '../../../../core/frame';

let bench: LoadBench;
beforeAll(async () => {
  bench = await openLoadBench();
});
afterAll(() => bench.close());

async function suggested(csv: string, frame = 'missing_suggestions', params = {}): Promise<FrameRow[]> {
  const { result } = await bench.loaded(csv, params);
  return frameRows(result.frames[frame] ?? { rows: 0, columns: {} });
}

const rowsOf = (count: number, line: (row: number) => string): string =>
  Array.from({ length: count }, (_, row) => `${line(row)}\n`).join('');

describe('what may mean missing', () => {
  test('a number far below all others', async () => {
    const csv = `id,age\n${rowsOf(5000, (row) => `x${row},${row % 16 === 0 ? -999 : row % 90}`)}`;
    expect(await suggested(csv)).toEqual([
      {
        column: 'age',
        token: '-999',
        rows: 313,
        why: '-999 stands in 313 of 5,000 rows of “age”, far below the next smallest value 0',
      },
    ]);
  });

  test('a number far above all others, written with decimals', async () => {
    const csv = `id,v\n${rowsOf(200, (row) => `x${row},${row % 20 === 0 ? '9999.0' : `${row / 2}.5`}`)}`;
    expect(await suggested(csv.replaceAll('.5.5', '.5'))).toMatchObject([{ column: 'v', token: '9999' }]);
  });

  test('not a number that stands there once, among its like, or as a sign', async () => {
    const once = `id,v\n${rowsOf(200, (row) => `x${row},${row === 7 ? -999 : row}`)}`;
    const among = `id,v\n${rowsOf(2000, (row) => `x${row},${row - 1000}`)}${'y,-999\n'.repeat(9)}`;
    const sign = `id,v\n${rowsOf(200, (row) => `x${row},${row % 2 === 0 ? -1 : 1}`)}`;
    for (const csv of [once, among, sign]) expect(await suggested(csv)).toEqual([]);
  });

  test('words among numbers, and a question mark among words', async () => {
    const csv = `pay,work\n${rowsOf(20, (row) => `${row % 5 === 0 ? 'NA' : row},${row % 4 === 0 ? '?' : 'private'}`)}`;
    expect(await suggested(csv)).toEqual([
      {
        column: 'pay',
        token: 'NA',
        rows: 4,
        why: '“NA” stands in 4 of 20 rows of “pay”; all 16 other values are numbers',
      },
      {
        column: 'work',
        token: '?',
        rows: 5,
        why: '“?” stands in 5 of 20 rows of “work”, a word that is often written where a value is missing',
      },
    ]);
  });

  test('is looked for in many text columns a few at a time: words and numbers are found in the last as in the first', async () => {
    const head = Array.from({ length: 45 }, (_, column) => `c${column}`).join(';');
    const line = (row: number): string =>
      Array.from({ length: 45 }, (_, column) => {
        if (column % 15 === 0) return `${row},5`;
        if (column % 15 === 1) return row % 2 === 0 ? 'NA' : String(row);
        return column % 15 === 2 ? (row % 2 === 0 ? 'NA' : '-') : `word${row}`;
      }).join(';');
    const csv = `${head}\n${rowsOf(30, line)}`;
    const numbers = await suggested(csv, 'number_suggestions');
    expect(numbers.map(({ column, decimal }) => [column, decimal])).toEqual([
      ['c0', ','],
      ['c15', ','],
      ['c30', ','],
    ]);
    const words = await suggested(csv);
    expect(words.map(({ column, token, rows }) => [column, token, rows])).toEqual([
      ['c1', 'NA', 15],
      ['c16', 'NA', 15],
      ['c31', 'NA', 15],
    ]);
  });

  test('is not suggested again once it is applied', async () => {
    const csv = `pay,x\n${rowsOf(20, (row) => `${row % 5 === 0 ? 'NA' : row},${row}`)}`;
    expect(await suggested(csv, 'missing_suggestions', { missingIn: { pay: ['NA'] } })).toEqual([]);
    expect(await suggested(csv, 'missing_suggestions', { missing: ['', 'NA'] })).toEqual([]);
  });
});

describe('numbers that are text because of how they are written', () => {
  test.each([
    ['1,5', '-2,25', ',', 'none', 'a decimal comma'],
    ['1.234,5', '1.234.567,25', ',', '.', 'a decimal comma and a point between thousands'],
    ['1,234', '1,234,567.5', '.', ',', 'a comma between thousands'],
    ['1 234', '12', '.', ' ', 'a space between thousands'],
  ])('%s and %s', async (a, b, decimal, thousands, words) => {
    const found = await suggested(`n;v\nx;${a}\ny;${b}\nz;NA\n`, 'number_suggestions');
    expect(found).toEqual([
      { column: 'v', decimal, thousands, why: `All values of “v” are numbers with ${words}` },
    ]);
  });

  test('not dates, versions or telephone numbers', async () => {
    const csv = 'd;v;t\n1.2.3;1.10.2;030 1234567\n4.5.6;2.0;040 99\n';
    expect(await suggested(csv, 'number_suggestions')).toEqual([]);
  });
});
