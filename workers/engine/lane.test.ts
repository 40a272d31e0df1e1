import { describe, expect, test } from 'vitest';
import { Lane } from './lane';

const open = new AbortController().signal;

describe('a lane', () => {
  test('runs work one after the other, in the order it came', async () => {
    const lane = new Lane();
    const log: string[] = [];
    const work = (name: string, wait: number) => async () => {
      log.push(`${name} begins`);
      await new Promise((resolve) => setTimeout(resolve, wait));
      log.push(`${name} ends`);
    };
    await Promise.all([lane.enter(work('a', 10), open), lane.enter(work('b', 0), open)]);
    expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
  });

  test('goes on after work that failed', async () => {
    const lane = new Lane();
    await expect(lane.enter(() => Promise.reject(new Error('no')), open)).rejects.toThrow('no');
    await expect(lane.enter(() => Promise.resolve(7), open)).resolves.toBe(7);
  });

  test('lets go at once of who is cancelled while waiting, and never begins that work', async () => {
    const lane = new Lane();
    let release: () => void = () => undefined;
    const first = lane.enter(() => new Promise<void>((resolve) => (release = resolve)), open);
    const controller = new AbortController();
    let began = false;
    const second = lane.enter(() => Promise.resolve((began = true)), controller.signal);
    controller.abort();
    await expect(second).rejects.toMatchObject({ failure: { code: 'cancelled' } });
    release();
    await first;
    expect(began).toBe(false);
  });

  test('answers who is cancelled while the work goes on deaf, and begins the next when that is over', async () => {
    const lane = new Lane();
    const log: string[] = [];
    const controller = new AbortController();
    let release: () => void = () => undefined;
    const first = lane.enter(async () => {
      controller.abort();
      await new Promise<void>((resolve) => (release = resolve));
      log.push('over');
    }, controller.signal);
    const second = lane.enter(() => Promise.resolve(log.push('next begins')), open);
    await expect(first).rejects.toMatchObject({ failure: { code: 'cancelled' } });
    log.push('answered');
    release();
    await second;
    expect(log).toEqual(['answered', 'over', 'next begins']);
  });

  test('lets work that hears its cancel tidy up before the answer', async () => {
    const lane = new Lane();
    const log: string[] = [];
    const controller = new AbortController();
    const work = lane.enter(async () => {
      controller.abort();
      await Promise.resolve();
      log.push('tidied');
      throw new Error('cancelled');
    }, controller.signal);
    await work.catch(() => log.push('answered'));
    expect(log).toEqual(['tidied', 'answered']);
  });
});
