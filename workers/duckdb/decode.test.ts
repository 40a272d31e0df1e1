import { afterAll, beforeAll, expect, test } from 'vitest';
import { nodeWorld } from '../../headless/node-world';
import { openAskBench, type AskBench } from '../engine/ask-bench';

const nowhere = new URL('file:///');
let bench: AskBench;
beforeAll(async () => {
  bench = await openAskBench(nodeWorld({ kernelScript: nowhere, samples: nowhere }));
});
afterAll(() => bench.close());

test('timestamps farther away than any calendar goes are shown, among those that are not', async () => {
  const table = await bench.tableOf(
    `SELECT * FROM (VALUES
      (TIMESTAMP '2020-01-02 03:04:05.5', TIMESTAMP_MS '2020-01-02 03:04:05'),
      (TIMESTAMP 'infinity', TIMESTAMP_MS 'infinity'),
      (TIMESTAMP '-infinity', NULL),
      (NULL, TIMESTAMP_MS '1500-01-01')) t(a, b)`,
  );
  const page = await bench.ask(table, { kind: 'page', slot: 'table', offset: 0, limit: 10 });
  expect(page.columns).toEqual({
    a: ['2020-01-02T03:04:05.5', 'infinity', '-infinity', null],
    b: ['2020-01-02T03:04:05', 'infinity', null, '1500-01-01T00:00:00'],
  });
});
