import { describe, expect, test } from 'vitest';
import { freshName, nameFromFile, numberedCellId } from './names';

describe('a name made from a file name', () => {
  test.each([
    ['credit.csv', 'credit'],
    ['German Credit (2020).csv.gz', 'german_credit_2020'],
    ['report.2020.csv', 'report_2020'],
    ['2020.csv', 'data_2020'],
    ['Überblick – Käufe.CSV', 'überblick_käufe'],
    ['顧客.csv', '顧客'],
    ['.csv', 'csv'],
    ['???', 'data'],
    ['', 'data'],
    [`${'x'.repeat(300)}.csv`, 'x'.repeat(100)],
  ])('%s gives %s', (file, name) => {
    expect(nameFromFile(file)).toBe(name);
  });
});

describe('a fresh name', () => {
  test.each([
    [[], 'credit', 'credit'],
    [['credit'], 'credit', 'credit_2'],
    [['credit', 'credit_2'], 'credit', 'credit_3'],
    [['credit', 'credit_2'], 'credit_2', 'credit_3'],
    [['Credit'], 'credit', 'credit_2'],
    [['data_2020'], 'data_2020', 'data_2020_2'],
  ])('with %j taken, %s becomes %s', (taken, base, name) => {
    expect(freshName(taken, base)).toBe(name);
  });
});

test('a fresh id is the one after the highest, so that a deleted cell in between leaves no trace', () => {
  expect(numberedCellId(['c1', 'c7', 'note', 'c2x'])).toBe('c8');
  expect(numberedCellId([])).toBe('c1');
});
