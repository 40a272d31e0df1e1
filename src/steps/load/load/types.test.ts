import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openLoadBench, type LoadBench } from '../../../../headless/load-files';
import type { Frame } from '../../../core/frame';
import type { StepResult } from '../../../engine/protocol';

let bench: LoadBench;
beforeAll(async () => {
  bench = await openLoadBench();
});
afterAll(() => bench.close());

function typesOf(result: StepResult): Frame['columns'][string] | undefined {
  return result.frames.columns?.columns.sql_type;
}

describe('types', () => {
  test('are found out: integers, numbers, texts, booleans, dates, timestamps', async () => {
    const { result, page } = await bench.loaded(
      'i,n,t,b,d,s\n1,0.5,x,true,2024-02-29,2024-02-29 10:00:00\n2,1e3,y,false,2024-03-01,2024-03-01 11:30:00\n',
    );
    expect(typesOf(result)).toEqual(['BIGINT', 'DOUBLE', 'VARCHAR', 'BOOLEAN', 'DATE', 'TIMESTAMP']);
    expect(page.columns.s).toEqual(['2024-02-29T10:00:00', '2024-03-01T11:30:00']);
  });

  test('words for yes and no stay as they are written, unless a boolean is asked for', async () => {
    const csv = 'a,b\nyes,true\nno,false\n';
    expect((await bench.loaded(csv)).page.columns).toEqual({ a: ['yes', 'no'], b: [true, false] });
    expect((await bench.loaded(csv, { types: { a: 'boolean' } })).page.columns.a).toEqual([true, false]);
  });

  test('a value that comes late widens the type instead of failing', async () => {
    const numbers = Array.from({ length: 30_000 }, (_, row) => `${row},1`).join('\n');
    const { result } = await bench.loaded(`n,m\n${numbers}\nlate,1\n`);
    expect(typesOf(result)).toEqual(['VARCHAR', 'BIGINT']);
    expect(result.notices.map(({ text }) => text)).toEqual([
      'Column “n” is text: values after the first rows did not fit integer.',
    ]);
  });

  test('a number with decimals that comes late makes integers numbers: nothing is rounded', async () => {
    const numbers = Array.from({ length: 30_000 }, (_, row) => `${row},${row},9007199254740993`).join('\n');
    const { result } = await bench.loaded(`n,m,id\n${numbers}\n1.5,,1\n`);
    expect(typesOf(result)).toEqual(['DOUBLE', 'BIGINT', 'BIGINT']);
    expect(result.notices.map(({ text }) => text)).toEqual([
      'Column “n” is number: values after the first rows did not fit integer.',
    ]);
  });

  test('an integer that is asked for does not round: rows with decimals are left out', async () => {
    const { result, page } = await bench.loaded('a,b\n1,x\n1.5,y\n2.0,z\n,w\n', {
      types: { a: 'integer' },
    });
    expect(page.columns).toEqual({ a: [1, 2, null], b: ['x', 'z', 'w'] });
    expect(result.frames.rejects?.columns).toMatchObject({ line: [3], value: ['1.5'] });
  });

  test('a type set by hand stays, and a value that does not fit it fails by line and column', async () => {
    expect((await bench.loaded('zip\n01234\n00501\n', { types: { zip: 'text' } })).page.columns.zip).toEqual([
      '01234',
      '00501',
    ]);
    const failure = await bench.failureOf('a,b\n1,2\nx,3\n', {
      types: { a: 'integer' },
      strict: true,
    });
    expect(failure).toMatchObject({
      code: 'csv-value-not-of-type',
      message: expect.stringContaining('Line 3') as string,
    });
  });

  test('integers beyond 2^53 and their text in a page stay exact', async () => {
    const { page } = await bench.loaded('id\n9007199254740993\n9223372036854775807\n');
    expect(page.columns.id).toEqual(['9007199254740993', '9223372036854775807']);
  });

  test('missing tokens are what the params say; an empty text is a value when nothing means missing', async () => {
    expect((await bench.loaded('a,b\n1,NA\n2,\n')).page.columns.b).toEqual(['NA', null]);
    expect((await bench.loaded('a,b\n1,NA\n2,\n', { missing: ['', 'NA'] })).page.columns.b).toEqual([
      null,
      null,
    ]);
    expect((await bench.loaded('a,b\n1,NA\n2,\n', { missing: [] })).page.columns.b).toEqual(['NA', '']);
  });
});

