import { expect, it } from 'vitest';
import type { StepCell } from '../document/document';
import { claimsOf } from './cell-facts';

const cell = (step: string, params: StepCell['params']): StepCell => {
  return { id: 'c1', kind: 'step', step, version: 1, params, inputs: {}, outputs: {} };
};

it('what a cell would run is told word for word, whatever param holds the SQL', () => {
  expect(claimsOf(cell('sql', { text: 'SELECT 1' }), []).sql).toEqual(['SELECT 1']);
  expect(claimsOf(cell('filter', { condition: 'age > 60' }), []).sql).toEqual(['age > 60']);
  expect(claimsOf(cell('profile', {}), []).sql).toEqual([]);
});
