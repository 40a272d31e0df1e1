import { expect, test } from 'vitest';
import { frameOfRows } from '../../core/frame';
import { numberFormat } from '../../core/number-format';
import { closestPairs } from './picture';
import { privacyVerdict } from './privacy-figures';

const format = numberFormat('en');
const verdictOf = (row: Readonly<Record<string, number | null>>) =>
  privacyVerdict({ fidelity_privacy: frameOfRows(Object.keys(row), [row]) }, format);

test('copies are told first, then rows that sit on real ones, and nothing where they keep their distance', () => {
  expect(verdictOf({ identical: 3, baseline_protection: 0.02 })).toMatch(
    /^Some rows are real ones again \(3\)/,
  );
  expect(verdictOf({ identical: 0, baseline_protection: 0.016 })).toContain('(1.6 %)');
  expect(verdictOf({ identical: 0, baseline_protection: 0.4 })).toBe('');
  expect(verdictOf({ identical: 0, baseline_protection: null })).toBe('');
});

test('of a pair the columns that differ come first', () => {
  const row = { place: 1, synthetic_row: 4, real_row: 4, distance: 0.1, synthetic: 'a', real: 'a' };
  const rows = ['same', 'other', 'alike'].map((column) => ({ ...row, column, differs: column === 'other' }));
  const [pair] = closestPairs({ fidelity_closest: frameOfRows(Object.keys({ ...rows[0] }), rows) });
  expect(pair?.columns.map(({ name }) => name)).toEqual(['other', 'same', 'alike']);
});
