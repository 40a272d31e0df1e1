import { expect, it } from 'vitest';
import type { StepCell } from '../../document/document';
import { plainTraits, type Artifact } from '../../core/artifact';
import { numberFormat } from '../../core/number-format';
import { claimsOf, resultSize } from './cell-facts';

const cell = (step: string, params: StepCell['params']): StepCell => {
  return { id: 'c1', kind: 'step', step, version: 1, params, inputs: {}, outputs: {} };
};

it('what a cell would run is told word for word, whatever param holds the SQL', () => {
  expect(claimsOf(cell('sql', { text: 'SELECT 1' }), []).sql).toEqual(['SELECT 1']);
  expect(claimsOf(cell('filter', { condition: 'age > 60' }), []).sql).toEqual(['age > 60']);
  expect(claimsOf(cell('profile', {}), []).sql).toEqual([]);
});

it('the size of a result is that of each of its tables', () => {
  const table = (rows: number): Artifact => ({
    kind: 'table',
    key: '',
    traits: plainTraits,
    table: '',
    rows,
    columns: [{ name: 'a', type: 'integer', sqlType: 'BIGINT' }],
  });
  const sizeOf = (artifacts: Record<string, Artifact>) => resultSize({ artifacts }, numberFormat('en'));
  expect(sizeOf({ train: table(3563), test: table(891) })).toBe('3,563 × 1, 891 × 1');
  expect(sizeOf({ a: table(1), b: table(1), c: table(1), d: table(1) })).toBe('4 tables');
  expect(resultSize({ artifacts: { a: table(1), b: table(1) } }, numberFormat('en'), 1)).toBe('2 tables');
  expect(sizeOf({})).toBeNull();
});
