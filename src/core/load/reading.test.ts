import { expect, test } from 'vitest';
import type { TableArtifact } from '../artifact';
import type { ReadingInput } from '../contract';
import { numberFormat } from '../number-format';
import { loadReading } from './reading';

const inputOf = (artifact: object | undefined): ReadingInput<unknown> => ({
  params: {},
  inputs: {},
  outputs: { table: 'loans' },
  artifacts: artifact === undefined ? {} : { table: artifact as TableArtifact },
  frames: {},
  notices: [{ code: 'x', text: 'Something was changed.' }],
  format: numberFormat('en'),
});
const table = (sampled: object | null) => ({
  kind: 'table',
  rows: 1000,
  columns: [{ name: 'a' }],
  traits: { sampled },
});
const textOf = (sampled: object | null) =>
  loadReading(inputOf(table(sampled)), () => ({ how: 'read as JSON', from: ' from 2 files' })).text;

test('size, part, how it was read and what was changed', () => {
  expect(textOf(null)).toBe('1,000 rows and 1 column from 2 files, read as JSON. Something was changed.');
  expect(textOf({ rows: 1000, of: null })).toContain('from 2 files (the first rows only, as asked), read');
  expect(textOf({ rows: 1000, of: 5000 })).toContain('(the first of 5,000 only, as asked)');
});

test('a profile follows, and no table has no reading', () => {
  const { suggestions } = loadReading(inputOf(table(null)), () => ({ how: 'so', remarks: [] }));
  expect(suggestions).toMatchObject([{ step: 'profile', title: 'Profile loans' }]);
  expect(loadReading(inputOf(undefined), () => ({ how: 'so' }))).toEqual({ text: '', suggestions: [] });
});
