import { describe, expect, test } from 'vitest';
import {
  AS_IN_TABLE,
  hide,
  moveColumn,
  seenColumns,
  show,
  togglePin,
  type Arrangement,
} from './column-arrangement';

const names = ['a', 'b', 'c', 'd', 'e'];
const seen = (arrangement: Arrangement): string => {
  const { places, pinned } = seenColumns(arrangement, names);
  const row = places.map((place) => names[place] ?? '');
  return `${row.slice(0, pinned).join('')}|${row.slice(pinned).join('')}`;
};

describe('the arrangement of columns', () => {
  test('is the order of the table at first', () => {
    expect(seen(AS_IN_TABLE)).toBe('|abcde');
  });

  test('hidden ones are left out and come back to their place', () => {
    const hidden = hide(hide(AS_IN_TABLE, names, 'b'), names, 'd');
    expect(seen(hidden)).toBe('|ace');
    expect(seen(show(hidden, 'b'))).toBe('|abce');
    expect(seen(show(hidden))).toBe('|abcde');
  });

  test('the last one that is seen cannot be hidden', () => {
    const one = names.reduce((each, name) => hide(each, names, name), AS_IN_TABLE);
    expect(seen(one)).toBe('|e');
  });

  test('pinned ones stand first, in the order of all, and go back', () => {
    const pinned = togglePin(togglePin(AS_IN_TABLE, 'd'), 'b');
    expect(seen(pinned)).toBe('bd|ace');
    expect(seen(togglePin(pinned, 'd'))).toBe('b|acde');
  });

  test('a column moves to the place of another, not past the ends', () => {
    expect(seen(moveColumn(AS_IN_TABLE, names, 0, 2))).toBe('|bcade');
    expect(seen(moveColumn(AS_IN_TABLE, names, 4, 1))).toBe('|aebcd');
    expect(seen(moveColumn(AS_IN_TABLE, names, 1, 99))).toBe('|acdeb');
    expect(moveColumn(AS_IN_TABLE, names, 0, -1)).toBe(AS_IN_TABLE);
  });

  test('one that is moved among the pinned ones is pinned, one moved out of them is not', () => {
    const pinned = togglePin(togglePin(AS_IN_TABLE, 'a'), 'b');
    expect(seen(moveColumn(pinned, names, 3, 0))).toBe('dab|ce');
    expect(seen(moveColumn(pinned, names, 0, 3))).toBe('b|cdae');
    expect(seen(moveColumn(pinned, names, 0, 1))).toBe('ba|cde');
  });

  test('moving leaves the hidden ones hidden', () => {
    const moved = moveColumn(hide(AS_IN_TABLE, names, 'b'), names, 0, 1);
    expect(seen(moved)).toBe('|cade');
  });

  test('another table keeps what it knows, and shows its new columns last', () => {
    const moved = moveColumn(AS_IN_TABLE, names, 4, 0);
    const { places } = seenColumns(hide(moved, names, 'b'), ['b', 'new', 'e', 'a']);
    expect(places).toEqual([2, 3, 1]);
  });
});
