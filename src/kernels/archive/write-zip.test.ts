import { inflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { joinBytes } from '../columnar/arrow-message';
import { Crc32, crcOf } from './crc32';
import { zipFile } from './write-zip';
import { readEntries } from './zip-list';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
async function written(entries: Parameters<typeof zipFile>[0]): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const part of zipFile(entries)) parts.push(part);
  return joinBytes(parts);
}

test('the check sum is the published one, in whatever parts the bytes come', () => {
  // Check value of CRC-32/ISO-HDLC, and one of a longer text computed with Python's zlib.crc32.
  const texts = [
    ['123456789', 0xcbf43926],
    ['The quick brown fox jumps over the lazy dog', 0x414fa339],
  ] as const;
  for (const [text, value] of texts) {
    const bytes = bytesOf(text);
    for (let cut = 0; cut <= bytes.length; cut++) {
      const sum = new Crc32();
      sum.add(bytes.subarray(0, cut));
      sum.add(bytes.subarray(cut));
      expect(sum.value).toBe(value);
    }
  }
});

describe('an archive', () => {
  test('gives back what was put in, under names of any script', async () => {
    const entries = [
      { path: 'a.txt', content: [bytesOf('one '), bytesOf('two')] },
      { path: 'data/größe 大.csv', content: [bytesOf('a,b\n'.repeat(10_000))] },
      { path: 'empty', content: [] },
    ];
    const file = new Blob([new Uint8Array(await written(entries))]);
    const read = await readEntries(file, 'a.zip');
    expect(read.map((entry) => [entry.filename, entry.uncompressedSize])).toEqual([
      ['a.txt', 7],
      ['data/größe 大.csv', 40_000],
      ['empty', 0],
    ]);
    for (const [index, { content }] of entries.entries()) {
      const parts: Uint8Array[] = [];
      const target = new WritableStream<Uint8Array>({ write: (part) => void parts.push(part) });
      await read[index]?.getData?.(target, { checkSignature: true, useWebWorkers: false });
      const bytes = joinBytes(parts);
      expect(bytes).toEqual(joinBytes(content));
    }
  });

  test('keeps bytes that are at hand as they are', async () => {
    const content = bytesOf('a'.repeat(1000));
    const whole = await written([
      { path: 'a', content, crc: crcOf(content) },
      { path: 'b', content: [content] },
    ]);
    // A head of 30 bytes, the name, the content.
    expect(whole.subarray(31, 1031)).toEqual(content);
    const read = await readEntries(new Blob([new Uint8Array(whole)]), 'a.zip');
    expect(read.map((entry) => entry.compressedSize < 100)).toEqual([false, true]);
    const parts: Uint8Array[] = [];
    const target = new WritableStream<Uint8Array>({ write: (part) => void parts.push(part) });
    await read[0]?.getData?.(target, { checkSignature: true, useWebWorkers: false });
    expect(joinBytes(parts)).toEqual(content);
  });

  test('is the same for the same content, and of no use to nobody: what feeds it is ended', async () => {
    const entries = [{ path: 'a', content: [bytesOf('x'.repeat(1000))] }];
    const whole = await written(entries);
    expect(await written(entries)).toEqual(whole);
    expect(inflateRawSync(whole.subarray(31), { finishFlush: 2 }).length).toBe(1000);
    let given = 0;
    const endless = function* (): Generator<Uint8Array> {
      for (; given < 1e6; given++) yield Uint8Array.from({ length: 1 << 16 }, (_, i) => (i * given) % 251);
    };
    for await (const part of zipFile([{ path: 'a', content: endless() }])) if (part.length > 1000) break;
    expect(given).toBeLessThan(100);
  });

  test('passes on the failure of what it is fed by', async () => {
    const failing = function* (): Generator<Uint8Array> {
      yield bytesOf('a');
      throw new Error('gone');
    };
    await expect(written([{ path: 'a', content: failing() }])).rejects.toThrow('gone');
  });
});
