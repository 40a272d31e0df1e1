import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openNodeEngine } from '../../../../headless/node-engine';
import type { Engine, RunRequest } from '../../../engine/protocol';
import { imputeParams } from './step';

const NAME = 'gaps.csv';
const ROWS = 60_000;
let engine: Engine;
let folder: string;
beforeAll(async () => {
  engine = await openNodeEngine();
  folder = mkdtempSync(join(tmpdir(), 'sluice-'));
  const row = (i: number) =>
    Array.from({ length: 8 }, (_, j) => ((i * 31 + j) % 9 === 0 ? '' : Math.sin(i * (j + 1))));
  writeFileSync(
    join(folder, NAME),
    `${[...'abcdefgh'].join(',')}\n${Array.from({ length: ROWS }, (_, i) => row(i).join(',')).join('\n')}\n`,
  );
});
afterAll(async () => {
  await engine.close();
  rmSync(folder, { recursive: true });
});

function request(limit: number): RunRequest {
  const source = { kind: 'file', files: [{ name: NAME }] };
  const nodes = [
    { step: 'load', version: 1, params: { source, limit }, inputs: {} },
    {
      ...{ step: 'impute', version: 1, params: imputeParams.parse({ method: 'neighbours', k: 5 }) },
      inputs: { table: { node: 0, slot: 'table' } },
    },
  ];
  return { plan: { nodes, target: 1 }, files: { [NAME]: { path: join(folder, NAME) } } };
}

// Most of the time goes into loading; on a busy machine that may be long.
test(
  'a search for neighbours that is cancelled ends in the middle, its worker with it, and the next run goes on',
  { timeout: 120_000 },
  async () => {
    const ended = vi.spyOn(Worker.prototype, 'terminate');
    const controller = new AbortController();
    let searched = 0;
    const outcome = await engine.run(request(ROWS), {
      signal: controller.signal,
      onProgress: ({ phase, fraction }) => {
        // Well begun: the kernel has told how far it is.
        if (!/neighbour/.test(phase) || fraction === undefined || fraction === null || fraction === 0) return;
        searched = fraction;
        controller.abort();
      },
    });
    expect(outcome).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
    expect(searched).toBeGreaterThan(0);
    expect(searched).toBeLessThan(0.5);
    // Nobody waited for the search: only the worker that searched was ended, and the database lives on.
    expect(ended).toHaveBeenCalled();
    expect((await engine.status()).restarts.duckdb).toBe(0);
    expect(await engine.run(request(500))).toMatchObject({ ok: true });
  },
);
