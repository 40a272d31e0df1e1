import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openLoadBench, type LoadBench } from '../../../../../headless/load-files';
import type { StepResult } from '../../../../engine/protocol';

let bench: LoadBench;
beforeAll(async () => {
  bench = await openLoadBench();
});
afterAll(() => bench.close());

const encodingOf = ({ frames }: StepResult): unknown => frames.dialect?.columns.encoding?.[0];
const bigEndian = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();
/** `n,t` and three rows with a word; its bytes by a function of the characters beyond ASCII. */
const inBytes = (bytes: Record<string, number[]>, words: readonly string[]): Buffer => {
  const lines = ['n,t', ...words.map((word, row) => `${row},${word}`)].join('\n');
  return Buffer.from([...lines].flatMap((char) => bytes[char] ?? [char.charCodeAt(0)]));
};

describe('UTF-16', () => {
  test.each([
    ['little-endian, marked', Buffer.from('\ufeffa,b\r\n1,é😀\r\n2,ü\r\n', 'utf16le'), 'utf-16'],
    ['big-endian, marked', bigEndian('\ufeffa,b\r\n1,é😀\r\n2,ü\r\n'), 'utf-16'],
    ['little-endian', Buffer.from('a,b\r\n1,é😀\r\n2,ü\r\n', 'utf16le'), 'utf-16le'],
    ['big-endian', bigEndian('a,b\r\n1,é😀\r\n2,ü\r\n'), 'utf-16be'],
  ])('%s, is seen and read', async (_, content, encoding) => {
    const { result, page } = await bench.loaded(content);
    expect(page.columns).toEqual({ a: [1, 2], b: ['é😀', 'ü'] });
    expect(encodingOf(result)).toBe(encoding);
  });
});

describe('other encodings', () => {
  test('a label of TextDecoder set by hand is taken', async () => {
    // “Привет” in KOI8-R and “日本” in Shift JIS.
    const koi8 = Buffer.from([0x6e, 0x2c, 0x74, 0x0a, 0x31, 0x2c, 0xf0, 0xd2, 0xc9, 0xd7, 0xc5, 0xd4, 0x0a]);
    expect((await bench.loaded(koi8, { encoding: 'koi8-r' })).page.columns.t).toEqual(['Привет']);
    const sjis = Buffer.from([0x6e, 0x2c, 0x74, 0x0a, 0x31, 0x2c, 0x93, 0xfa, 0x96, 0x7b, 0x0a]);
    expect((await bench.loaded(sjis, { encoding: 'shift_jis' })).page.columns.t).toEqual(['日本']);
  });

  test('Windows-1252 is guessed where a text is not UTF-8, and said', async () => {
    const words = ['café', 'naïve façade', 'Müller straße', 'élève', 'garçon – “quoted”'];
    const bytes = Object.fromEntries([...'éïçüßè'].map((char) => [char, [char.charCodeAt(0)]]));
    const content = inBytes({ ...bytes, '–': [0x96], '“': [0x93], '”': [0x94] }, words);
    const { result, page } = await bench.loaded(content);
    expect(page.columns.t).toEqual(words);
    expect(encodingOf(result)).toBe('windows-1252');
    expect(result.notices.map(({ code }) => code)).toContain('encoding-guessed');
  });

  test('a text that is not UTF-8 beyond its first MiB is looked at whole', async () => {
    const words = Array.from({ length: 50 }, () => 'déjà vu à côté, élève');
    const rows = Buffer.from(`n,t\n${'1,plain text that fills the head\n'.repeat(40_000)}`);
    const late = Buffer.from(words.map((word) => `2,"${word}"\n`).join(''), 'latin1');
    const { result } = await bench.loaded(Buffer.concat([rows, late]));
    expect(result.artifacts.table).toMatchObject({ rows: 40_050 });
    expect(encodingOf(result)).toBe('windows-1252');
    expect(result.frames.rejects?.rows).toBe(0);
  });

  test('one set by hand that no row is written in is named', async () => {
    const content = Buffer.from('name\nM\xfcller\nCarr\xe8re\n', 'latin1');
    expect(await bench.failureOf(content, { encoding: 'utf-8' })).toMatchObject({
      code: 'csv-wrong-encoding',
    });
  });

  test('characters that an encoding does not have are counted', async () => {
    const content = Buffer.from([0x6e, 0x2c, 0x74, 0x0a, 0x31, 0x2c, 0x82, 0x20, 0x0a]);
    const { result } = await bench.loaded(content, { encoding: 'shift_jis' });
    expect(result.notices.map(({ code }) => code)).toEqual(['characters-unreadable']);
  });

  test('in a gzip file of several members, all are read', async () => {
    const parts = [Buffer.from('n,t\n1,caf\xe9\n', 'latin1'), Buffer.from('2,\xe9l\xe8ve\n', 'latin1')];
    const content = Buffer.concat(parts.map((part) => gzipSync(part)));
    const { page } = await bench.loaded(content, { encoding: 'windows-1252' });
    expect(page.columns.t).toEqual(['café', 'élève']);
  });

  test('in a gzip file that is damaged, it is named', async () => {
    const content = gzipSync(Buffer.from(`n,t\n${'1,caf\xe9\n'.repeat(5000)}`, 'latin1'));
    content[content.length - 6]! ^= 0xff;
    expect(await bench.failureOf(content, { encoding: 'windows-1252' })).toMatchObject({
      code: 'gzip-damaged',
    });
  });
});
