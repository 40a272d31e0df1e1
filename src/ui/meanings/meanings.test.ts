import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { makeFailure } from '../../core/failure';
import { frameOfRows, type Frame } from '../../core/frame';
import { MEANING_FRAME } from '../../core/meaning/facts';
import { fail, succeed, type Outcome } from '../../core/outcome';
import { Meanings } from './meanings.svelte';

const answerOf = (columns: readonly string[]): Outcome<Frame> =>
  succeed(
    frameOfRows(
      MEANING_FRAME,
      columns.map((column) => ({ column, type: 'text', rows: 9 })),
    ),
  );

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function open(key: string, columns: number, rows = 9, answer = answerOf) {
  const asked: { columns: readonly string[]; signal: AbortSignal }[] = [];
  const fetch = (names: readonly string[], signal: AbortSignal): Promise<Outcome<Frame>> => {
    asked.push({ columns: names, signal });
    return new Promise((resolve) => setTimeout(() => resolve(answer(names)), 100));
  };
  const names = Array.from({ length: columns }, (_, index) => `c${index}`);
  const look = new Meanings(fetch, key, names, rows);
  look.start();
  return { asked, look };
}

describe('a look at what columns mean', () => {
  test('begins after a moment, and asks a few columns at a time', async () => {
    const { asked, look } = open('a', 20);
    await vi.advanceTimersByTimeAsync(500);
    expect(asked).toEqual([]);
    await vi.advanceTimersByTimeAsync(5000);
    expect(asked.map(({ columns }) => columns.length)).toEqual([8, 8, 4]);
    expect(look.isLooking).toBe(false);
    expect(look.facts.map(({ column }) => column)).toEqual(Array.from({ length: 20 }, (_, i) => `c${i}`));
  });

  test('asks fewer columns at a time of a long table', async () => {
    const { asked } = open('b', 3, 900_000);
    await vi.advanceTimersByTimeAsync(5000);
    expect(asked.map(({ columns }) => columns)).toEqual([['c0'], ['c1'], ['c2']]);
  });

  test('leaves the later columns of a very wide table until they are asked for', async () => {
    const { asked, look } = open('c', 450);
    await vi.advanceTimersByTimeAsync(10_000);
    expect([asked.length, look.left, look.isLooking]).toEqual([25, 250, false]);
    look.more();
    await vi.advanceTimersByTimeAsync(10_000);
    expect([look.facts.length, look.left]).toEqual([400, 50]);
  });

  test('asks nothing again of a content that was looked at', async () => {
    open('d', 5);
    await vi.advanceTimersByTimeAsync(5000);
    const again = open('d', 5);
    await vi.advanceTimersByTimeAsync(5000);
    expect(again.asked).toEqual([]);
    expect(again.look.facts).toHaveLength(5);
  });

  test('is withdrawn when it is closed', async () => {
    const { asked, look } = open('e', 20);
    await vi.advanceTimersByTimeAsync(650);
    look.close();
    await vi.advanceTimersByTimeAsync(5000);
    expect(asked).toHaveLength(1);
    expect(asked[0]?.signal.aborted).toBe(true);
    expect(look.facts).toEqual([]);
  });

  test('counts the columns about which the question fails, and asks it once', async () => {
    const { asked, look } = open('f', 3, 9, () => fail(makeFailure('table-gone')));
    await vi.advanceTimersByTimeAsync(5000);
    expect([asked.length, look.failed, look.isLooking]).toEqual([1, 3, false]);
  });
});
