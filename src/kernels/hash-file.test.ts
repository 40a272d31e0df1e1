import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { hashFile } from './hash-file';

const bytes = Uint8Array.from({ length: 10 << 20 }, (_, index) => (index * 2654435761) >>> 24);
const expected = createHash('sha256').update(bytes).digest('hex');

/** A file that counts the bytes read of it. */
function countingFile() {
  const blob = new Blob([bytes]);
  const file = {
    size: blob.size,
    read: 0,
    slice: (start: number, end: number) => {
      file.read += end - start;
      return blob.slice(start, end);
    },
  };
  return file;
}

/** A tap that has brought these stretches already. */
function tapped(...stretches: readonly (readonly [number, number])[]) {
  let send: ((event: never) => void) | null = null;
  return {
    set onmessage(listener: typeof send) {
      send = listener;
      for (const [start, end] of stretches) {
        send?.({ data: { start, bytes: bytes.slice(start, end).buffer } } as never);
      }
    },
    get onmessage() {
      return send;
    },
    closed: false,
    close() {
      this.closed = true;
    },
  };
}

const hash = async (tap?: ReturnType<typeof tapped>) => {
  const file = countingFile();
  const sha256 = await hashFile.run({ file, tap }, () => undefined);
  return { sha256, read: file.read };
};

test('a file is read by itself where there is no tap', async () => {
  expect(await hash()).toEqual({ sha256: expected, read: bytes.length });
});

test('what a tap brings is not read again, twice or overlapping as it may be', async () => {
  const tap = tapped([0, 5 << 20], [0, 1 << 20], [4 << 20, 8 << 20], [8 << 20, 10 << 20]);
  expect(await hash(tap)).toEqual({ sha256: expected, read: 0 });
  expect(tap.closed).toBe(true);
});

test('what a tap leaves out is read', async () => {
  expect((await hash(tapped())).sha256).toBe(expected);
  expect(await hash(tapped([0, 2 << 20], [6 << 20, 10 << 20]))).toEqual({
    sha256: expected,
    read: 4 << 20,
  });
});
