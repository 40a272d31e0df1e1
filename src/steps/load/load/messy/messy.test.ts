import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openLoadBench, type LoadBench } from '../../../../../headless/load-files';
import { frameRows, type Frame } from '../../../../core/frame';
import type { StepResult } from '../../../../engine/protocol';

let bench: LoadBench;
beforeAll(async () => {
  bench = await openLoadBench();
});
afterAll(() => bench.close());

const rejectsOf = ({ frames }: StepResult) => frameRows(frames.rejects ?? { rows: 0, columns: {} });
const textsOf = ({ notices }: StepResult): string[] => notices.map(({ text }) => text);

describe('rows that do not parse', () => {
  test('are left out, kept with line and reason, and said; types are those of the other rows', async () => {
    const csv = 'a,b,c\n1,2,x\n3,4\n5,6,7,8\n9,10,"y\n';
    const { result, page } = await bench.loaded(csv);
    expect(page.columns).toEqual({ a: [1], b: [2], c: ['x'] });
    expect(rejectsOf(result)).toMatchObject([
      { file: 'data.csv', line: 3, column: null, reason: 'too few fields: 2 of 3', text: '3,4' },
      { line: 4, reason: 'too many fields: 4 of 3', text: '5,6,7,8' },
      { line: 5, reason: 'a quote is not closed, or text follows it' },
    ]);
    expect(textsOf(result)[0]).toBe(
      '3 rows of “data.csv” did not parse and were left out (the first, line 3: too few fields: 2 of 3).',
    );
    expect(result.frames.dialect?.columns).toMatchObject({ rows: [1], rejected: [3] });
  });

  test('hold a value that does not fit a type set by hand', async () => {
    const { result, page } = await bench.loaded('a,b\n1,2\nx,3\n4,5\n', { types: { a: 'integer' } });
    expect(page.columns).toEqual({ a: [1, 4], b: [2, 5] });
    expect(rejectsOf(result)).toEqual([
      {
        file: 'data.csv',
        line: 3,
        column: 'a',
        value: 'x',
        reason: '“x” cannot be read as an integer',
        text: 'x,3',
      },
    ]);
  });

  test('that come late are left out too; a late value of another type still widens its column', async () => {
    const rows = Array.from({ length: 30_000 }, (_, row) => `${row},${row}`).join('\n');
    const { result } = await bench.loaded(`n,m\n${rows}\nlate,1\n1,2,3\n`);
    expect(result.artifacts.table).toMatchObject({ rows: 30_001 });
    expect(result.frames.columns?.columns.type).toEqual(['text', 'integer']);
    expect(rejectsOf(result)).toMatchObject([{ line: 30_003, reason: 'too many fields: 3 of 2' }]);
  });

  test('with bytes that are no UTF-8 are left out of a text that otherwise is', async () => {
    const good = Array.from({ length: 40 }, (_, row) => `${row},é\n`).join('');
    const csv = Buffer.concat([Buffer.from(`n,t\n${good}`), Buffer.from([0x37, 0x2c, 0xe9, 0x0a])]);
    const { result, page } = await bench.loaded(csv);
    expect(page.rows).toBe(40);
    expect(rejectsOf(result)).toMatchObject([{ line: 42, reason: 'its bytes are no text in this encoding' }]);
  });

  test('are counted all, the first thousand kept', async () => {
    const csv = `a,b\n${'1,2\n'.repeat(10)}${'1,2,3\n'.repeat(1500)}`;
    const { result } = await bench.loaded(csv);
    expect(result.frames.dialect?.columns.rejected).toEqual([1500]);
    expect(result.frames.rejects?.rows).toBe(1000);
  });

  test('fail by line and reason where params are strict, and where no row is left', async () => {
    const csv = 'a,b\n1,2\n3,4,5\n';
    expect(await bench.failureOf(csv, { strict: true })).toMatchObject({ code: 'csv-row-too-wide' });
    expect(await bench.failureOf('a,b\n1,2,3\n4,5,6\n', { header: 'yes' })).toMatchObject({
      code: 'csv-row-too-wide',
      message: expect.stringContaining('Line 2') as string,
    });
  });

  test('leave nothing behind in the database', async () => {
    await bench.loaded('a,b\n1,2\n3\n');
    const { result } = await bench.loaded('a,b\n1,2\n3\n4,5\n');
    expect(rejectsOf(result)).toHaveLength(1);
  });
});

