import { afterEach, expect, test } from 'vitest';
import { openNodeEngine } from '../../headless/node-engine';
import type { StepContract } from '../../src/core/contract';
import type { PlanNode } from '../../src/core/plan';
import type { Engine } from '../../src/engine/protocol';
import { contractOf } from '../../src/steps/index';

/** Milliseconds; a database that is dropped takes seconds to open again. */
const PATIENCE = 120_000;

/** The contract of a step that there is. */
function known(step: string): StepContract {
  const contract = contractOf(step);
  if (contract === undefined) throw new Error(`There is no step “${step}”.`);
  return contract;
}

let engine: Engine;
afterEach(() => engine.close());

/** Points of two classes, no two alike. */
const text = `x,y,kind\n${Array.from({ length: 800 }, (_, row) => {
  const [x, y] = [Math.sin(row * 78.233) * 43.7, Math.cos(row * 12.9898) * 17.3];
  return `${x.toFixed(6)},${y.toFixed(6)},${row % 5 === 0 ? 'rare' : 'common'}`;
}).join('\n')}\n`;

const load: PlanNode = {
  ...{ step: 'load', version: known('load').version, inputs: {} },
  params: known('load').params.parse({
    source: { kind: 'embedded', name: 'points.csv', text },
  }),
};

/** True where a run that asks for the neighbours of the rows searches them, rather than remembers them. */
async function searches(k: number): Promise<boolean> {
  const params = known('resample').params.parse({ target: 'kind', method: 'edited neighbours', n: k });
  const table = { node: 0, slot: 'table' };
  const node = {
    step: 'resample',
    version: known('resample').version,
    params,
    inputs: { table },
  } as PlanNode;
  const phases = new Set<string>();
  const done = await engine.run(
    { plan: { nodes: [load, node], target: 1 }, files: {} },
    { onProgress: ({ phase }) => void phases.add(phase) },
  );
  expect(done).toMatchObject({ ok: true });
  expect(phases).toContain('writing');
  return phases.has('neighbours');
}

test.each(['compress', 'drop'] as const)(
  'a graph is forgotten when room is made: %s',
  async (how) => {
    engine = await openNodeEngine();
    expect(await searches(3)).toBe(true);
    expect(await searches(4)).toBe(false);
    await engine.free(how);
    expect(await searches(5)).toBe(true);
  },
  PATIENCE,
);

test(
  'a graph is forgotten when a run finds no room in memory',
  async () => {
    engine = await openNodeEngine({ memoryLimit: 40e6 });
    expect(await searches(3)).toBe(true);
    expect(await searches(4)).toBe(false);
    const sql = 'SELECT a.x + b.x AS x, hash(a.y, b.y, c.x) AS h FROM t a, t b, (FROM t LIMIT 20) c';
    const much = {
      ...{ step: 'sql', version: known('sql').version },
      params: { text: sql },
      inputs: { t: { node: 0, slot: 'table' } },
    } as unknown as PlanNode;
    const failed = await engine.run({ plan: { nodes: [load, much], target: 1 }, files: {} });
    expect(failed).toMatchObject({ ok: false, failure: { code: 'out-of-memory' } });
    expect(await searches(5)).toBe(true);
  },
  PATIENCE,
);
