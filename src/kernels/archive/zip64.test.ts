import { inflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { joinBytes } from '../columnar/arrow-message';
import { crcOf } from './crc32';
import { zipFile, type ZipEntry } from './write-zip';
import { memberLine, zipEnd } from './zip-records';
import { readDirectory } from './zip-directory';
import { listZip, readEntries } from './zip-list';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

async function written(entries: Parameters<typeof zipFile>[0]): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  for await (const part of zipFile(entries)) parts.push(part);
  return new Uint8Array(joinBytes(parts));
}

function* members(count: number): Generator<ZipEntry> {
  for (let at = 0; at < count; at++) {
    const content = bytesOf(`image ${at}`);
    // Some are packed: their sizes stand behind them.
    const path = `${at % 10}/größe ${at}.png`;
    yield at % 7000 === 0 ? { path, content: [content] } : { path, content, crc: crcOf(content) };
  }
}

describe('an archive of more members than 16 bits count', { timeout: 60_000 }, () => {
  test.each([65_534, 65_535, 70_000])('lists every one of %d, each where it is', async (count) => {
    const whole = await written(members(count));
    const listed = await listZip(new Blob([whole]), 'many.zip');
    expect(listed).toHaveLength(count);
    const view = new DataView(whole.buffer);
    for (const at of [0, 1, 7000, 63_000, count - 2, count - 1]) {
      const { path, offset, packed, method, bytes } = listed[at]!;
      expect(path).toBe(`${at % 10}/größe ${at}.png`);
      const start = offset + 30 + view.getUint16(offset + 26, true);
      const content = whole.subarray(start, start + packed);
      const unpacked = method === 8 ? inflateRawSync(content) : content;
      expect(new TextDecoder().decode(unpacked)).toBe(`image ${at}`);
      expect(bytes).toBe(unpacked.length);
    }
    expect(await readDirectory(new Blob([whole]))).toHaveLength(count);
    // A reader that knows no zip64 finds the count of few, and of many that it is elsewhere.
    expect(view.getUint16(whole.length - 12, true)).toBe(Math.min(count, 0xffff));
    expect(view.getUint32(whole.length - 42, true) === 0x07064b50).toBe(count >= 0xffff);
  });
});

test('is read by another reader too', async () => {
  const whole = new Blob([await written(members(65_535))]);
  const entries = await readEntries(whole, 'many.zip');
  expect(entries.map((entry) => [entry.filename, entry.offset])).toEqual(
    (await listZip(whole, 'many.zip')).map((member) => [member.path, member.offset]),
  );
}, 60_000);

test('of a member beyond 4 GB and of a list there, places have 64 bits', () => {
  // Numbers by hand, after section 4.3.12 and 4.5.3 of PKWARE's APPNOTE 6.3.10.
  const far = 5 * 2 ** 32 + 7;
  const name = bytesOf('a.png');
  const line = memberLine({ name, flags: 0x800, method: 0, crc: 1, packed: 2, bytes: 2, offset: far });
  const view = new DataView(line.buffer);
  expect(line).toHaveLength(46 + 5 + 12);
  expect([view.getUint16(6, true), view.getUint16(30, true), view.getUint32(42, true)]).toEqual([
    45, 12, 0xffff_ffff,
  ]);
  expect([view.getUint16(51, true), view.getUint16(53, true), view.getBigUint64(55, true)]).toEqual([
    1,
    8,
    BigInt(far),
  ]);
  const end = new DataView(zipEnd(1, line.length, far).buffer);
  expect(end.getUint32(0, true)).toBe(0x06064b50);
  expect(end.getBigUint64(4, true)).toBe(44n);
  expect([24, 32, 40, 48].map((at) => end.getBigUint64(at, true))).toEqual(
    [1, 1, line.length, far].map(BigInt),
  );
  expect(end.getUint32(56, true)).toBe(0x07064b50);
  expect([end.getBigUint64(64, true), end.getUint32(72, true)]).toEqual([BigInt(far + line.length), 1]);
  expect(end.getUint32(76, true)).toBe(0x06054b50);
  expect([end.getUint16(84, true), end.getUint32(88, true), end.getUint32(92, true)]).toEqual([
    1,
    line.length,
    0xffff_ffff,
  ]);
});

test('a list that is not where it says, or has names of another encoding, is left to the library', async () => {
  const whole = await written([{ path: 'größe.txt', content: bytesOf('one'), crc: crcOf(bytesOf('one')) }]);
  const before = new Uint8Array(joinBytes([bytesOf('some bytes before'), whole]));
  expect(await readDirectory(new Blob([before]))).toBeNull();
  const line = whole.length - 22 - 46 - 11;
  const plain = whole.slice();
  new DataView(plain.buffer).setUint16(line + 8, 0, true);
  expect(await readDirectory(new Blob([plain]))).toBeNull();
  expect((await listZip(new Blob([plain]), 'plain.zip')).map(({ path }) => path)).toEqual(['größe.txt']);
  expect(await readDirectory(new Blob([whole.subarray(0, -1)]))).toBeNull();
  expect(await readDirectory(new Blob([whole]))).toMatchObject([
    { path: 'größe.txt', bytes: 3, packed: 3, method: 0, offset: 0, isFolder: false, isEncrypted: false },
  ]);
});
