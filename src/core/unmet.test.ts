import { describe, expect, test } from 'vitest';
import type { Notice } from './contract';
import { frameRows } from './frame';
import { columnsThatFit, unmetFrame, unmetText } from './unmet';

const table = {
  columns: [
    { name: 'a', type: 'text', sqlType: 'VARCHAR' },
    { name: 'b', type: 'number', sqlType: 'DOUBLE' },
  ],
} as const;

describe('columns that fit', () => {
  test('are those that are there and of a type that is wanted, each once', () => {
    const { columns, unmet } = columnsThatFit(table, ['b', 'a', 'gone', 'a'], ['text', 'other']);
    expect(columns.map(({ name }) => name)).toEqual(['a']);
    expect(unmet).toEqual([
      { what: 'column', column: 'b', reason: 'it is number here, not text or other' },
      { what: 'column', column: 'gone', reason: 'the table has no such column' },
    ]);
    expect(columnsThatFit(table, ['b']).columns).toEqual([table.columns[1]]);
  });
});

describe('what did not fit', () => {
  const said: Notice[] = [];
  const frameOf = (count: number) =>
    unmetFrame(
      { notice: (notice) => said.push(notice) },
      Array.from({ length: count }, (_, i) => ({ what: 'column', column: `c${i}`, reason: 'it is gone' })),
    );

  test('is a frame without a notice where there is nothing', () => {
    expect([frameRows(frameOf(0)), said]).toEqual([[], []]);
  });

  test('is said as a warning, the first of many by name, and all of it stands in the frame', () => {
    expect(frameOf(7).rows).toBe(7);
    expect(said).toMatchObject([{ code: 'unmet', isWarning: true }]);
    expect(said[0]?.text).toMatch(
      /^Left out, since they did not fit this table: column “c0” \(it is gone\), .* and 2 more\.$/,
    );
  });

  test('is named with its column', () => {
    const word = { what: 'the word “N/A”', column: 'ibu', reason: 'x' };
    expect(unmetText([word])).toBe('Left out, since it did not fit this table: the word “N/A” in “ibu” (x).');
    expect(unmetText([{ ...word, column: null }])).toContain(': the word “N/A” (x).');
  });
});
