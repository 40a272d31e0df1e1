import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine, Plan, RunRequest } from '../src/engine/protocol';
import { contractOf, contracts } from '../src/steps';
import { EngineCore } from '../workers/engine/engine';
import { openNodeEngine } from './node-engine';
import { nodeWorld } from './node-world';
import { present } from './trials/present';

// What the steps that make new rows promise of the engine they run in: the same rows on any number of cores, and nothing left behind.

const NAME = 'samples.csv';
const ROWS = 30_000;
const WORDS = ['we', 'do', 'not', 'think', 'that', 'big', 'cars', 'are', 'late', 'here', 'now', 'today'];
let engine: Engine;
let folder: string;
beforeAll(async () => {
  engine = await openNodeEngine();
  folder = mkdtempSync(join(tmpdir(), 'sluice-'));
  const lines = Array.from({ length: ROWS }, (_, i) => {
    const text = Array.from(
      { length: 8 },
      (_one, j) => WORDS[((i + 1) * (j + 7919) * 31 + ((i * (j + 5)) >> 4)) % WORDS.length],
    );
    const label = (i * i) % 7 < 2 ? 'yes' : 'no';
    return [
      i % 20,
      i,
      Math.sin(i).toFixed(4),
      (i * 7919) % 1013,
      ['red', 'blue', 'green'][i % 3],
      text.join(' '),
      label,
    ].join();
  });
  writeFileSync(join(folder, NAME), `who,t,x,n,colour,words,y\n${lines.join('\n')}\n`);
});
afterAll(async () => {
  await engine.close();
  rmSync(folder, { recursive: true });
});

type Node = Plan['nodes'][number];

const load = (limit: number): Node => ({
  ...{ step: 'load', version: 1, inputs: {} },
  params: { source: { kind: 'file', files: [{ name: NAME }] }, limit },
});

const steps = {
  'augment-table': (params: object): Node[] => [node('augment-table', { label: 'y', ...params }, 0, 'table')],
  'augment-text': (params: object): Node[] => [
    node('augment-text', { text: 'words', label: 'y', ...params }, 0, 'table'),
  ],
  'window-series': (params: object): Node[] => [
    node(
      'window-series',
      { values: ['x'], entity: ['who'], time: 't', label: 'y', size: 16, shift: 8, ...params },
      0,
      'table',
    ),
  ],
  'augment-series': (params: object): Node[] => [
    ...steps['window-series']({ shift: 4 }),
    node('augment-series', { label: 'y', copies: 2, ...params }, 1, 'windows'),
  ],
} as const;

function node(step: string, params: object, from: number, slot: string): Node {
  const contract = present(contractOf(step));
  const inputs = { table: { node: from, slot } };
  return { step, version: contract.version, params: contract.params.parse(params), inputs };
}

function request(step: keyof typeof steps, params: object = {}, limit = ROWS): RunRequest {
  const nodes = [load(limit), ...steps[step](params)];
  return { plan: { nodes, target: nodes.length - 1 }, files: { [NAME]: { path: join(folder, NAME) } } };
}

/** The same up to what the last step is given. */
const before = ({ plan: { nodes }, files }: RunRequest): RunRequest => ({
  plan: { nodes: nodes.slice(0, -1), target: nodes.length - 2 },
  files,
});

// Well begun: the phase stands in the middle of the work, and a kernel has told how far it is.
const MIDDLES = [
  ['augment-table', { method: 'synthesise' }, /growing trees/, true],
  ['augment-table', { method: 'jitter and swap', times: 3 }, /putting rows together/, false],
  ['augment-text', { times: 5 }, /making texts/, true],
  ['window-series', { shift: 1 }, /cutting windows/, false],
  ['augment-series', { copies: 8 }, /making windows/, true],
] as const;

describe('a run that is cancelled', () => {
  test.each(MIDDLES)(
    '%s %o: ends as cancelled and leaves no table behind, and the next run goes on',
    { timeout: 120_000 },
    async (step, params, middle, isTold) => {
      const asked = request(step, params);
      expect(await engine.run(before(asked))).toMatchObject({ ok: true });
      const { tables } = await engine.status();
      const controller = new AbortController();
      let hasBegun = false;
      const outcome = await engine.run(asked, {
        signal: controller.signal,
        onProgress: ({ phase, fraction }) => {
          if (!middle.test(phase) || (isTold && (fraction ?? 0) === 0)) return;
          hasBegun = true;
          controller.abort();
        },
      });
      expect(hasBegun).toBe(true);
      expect(outcome).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
      const after = await engine.status();
      expect(after.tables).toBe(tables);
      expect(after.restarts.duckdb).toBe(0);
      expect(await engine.run(request(step, {}, 400))).toMatchObject({ ok: true });
    },
  );
});

/** A fingerprint of every table that a step makes, in their order, on so many kernel workers. */
async function fingerprints(kernelWorkers: number, asked: RunRequest): Promise<unknown[]> {
  const places = {
    kernelScript: new URL('../build/headless/kernel-worker.js', import.meta.url),
    samples: new URL('../public/samples/', import.meta.url),
  };
  const core = new EngineCore({ ...nodeWorld(places), kernelWorkers });
  try {
    const { signal } = new AbortController();
    const outcome = await core.run(asked, { signal, onProgress: () => undefined });
    if (!outcome.ok) throw new Error(outcome.failure.message);
    const found: unknown[] = [];
    for (const slot of Object.keys(outcome.value.artifacts)) {
      const sql = 'SELECT count(*) AS n, md5(string_agg(t::VARCHAR, chr(10))) AS h FROM t';
      const tables = { t: { node: asked.plan.target, slot } };
      const frame = await core.ask({ ...asked, query: { kind: 'select', sql, tables, limit: 1 } }, signal);
      if (!frame.ok) throw new Error(frame.failure.message);
      found.push([slot, frame.value.columns.n?.[0], frame.value.columns.h?.[0]]);
    }
    return found;
  } finally {
    await core.close();
  }
}

describe('the same rows', () => {
  test.each([
    ['augment-table', { method: 'jitter and swap' }],
    ['augment-table', { method: 'mixup' }],
    ['augment-table', { method: 'synthesise', smoothing: true }],
    ['augment-text', { times: 1 }],
    ['augment-series', {}],
  ] as const)('%s %o: by one kernel worker and by three', { timeout: 120_000 }, async (step, params) => {
    const asked = request(step, params, 25_000);
    const alone = await fingerprints(1, asked);
    expect(alone).toHaveLength(2);
    expect(await fingerprints(3, asked)).toEqual(alone);
  });
});

test('every step that makes new rows tells the leak guard so, and learns from its table', () => {
  const augmenters = contracts.filter(({ stage }) => stage === 'augment');
  expect(augmenters.length).toBeGreaterThan(2);
  for (const { resamples, inputs } of augmenters) {
    expect(resamples).toBe(true);
    expect(inputs).toMatchObject({ table: { isLearnt: true } });
  }
});
