import { describe, expect, test } from 'vitest';
import type { Column } from '../../../../../core/table';
import type { Alert } from '../../alerts/alert';
import { framesOfAlerts } from '../../alerts/alert-frame';
import { indexAlerts, rowsSuggestion } from './alert-index';
import { identifiersIn } from '../../masks/identifiers';

const columns: readonly Column[] = [
  { name: 'größe "📏"', type: 'integer', sqlType: 'BIGINT' },
  { name: 'select', type: 'text', sqlType: 'VARCHAR' },
];
const columnOf = (name: string) => columns.find((column) => column.name === name);
const alert = (where: Alert['where'], more: Partial<Alert> = {}): Alert => ({
  alert: 'missing',
  column: 'select',
  severity: 'note',
  text: 'why',
  numbers: {},
  suggestion: null,
  where,
  ...more,
});

describe('the cell that keeps the rows of an alert', () => {
  test('is a filter with their condition in SQL', () => {
    const where = [
      { kind: 'range', column: 'größe "📏"', low: '-999', high: '-999' },
      { kind: 'one-of', column: 'select', values: ["it's", null] },
    ] as const;
    expect(rowsSuggestion(alert(where), 'credit', columnOf)).toEqual({
      step: 'filter',
      title: 'Keep only these rows',
      reason: 'why',
      params: {
        condition: `("größe ""📏""" >= -999 AND "größe ""📏""" <= -999) AND ("select" IN ('it''s') OR "select" IS NULL)`,
      },
      inputs: { table: { name: 'credit' } },
    });
  });

  test('is none where no condition says them, or one that does not fit', () => {
    expect(rowsSuggestion(alert(null), 'credit', columnOf)).toBe(null);
    expect(rowsSuggestion(alert([{ kind: 'missing', column: 'gone' }]), 'credit', columnOf)).toBe(null);
    const bound = { kind: 'range', column: 'größe "📏"', low: 'x', high: null } as const;
    expect(rowsSuggestion(alert([bound]), 'credit', columnOf)).toBe(null);
  });
});

test('the index knows the groups of columns and which of them are identifiers', () => {
  const frame = framesOfAlerts([
    alert(null, { alert: 'repeated-identifier', severity: 'warning' }),
    alert(null, { column: null, alert: 'duplicates' }),
    alert(null),
  ]);
  const index = indexAlerts(frame);
  expect(index.groups).toEqual([
    { column: 'select', severity: 'warning', rows: [0, 2] },
    { column: null, severity: 'note', rows: [1] },
  ]);
  expect(index.counts).toEqual({ severe: 0, warning: 1, note: 2 });
  expect(index.ofColumn('select').map((each) => each.alert)).toEqual(['repeated-identifier', 'missing']);
  expect([...identifiersIn(frame)]).toEqual(['select']);
  expect(identifiersIn().size).toBe(0);
});
