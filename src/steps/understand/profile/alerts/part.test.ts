import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSqlBench, type SqlBench } from '../../../../../headless/step-on-sql';
import { frameRows } from '../../../../core/frame';
import { profile } from '../step';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

async function profiled(part: string | null, select = 'SELECT i AS x FROM range(5) AS t(i)') {
  const { frames, reading } = await bench.tryStep(profile, { select, name: 'train', traits: { part } }, {});
  const alerts = frameRows(frames.alerts!).filter(({ alert }) => alert === 'part');
  return { alerts, suggestions: reading.suggestions };
}

test('a part of a split is said to be one, with the comparison that finds what stands in another part too', async () => {
  const { alerts, suggestions } = await profiled('train');
  expect(alerts).toMatchObject([{ column: null, severity: 'note', numbers: '{"part":"train","rows":5}' }]);
  expect(alerts[0]?.suggestion).toBe('{"step":"compare","title":"Compare with another part","params":{}}');
  expect(suggestions.at(-1)).toMatchObject({
    step: 'compare',
    title: 'Compare train with another part',
    inputs: { table: { name: 'train' } },
  });
});

test('a whole table is not, nor is a part without rows', async () => {
  expect((await profiled(null)).alerts).toEqual([]);
  expect((await profiled(null)).suggestions.filter(({ step }) => step === 'compare')).toEqual([]);
  expect((await profiled('test', 'SELECT 1 AS x LIMIT 0')).alerts).toEqual([]);
});
