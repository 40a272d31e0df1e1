import { expect, test } from 'vitest';
import { numberFormat } from '../../core/number-format';
import { frameOfRows } from '../../core/frame';
import { fidelityShapes } from '../../core/fidelity';
import { maskedColumns } from './masked';
import { distributionGroups, gapSentence } from './picture';

const format = numberFormat('en');
const frames = {
  fidelity: frameOfRows(Object.keys(fidelityShapes.fidelity), [{ real_judged: 100 }]),
  fidelity_columns: frameOfRows(Object.keys(fidelityShapes.fidelity_columns), [
    { column: 'customer_name', kind: 'category', real_missing: 0, real_levels: 90, score: 0.8 },
    { column: 'contact', kind: 'category', real_missing: 0, real_levels: 40, score: 0.8 },
    { column: 'colour', kind: 'category', real_missing: 0, real_levels: 3, score: 0.9 },
    {
      ...{ column: 'debt', kind: 'number', real_missing: 0, real_levels: 60, score: 0.57 },
      ...{ gap_at: 0, gap_real: 0.83, gap_synthetic: 0.4 },
    },
  ]),
  fidelity_distributions: frameOfRows(Object.keys(fidelityShapes.fidelity_distributions), [
    ...['a@b.example', 'c@d.example', 'e@f.example'].map((label) => ({
      ...{ column: 'contact', kind: 'category', label, from: null, to: null, real: 0.1, synthetic: 0.1 },
    })),
    { column: 'colour', kind: 'category', label: 'red', from: null, to: null, real: 1, synthetic: 1 },
  ]),
};

test('what may name persons or things is hidden, by its name or by its frequent values', () => {
  expect([...maskedColumns(frames)]).toEqual(['customer_name', 'contact']);
  expect([...maskedColumns(frames, ['colour', 'code'])]).toEqual(['customer_name', 'contact', 'code']);
  expect([...maskedColumns({}, ['code'])]).toEqual([]);
});

test('bars of a hidden column do not give its values away', () => {
  const labels = (isHidden: boolean) =>
    distributionGroups(frames, 'contact', format, isHidden).map(({ label }) => label);
  expect(labels(false)).toContain('a@b.example');
  expect(labels(true)).toEqual(['value 1', 'value 2', 'value 3']);
});

test('a column of numbers says where its score comes from', () => {
  expect(gapSentence(frames, 'debt', format)).toMatch(
    /^Up to 0 lie 83 % of the real values and 40 % of the synthetic ones\..* 57 %, /,
  );
  expect(gapSentence(frames, 'colour', format)).toBe('');
});
