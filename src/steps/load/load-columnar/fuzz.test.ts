import { expect, test, beforeAll, afterAll } from 'vitest';
import { openColumnarBench, type ColumnarBench } from '../../../../headless/columnar-bench';
import { arrowFileOf, arrowStreamOf, parquetOf, sampleTable } from '../../../../headless/columnar-files';
import { drawsOf, mutated } from '../../../../headless/fuzz/mutate';

let bench: ColumnarBench;
beforeAll(async () => {
  bench = await openColumnarBench();
});
afterAll(() => bench.close());

const MUTATIONS = 60;

/** What a user may be told; anything else is a fault of ours. */
const NAMED =
  /^(columnar-(truncated|damaged|not|checksum|unsupported|gave-up|group-too-large|no-columns)|parquet-encrypted|file-(of-other-step|format-not-read))$/;

test.each([
  ['Parquet', parquetOf],
  ['Arrow file', arrowFileOf],
  ['Arrow stream', arrowStreamOf],
] as const)(
  '%s with something wrong becomes a table or a named failure, and the engine lives',
  async (format, bytesOf) => {
    const bytes = bytesOf(sampleTable(50));
    const wrong: string[] = [];
    let failures = 0;
    for (let number = 0; number < MUTATIONS; number++) {
      const outcome = await bench.run(await bench.write(mutated(bytes, drawsOf(1, number))));
      if (outcome.ok) continue;
      failures += 1;
      const { code, message, detail = '' } = outcome.failure;
      if (!NAMED.test(code))
        wrong.push(`${format}, number ${number}: ${code}: ${message} ${detail}`.slice(0, 300));
    }
    expect(wrong).toEqual([]);
    expect(failures).toBeGreaterThan(6);
    const { result } = await bench.loaded(await bench.write(bytes));
    expect(result.artifacts.table).toMatchObject({ rows: 50 });
  },
  240_000,
);
