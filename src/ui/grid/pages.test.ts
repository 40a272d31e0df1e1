import { describe, expect, test } from 'vitest';
import { makeFailure } from '../../core/failure';
import type { Frame } from '../../core/frame';
import { fail, succeed, type Outcome } from '../../core/outcome';
import { Pages, type PagesWanted } from './pages.svelte';
import { nextRun, TileCache, tilesOf } from './tiles';

const ROWS = 100_000;
const names = Array.from({ length: 100 }, (_, column) => `c${column}`);

interface Asked {
  readonly offset: number;
  readonly columns: readonly string[];
  readonly signal: AbortSignal;
  readonly answer: (outcome?: Outcome<Frame>) => Promise<void>;
}

/** Pages of a table whose values are their row, answered when the test says so. */
function open() {
  const asked: Asked[] = [];
  const pages = new Pages(
    ({ offset, limit, columns }, signal) => {
      const page = Array.from({ length: limit }, (_, row) => offset + row);
      const frame = { rows: limit, columns: Object.fromEntries(columns.map((name) => [name, page])) };
      return new Promise((resolve) => {
        const answer = async (outcome: Outcome<Frame> = succeed(frame)): Promise<void> => {
          resolve(outcome);
          await Promise.resolve().then(() => undefined);
        };
        asked.push({ offset, columns, signal, answer });
      });
    },
    ROWS,
    names,
  );
  return { asked, pages };
}

const between = (first: number, end: number): number[] =>
  Array.from({ length: end - first }, (_, column) => first + column);

const windowAt = (row: number): PagesWanted => ({
  firstRow: row,
  endRow: row + 12,
  columns: between(0, 8),
  around: between(8, 12),
});

describe('pages', () => {
  test('what is seen is asked for first, what is around it after, nothing twice', async () => {
    const { asked, pages } = open();
    pages.want(windowAt(430));
    expect(asked.map(({ offset, columns }) => [offset, columns[0], columns.length])).toEqual([
      [400, 'c0', 16],
    ]);
    expect(pages.valueAt(431, 2)).toBeUndefined();
    await asked[0]?.answer();
    expect(pages.valueAt(431, 2)).toBe(431);
    expect(asked[1]?.offset).toBe(200);
    await asked[1]?.answer();
    pages.want(windowAt(431));
    expect(asked).toHaveLength(2);
  });

  test('a question that nobody waits for any more is withdrawn, and the last one wins', async () => {
    const { asked, pages } = open();
    pages.want(windowAt(0));
    pages.want(windowAt(50_000));
    pages.want(windowAt(90_000));
    expect(asked.map(({ offset, signal }) => [offset, signal.aborted])).toEqual([
      [0, true],
      [50_000, true],
      [90_000, false],
    ]);
    await asked[0]?.answer();
    expect(pages.valueAt(0, 0)).toBeUndefined();
    await asked[2]?.answer();
    expect(pages.valueAt(90_000, 0)).toBe(90_000);
  });

  test('a question that is still of use goes on while the view moves', () => {
    const { asked, pages } = open();
    pages.want(windowAt(10));
    pages.want(windowAt(40));
    expect(asked.map(({ signal }) => signal.aborted)).toEqual([false]);
  });

  test('a failure stops the asking until somebody tries again', async () => {
    const { asked, pages } = open();
    pages.want(windowAt(0));
    await asked[0]?.answer(fail(makeFailure('table-gone')));
    expect(pages.failure?.code).toBe('table-gone');
    pages.want(windowAt(5000));
    expect(asked).toHaveLength(1);
    pages.retry();
    expect(asked[1]?.offset).toBe(5000);
  });

  test('rows of a view keep the numbers they have in the table', async () => {
    const page = { rows: 200, columns: { c0: [7, 8], '№': [41, 3] } };
    const pages = new Pages(() => Promise.resolve(succeed(page)), 2, ['c0'], '№');
    pages.want({ firstRow: 0, endRow: 2, columns: [0], around: [] });
    expect(pages.rowNumberAt(1)).toBeUndefined();
    await Promise.resolve().then(() => undefined);
    expect([pages.rowNumberAt(0), pages.rowNumberAt(1), pages.valueAt(1, 0)]).toEqual([41, 3, 8]);
    expect(open().pages.rowNumberAt(5)).toBe(5);
  });

  test('closed ones ask nothing and withdraw what is on its way', () => {
    const { asked, pages } = open();
    pages.want(windowAt(0));
    pages.close();
    pages.want(windowAt(5000));
    expect(asked.map(({ signal }) => signal.aborted)).toEqual([true]);
  });
});

describe('tiles', () => {
  test('a window across edges takes every tile it touches, row by row', () => {
    const places = tilesOf({ firstRow: 190, endRow: 210, columns: [16, 15] });
    expect(places.map(({ tileRow, tileColumn }) => [tileRow, tileColumn])).toEqual([
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ]);
  });

  test('columns that stand apart in the table are asked for apart', () => {
    const wanted = tilesOf({ firstRow: 0, endRow: 10, columns: [50, 0, 51, 17] });
    expect(nextRun(wanted, new TileCache(10)).map(({ tileColumn }) => tileColumn)).toEqual([0, 1]);
  });

  test('one question is about one row of tiles', () => {
    const cache = new TileCache(10);
    const wanted = tilesOf({ firstRow: 190, endRow: 210, columns: between(0, 40) });
    cache.put({ tileRow: 0, tileColumn: 0 }, []);
    expect(nextRun(wanted, cache).map(({ tileColumn }) => tileColumn)).toEqual([1, 2]);
  });

  test('the least recently used ones go beyond the bound', () => {
    const cache = new TileCache(2);
    const place = (tileColumn: number) => ({ tileRow: 0, tileColumn });
    cache.put(place(0), []);
    cache.put(place(1), []);
    cache.touch([place(0)]);
    cache.put(place(2), []);
    expect([0, 1, 2].map((column) => cache.has(place(column)))).toEqual([true, false, true]);
  });
});
