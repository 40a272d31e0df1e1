import { inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { deflateRuns } from './deflate-runs';
import { codeLengths } from './huffman';

/** Unpacked by zlib itself, which checks the sum too. */
const unpacked = (pieces: readonly Uint8Array[]): Buffer =>
  inflateSync(Buffer.concat([...deflateRuns(pieces)]));

const runs = fc
  .array(fc.tuple(fc.nat(255), fc.integer({ min: 1, max: 700 })), { maxLength: 12 })
  .map((all) => Uint8Array.from(all.flatMap(([byte, length]) => Array<number>(length).fill(byte))));

it('packs what zlib unpacks: any bytes, any runs, any pieces', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(runs, fc.uint8Array({ maxLength: 2000 })), { maxLength: 5 }), (pieces) => {
      expect(unpacked(pieces).equals(Buffer.concat(pieces))).toBe(true);
    }),
  );
});

it('makes codes of 15 bits at most, also where one byte is rarer than the other by far', () => {
  // Counts as of Fibonacci's rabbits make the deepest of trees: without a limit, of 22 bits.
  const counts = [1, 1];
  while (counts.length < 24) counts.push(counts.at(-1)! + counts.at(-2)!);
  const piece = Uint8Array.from(counts.flatMap((count, byte) => Array<number>(count).fill(byte)));
  // Each beside another, so that there are no runs.
  const order = Uint8Array.from(piece, (_, at) => piece[(at * 48_271) % piece.length]!);
  expect(unpacked([order]).equals(Buffer.from(order))).toBe(true);
  const lengths = [...codeLengths(Uint32Array.from(counts), 15)];
  expect(Math.max(...lengths)).toBeLessThanOrEqual(15);
  // The code is complete: no bits are left over.
  expect(lengths.reduce((sum, length) => sum + 2 ** -length, 0)).toBe(1);
});

it('packs a run of 258 into some bits', () => {
  const packed = Buffer.concat([...deflateRuns([new Uint8Array(258_000)])]);
  expect(packed.length).toBeLessThan(300);
});
