import { describe, expect, test } from 'vitest';
import { commandOf, cornerAfter, placeAfter } from './grid-keys';

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
    const keys = ['ArrowLeft', 'PageUp', 'Home'];
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

const bare = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
const head = { row: -1, column: 5 };

describe('the heads', () => {
  const fromHead = (key: string, held: Partial<KeyboardEvent> = {}) =>
    placeAfter({ key, ...bare, ...held }, head, extent);

  test('are a step up from the first row, and left by going down', () => {
    expect(placeAfter({ key: 'ArrowUp', ...bare }, { row: 0, column: 5 }, extent)).toEqual(head);
    expect(fromHead('ArrowUp')).toEqual(head);
    expect(fromHead('ArrowDown')).toEqual({ row: 0, column: 5 });
    expect(fromHead('PageDown')).toEqual({ row: 10, column: 5 });
    expect(fromHead('Home', { ctrlKey: true })).toEqual({ row: 0, column: 0 });
  });

  test('are gone along like a row', () => {
    expect(fromHead('ArrowRight')).toEqual({ row: -1, column: 6 });
    expect(fromHead('End')).toEqual({ row: -1, column: 19 });
  });

  test('are all there is where no row is left', () => {
    const none = { ...extent, rows: 0 };
    expect(placeAfter({ key: 'ArrowDown', ...bare }, head, none)).toEqual(head);
    expect(cornerAfter({ key: 'ArrowDown', ...bare, shiftKey: true }, head, none)).toBeNull();
  });
});

describe('Shift', () => {
  test('draws a corner, with Ctrl to the ends, and never onto the heads', () => {
    const draw = (key: string, held: Partial<KeyboardEvent> = {}, at = from) =>
      cornerAfter({ key, ...bare, shiftKey: true, ...held }, at, extent);
    expect(draw('ArrowDown')).toEqual({ row: 501, column: 5 });
    expect(draw('End', { ctrlKey: true })).toEqual({ row: 999_999, column: 19 });
    expect(draw('ArrowUp', {}, { row: 0, column: 1 })).toEqual({ row: 0, column: 1 });
    expect(draw('a')).toBeNull();
    expect(draw('ArrowDown', { shiftKey: false })).toBeNull();
  });
});

describe('commands', () => {
  const command = (key: string, held: Partial<KeyboardEvent> = {}, isOnHead = false) =>
    commandOf({ key, ...bare, ...held }, isOnHead);

  test('find, go to, select, help', () => {
    expect([
      command('f', { ctrlKey: true }),
      command('G', { metaKey: true }),
      command('a', { ctrlKey: true }),
      command(' ', { ctrlKey: true }),
      command(' ', { shiftKey: true }),
      command('F3', { shiftKey: true }),
      command('?', { shiftKey: true }),
    ]).toEqual([
      { kind: 'find' },
      { kind: 'go-to-row' },
      { kind: 'select-all' },
      { kind: 'select-column' },
      { kind: 'select-row' },
      { kind: 'find-next', backward: true },
      { kind: 'keys' },
    ]);
  });

  test('on a head they are about the column', () => {
    expect([
      command('Enter', {}, true),
      command(' ', {}, true),
      command(' ', { shiftKey: true }, true),
      command('ArrowLeft', { shiftKey: true }, true),
      command('ArrowRight', { shiftKey: true, ctrlKey: true }, true),
    ]).toEqual([
      { kind: 'open-head' },
      { kind: 'sort', isAdded: false },
      { kind: 'sort', isAdded: true },
      { kind: 'widen', by: -1 },
      { kind: 'move-column', by: 1 },
    ]);
  });

  test('keys of the page are left to it', () => {
    const left = [
      command('s', { ctrlKey: true }),
      command('Enter', { ctrlKey: true }),
      command('ArrowDown', { altKey: true }),
      command('f'),
      command('Enter', { ctrlKey: true }, true),
    ];
    expect(left).toEqual([null, null, null, null, null]);
  });
});
