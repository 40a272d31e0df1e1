import { afterAll, beforeAll, expect, test } from 'vitest';
import { nodeWorld } from '../../headless/node-world';
import { openAskBench, type AskBench } from '../engine/ask-bench';

const nowhere = new URL('file:///');
let bench: AskBench;
beforeAll(async () => {
  bench = await openAskBench(nodeWorld({ kernelScript: nowhere, samples: nowhere }));
});
afterAll(() => bench.close());

test('timestamps keep every microsecond, however far from 1970 they are', async () => {
  const table = await bench.tableOf(
    `SELECT * FROM (VALUES
      (TIMESTAMP '0001-01-01 00:00:00.000001', TIMESTAMP_NS '1970-01-01 00:00:00.123456789'),
      (TIMESTAMP '9999-12-31 23:59:59.999999', TIMESTAMP_NS '1969-12-31 23:59:59.999999999'),
      (TIMESTAMP '1969-12-31 23:59:59.999999', NULL),
      (TIMESTAMP '1970-01-01 00:00:00', TIMESTAMP_NS '1970-01-01 00:00:00')) t(a, b)`,
  );
  const page = await bench.ask(table, { kind: 'page', slot: 'table', offset: 0, limit: 10 });
  const far = ['0001-01-01T00:00:00.000001', '9999-12-31T23:59:59.999999'] as const;
  expect(page.columns).toEqual({
    a: [...far, '1969-12-31T23:59:59.999999', '1970-01-01T00:00:00'],
    b: ['1970-01-01T00:00:00.123456789', '1969-12-31T23:59:59.999999999', null, '1970-01-01T00:00:00'],
  });
  // What is shown finds its row, and no other.
  for (const [column, moment] of [
    ['a', far[0]],
    ['a', far[1]],
    ['b', '1970-01-01T00:00:00.123456789'],
  ] as const) {
    const where = [{ kind: 'range', column, low: moment, high: moment }] as const;
    const found = await bench.ask(table, {
      ...{ kind: 'page', slot: 'table', offset: 0, limit: 10 },
      view: { order: [], where },
    });
    expect(found.columns[column]).toEqual([moment]);
  }
  const query = { slot: 'table', offset: 0, limit: 2 } as const;
  const lines = await bench.ask(table, { ...query, kind: 'file-piece', form: 'json-lines' });
  const written = new TextDecoder().decode(lines.bytes).trimEnd().split('\n');
  expect(written.map((line) => (JSON.parse(line) as { a: string }).a)).toEqual(far);
});

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
