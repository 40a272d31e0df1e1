import { describe, expect, test } from 'vitest';
import { placeAfter } from './grid-keys';

const extent = { rows: 1_000_000, columns: 20, pageRows: 11 };
const from = { row: 500, column: 5 };
const press = (key: string, held: Partial<KeyboardEvent> = {}) =>
  placeAfter({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held }, from, extent);

describe('keys of the grid', () => {
  test('arrows go by one, page keys by a page', () => {
    expect(press('ArrowDown')).toEqual({ row: 501, column: 5 });
    expect(press('ArrowLeft')).toEqual({ row: 500, column: 4 });
    expect(press('PageDown')).toEqual({ row: 511, column: 5 });
    expect(press('PageUp')).toEqual({ row: 489, column: 5 });
  });

  test('Home and End go to the ends of the row, with Ctrl to the ends of the table', () => {
    expect(press('Home')).toEqual({ row: 500, column: 0 });
    expect(press('End')).toEqual({ row: 500, column: 19 });
    expect(press('Home', { ctrlKey: true })).toEqual({ row: 0, column: 0 });
    expect(press('End', { metaKey: true })).toEqual({ row: 999_999, column: 19 });
    expect(press('ArrowDown', { ctrlKey: true })).toEqual({ row: 999_999, column: 5 });
  });

  test('nothing leads out of the table', () => {
    const corner = { row: 0, column: 0 };
    const keys = ['ArrowUp', 'ArrowLeft', 'PageUp'];
    const event = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
    expect(keys.map((key) => placeAfter({ key, ...event }, corner, extent))).toEqual([
      corner,
      corner,
      corner,
    ]);
  });

  test('other keys, and those with Alt or Shift, are none of its concern', () => {
    expect([
      press('a'),
      press('Tab'),
      press('ArrowLeft', { altKey: true }),
      press('End', { shiftKey: true }),
    ]).toEqual([null, null, null, null]);
  });
});
