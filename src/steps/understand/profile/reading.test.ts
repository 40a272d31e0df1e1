import { describe, expect, test } from 'vitest';
import { numberFormat } from '../../../core/number-format';
import type { ColumnStatistics, Statistics } from '../../../core/statistics';
import { plainTraits } from '../../../core/artifact';
import { read } from './reading';
import { profileParams } from './step';

const column = (name: string, figures: Partial<ColumnStatistics> = {}): ColumnStatistics => ({
  name,
  type: 'number',
  sqlType: 'DOUBLE',
  count: 1000,
  missing: 0,
  distinct: 10,
  values: { cap: 1000, complete: true, counts: [] },
  notMergeable: [],
  ...figures,
});

function textOf(figures: Partial<Statistics>, locale = 'en'): string {
  const value: Statistics = {
    version: 1,
    rows: 1000,
    duplicates: { surplus: 0, repeated: 0 },
    columns: [column('a'), column('b')],
    ...figures,
  };
  const statistics = { kind: 'statistics', key: 'k', traits: plainTraits, value } as const;
  const params = profileParams.parse({});
  const input = { params, inputs: {}, outputs: {}, artifacts: { statistics }, frames: {}, notices: [] };
  return read({ ...input, format: numberFormat(locale) }).text;
}

describe('the reading of a profile', () => {
  test('of a clean table is two sentences', () => {
    expect(textOf({})).toBe('1,000 rows and 2 columns; no cell is missing. No two rows are equal.');
  });

  test('names the columns that miss most, and never calls a few cells 0 %', () => {
    const missing = (name: string, n: number): ColumnStatistics =>
      column(name, { missing: n, count: 1000 - n });
    expect(textOf({ columns: [missing('a', 0), missing('b', 30), missing('c', 10)] })).toContain(
      '40 cells (1.3 %) are missing, all in “b” (3 %) and “c” (1 %).',
    );
    const four = [missing('a', 500), missing('b', 30), missing('c', 40), missing('d', 60)];
    expect(textOf({ columns: four })).toContain(
      'most in “a” (50 %), “d” (6 %) and “c” (4 %); 4 columns miss more than 2 %.',
    );
    const one = [column('a', { missing: 1, count: 999 }), column('b'), column('c')];
    expect(textOf({ columns: one })).toContain('1 cell (< 0.1 %) is missing, all in “a” (0.1 %).');
  });

  test('gives repeated rows both ways, and says when a merge does not know them', () => {
    expect(textOf({ duplicates: { surplus: 24, repeated: 1 } })).toContain(
      '24 rows repeat an earlier one (2.4 %); 1 distinct row occurs more than once.',
    );
    expect(textOf({ duplicates: null })).toContain('Repeated rows are not known.');
  });

  test('of an empty table says that there is nothing', () => {
    const empty = { rows: 0, columns: [column('a', { count: 0, distinct: 0 })] };
    expect(textOf(empty)).toBe(
      '0 rows and 1 column; no value to describe. There are no two rows to be equal.',
    );
  });

  test('names at most three columns with one value, and counts the rest', () => {
    const counts = [{ value: 'x', count: 1000 }];
    const constant = (name: string): ColumnStatistics =>
      column(name, { distinct: 1, values: { cap: 1000, complete: true, counts } });
    expect(textOf({ columns: ['a', 'b', 'c', 'd', 'e'].map(constant) })).toContain(
      'Look at: one single value in “a” (x), “b” (x), “c” (x) and 2 more.',
    );
  });

  test('writes numbers as the reader does', () => {
    expect(textOf({ rows: 1_234_567 }, 'de')).toContain('1.234.567 rows');
  });
});
