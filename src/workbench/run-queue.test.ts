import { describe, expect, it } from 'vitest';
import { RunQueue } from './run-queue';

/** A queue of three cells of which `bad` throws. */
function open() {
  const told: string[] = [];
  const queue = new RunQueue({
    order: () => ['first', 'bad', 'last'],
    run: (cellId) => {
      told.push(cellId);
      return cellId === 'bad' ? Promise.reject(new Error('a bug')) : Promise.resolve();
    },
    broke: (cellId, error) => told.push(`${cellId}: ${String(error)}`),
  });
  return { queue, told };
}

describe('the queue of runs', () => {
  it('runs what waits one at a time, in the order asked for and not of the adding', async () => {
    const { queue, told } = open();
    queue.add('last');
    queue.add('first');
    await queue.settled;
    expect(told).toEqual(['first', 'last']);
  });

  it('tells of a run that throws, goes on with the next cell, and takes more later', async () => {
    const { queue, told } = open();
    for (const cellId of ['bad', 'last']) queue.add(cellId);
    await queue.settled;
    expect(told).toEqual(['bad', 'bad: Error: a bug', 'last']);
    expect(queue.current).toBeNull();
    queue.add('first');
    await queue.settled;
    expect(told.at(-1)).toBe('first');
  });

  it('works again after its order has thrown', async () => {
    let isBroken = true;
    const ran: string[] = [];
    const queue = new RunQueue({
      order: () => {
        if (isBroken) throw new Error('no order');
        return ['first'];
      },
      run: (cellId) => Promise.resolve(void ran.push(cellId)),
      broke: () => undefined,
    });
    queue.add('first');
    await expect(queue.settled).rejects.toThrow('no order');
    isBroken = false;
    queue.add('first');
    await queue.settled;
    expect(ran).toEqual(['first']);
  });
});
