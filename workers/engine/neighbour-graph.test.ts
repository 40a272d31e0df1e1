import { describe, expect, test } from 'vitest';
import type { RunContext } from '../../src/core/run-context';
import { neighbourGraph } from '../../src/kernels/neighbour-graph/graph';
import { spaceOf } from '../../src/kernels/neighbour-graph/trial-context';
import { kernelNamed } from '../../src/kernels/index';
import { KernelPool, type KernelTask } from './kernel-pool';
import { Remembered } from './remembered';
import { openStepScope, type ScopeParts } from './step-context';
import type { KernelWorker, World } from './world';

/** Workers that run kernels here, or never answer once they are told to hang; they die when terminated. */
function worldOf(state: { hangs: boolean; runs: number }): World {
  const startKernel = () => {
    let listener: (message: unknown) => void = () => undefined;
    let die: () => void = () => undefined;
    const died = new Promise<void>((resolve) => (die = resolve));
    const handle: KernelWorker = {
      post: (message) => {
        const { kernel, input } = message as KernelTask;
        state.runs += 1;
        if (state.hangs) return;
        const output = kernelNamed(kernel)?.run(structuredClone(input) as never, () => undefined);
        void Promise.resolve(output).then((settled) => listener({ type: 'done', output: settled }));
      },
      onMessage: (next) => void (listener = next),
      terminate: () => die(),
    };
    return Promise.resolve({ handle, died });
  };
  return { kernelWorkers: 2, startKernel } as Partial<World> as World;
}

/** A run of an engine that has nothing but kernels and a memory. */
function runIn(kernels: KernelPool, remembered: Remembered): { context: RunContext; cancel: () => void } {
  const controller = new AbortController();
  const onProgress = (): void => undefined;
  const parts = { kernels, remembered, signal: controller.signal, onProgress, files: {}, thrift: false };
  const { context } = openStepScope(parts as Partial<ScopeParts> as ScopeParts);
  return { context, cancel: () => controller.abort() };
}

const points = Float64Array.from({ length: 6000 * 12 }, (_, i) => Math.sin(i * 78.233) * 437.5);
const space = spaceOf(6000, { points });

describe('a neighbour graph in an engine', () => {
  test('is cancelled within half a second though no worker answers', async () => {
    const pool = new KernelPool(worldOf({ hangs: true, runs: 0 }));
    const { context, cancel } = runIn(pool, new Remembered());
    const cancelled = neighbourGraph(context, space, 4);
    await new Promise((resolve) => setTimeout(resolve, 20));
    const start = performance.now();
    cancel();
    await expect(cancelled).rejects.toMatchObject({ failure: { code: 'cancelled' } });
    expect(performance.now() - start).toBeLessThan(500);
  });

  test('is made by a second run that waited for one which was cancelled', async () => {
    const state = { hangs: true, runs: 0 };
    const [pool, memory] = [new KernelPool(worldOf(state)), new Remembered()];
    const [first, second] = [runIn(pool, memory), runIn(pool, memory)];
    const cancelled = neighbourGraph(first.context, space, 4);
    const waiting = neighbourGraph(second.context, space, 4);
    await new Promise((resolve) => setTimeout(resolve, 20));
    state.hangs = false;
    first.cancel();
    await expect(cancelled).rejects.toMatchObject({ failure: { code: 'cancelled' } });
    const alone = await neighbourGraph(runIn(pool, new Remembered()).context, space, 4);
    expect((await waiting).rows).toEqual(alone.rows);
  });

  test('is made once for two runs, and anew when it was forgotten', async () => {
    const state = { hangs: false, runs: 0 };
    const [pool, memory] = [new KernelPool(worldOf(state)), new Remembered()];
    const ask = (k: number) => neighbourGraph(runIn(pool, memory).context, space, k);
    const first = await ask(4);
    const { runs } = state;
    expect(runs).toBeGreaterThan(4);
    expect(await ask(4)).toEqual(first);
    await ask(2);
    expect(state.runs).toBe(runs);
    expect(memory.bytes).toBe(first.rows.length * 12 * 2.5);
    memory.clear();
    expect(await ask(4)).toEqual(first);
    expect(state.runs).toBe(2 * runs);
  });

  test('hands the statements that made a value to every run that uses it', async () => {
    const memory = new Remembered();
    const query = (): Promise<unknown> => Promise.resolve({ rows: 0, columns: {} });
    const scopeOf = () =>
      openStepScope({
        ...{
          remembered: memory,
          signal: new AbortController().signal,
          onProgress: () => undefined,
          files: {},
        },
        duckdb: { main: { query } },
      } as unknown as ScopeParts);
    const use = async () => {
      const { context, sql } = scopeOf();
      await context.database.query('SELECT 1');
      const value = await context.remember(
        'key',
        () => 8,
        async () => {
          await context.database.query('SELECT 2');
          return 'value';
        },
      );
      await context.database.query('SELECT 3');
      return { value, sql };
    };
    const first = await use();
    expect(first).toEqual({ value: 'value', sql: ['SELECT 1', 'SELECT 2', 'SELECT 3'] });
    expect(await use()).toEqual(first);
  });
});
