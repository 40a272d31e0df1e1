import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openNodeEngine } from '../../headless/node-engine';
import type { PlanNode } from '../../src/core/plan';
import type { Engine, RunRequest } from '../../src/engine/protocol';

/** A workbench of embedded tables, each its own content. */
function loadOf(number: number): RunRequest {
  const text = `n,text\n${Array.from({ length: 10_000 }, (_, row) => `${row},${'x'.repeat(40)}${row * number}`).join('\n')}\n`;
  const params = { source: { kind: 'embedded', name: `t${number}.csv`, text } };
  return { plan: { nodes: [{ step: 'load', version: 1, params, inputs: {} }], target: 0 }, files: {} };
}

const firstPage = { kind: 'page', slot: 'table', offset: 0, limit: 1 } as const;

describe('an engine with little memory', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openNodeEngine({ memoryBudget: 1 });
  });
  afterAll(() => engine.close());

  test('drops the tables used least recently and keeps the newest', async () => {
    for (const number of [1, 2, 3]) expect((await engine.run(loadOf(number))).ok).toBe(true);
    expect((await engine.status()).tables).toBe(1);
  });

  test('rebuilds a dropped table when somebody asks for it, with the same content under the same key', async () => {
    const before = await engine.run(loadOf(1));
    await engine.run(loadOf(2));
    const page = await engine.ask({ ...loadOf(1), query: firstPage });
    const after = await engine.run(loadOf(1));
    expect(page).toMatchObject({ ok: true, value: { columns: { n: [0] } } });
    expect(before.ok && after.ok && before.value.key === after.value.key).toBe(true);
  });

  test('a result whose table was dropped is still a cache hit: only its table is rebuilt, and only on need', async () => {
    await engine.run(loadOf(1));
    await engine.run(loadOf(2));
    const again = await engine.run(loadOf(1));
    expect(again).toMatchObject({ ok: true, value: { cached: true } });
  });
});

describe('what a cell has computed', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openNodeEngine({ memoryBudget: 1 });
  });
  afterAll(() => engine.close());

  test('is given again without rebuilding the tables it was computed from', async () => {
    const { plan } = loadOf(5);
    const nodes = [...plan.nodes, profile];
    const request = { plan: { nodes, target: 1 }, files: {} };
    const first = await engine.run(request);
    await engine.run(loadOf(6));
    const phases: string[] = [];
    const again = await engine.run(request, { onProgress: ({ phase }) => void phases.push(phase) });
    expect(first.ok && again.ok && again.value.cached && again.value.key === first.value.key).toBe(true);
    expect(phases).toEqual([]);
  });

  test('can be asked about together with another table, however little memory there is', async () => {
    const [first] = loadOf(7).plan.nodes as [PlanNode];
    const [second] = loadOf(8).plan.nodes as [PlanNode];
    const plan = { nodes: [first, second], target: 1 };
    const tables = { a: { node: 0, slot: 'table' }, b: { node: 1, slot: 'table' } };
    const query = {
      kind: 'select',
      sql: 'SELECT count(*) AS n FROM a JOIN b USING (n)',
      tables,
      limit: 1,
    } as const;
    const answer = await engine.ask({ plan, files: {}, query });
    expect(answer).toMatchObject({ ok: true, value: { columns: { n: [10_000] } } });
  });
});

const profile = { step: 'profile', version: 1, params: {}, inputs: { table: { node: 0, slot: 'table' } } };

describe('traits', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openNodeEngine();
  });
  afterAll(() => engine.close());

  const [load] = loadOf(4).plan.nodes as [PlanNode];

  test('what a person declares travels to everything made from it', async () => {
    const nodes = [{ ...load, traits: { table: { part: 'test' } } }, profile];
    const result = await engine.run({ plan: { nodes, target: 1 }, files: {} });
    expect(result).toMatchObject({
      ok: true,
      value: { artifacts: { statistics: { traits: { part: 'test' } } } },
    });
  });

  test('a table cut off at a limit says downstream that it is a sample', async () => {
    const params = { ...load.params, limit: 10 };
    const result = await engine.run({
      plan: { nodes: [{ ...load, params }, profile], target: 1 },
      files: {},
    });
    expect(result).toMatchObject({
      ok: true,
      value: {
        sampled: { rows: 10, of: null },
        artifacts: { statistics: { traits: { sampled: { rows: 10, of: null } } } },
      },
    });
  });

  test('a sample that is only set beside a whole table makes no sample of it', async () => {
    const params = { ...load.params, limit: 10 };
    const inputs = { table: { node: 0, slot: 'table' }, beside: [{ node: 1, slot: 'table' }] };
    const result = await engine.run({
      plan: { nodes: [load, { ...load, params }, { ...profile, inputs }], target: 2 },
      files: {},
    });
    expect(result.ok && result.value.sampled).toBeUndefined();
    expect(result.ok).toBe(true);
  });
});
