import { describe, expect, test } from 'vitest';
import type { RowCondition } from './row-view';
import { fittingView, orderSql, whereSql } from './row-view-sql';
import type { Column } from './table';

const columns: readonly Column[] = [
  { name: 'x', type: 'number', sqlType: 'DOUBLE' },
  { name: 'n', type: 'integer', sqlType: 'BIGINT' },
  { name: 'it"s', type: 'text', sqlType: 'VARCHAR' },
  { name: 'day', type: 'date', sqlType: 'DATE' },
  { name: 'map', type: 'other', sqlType: 'MAP(VARCHAR, INTEGER)' },
];
const range = (column: string, low: string | null, high: string | null): RowCondition => ({
  kind: 'range',
  column,
  low,
  high,
});

describe('conditions as SQL', () => {
  test('all hold together; none is true', () => {
    expect(whereSql(columns, [])).toBe('true');
    expect(
      whereSql(columns, [
        { kind: 'present', column: 'n' },
        { kind: 'missing', column: 'x' },
      ]),
    ).toBe('("n" IS NOT NULL) AND ("x" IS NULL)');
  });

  test('texts and names are quoted, and never read as SQL', () => {
    expect(whereSql(columns, [{ kind: 'one-of', column: 'it"s', values: ["'; DROP", null] }])).toBe(
      `("it""s" IN ('''; DROP') OR "it""s" IS NULL)`,
    );
    expect(whereSql(columns, [{ kind: 'contains', column: 'n', text: "%'" }])).toBe(
      `(contains(lower("n"::VARCHAR), lower('%''')))`,
    );
  });

  test('a range of doubles leaves NaN out, one of integers needs not to', () => {
    expect(whereSql(columns, [range('x', '1', '-.5e3')])).toBe(
      '(NOT isnan("x") AND "x" >= 1 AND "x" <= -.5e3)',
    );
    expect(whereSql(columns, [range('n', ' 7 ', null)])).toBe('("n" >= 7)');
    expect(whereSql(columns, [range('n', null, null)])).toBe('("n" IS NOT NULL)');
  });

  test.each([
    ['n', '1 OR true'],
    ['n', ''],
    ['n', '0x10'],
    ['day', '2023-02-29'],
    ['day', "2024-01-01' OR true"],
    ['it"s', 'a'],
    ['map', '1'],
  ])('a bound on %s may not be “%s”', (column, low) => {
    expect(() => whereSql(columns, [range(column, low, null)])).toThrow(
      expect.objectContaining({ failure: expect.objectContaining({ code: 'value-not-of-type' }) as unknown }),
    );
  });
});

describe('an order as SQL', () => {
  test('is total, with missing values last and NaN before them', () => {
    const order = [
      { column: 'x', direction: 'descending' },
      { column: 'n', direction: 'ascending' },
      { column: 'map', direction: 'ascending' },
    ] as const;
    expect(orderSql(columns, order, 'rowid')).toBe(
      'isnan("x") ASC NULLS LAST, "x" DESC NULLS LAST, "n" ASC NULLS LAST, "map"::VARCHAR ASC NULLS LAST, rowid',
    );
  });
});

describe('a view of a table that was made anew', () => {
  test('keeps what fits its columns', () => {
    const view = {
      order: [
        { column: 'gone', direction: 'ascending' },
        { column: 'n', direction: 'ascending' },
      ],
      where: [
        range('it"s', '1', null),
        range('day', '2024-02-29', null),
        { kind: 'missing', column: 'gone' },
      ],
    } as const;
    const fitting = fittingView(columns, view);
    expect(fitting.order.map(({ column }) => column)).toEqual(['n']);
    expect(fitting.where.map(({ column }) => column)).toEqual(['day']);
  });
});
