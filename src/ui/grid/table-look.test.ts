import { describe, expect, test } from 'vitest';
import type { Column } from '../../core/table';
import { seenColumns, togglePin } from './column-arrangement';
import { conditionText, orderText } from './condition-text';
import { filterValues } from './filter-values';
import { nextOrder } from './sort-keys';
import { TableLook } from './table-look.svelte';

const columns: readonly Column[] = [
  { name: 'a', type: 'integer', sqlType: 'BIGINT' },
  { name: 'b', type: 'text', sqlType: 'VARCHAR' },
];

describe('sorting by clicks', () => {
  test('goes from ascending to descending to the order of the table', () => {
    const up = nextOrder([], 'a', false);
    const down = nextOrder(up, 'a', false);
    expect([up, down, nextOrder(down, 'a', false)]).toEqual([
      [{ column: 'a', direction: 'ascending' }],
      [{ column: 'a', direction: 'descending' }],
      [],
    ]);
  });

  test('with Shift adds a key, changes it in its place, and takes it away alone', () => {
    const two = nextOrder(nextOrder([], 'a', false), 'b', true);
    const turned = nextOrder(two, 'a', true);
    expect(orderText(turned)).toBe('sorted by a ↓, b ↑');
    expect(orderText(nextOrder(turned, 'a', true))).toBe('sorted by b ↑');
    expect(orderText(nextOrder(two, 'b', false))).toBe('sorted by b ↓');
  });
});

describe('how a table is looked at', () => {
  test('has one condition of a kind for a column, each taken away alone', () => {
    const look = new TableLook();
    look.turnTo('one', columns);
    look.filter('a', 'range', { kind: 'range', column: 'a', low: '1', high: null });
    look.filter('b', 'contains', { kind: 'contains', column: 'b', text: 'x' });
    look.filter('a', 'range', { kind: 'range', column: 'a', low: '2', high: null });
    expect(look.view.where.map(conditionText)).toEqual(['a from 2', 'b contains “x”']);
    look.filter('a', 'range', null);
    expect(look.view.where.map(conditionText)).toEqual(['b contains “x”']);
    look.clear();
    expect(look.isChanged).toBe(false);
  });

  test('is kept for a content, and goes on with the next one as far as it fits', () => {
    const look = new TableLook();
    look.turnTo('two', columns);
    look.sort('a', false);
    look.sort('b', true);
    look.turnTo('three', columns.slice(0, 1));
    expect(look.view.order.map(({ column }) => column)).toEqual(['a']);
    const again = new TableLook();
    again.turnTo('two', columns);
    expect(again.view.order.map(({ column }) => column)).toEqual(['a', 'b']);
  });

  test('begins with the columns pinned that are to stay in sight, until one is let go', () => {
    const look = new TableLook();
    look.turnTo('four', columns, ['b']);
    expect(seenColumns(look.arrangement, ['a', 'b'])).toEqual({ places: [1, 0], pinned: 1 });
    look.arrangement = togglePin(look.arrangement, 'b');
    const again = new TableLook();
    again.turnTo('four', columns, ['b']);
    expect(seenColumns(again.arrangement, ['a', 'b'])).toEqual({ places: [0, 1], pinned: 0 });
  });
});

describe('what chips say', () => {
  test('values, ranges and what is missing', () => {
    const text = (values: readonly (string | null)[]) =>
      conditionText({ kind: 'one-of', column: 'c', values });
    expect([
      text(['x']),
      text(['x', null]),
      text(['', 'nan', ' a']),
      text(['1', '2', '3', '4', '5']),
    ]).toEqual(['c is x', 'c is x or missing', 'c is empty text, NaN or “ a”', 'c is 1, 2, 3 or 2 more']);
    const range = (low: string | null, high: string | null) =>
      conditionText({ kind: 'range', column: 'c', low, high });
    expect([range('1', '2'), range(null, '2'), range('2024-01-01T10:00', null)]).toEqual([
      'c 1 to 2',
      'c up to 2',
      'c from 2024-01-01 10:00',
    ]);
    expect(conditionText({ kind: 'present', column: 'c' })).toBe('c is not missing');
  });
});

describe('the values that are offered', () => {
  test('begin with what is overlooked, and hold what is chosen', () => {
    const nothing = { present: 9, distinct: 3, infinite: 0, low: null, high: null, median: null, mean: null };
    const top = [
      { value: 'nan', count: 4 },
      { value: '1.0', count: 3 },
    ];
    const values = filterValues({ ...nothing, missing: 2, nan: 4, empty: 0, top }, ['7.0', '1.0']);
    expect(values).toEqual([
      { value: null, count: 2 },
      { value: 'nan', count: 4 },
      { value: '1.0', count: 3 },
      { value: '7.0', count: undefined },
    ]);
    expect(filterValues(null, [])).toEqual([]);
  });
});
