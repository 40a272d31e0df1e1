import { describe, expect, test } from 'vitest';
import { numberFormat } from '../../core/number-format';
import { rowsText, shownLabel } from './shown-rows-words';

const format = numberFormat('en');
const order = [
  { column: 'a', direction: 'ascending' },
  { column: 'b', direction: 'descending' },
] as const;
const where = [{ kind: 'missing', column: 'a' }] as const;

describe('which rows are written', () => {
  test.each([
    [{ order, where: [] }, 'all rows, sorted as in the grid (1,200)'],
    [{ order: [], where }, 'the rows shown (1,200)'],
    [{ order, where }, 'the rows shown, sorted as in the grid (1,200)'],
  ])('as a choice: %j', (view, label) => {
    expect(shownLabel({ view, rows: 1200 }, format)).toBe(label);
  });

  test('in a sentence', () => {
    expect(rowsText(null)).toBe('The whole table, in its own order');
    expect(rowsText({ view: { order: [], where }, rows: 3 })).toBe(
      'The rows that the grid shows, in the order of the table, with all columns',
    );
    expect(rowsText({ view: { order, where }, rows: 3 })).toBe(
      'The rows that the grid shows, sorted by “a” ascending and “b” descending, with all columns',
    );
  });
});
