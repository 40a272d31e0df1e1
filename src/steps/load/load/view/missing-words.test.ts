import { expect, test } from 'vitest';
import { fieldOfWords, missingInWords, missingOf, wordsOfField } from './missing-words';

test('the words for missing are said', () => {
  expect(missingInWords(missingOf({}))).toBe('empty fields missing');
  expect(missingInWords(['', 'NA', '-'])).toBe('empty fields, “NA” and “-” missing');
  expect(missingInWords([])).toBe('nothing missing');
  expect(missingInWords(['a', 'b', 'c', 'd', 'e', 'f'])).toBe('“a”, “b”, “c”, “d” and 2 more missing');
});

test('they are read from a field as they stand in it', () => {
  expect(wordsOfField(' NA, - ,NA,, "n, a"', true)).toEqual(['', 'NA', '-', 'n, a']);
  expect(wordsOfField('', false)).toEqual([]);
  const words = ['NA', 'n, a', '?'];
  expect(wordsOfField(fieldOfWords(['', ...words]), false)).toEqual(words);
});