describe('what a reader should know', () => {
  const textsOf = (result: StepResult) => result.notices.map(({ text }) => text);

  test('a column that is text only because of a word for missing is named with the word', async () => {
    const { result } = await bench.loaded('pay,note,size\n1,NA,3\nNA,x,\n2,y,4\n', { missing: [] });
    expect(textsOf(result)).toEqual([
      'Column “pay” is text only because of “NA” among numbers; where that means missing, add NA to “Missing” in how it is read.',
      'Column “size” is text only because of empty fields among numbers; where that means missing, add "" to “Missing” in how it is read.',
    ]);
  });

  test('in what order day and month are read, where it is not ISO', async () => {
    expect(textsOf((await bench.loaded('d,n\n01.02.2023,1\n13.02.2023,2\n')).result)).toEqual([
      'Dates are read as “day.month.year”.',
    ]);
    expect(textsOf((await bench.loaded('d,n\n2023-02-01,1\n2023-02-13,2\n')).result)).toEqual([]);
    expect(
      textsOf((await bench.loaded('d,n\n31/12/2023 10:20:00,1\n13/02/2023 10:30:00,2\n')).result),
    ).toEqual(['Dates are read as “day/month/year”.']);
  });

  test('a delimiter set by hand that the file does not hold is the first suspect', async () => {
    const failure = await bench.failureOf('name,text\nAda,1\n;"c\n', { delimiter: ';' });
    expect(failure).toMatchObject({
      code: 'csv-delimiter-doubtful',
      hint: expect.stringContaining('“,”') as string,
    });
    expect(failure?.detail ?? '').not.toContain('strict_mode');
  });

  test('the advice of the engine does not reach the screen', async () => {
    const failure = await bench.failureOf('a,b\n1,2\n3,4,5\n', { strict: true });
    expect(failure).toMatchObject({ code: 'csv-row-too-wide' });
    expect(failure?.detail).not.toMatch(/Possible|null_padding/);
  });
});

describe('what is written is kept', () => {
  test('codes that begin with zeros and identifiers of many digits stay as they are written, and it is said', async () => {
    const csv =
      'zip,id,mixed,n\n00501,12345678901234567890,12345678901234567,0\n10115,98765432109876543210,0.5,0.5\n';
    const { result, page } = await bench.loaded(csv);
    expect(page.columns).toEqual({
      zip: ['00501', '10115'],
      id: ['12345678901234567890', '98765432109876543210'],
      mixed: ['12345678901234567', '0.5'],
      n: [0, 0.5],
    });
    expect(result.notices.map(({ text }) => text)).toEqual([
      'Columns “id”, “mixed” are kept as text: their integers have more digits than a number can hold.',
    ]);
  });

  test('words for yes that come thousands of rows below true and false keep the column as text', async () => {
    const rows = Array.from({ length: 12_000 }, (_, row) => (row % 2 === 0 ? 'true' : 'false'));
    const { result } = await bench.loaded(
      `n,b\n${[...rows, 'yes'].map((word, row) => `${row},${word}`).join('\n')}\n`,
    );
    expect(typesOf(result)).toEqual(['BIGINT', 'VARCHAR']);
  });

  test('a column of thousands of numbers with one code that begins with a zero stays text', async () => {
    const rows = Array.from({ length: 12_000 }, (_, row) => `${row + 1},x`);
    const { result } = await bench.loaded(`code,t\n${[...rows, '007,y'].join('\n')}\n`);
    expect(typesOf(result)).toEqual(['VARCHAR', 'VARCHAR']);
  });
});
