import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openLoadBench, type LoadBench } from '../../../../headless/load-files';

let bench: LoadBench;
beforeAll(async () => void (bench = await openLoadBench()));
afterAll(() => bench.close());

describe('line ends of several kinds in one file', () => {
  const ENDS = ['\n', '\r\n', '\r'];
  const mixes = ENDS.flatMap((one) => ENDS.flatMap((two) => ENDS.map((three) => [one, two, three] as const)));

  test.each(mixes)('lose no character: %j, %j, %j', async (one, two, three) => {
    const { page, result } = await bench.loaded(`a,b${one}7,x${two}23,"y\nz"${three}4,w\n`);
    expect(page.columns).toEqual({ a: [7, 23, 4], b: ['x', 'y\nz', 'w'] });
    expect(result.frames.rejects?.rows).toBe(0);
    expect(result.notices).toEqual([]);
  });
});

test('a quote that is not closed is noticed where lines end alike, with line feeds within values', async () => {
  const { page, result } = await bench.loaded('a,b\r\n1,"x\ny"\r\n2,"z\r\n');
  expect(page.columns.b).toEqual(['x\ny']);
  expect(result.frames.rejects?.rows).toBe(1);
});

describe('a first line that names the delimiter', () => {
  test.each([
    ['sep=;\na;b;c\n1;2,5;3\n4;5;6\n', [1, 4]],
    ['"sep=;"\r\na;b;c\r\n1;2,5;3\r\n', [1]],
    ['\ufeffSEP=|\na|b|c\n1|2,5|3\n', [1]],
  ])('is believed and left out, and it is said: %j', async (text, a) => {
    const { page, result } = await bench.loaded(text);
    expect(Object.keys(page.columns)).toEqual(['a', 'b', 'c']);
    expect(page.columns.a).toEqual(a);
    expect(result.notices.map(({ code }) => code)).toContain('lines-skipped');
  });

  test('says nothing where the reader has set how the file is read', async () => {
    const { page } = await bench.loaded('sep=;\n1;2\n', { header: 'no', skip: 0, delimiter: ';' });
    expect(page.columns).toEqual({ column0: ['sep=', '1'], column1: [null, 2] });
  });
});

describe('a text that is nearly one', () => {
  test('with NUL bytes names the line and says what to do', async () => {
    expect(await bench.failureOf('id,name\n1,an\0n\n')).toMatchObject({
      code: 'file-nul-bytes',
      message: 'Line 2 of “data.csv” holds a NUL byte, which no text has.',
    });
    expect(await bench.failureOf(`id,name\n1,ann\n${'\0'.repeat(4096)}`)).toMatchObject({
      code: 'file-nul-bytes',
    });
    const binary = Uint8Array.from({ length: 300 }, (_, at) => at % 7);
    expect(await bench.failureOf(binary)).toMatchObject({ code: 'file-not-text' });
  });

  test('and is followed by what is no gzip is not taken for one without a delimiter', async () => {
    const padded = Buffer.concat([gzipSync('a,b\n1,2\n'), Buffer.alloc(512)]);
    const outcome = await bench.engine.run(await bench.requestFor(padded, {}, 'data.csv.gz'));
    expect(outcome).toMatchObject({ ok: false, failure: { code: 'gzip-padded' } });
  });

  test('that is a web page is named, not read as a table of one column', async () => {
    const page = '\n<!DOCTYPE html>\n<html>\n<body>\n<p>Sign in</p>\n</body>\n</html>\n';
    expect(await bench.failureOf(page)).toMatchObject({ code: 'file-format-not-read' });
    const { page: rows } = await bench.loaded('<a>,<b>\n1,2\n');
    expect(Object.keys(rows.columns)).toEqual(['<a>', '<b>']);
  });

  test('put together of several files says where an invisible mark stands', async () => {
    const { result } = await bench.loaded('\ufeffid,name\n1,ann\n\ufeff3,carl\n');
    expect(result.notices).toMatchObject([{ code: 'mark-within' }]);
    expect(result.notices[0]?.text).toMatch(/^Line 3 of “data.csv” holds a byte-order mark/);
    expect((await bench.loaded('\ufeffid\n1\n')).result.notices).toEqual([]);
  });
});

describe('values that a type would change', () => {
  test('times finer than a microsecond stay text, and it is said; zeros are no parts of one', async () => {
    const { page, result } = await bench.loaded(
      't,u,v\n2024-06-01 12:00:00.123456789,2024-06-01 12:00:00.123456000,1\n2024-06-01 12:00:00,2024-06-01 12:00:00,2\n',
    );
    expect(page.columns.t).toEqual(['2024-06-01 12:00:00.123456789', '2024-06-01 12:00:00']);
    expect(page.columns.u?.[0]).toBe('2024-06-01T12:00:00.123456');
    expect(result.notices.map(({ text }) => text)).toEqual([
      'Column “t” is kept as text: its times are finer than a microsecond.',
    ]);
    const forced = await bench.loaded('t\n2024-06-01 12:00:00.123456789\n', { types: { t: 'timestamp' } });
    expect(forced.page.columns.t).toEqual(['2024-06-01T12:00:00.123456']);
  });

  test('times that name a zone are in UTC, and it is said', async () => {
    const { page, result } = await bench.loaded('t\n2024-01-01T10:00:00Z\n2024-01-01T10:00:00+02:00\n');
    expect(page.columns.t).toEqual(['2024-01-01T10:00:00', '2024-01-01T08:00:00']);
    expect(result.notices).toMatchObject([{ code: 'columns-utc' }]);
  });

  test('telephone numbers are no numbers with spaces between thousands; decimal commas may have powers', async () => {
    const { result } = await bench.loaded('a;b\n+49 170 123;1,5e3\n+49 170 124;2,5e-3\n');
    expect(result.frames.number_suggestions?.columns.column).toEqual(['b']);
    const { page } = await bench.loaded('a;b\nx;1,5e3\ny;2,5e-3\n', { decimal: ',' });
    expect(page.columns.b).toEqual([1500, 0.0025]);
  });
});

describe('a header of years', () => {
  test.each([
    ['country,2019,2020,2021\nA,1,2,3\nB,4,5,6\n', ['country', '2019', '2020', '2021']],
    [
      '"Name","Code","1960","1970","1980",\n"Aruba","ABW",1.5,,3,\n"Chad","TCD",4,5,6,\n',
      ['Name', 'Code', '1960', '1970', '1980', 'column5'],
    ],
    ['a,2019,2020\nb,1,2\n', ['column0', 'column1', 'column2']],
    ['a,2019,2021,2022\nb,1,2,3\n', ['column0', 'column1', 'column2', 'column3']],
    ['2019,2020,2021\n1,2,3\n', ['column0', 'column1', 'column2']],
  ])('%j', async (text, names) => {
    const { result } = await bench.loaded(text);
    expect(result.frames.columns?.columns.column).toEqual(names);
  });
});
