import { expect, test } from 'vitest';
import { tableFileName } from './save-file';

test('the file of a table has a name that every system takes', () => {
  expect(['credit', 'a/b:c', 'größe', ' ', '..'].map((name) => tableFileName(name, 'csv'))).toEqual([
    'credit.csv',
    'a_b_c.csv',
    'größe.csv',
    'table.csv',
    'table.csv',
  ]);
  expect(tableFileName('credit', 'parquet')).toBe('credit.parquet');
});
