import { describe, expect, it } from 'vitest';
import { numberFormat } from '../../core/number-format';
import type { Column, ColumnType } from '../../core/table';
import { columnTexts, rowsText, tableChange } from './table-change';

const format = numberFormat('en');
const column = (name: string, type: ColumnType = 'integer'): Column => ({ name, type, sqlType: type });
const table = (rows: number, ...columns: Column[]) => ({ rows, columns });

describe('what a step changed', () => {
  it('tells rows, and columns added, removed and of another type', () => {
    const change = tableChange(
      table(3563, column('a'), column('b'), column('c')),
      table(5120, column('b', 'number'), column('a'), column('d')),
    );
    expect(change).toMatchObject({ added: ['d'], removed: ['c'], common: ['b', 'a'] });
    expect(rowsText(change, format)).toBe('3,563 rows → 5,120 (+1,557)');
    expect(columnTexts(change, format)).toEqual([
      '1 column added: d',
      '1 column removed: c',
      '1 column of another type: b (integer → number)',
    ]);
  });

  it('says when the rows are as many, and nothing of columns that are the same', () => {
    const change = tableChange(table(1, column('a')), table(1, column('a')));
    expect(rowsText(change, format)).toBe('1 row, as before');
    expect(columnTexts(change, format)).toEqual([]);
    expect(rowsText(tableChange(table(5), table(0)), format)).toBe('5 rows → 0 (−5)');
  });

  it('lists some of very many columns and counts the others', () => {
    const many = Array.from({ length: 1200 }, (_, index) => column(`c${index}`));
    expect(columnTexts(tableChange(table(1), table(1, ...many)), format)).toEqual([
      '1,200 columns added: c0, c1, c2, c3, c4, c5 and 1,194 more',
    ]);
  });
});
