import { describe, expect, test } from 'vitest';
import { makeFailure } from '../../core/failure';
import { frameOfRows, type Frame } from '../../core/frame';
import { fail, succeed, type Outcome } from '../../core/outcome';
import { ALL_ROWS, type RowView } from '../../core/row-view';
import type { Ask, ViewQuery } from '../../core/view';
import { CopiedCells } from './copied-cells.svelte';
import { cellsAsText } from './copy-cells';
import { Finder } from './finder.svelte';
import { ShownRows } from './shown-rows.svelte';
import { numberFormat } from '../../core/number-format';

interface Asked {
  readonly query: ViewQuery;
  readonly signal: AbortSignal | undefined;
  readonly answer: (outcome: Outcome<Frame>) => Promise<void>;
}

/** Questions that are answered when the test says so. */
function open(): { asked: Asked[]; ask: Ask } {
  const asked: Asked[] = [];
  const ask: Ask = (query, options) =>
    new Promise((resolve) => {
      const answer = async (outcome: Outcome<Frame>): Promise<void> => {
        resolve(outcome);
        await new Promise((settled) => setTimeout(settled));
      };
      asked.push({ query, signal: options?.signal, answer });
    });
  return { asked, ask };
}

const rows = (count: number): Outcome<Frame> => succeed(frameOfRows(['rows'], [{ rows: count }]));
const table = { rows: 10, columns: [{ name: '#', type: 'integer', sqlType: 'BIGINT' } as const] };
const sortedBy = (column: string): RowView => ({ order: [{ column, direction: 'ascending' }], where: [] });

describe('the rows that are shown', () => {
  test('stay until another view is computed', async () => {
    const { asked, ask } = open();
    const shown = new ShownRows(ask, 'table', table);
    shown.show(sortedBy('#'));
    expect([shown.isWorking, shown.current.rows, shown.current.view]).toEqual([true, 10, ALL_ROWS]);
    await asked[0]?.answer(rows(4));
    expect([shown.isWorking, shown.current.rows, shown.current.view]).toEqual([false, 4, sortedBy('#')]);
    shown.current.pages.want({ firstRow: 0, endRow: 4, columns: [0], around: [] });
    expect(asked[1]?.query).toMatchObject({ kind: 'page', view: sortedBy('#'), rowNumbers: '##' });
  });

  test('are those of the view that was asked for last; the others are withdrawn', async () => {
    const { asked, ask } = open();
    const shown = new ShownRows(ask, 'table', table);
    shown.show(sortedBy('a'));
    shown.show(sortedBy('b'));
    await asked[0]?.answer(rows(1));
    expect([asked[0]?.signal?.aborted, shown.isWorking]).toEqual([true, true]);
    await asked[1]?.answer(rows(2));
    expect(shown.current.rows).toBe(2);
    shown.show(ALL_ROWS);
    expect([shown.current.rows, shown.isWorking, asked.length]).toEqual([10, false, 2]);
  });

  test('a view that cannot be had says why, and the last one stays', async () => {
    const { asked, ask } = open();
    const shown = new ShownRows(ask, 'table', table);
    shown.show(sortedBy('a'));
    await asked[0]?.answer(fail(makeFailure('table-gone')));
    expect([shown.failure?.code, shown.current.rows, shown.isWorking]).toEqual(['table-gone', 10, false]);
    shown.show(ALL_ROWS);
    expect(shown.failure).toBeNull();
  });
});

describe('finding', () => {
  const field = { slot: 'table', view: ALL_ROWS, rows: 10, columns: ['a', 'b'] };
  const none = succeed(frameOfRows(['row', 'column'], []));
  const at = (row: number, column: number) => succeed(frameOfRows(['row', 'column'], [{ row, column }]));

  test('goes on from the beginning where nothing more is found, and says so', async () => {
    const { asked, ask } = open();
    const finder = new Finder(ask);
    finder.text = 'x';
    const found = finder.next(field, { row: 7, column: 1 }, false);
    expect([finder.state, asked[0]?.query]).toMatchObject(['searching', { from: { row: 7, column: 1 } }]);
    await asked[0]?.answer(none);
    expect(asked[1]?.query).toMatchObject({ from: { row: -1, column: -1 } });
    await asked[1]?.answer(at(2, 0));
    expect([await found, finder.state]).toEqual([{ row: 2, column: 0 }, 'around']);
  });

  test('a new search withdraws the one before', async () => {
    const { asked, ask } = open();
    const finder = new Finder(ask);
    finder.text = 'x';
    const first = finder.next(field, null, true);
    expect(asked[0]?.query).toMatchObject({ from: { row: 10, column: 2 }, backward: true });
    const second = finder.next(field, null, false);
    await asked[0]?.answer(at(1, 1));
    await asked[1]?.answer(at(3, 1));
    expect([await first, await second, finder.state]).toEqual([null, { row: 3, column: 1 }, 'found']);
  });

  test('no text is no question, and no match is said', async () => {
    const { asked, ask } = open();
    const finder = new Finder(ask);
    expect([await finder.next(field, null, false), asked.length]).toEqual([null, 0]);
    finder.text = 'x';
    const found = finder.next(field, null, false);
    await asked[0]?.answer(none);
    await asked[1]?.answer(none);
    expect([await found, finder.state]).toEqual([null, 'none']);
  });
});

describe('copying cells', () => {
  test('asks for pieces, the heads with whole columns alone, and ends without a line end', async () => {
    const asked: ViewQuery[] = [];
    const ask: Ask = (query) => {
      asked.push(query);
      return Promise.resolve(succeed(frameOfRows(['text'], [{ text: `${asked.length}\n` }])));
    };
    const columns = ['a', 'b'];
    const cells = { slot: 'table', view: ALL_ROWS, firstRow: 5, endRow: 30_005, columns, hasHeads: false };
    expect(await cellsAsText(ask, cells, new AbortController().signal)).toEqual(succeed('1\n2'));
    expect(asked).toMatchObject([
      { kind: 'csv', offset: 5, limit: 25_000, columns, isTabbed: true, isBare: true },
      { offset: 25_005, limit: 5000 },
    ]);
  });

  test('too many cells are not copied, and it says so', async () => {
    const { asked, ask } = open();
    const copied = new CopiedCells(ask);
    const field = { slot: 'table', view: ALL_ROWS, rows: 200_000, columns: ['a'] };
    const range = { firstRow: 0, endRow: 100_001, firstColumn: 0, endColumn: 1 };
    await copied.copy(range, field, numberFormat('en'));
    expect(copied.said).toContain('Up to 100,000 cells');
    expect(asked).toEqual([]);
  });
});
