import { expect, test } from 'vitest';
import { csvFileName, tableFileName } from './csv-file';

test('the file of a table has a name that every system takes', () => {
  expect(['credit', 'a/b:c', 'größe', ' ', '..'].map(csvFileName)).toEqual([
    'credit.csv',
    'a_b_c.csv',
    'größe.csv',
    'table.csv',
    'table.csv',
  ]);
  expect(tableFileName('credit', 'parquet')).toBe('credit.parquet');
});
