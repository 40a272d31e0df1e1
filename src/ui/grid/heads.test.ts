import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { HEAD_FRAME } from '../../core/column-head';
import { makeFailure } from '../../core/failure';
import { frameOfRows, type Frame } from '../../core/frame';
import { numberFormat } from '../../core/number-format';
import { fail, succeed, type Outcome } from '../../core/outcome';
import { barText, distinctText, missingText, pictureText } from './head-text';
import { Heads } from './heads.svelte';

const rowOf = (column: string) => ({
  column,
  kind: 'numbers',
  present: 3,
  missing: 1,
  distinct: 2,
  low: 1,
  high: 2,
  count: 3,
});
const answerOf = (columns: readonly string[]): Outcome<Frame> =>
  succeed(frameOfRows(HEAD_FRAME, columns.map(rowOf)));

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function open(key: string, rows: number, answer = answerOf) {
  const asked: { columns: readonly string[]; signal: AbortSignal }[] = [];
  const fetch = (columns: readonly string[], signal: AbortSignal): Promise<Outcome<Frame>> => {
    asked.push({ columns, signal });
    return new Promise((resolve) => setTimeout(() => resolve(answer(columns)), 100));
  };
  return { asked, heads: new Heads(fetch, key, rows) };
}

describe('heads', () => {
  test('a large table is counted column by column, a small one a few at a time', async () => {
    const large = open('large', 1_000_000);
    large.heads.want(['a', 'b']);
    await vi.advanceTimersByTimeAsync(1000);
    expect(large.asked.map(({ columns }) => columns)).toEqual([['a'], ['b']]);
    const small = open('small', 1000);
    small.heads.want(Array.from({ length: 20 }, (_, index) => `c${index}`));
    await vi.advanceTimersByTimeAsync(1000);
    expect(small.asked.map(({ columns }) => columns.length)).toEqual([12, 8]);
    expect(small.heads.headOf('c19')).toMatchObject({ column: 'c19', distinct: 2 });
  });

  test('equal content is counted once', async () => {
    const first = open('same', 10);
    first.heads.want(['a']);
    await vi.advanceTimersByTimeAsync(1000);
    first.heads.close();
    const again = open('same', 10);
    expect(again.heads.headOf('a')).toBeDefined();
    again.heads.want(['a']);
    await vi.advanceTimersByTimeAsync(1000);
    expect(again.asked).toEqual([]);
  });

  test('columns out of view are not counted on', async () => {
    const { asked, heads } = open('moving', 1_000_000);
    heads.want(['a']);
    await vi.advanceTimersByTimeAsync(80);
    heads.want(['b']);
    expect(asked[0]?.signal.aborted).toBe(true);
    await vi.advanceTimersByTimeAsync(1000);
    expect([heads.headOf('a'), heads.headOf('b')?.column]).toEqual([undefined, 'b']);
  });

  test('a column that cannot be counted is not asked about for ever', async () => {
    const { asked, heads } = open('failing', 1_000_000, () =>
      fail(makeFailure('out-of-memory', { numbers: '', disk: '' })),
    );
    heads.want(['a']);
    await vi.advanceTimersByTimeAsync(5000);
    expect([asked.length, heads.isUnanswered('a')]).toEqual([1, true]);
  });
});

describe('what a head says', () => {
  const format = numberFormat('en');
  const head = {
    column: 'x',
    kind: 'days' as const,
    present: 90,
    missing: 10,
    distinct: 3,
    bars: [
      { low: 0, high: 0, value: null, count: 80 },
      { low: 86_400_000, high: 172_800_000, value: null, count: 10 },
    ],
  };

  test('is told in counts and shares', () => {
    expect(missingText(head, format)).toBe('10 % missing');
    expect(missingText({ ...head, missing: 0 }, format)).toBe('');
    expect(distinctText(head, format)).toBe('3 distinct');
    expect(distinctText({ ...head, distinct: 90 }, format)).toBe('all different');
    expect(distinctText({ ...head, present: 0, distinct: 0 }, format)).toBe('no values');
  });

  test('is told for those who do not see the picture', () => {
    expect(pictureText(head, format)).toBe('1970-01-01 to 1970-01-03; most in 1970-01-01: 80 rows');
    expect(pictureText({ ...head, bars: [] }, format)).toBe('no values to draw');
  });

  test('a bar says its range or its value', () => {
    expect(barText({ low: 1, high: 2.5, value: null, count: 1 }, 'numbers', format)).toBe('1 to 2.5: 1 row');
    expect(barText({ low: null, high: null, value: '', count: 2000 }, 'values', format)).toBe(
      'empty text: 2,000 rows',
    );
    expect(barText({ low: 0, high: 1e18, value: null, count: 1 }, 'days', format)).toContain(
      'beyond the year',
    );
  });
});
