import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Kernels } from '../../core/run-context';
import { sumFarthestAcross } from './across';
import { farthestByAllPairs, nearByAllPairs } from './brute-force';
import { findNearIn, gather } from './find-near-in';

/** Kernels in this thread, on clones of what they are given. */
const kernels: Kernels = {
  call: async (kernel, input, transfer = []) =>
    kernel.run(structuredClone(input, { transfer: [...transfer] }), () => undefined),
};

/** Whole numbers, so that there are equal rows and equal distances, and a code that counts as a number 0 or 1 does. */
const rows = fc.array(
  fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 1 })),
  {
    minLength: 4,
    maxLength: 40,
  },
);

function spaceOf(all: readonly (readonly [number, number, number])[]) {
  return {
    points: Float64Array.from(all.flatMap(([a, b]) => [a, b])),
    codes: Int32Array.from(all.map(([, , code]) => code)),
    ...{ features: 2, codeColumns: 1, mismatch: 1 },
  };
}

test('finds what looking at every pair finds, whoever asks among whom, with a graph or without', async () => {
  const asked = rows.chain((all) => {
    const numbers = all.map((_, row) => row);
    const some = fc.shuffledSubarray(numbers, { minLength: 3 });
    return fc.tuple(
      fc.constant(all),
      fc.subarray(numbers, { minLength: 1 }),
      some,
      fc.integer({ min: 1, max: 9 }),
    );
  });
  await fc.assert(
    fc.asyncProperty(asked, async ([all, queries, among, wanted]) => {
      const k = Math.min(wanted, among.length - 1);
      const brute = nearByAllPairs(all);
      const direct = findNearIn(kernels, spaceOf(all));
      const found = await direct(Int32Array.from(queries), Int32Array.from(among), k);
      expect(found).toEqual(await brute(Int32Array.from(queries), Int32Array.from(among), k));
      const ascending = Int32Array.from(among).sort();
      const everyone = Int32Array.from(all, (_, row) => row);
      const graph = async (size: number) => ({ ...(await brute(everyone, everyone, size)), k: size });
      const leaning = findNearIn(kernels, spaceOf(all), { graph });
      expect(await leaning(Int32Array.from(queries), ascending, k)).toEqual(
        await brute(Int32Array.from(queries), ascending, k),
      );
    }),
    { seed: 11, numRuns: 150 },
  );
});

test('sums the distances to the farthest rows', async () => {
  const x = Array.from({ length: 30 }, (_, i): [number, number, number] => [
    Math.sin(i) * 9,
    Math.cos(i * i) * 5,
    i % 2,
  ]);
  const [queries, among] = [Int32Array.of(3, 1, 29), Int32Array.from({ length: 12 }, (_, i) => 2 * i)];
  const wanted = await farthestByAllPairs(x)(queries, among, 4);
  const found = await sumFarthestAcross(kernels, gather(spaceOf(x), queries), gather(spaceOf(x), among), 4);
  found.forEach((sum, i) => expect(sum).toBeCloseTo(wanted[i]!, 10));
});

test('numbers whose squares leave the range of doubles keep their order', async () => {
  const points = Float64Array.of(1e300, 2e300, 4e300, 9e300);
  const near = findNearIn(kernels, {
    points,
    codes: new Int32Array(),
    features: 1,
    codeColumns: 0,
    mismatch: 1,
  });
  const found = await near(Int32Array.of(3), Int32Array.of(0, 1, 2), 2);
  expect([...found.rows]).toEqual([2, 1]);
});
