import { expect, it } from 'vitest';
import type { Source } from './source';
import { sourceText } from './source-text';

const files = (...names: string[]): Source => ({ kind: 'file', files: names.map((name) => ({ name })) });

it('a source reads as its files do, in a sentence that stays short', () => {
  expect(sourceText({ kind: 'sample', name: 'credit' })).toBe('credit');
  expect(sourceText(files('a.csv'))).toBe('a.csv');
  expect(sourceText(files('a.csv', 'b.csv', 'c.csv'))).toBe('a.csv, b.csv and c.csv');
  expect(sourceText(files('a.csv', 'b.csv', 'c.csv', 'd.csv'))).toBe('4 files: a.csv to d.csv');
  const members = 'abcd'.split('').map((member) => ({ name: 'z.zip', member }));
  expect(sourceText({ kind: 'file', files: members.slice(0, 1) })).toBe('z.zip › a');
  expect(sourceText({ kind: 'file', files: members })).toBe('4 files of z.zip');
});
