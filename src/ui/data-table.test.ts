import { describe, expect, it } from 'vitest';
import { frameTableColumns, shorten, tableColumn } from './data-table';

describe('data table', () => {
  it('sets numbers to the right, and everything else to the left', () => {
    expect(tableColumn({ name: 'age', type: 'integer', sqlType: 'BIGINT' }).kind).toBe('number');
    expect(tableColumn({ name: 'day', type: 'date', sqlType: 'DATE' }).kind).toBe('text');
  });

  it('knows instants by the type of their column', () => {
    expect(tableColumn({ name: 'at', type: 'timestamp', sqlType: 'TIMESTAMP' }).isInstant).toBe(true);
    expect(tableColumn({ name: 'text', type: 'text', sqlType: 'VARCHAR' }).isInstant).toBeUndefined();
  });

  it('finds the kind of a column from its values, missing ones aside', () => {
    const frame = { rows: 2, columns: { a: [1, null], b: ['1', 2], c: Float64Array.of(1, NaN) } };
    expect(frameTableColumns(frame).map((column) => column.kind)).toEqual(['number', 'text', 'number']);
  });

  it('shortens a long text and leaves a short one', () => {
    expect(shorten('abc', 3)).toBe('abc');
    expect(shorten('abcd', 3)).toBe('ab…');
  });

  it('never cuts a character in two', () => {
    expect(shorten('a😀bcd', 3)).toBe('a…');
  });
});
