import { describe, expect, it } from 'vitest';
import { numberFormat } from '../../core/number-format';
import {
  changesText,
  isChanged,
  keepsRowsInPlace,
  MOST_SHOWN,
  NOTHING_COMPARED,
  scopeOf,
  shownColumns,
  withPiece,
} from './changed-rows';

const format = numberFormat('en');
const columns = ['id', 'city', 'size'];
const before = {
  rows: 3,
  columns: { id: [1, 2, 3], city: ['a', 'b', 'b'], size: ['5', '6 oz', null] },
};
const after = { rows: 3, columns: { id: [1, 2, 3], city: ['a', 'B', 'b'], size: [5, 6, null] } };

describe('rows that a step changed', () => {
  it('are found with their cells, and counted by column', () => {
    const changes = withPiece(NOTHING_COMPARED, before, after, columns);
    expect(changes).toMatchObject({ compared: 3, rows: 1 });
    expect([...changes.cells]).toEqual([
      ['city', 1],
      ['size', 1],
    ]);
    expect(changes.first).toEqual([
      { number: 1, before: { id: 2, city: 'b', size: '6 oz' }, after: { id: 2, city: 'B', size: 6 } },
    ]);
    expect(changesText(changes, 3, format)).toBe('1 of 3 rows changed. Cells: city 1, size 1.');
    expect(shownColumns(columns, changes, 8)).toEqual(['id', 'city', 'size']);
  });

  it('go on from piece to piece with their numbers, and only the first are kept', () => {
    const one = (value: string) => ({ rows: 1, columns: { a: [value] } });
    let changes = NOTHING_COMPARED;
    for (let row = 0; row < 20; row++) changes = withPiece(changes, one('x'), one('y'), ['a']);
    expect(changes).toMatchObject({ compared: 20, rows: 20 });
    expect(changes.first.map(({ number }) => number)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(changes.first).toHaveLength(MOST_SHOWN);
    expect(shownColumns(['a'], changes, 8)).toEqual(['a']);
  });

  it('say of how many rows they are known', () => {
    const changes = withPiece(NOTHING_COMPARED, before, after, ['id']);
    expect(changesText(changes, 3, format)).toBe('No cell reads otherwise in 3 rows.');
    expect(changesText(withPiece(NOTHING_COMPARED, before, after, columns), 5000, format)).toMatch(
      /^1 of the first 3 rows of 5,000 changed\./,
    );
  });

  it('are not those whose type alone is another; missing and empty differ', () => {
    expect([isChanged('5', 5), isChanged(null, null), isChanged(NaN, NaN)]).toEqual([false, false, false]);
    expect([isChanged(null, ''), isChanged('5.0', 5), isChanged('x', null)]).toEqual([true, true, true]);
  });

  it('are looked for where rows stay in their place, and in as many as come to the page', () => {
    expect(keepsRowsInPlace('parse', 5, 5)).toBe(true);
    expect([keepsRowsInPlace('parse', 5, 4), keepsRowsInPlace('sql', 5, 5)]).toEqual([false, false]);
    expect(scopeOf(['a', 'b'], 2410)).toEqual({ columns: ['a', 'b'], rows: 2410, piece: 20_000 });
    const wide = scopeOf(
      Array.from({ length: 900 }, (_, index) => `c${index}`),
      5_000_000,
    );
    expect([wide.columns.length, wide.rows, wide.piece]).toEqual([200, 10_000, 200]);
    expect(scopeOf([], 7).rows).toBe(7);
  });
});
