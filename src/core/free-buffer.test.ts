import { expect, test } from 'vitest';
import { freeBuffer } from './free-buffer';

test('a buffer that is freed is empty, and so are its views', () => {
  const bytes = new Uint8Array(1000);
  const view = bytes.subarray(10, 20);
  freeBuffer(bytes.buffer);
  expect([bytes.length, view.length, bytes.buffer.byteLength]).toEqual([0, 0, 0]);
  // Twice is as once.
  freeBuffer(bytes.buffer);
  expect(bytes.buffer.byteLength).toBe(0);
});

test('what others hold stays as it is', () => {
  const { buffer } = new WebAssembly.Memory({ initial: 1 });
  const shared = new SharedArrayBuffer(8);
  const pooled = Buffer.from('kept');
  for (const one of [buffer, shared, pooled.buffer]) freeBuffer(one);
  expect([buffer.byteLength, shared.byteLength, pooled.toString()]).toEqual([65_536, 8, 'kept']);
});
