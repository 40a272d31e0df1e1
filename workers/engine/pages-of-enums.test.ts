import { expect, test } from 'vitest';
import { nodeWorld } from '../../headless/node-world';
import { openAskBench } from './ask-bench';

test('a page holds the words of an ENUM, alone and within lists and structs', async () => {
  const nowhere = new URL('file:///');
  const bench = await openAskBench(nodeWorld({ kernelScript: nowhere, samples: nowhere }));
  try {
    const table = await bench.tableOf(
      `SELECT unnest(['c', NULL])::ENUM('b', 'c') AS e, ['a', 'b']::ENUM('a', 'b')[] AS l, {'x': 'b'::ENUM('a', 'b')} AS s`,
    );
    const page = await bench.ask(table, { kind: 'page', slot: 'table', offset: 0, limit: 5 });
    expect(page.columns).toEqual({
      e: ['c', null],
      l: ['[a, b]', '[a, b]'],
      s: ["{'x': b}", "{'x': b}"],
    });
  } finally {
    bench.close();
  }
});
