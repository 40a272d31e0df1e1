import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { checkGzip, inflateGzip } from './gzip';

const silent = (): void => undefined;
const text = Array.from({ length: 200_000 }, (_, row) => `${row},${Math.sqrt(row)}\n`).join('');
const whole = Uint8Array.from(gzipSync(text));
const run = async (bytes: Uint8Array): Promise<number> =>
  checkGzip.run({ file: new Blob([Uint8Array.from(bytes)]), name: 'data.csv.gz' }, silent);

test('a whole file passes, with as many bytes as its text has', async () => {
  expect(await run(whole)).toBe(text.length);
});

test('a file that is cut off anywhere, changed or of another checksum does not', async () => {
  const changed = whole.slice();
  changed[whole.length >> 1] = (changed[whole.length >> 1] ?? 0) ^ 16;
  const checksum = whole.slice();
  checksum[whole.length - 8] = (checksum[whole.length - 8] ?? 0) ^ 1;
  for (const bytes of [
    whole.slice(0, whole.length >> 1),
    whole.slice(0, -1),
    whole.slice(0, -8),
    changed,
    checksum,
  ]) {
    await expect(run(bytes)).rejects.toThrow('“data.csv.gz” could not be unpacked to its end');
  }
});

/** Streams of browsers inflate one member and take what follows for junk; those of Node go on. */
class OneMember extends TransformStream<Uint8Array, Uint8Array> {
  constructor() {
    let given = 0;
    const first = gzipSync('a,b\n1,2\n');
    super({
      transform(bytes, controller) {
        if (given === 0 && bytes.length > first.length) throw new TypeError('Junk found after the end.');
        given += bytes.length;
        controller.enqueue(new TextEncoder().encode(bytes.length === first.length ? 'a,b\n1,2\n' : '3,4\n'));
      },
    });
  }
}

test('several members are inflated one after the other where streams stop behind the first', async () => {
  const members = new Blob([Uint8Array.from(gzipSync('a,b\n1,2\n')), Uint8Array.from(gzipSync('3,4\n'))]);
  const read = async (): Promise<string> => {
    let all = '';
    for await (const piece of inflateGzip(members)) all += new TextDecoder().decode(piece);
    return all;
  };
  expect(await read()).toBe('a,b\n1,2\n3,4\n');
  const own = globalThis.DecompressionStream;
  globalThis.DecompressionStream = OneMember as unknown as typeof DecompressionStream;
  try {
    expect(await read()).toBe('a,b\n1,2\n3,4\n');
  } finally {
    globalThis.DecompressionStream = own;
  }
});
