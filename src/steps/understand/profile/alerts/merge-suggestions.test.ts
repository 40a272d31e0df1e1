import { describe, expect, test } from 'vitest';
import { indexAlerts, suggestionOf } from '../view/alerts/alert-index';
import type { Alert } from './alert';
import { framesOfAlerts } from './alert-frame';
import { mergeSuggestions } from './merge-suggestions';

const alert = (facts: Partial<Alert>): Alert => ({
  alert: 'missing',
  column: 'a',
  severity: 'warning',
  text: 'text',
  numbers: {},
  suggestion: null,
  where: null,
  ...facts,
});
const impute = (column: string, method: string): Alert =>
  alert({ column, suggestion: { step: 'impute', title: column, params: { columns: [column], method } } });
const tokens = (column: string, words: string[]): Alert =>
  alert({
    column,
    suggestion: { step: 'missing-tokens', title: column, params: { tokens: { [column]: words } } },
  });

describe('the suggestions of a reading', () => {
  test('make one cell of those that differ in their columns only', () => {
    expect(
      mergeSuggestions([
        impute('a', 'median'),
        tokens('a', ['?']),
        impute('b', 'median'),
        tokens('b', ['-', '?']),
        tokens('a', ['-']),
      ]),
    ).toEqual([
      {
        step: 'missing-tokens',
        title: 'Make what stands for missing missing in 2 columns',
        params: { tokens: { a: ['?', '-'], b: ['-', '?'] } },
      },
      {
        step: 'impute',
        title: 'Fill what is missing in 2 columns',
        params: { columns: ['a', 'b'], method: 'median' },
      },
    ]);
  });

  test('are one of each step, in the order in which one would insert them, and none for notes', () => {
    const split = alert({ suggestion: { step: 'split', title: 'split', params: { by: ['id'] } } });
    const note = alert({ severity: 'note', suggestion: { step: 'parse', title: 'parse', params: {} } });
    const merged = mergeSuggestions([impute('a', 'mode'), impute('b', 'median'), note, split, alert({})]);
    expect(merged.map(({ step, title }) => [step, title])).toEqual([
      ['split', 'split'],
      ['impute', 'a'],
    ]);
  });
});

describe('the index of alerts', () => {
  const where = [{ kind: 'missing', column: 'b' }] as const;
  const alerts = [
    alert({ column: 'b', severity: 'severe', where, numbers: { rows: 1, columns: ['a', 'b'] } }),
    alert({ column: null }),
    alert({ column: 'a' }),
    alert({ column: 'b', severity: 'note' }),
  ];
  const index = indexAlerts(framesOfAlerts(alerts));

  test('groups by column, the most severe first, and gives back every alert as it was', () => {
    expect(index.groups).toEqual([
      { column: 'b', severity: 'severe', rows: [0, 3] },
      { column: null, severity: 'warning', rows: [1] },
      { column: 'a', severity: 'warning', rows: [2] },
    ]);
    expect(alerts.map((_, row) => index.at(row))).toEqual(alerts);
    expect(index.ofColumn('b')).toEqual([alerts[0], alerts[3]]);
    expect([index.total, index.counts]).toEqual([4, { severe: 1, warning: 2, note: 1 }]);
  });

  test('is empty where a result has no alerts', () => {
    expect(indexAlerts(undefined)).toMatchObject({ total: 0, groups: [] });
  });

  test('makes a cell on the table that was profiled of a suggestion', () => {
    expect(suggestionOf(impute('a', 'mode'), 'credit')).toMatchObject({
      step: 'impute',
      reason: 'text',
      inputs: { table: { name: 'credit' } },
    });
    expect(() => suggestionOf(alert({}), 'credit')).toThrow('suggests nothing');
  });
});
