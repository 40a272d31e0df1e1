import { expect, it } from 'vitest';
import { numberFormat } from '../../core/number-format';
import { keptDecisionsText } from './kept-decisions';

it('says how many decisions a cell keeps, and nothing where it keeps none', () => {
  const format = numberFormat('en');
  const patch = (count: number) => ({
    version: 1 as const,
    key: { kind: 'row-hash' as const },
    decisions: Array.from({ length: count }, (_, row) => ({ row: String(row), action: 'drop' as const })),
  });
  expect(keptDecisionsText(patch(27), format)).toBe(
    '27 decisions made by hand are kept and are applied once the cell runs.',
  );
  expect(keptDecisionsText(patch(1), format)).toContain('1 decision made by hand is kept');
  expect([keptDecisionsText(patch(0), format), keptDecisionsText(undefined, format)]).toEqual(['', '']);
});
