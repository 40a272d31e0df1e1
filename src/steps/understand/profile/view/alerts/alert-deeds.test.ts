import { describe, expect, test, vi } from 'vitest';
import type { Suggestion } from '../../../../../core/contract';
import type { Alert } from '../../alerts/alert';
import { alertDeeds } from './alert-deeds';

const alert: Alert = {
  ...{ alert: 'missing', column: 'age', severity: 'warning', text: 'why', numbers: {} },
  suggestion: { step: 'impute', title: 'Fill age', params: { columns: ['age'] } },
  where: [{ kind: 'missing', column: 'age' }],
};
const hidden: Alert = { ...alert, text: 'hidden' };
const asked: Suggestion = {
  ...{ step: 'impute', title: 'Fill age', reason: 'hidden', params: { columns: ['age'] } },
  inputs: { table: { name: 'credit' } },
};
const known = {
  ...{ table: 'credit', beside: [] },
  columnOf: () => ({ name: 'age', type: 'number', sqlType: 'DOUBLE' }) as const,
  shown: () => hidden,
};

describe('what an alert may do', () => {
  test('is to insert the cell that it suggests, as it may be shown', () => {
    const follow = vi.fn();
    const deeds = alertDeeds({ follow }, known);
    deeds.follow?.(alert);
    deeds.keepRows?.({ ...alert, where: [{ kind: 'missing', column: 'age' }] });
    expect(follow.mock.calls).toMatchObject([[asked], [{ step: 'filter', reason: 'hidden' }]]);
    expect(deeds.standing?.(alert)).toBe('open');
  });

  test('is to go there where a cell does so already, and nothing where what it reads is not there', () => {
    const isFollowed = vi.fn((_: Suggestion) => true);
    const of = (isPossible: boolean) =>
      alertDeeds({ follow: vi.fn(), isFollowed, isPossible: () => isPossible }, known);
    expect(of(true).standing?.(alert)).toBe('done');
    expect(of(false).standing?.(alert)).toBe('impossible');
    expect(isFollowed.mock.calls).toEqual([[asked]]);
  });

  test('is to show its rows alone where no cell can follow, or the table has no name', () => {
    const showRows = vi.fn();
    for (const [props, table] of [
      [{ showRows }, 'credit'],
      [{ showRows, follow: vi.fn() }, undefined],
    ] as const) {
      const deeds = alertDeeds(props, { ...known, table });
      expect([deeds.follow, deeds.standing, deeds.keepRows]).toEqual([undefined, undefined, undefined]);
      deeds.showRows?.(alert);
    }
    expect(showRows.mock.calls).toEqual([
      ['table', alert.where],
      ['table', alert.where],
    ]);
  });
});
