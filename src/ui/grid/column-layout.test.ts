import { describe, expect, test } from 'vitest';
import {
  columnAt,
  columnsBetween,
  NARROWEST,
  offsetsOf,
  WIDEST,
  widthOfName,
  widthOfValues,
  type GridColumn,
} from './column-layout';

const text: GridColumn = { name: 'a', kind: 'text', index: 0 };
const offsets = offsetsOf([100, 50, 200, 50]);

describe('the layout of columns', () => {
  test('each begins where the one before ends', () => {
    expect([...offsets]).toEqual([0, 100, 150, 350, 400]);
  });

  test('a pixel belongs to the column it stands on', () => {
    expect([0, 99, 100, 149, 150, 399].map((pixel) => columnAt(offsets, pixel))).toEqual([0, 0, 1, 1, 2, 3]);
    expect(columnAt(offsets, 400)).toBe(4);
  });

  test('a window holds all columns of which something is seen', () => {
    expect(columnsBetween(offsets, 0, 100)).toEqual({ first: 0, end: 1 });
    expect(columnsBetween(offsets, 99, 151)).toEqual({ first: 0, end: 3 });
    expect(columnsBetween(offsets, 340, 9999)).toEqual({ first: 2, end: 4 });
    expect(columnsBetween(offsetsOf([]), 0, 100)).toEqual({ first: 0, end: 0 });
  });

  test('a column is as wide as its longest value, within bounds', () => {
    expect(widthOfName(text)).toBe(NARROWEST);
    expect(widthOfValues(text, ['x'.repeat(20), null, undefined])).toBe(162);
    expect(widthOfValues(text, ['x'.repeat(5000)])).toBe(WIDEST);
    expect(widthOfValues({ name: 'n'.repeat(30), kind: 'number' }, [1])).toBe(250);
  });
});
