import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openLoadBench, type LoadBench } from '../../../../headless/load-files';

let bench: LoadBench;
beforeAll(async () => {
  bench = await openLoadBench();
});
afterAll(() => bench.close());

describe('dialect', () => {
  test.each([
    ['comma', 'a,b\n1,x\n2,y\n', ','],
    ['semicolon', 'a;b\n1;x\n2;y\n', ';'],
    ['tab', 'a\tb\n1\tx\n2\ty\n', '\t'],
    ['bar', 'a|b\n1|x\n2|y\n', '|'],
    ['comma and space', 'a, b\n1, x\n2, y\n', ', '],
    ['Windows line ends', 'a,b\r\n1,x\r\n2,y\r\n', ','],
    ['old Mac line ends', 'a,b\r1,x\r2,y\r', ','],
    ['semicolon, with commas in the prose,', 'a;b\n1;x, y\n2;z, w\n', ';', ['x, y', 'z, w']],
    ['tab, with commas in the prose,', 'a\tb\n1\tx, y\n2\tz, w\n', '\t', ['x, y', 'z, w']],
    ['a byte-order mark', '\ufeffa,b\n1,x\n2,y\n', ','],
  ])('%s is found out', async (_, content, delimiter, texts = ['x', 'y']) => {
    const { result, page } = await bench.loaded(content);
    expect(result.frames.dialect?.columns.delimiter).toEqual([delimiter]);
    expect(page.columns).toEqual({ a: [1, 2], b: texts });
  });

  test('a single column needs no delimiter, whatever is asked', async () => {
    const { page } = await bench.loaded('n\n1\n2\n', { delimiter: ';' });
    expect(page.columns).toEqual({ n: [1, 2] });
  });

  test('without a header line columns are numbered, when said so or seen', async () => {
    expect(Object.keys((await bench.loaded('1,x\n2,y\n')).page.columns)).toEqual(['column0', 'column1']);
    expect((await bench.loaded('p,q\nr,s\n', { header: 'no' })).page.rows).toBe(2);
  });

  test('quotes that first occur after the sample are still quotes', async () => {
    const plain = Array.from({ length: 30_000 }, (_, row) => `${row},x`).join('\n');
    const { result } = await bench.loaded(`n,t\n${plain}\n30000,"a,b"\n`);
    expect(result.artifacts.table).toMatchObject({ rows: 30_001 });
  });

  test('lines above the table are left out and said', async () => {
    const { result, page } = await bench.loaded(`Report of May\n\na,b,c\n${'1,2,x\n'.repeat(20)}`);
    expect(page.columns.a?.[0]).toBe(1);
    expect(result.notices.map((notice) => notice.code)).toEqual(['lines-skipped']);
  });

  test.each([
    ['utf-16 with a mark', 'auto', Buffer.from('\ufeffa,b\n1,é\n2,ü\n', 'utf16le'), 'utf-16'],
    ['latin-1 when said so', 'latin-1', Buffer.from('a,b\n1,é\n2,ü\n', 'latin1'), 'latin-1'],
  ])('%s is read', async (_, encoding, content, found) => {
    const { result, page } = await bench.loaded(content, { encoding });
    expect(page.columns.b).toEqual(['é', 'ü']);
    expect(result.frames.dialect?.columns.encoding).toEqual([found]);
  });

  test('a gzip file is read, whatever its name ends in', async () => {
    for (const name of ['data.csv.gz', 'data.csv']) {
      const { page } = await bench.loaded(gzipSync('a,b\n1,x\n'), {}, name);
      expect(page.columns).toEqual({ a: [1], b: ['x'] });
    }
  });
});