describe('values that we convert ourselves', () => {
  test('a date format of one column holds for it alone, and what does not fit is named by line', async () => {
    const csv = 'd,e,t\n01.02.2023,02.01.2023,"a\nb"\n13.02.2023,02.13.2023,x\n\n2023-01-01,02.14.2023,y\n';
    const formats = { d: '%d.%m.%Y', e: '%m.%d.%Y' };
    const { result, page } = await bench.loaded(csv, { formats });
    expect(page.columns).toEqual({
      d: ['2023-02-01', '2023-02-13'],
      e: ['2023-02-01', '2023-02-13'],
      t: ['a\nb', 'x'],
    });
    expect(rejectsOf(result)).toMatchObject([
      { line: 6, column: 'd', value: '2023-01-01', reason: '“2023-01-01” cannot be read as a date' },
    ]);
    const failure = await bench.failureOf(csv, { formats, strict: true });
    expect(failure).toMatchObject({
      code: 'csv-value-not-of-type',
      message: expect.stringContaining('Line 6') as string,
    });
  });

  test('words for true and false, when a boolean is asked for', async () => {
    const params = {
      types: { b: 'boolean' },
      booleans: { b: { true: ['ja'], false: ['nein'] } },
      missingIn: { b: ['?'] },
    };
    const { result, page } = await bench.loaded('n,b\n1,ja\n2,nein\n3,?\n4,\n5,vielleicht\n', params);
    expect(page.columns).toEqual({ n: [1, 2, 3, 4], b: [true, false, null, null] });
    expect(rejectsOf(result)).toMatchObject([{ line: 6, column: 'b', value: 'vielleicht' }]);
  });

  test('words for missing in one column mean nothing in the others', async () => {
    const csv = 'age,note,x\n?,?,-999\n31,a,-999\n-999,b,1\n';
    const { page } = await bench.loaded(csv, { missingIn: { age: ['?', '-999'], note: ['b'] } });
    expect(page.columns).toEqual({ age: [null, 31, null], note: ['?', 'a', null], x: [-999, -999, 1] });
  });

  test('a number that means missing in a column of numbers leaves its type as it is', async () => {
    const { result, page } = await bench.loaded('n,f\n1,0.5\n-999,-999\n', {
      missingIn: { n: ['-999'], f: ['-999'] },
    });
    expect(page.columns).toEqual({ n: [1, null], f: [0.5, null] });
    expect(result.frames.columns?.columns.sql_type).toEqual(['BIGINT', 'DOUBLE']);
  });

  test('a late value that does not fit makes the column text, with its own words still missing', async () => {
    const rows = Array.from({ length: 30_000 }, (_, row) => (row % 2 === 0 ? '?,1' : `${row},1`)).join('\n');
    const { result, page } = await bench.loaded(`n,m\n${rows}\nlate,1\n`, { missingIn: { n: ['?'] } });
    expect(result.frames.columns?.columns.type).toEqual(['text', 'integer']);
    expect(result.artifacts.table).toMatchObject({ rows: 30_001 });
    expect(page.columns.n?.slice(0, 2)).toEqual([null, '1']);
  });
});

describe('how a text is written, set by hand', () => {
  const pageOf = async (csv: string, params: object): Promise<Frame['columns']> =>
    (await bench.loaded(csv, params)).page.columns;

  test.each([
    ['decimal comma', 'a;b\n1,5;x\n-2,25;y\n', { decimal: ',' }, { a: [1.5, -2.25], b: ['x', 'y'] }],
    [
      'thousands and decimal comma',
      'a;b\n1.234,5;x\n1.234.567,25;y\n',
      { decimal: ',', thousands: '.' },
      { a: [1234.5, 1234567.25], b: ['x', 'y'] },
    ],
    ['thousands', 'a;b\n1,234;x\n12;y\n', { thousands: ',' }, { a: [1234, 12], b: ['x', 'y'] }],
    ['spaces', 'a;b\n1 234;x\n12;y\n', { thousands: ' ' }, { a: [1234, 12], b: ['x', 'y'] }],
    ['escape', 'a,b\n1,"x\\"y, z"\n2,w\n', { escape: '\\' }, { a: [1, 2], b: ['x"y, z', 'w'] }],
    ['skip', 'x,y,z\nold,1,2\na,b\n1,2\n', { skip: 2 }, { a: [1], b: [2] }],
    ['comment', 'a,b\n1,2\n% no\n3,4\n', { comment: '%' }, { a: [1, 3], b: [2, 4] }],
    ['no comment', '#a,b\n1,2\n#3,4\n', { comment: 'none', header: 'yes' }, { '#a': ['1', '#3'], b: [2, 4] }],
    ['no quote', 'a,b\n"1,2"\n', { quote: 'none' }, { a: ['"1'], b: ['2"'] }],
    [
      'date format',
      'd,n\n03/04/2021,1\n05/06/2021,2\n',
      { dateFormat: '%m/%d/%Y' },
      { d: ['2021-03-04', '2021-05-06'], n: [1, 2] },
    ],
    ['some columns', 'a,b,c\n1,2,3\n', { columns: ['c', 'a'] }, { a: [1], c: [3] }],
  ])('%s', async (_, csv, params, expected) => {
    expect(await pageOf(csv, params)).toEqual(expected);
  });

  test('columns that are not there are said, and fail where none is', async () => {
    const { result } = await bench.loaded('a,b\n1,2\n', { columns: ['a', 'z'], formats: { y: '%d' } });
    expect(textsOf(result)).toEqual([
      'Date formats are set for columns that the file does not have: “y”.',
      'Asked for are columns that the file does not have: “z”.',
    ]);
    expect(await bench.failureOf('a,b\n1,2\n', { columns: ['z'] })).toMatchObject({
      code: 'csv-columns-unknown',
    });
  });
});

describe('awkward lines', () => {
  test('line ends of several kinds', async () => {
    const { page } = await bench.loaded('a,b\n1,x\r\n2,y\r3,z\n4,w\r\n');
    expect(page.columns).toEqual({ a: [1, 2, 3, 4], b: ['x', 'y', 'z', 'w'] });
  });

  test('a line of more than 2 MB', async () => {
    const { result } = await bench.loaded(`a,b\n1,${'x'.repeat(2_100_000)}\n2,y\n`);
    expect(result.artifacts.table).toMatchObject({ rows: 2 });
    expect(rejectsOf(result)).toEqual([]);
  });

  test('only quotes', async () => {
    const { page } = await bench.loaded('"","",""\n"","",""\n', { header: 'no' });
    expect(Object.values(page.columns)).toEqual([
      [null, null],
      [null, null],
      [null, null],
    ]);
  });

  test.each([
    ['nothing', '', 'file-empty'],
    ['white space', ' \n\r\n\t', 'file-empty'],
    ['a header', 'a,b\n', 'csv-header-only'],
    ['zero bytes', 'a,b\n1,x\u0000y\n', 'file-nul-bytes'],
  ])('%s alone is a named failure', async (_, csv, code) => {
    expect(await bench.failureOf(csv)).toMatchObject({ code });
  });
});
