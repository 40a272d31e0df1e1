import { describe, expect, it } from 'vitest';
import { commonFields, headerFields, isSeries, seriesStem } from './file-series';

describe('a series of files', () => {
  it.each([
    [['sales_2020.csv', 'sales_2021.csv'], true, 'sales'],
    [['Jan.csv', 'Feb.csv', 'March.csv'], true, ''],
    [['part-a.parquet', 'part-b.parquet'], true, 'part'],
    [['2024-01-01 log.csv', '2024-01-02 log.csv'], true, ''],
    [['x/data1.csv', 'y/data2.csv'], true, 'data'],
    [['customers.csv', 'orders.csv'], false, ''],
    [['a1.csv', 'a2.tsv'], false, ''],
    [['only1.csv'], false, 'only1.csv'],
  ] as const)('%j: %s, named “%s”', (names, expected, stem) => {
    expect(isSeries(names)).toBe(expected);
    expect(seriesStem(names)).toBe(stem);
  });

  it('has first lines that can be compared', () => {
    expect(headerFields('\uFEFFa,"B ",c\n1,2,3')).toEqual(['a', 'b ', 'c']);
    expect(headerFields('a;b,c\n')).toEqual(['a', 'b,c']);
    expect(commonFields(['a', 'b'], ['b', 'c'])).toBeCloseTo(1 / 3);
    expect(commonFields([], [])).toBe(0);
  });
});
