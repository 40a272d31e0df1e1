import { expect, test } from 'vitest';
import { frameOfRows } from '../../../core/frame';
import { decidePairs, pairDecisions } from './decisions';
import { sideBySide } from './side-by-side';

test('a pair is decided once, whatever the order of its rows', () => {
  const same = decidePairs(undefined, ['id'], [{ first: 'a', second: 'b' }], true)!;
  expect(same.key).toEqual({ kind: 'columns', columns: ['id'] });
  expect(pairDecisions(same).pairs).toEqual([{ row: 'b', other: 'a', isSame: true }]);
  const apart = decidePairs(same, [], [{ first: 'b', second: 'a' }], false)!;
  expect(apart.key).toEqual(same.key);
  expect(pairDecisions(apart).pairs).toEqual([{ row: 'a', other: 'b', isSame: false }]);
  expect(decidePairs(apart, [], [{ first: 'a', second: 'b' }], null)).toBeNull();
});

test('without columns that identify them rows are remembered by all values', () => {
  expect(decidePairs(undefined, [], [{ first: 'a', second: 'b' }], true)?.key).toEqual({ kind: 'row-hash' });
});

test('cells stand side by side: a column with a value for each row', () => {
  const cells = [
    { group: 1, row_number: 3, is_kept: false, column: 'x', value: null, differs: true },
    { group: 1, row_number: 7, is_kept: true, column: 'x', value: '1', differs: true },
    { group: 1, row_number: 3, is_kept: false, column: 'y', value: 'a', differs: false },
    { group: 1, row_number: 7, is_kept: true, column: 'y', value: 'a', differs: false },
    { group: 2, row_number: 3, is_kept: true, column: 'y', value: 'a', differs: false },
  ];
  expect(sideBySide(frameOfRows(Object.keys(cells[0]!), cells))).toEqual([
    {
      group: 1,
      rows: [3, 7],
      kept: 7,
      columns: [
        { name: 'x', values: [null, '1'], differs: true },
        { name: 'y', values: ['a', 'a'], differs: false },
      ],
    },
    { group: 2, rows: [3], kept: 3, columns: [{ name: 'y', values: ['a'], differs: false }] },
  ]);
});
