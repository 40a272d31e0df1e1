import { expect, test, beforeAll, afterAll } from 'vitest';
import { openColumnarBench, type ColumnarBench } from '../../../../headless/columnar-bench';
import { arrowFileOf, arrowStreamOf, parquetOf, sampleTable } from '../../../../headless/columnar-files';

let bench: ColumnarBench;
beforeAll(async () => {
  bench = await openColumnarBench();
});
afterAll(() => bench.close());

const MUTATIONS = 200;

/** Numbers from 0 up to 2^32, the same for the same seed (xorshift, Marsaglia 2003). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}

/** One to four bytes of a copy are other ones; half of them stand near the end, where the structure of files is. */
function mutated(bytes: Uint8Array, seed: number): Uint8Array {
  const next = random(seed);
  const copy = bytes.slice();
  for (let count = 1 + (next() % 4); count > 0; count--) {
    const reach = next() % 2 === 0 ? copy.length : Math.min(copy.length, 600);
    copy[copy.length - 1 - (next() % reach)] = next() & 255;
  }
  return copy;
}

/** What a user may be told; anything else is a fault of ours. */
const NAMED =
  /^(columnar-(truncated|damaged|not|checksum|unsupported|gave-up|group-too-large|no-columns)|parquet-encrypted|file-(of-other-step|format-not-read))$/;

test.each([
  ['Parquet', parquetOf],
  ['Arrow file', arrowFileOf],
  ['Arrow stream', arrowStreamOf],
] as const)(
  '%s with flipped bytes becomes a table or a named failure, and the engine lives',
  async (format, bytesOf) => {
    const bytes = bytesOf(sampleTable(50));
    const wrong: string[] = [];
    let failures = 0;
    for (let seed = 1; seed <= MUTATIONS; seed++) {
      const outcome = await bench.run(await bench.write(mutated(bytes, seed * 7919)));
      if (outcome.ok) continue;
      failures += 1;
      const { code, message, detail = '' } = outcome.failure;
      if (!NAMED.test(code))
        wrong.push(`${format}, seed ${seed}: ${code}: ${message} ${detail}`.slice(0, 300));
    }
    expect(wrong).toEqual([]);
    expect(failures).toBeGreaterThan(20);
    const { result } = await bench.loaded(await bench.write(bytes));
    expect(result.artifacts.table).toMatchObject({ rows: 50 });
  },
  240_000,
);
