import { describe, expect, test } from 'vitest';
import type { Kernel } from '../../src/core/run-context';
import { KernelPool, type KernelReply, type KernelTask } from './kernel-pool';
import type { KernelWorker, World } from './world';

const double: Kernel<number, number> = { name: 'double', run: (input) => input * 2 };

/** Workers that answer when told to, and die when terminated. */
function fakeWorld(answer: (task: KernelTask, reply: (reply: KernelReply) => void, die: () => void) => void) {
  let started = 0;
  const world = {
    kernelWorkers: 2,
    startKernel: () => {
      started += 1;
      let listener: (message: unknown) => void = () => undefined;
      let die: () => void = () => undefined;
      const died = new Promise<void>((resolve) => (die = resolve));
      const handle: KernelWorker = {
        post: (task) => answer(task as KernelTask, (reply) => queueMicrotask(() => listener(reply)), die),
        onMessage: (next) => void (listener = next),
        terminate: () => die(),
      };
      return Promise.resolve({ handle, died });
    },
  } as Partial<World> as World;
  return { world, started: () => started };
}

describe('the kernel pool', () => {
  test('runs tasks on no more workers than the world has, and uses them again', async () => {
    const { world, started } = fakeWorld((task, reply) =>
      reply({ type: 'done', output: Number(task.input) * 2 }),
    );
    const pool = new KernelPool(world);
    const outputs = await Promise.all([1, 2, 3, 4, 5].map((input) => pool.call(double, input)));
    expect(outputs).toEqual([2, 4, 6, 8, 10]);
    expect(started()).toBeLessThanOrEqual(2);
  });

  test('a worker that dies fails its task by name, and the next task finds a living one', async () => {
    let deaths = 0;
    const { world } = fakeWorld((task, reply, die) =>
      (deaths += 1) === 1 ? die() : reply({ type: 'done', output: task.input }),
    );
    const pool = new KernelPool(world);
    await expect(pool.call(double, 1)).rejects.toMatchObject({ failure: { code: 'kernel-worker-died' } });
    await expect(pool.call(double, 2)).resolves.toBe(2);
    expect(pool.restarts).toBe(1);
  });

  test('a cancelled task ends at once though its worker never answers', async () => {
    const { world } = fakeWorld(() => undefined);
    const controller = new AbortController();
    const call = new KernelPool(world).call(double, 1, { signal: controller.signal });
    setTimeout(() => controller.abort(), 5);
    await expect(call).rejects.toMatchObject({ failure: { code: 'cancelled' } });
  });

  test('a task that is cancelled while it waits leaves the line', async () => {
    const { world } = fakeWorld(() => undefined);
    const pool = new KernelPool(world);
    const busy = new AbortController();
    const calls = [1, 2].map((input) => pool.call(double, input, { signal: busy.signal }));
    const waiting = new AbortController();
    const third = pool.call(double, 3, { signal: waiting.signal });
    waiting.abort();
    await expect(third).rejects.toMatchObject({ failure: { code: 'cancelled' } });
    busy.abort();
    await expect(Promise.allSettled(calls)).resolves.toHaveLength(2);
  });

  test('progress is passed on, and a failing kernel fails only its own task', async () => {
    const { world } = fakeWorld((task, reply) => {
      reply({ type: 'progress', fraction: 0.5 });
      reply(
        task.input === 1
          ? { type: 'failed', failure: null, detail: 'division by zero' }
          : { type: 'done', output: task.input },
      );
    });
    const pool = new KernelPool(world);
    const fractions: number[] = [];
    const onProgress = (fraction: number): void => void fractions.push(fraction);
    await expect(pool.call(double, 1, { onProgress })).rejects.toMatchObject({
      failure: { code: 'internal', detail: 'division by zero' },
    });
    await expect(pool.call(double, 2)).resolves.toBe(2);
    expect(fractions).toEqual([0.5]);
  });
});
