import { describe, expect, test } from 'vitest';
import { inputOf, openSeeds } from './input';
import { drawsOf, mutated } from './mutate';
import { READERS } from './seed';

const text = new TextEncoder().encode('a,b\n1,x\n2,"y"\n'.repeat(30));

describe('what is changed', () => {
  test('is the same for the same seed and number, and something else for others', () => {
    const of = (seed: number, number: number): string =>
      Buffer.from(mutated(text, drawsOf(seed, number))).toString('hex');
    expect(of(1, 7)).toBe(of(1, 7));
    expect(new Set(Array.from({ length: 50 }, (_, number) => of(1, number))).size).toBeGreaterThan(45);
    expect(of(2, 7)).not.toBe(of(1, 7));
  });

  test('leaves the file it is made from alone, and stays within reason', () => {
    const before = text.slice();
    for (let number = 0; number < 500; number++) {
      expect(mutated(text, drawsOf(3, number)).length).toBeLessThan(text.length * 20 + 20_000);
    }
    expect(text).toEqual(before);
    expect(mutated(new Uint8Array(), drawsOf(1, 1))).toHaveLength(0);
  });
});

test('every reader has its turn, each input made again by its number alone', async () => {
  const seeds = await openSeeds(false);
  const readers = new Set<string>();
  for (let number = 0; number < READERS.length; number++) {
    const input = await inputOf(seeds, 5, number);
    expect(await inputOf(seeds, 5, number)).toEqual(input);
    readers.add(input.reader);
  }
  expect(readers.size).toBe(READERS.length);
}, 60_000);
