import { afterAll, beforeAll, expect, test } from 'vitest';
import { nodeWorld } from '../../headless/node-world';
import { openDuckdb, type Duckdb } from './open';

let duckdb: Duckdb;

beforeAll(async () => {
  const nowhere = new URL('file:///');
  duckdb = await openDuckdb(nodeWorld({ kernelScript: nowhere, samples: nowhere }).duckdb);
  await duckdb.main.query(
    `CREATE TABLE compressed.main.t AS SELECT range AS i, (hash(range) % 100000)::VARCHAR AS x FROM range(200000)`,
  );
});
afterAll(() => duckdb.terminate());

/** Asks on one connection without a pause until `work` is done; how often. */
async function askedDuring(work: () => Promise<void>): Promise<number> {
  let [asked, isOpen] = [0, true];
  const asking = (async () => {
    while (isOpen) {
      await duckdb.patient.query('SELECT count(DISTINCT x), count(DISTINCT i) FROM compressed.main.t');
      asked += 1;
    }
  })();
  try {
    await work();
  } finally {
    isOpen = false;
    await asking;
  }
  return asked;
}

// Beside another statement it is refused, or it waits for ever.
test('a checkpoint goes through, however busy the other connections are', { timeout: 60_000 }, async () => {
  const { main } = duckdb;
  const asked = await askedDuring(async () => {
    for (let round = 0; round < 8; round++) {
      await main.query('CREATE TABLE compressed.main.o AS SELECT range AS i FROM range(100000)');
      await main.query('DROP TABLE compressed.main.o');
      await main.alone('CHECKPOINT compressed');
    }
  });
  expect(asked).toBeGreaterThan(1);
});

test('large tables are made beside other statements', { timeout: 60_000 }, async () => {
  const { main } = duckdb;
  const asked = await askedDuring(async () => {
    for (let round = 0; round < 4; round++) {
      await main.query(
        `CREATE OR REPLACE TABLE compressed.main.p AS SELECT range AS i, hash(range)::VARCHAR AS h FROM range(400000)`,
      );
    }
  });
  expect(asked).toBeGreaterThan(1);
});

test('what fails alone fails by its name, and both connections go on', async () => {
  const { main, patient, aside } = duckdb;
  await expect(main.alone('CHECKPOINT nowhere')).rejects.toMatchObject({ name: 'FailureError' });
  const frames = [main, patient, aside].map((one) => one.query('SELECT 1 AS x'));
  expect((await Promise.all(frames)).map(({ rows }) => rows)).toEqual([1, 1, 1]);
});
