import { expect, test } from 'vitest';
import { NARROWEST, WIDEST_BY_HAND, type GridColumn } from './column-layout';
import { ColumnWidths } from './column-widths.svelte';

const columns: readonly GridColumn[] = [
  { name: 'id', kind: 'number', index: 0 },
  { name: 'note', kind: 'text', index: 1 },
];
const open = (): ColumnWidths => new ColumnWidths(() => columns);

test('columns begin where the one before ends', () => {
  expect([...open().offsets]).toEqual([0, NARROWEST, 2 * NARROWEST]);
});

test('a column is fitted once, to the first values that are known', () => {
  const widths = open();
  const long = 'a text of some thirty letters';
  expect(widths.fit([0, 1], () => [undefined])).toBe(false);
  expect(widths.fit([1], () => [undefined, long])).toBe(true);
  const fitted = widths.at(1);
  expect(fitted).toBeGreaterThan(NARROWEST);
  expect(widths.fit([1], () => [long + long])).toBe(false);
  expect([widths.at(0), widths.at(1)]).toEqual([NARROWEST, fitted]);
});

test('a width set by hand counts, within bounds, until it is forgotten', () => {
  const widths = open();
  widths.resize(0, (width) => width + 10.4);
  expect(widths.at(0)).toBe(NARROWEST + 10);
  widths.resize(0, () => 1e6);
  widths.resize(7, () => 50);
  expect([...widths.offsets]).toEqual([0, WIDEST_BY_HAND, WIDEST_BY_HAND + NARROWEST]);
  widths.refit(0);
  expect(widths.at(0)).toBe(NARROWEST);
});
