import { expect, test } from 'vitest';
import { numberFormat } from './number-format';
import { counted, firstOf, listText, quotedNames } from './words';

test('a count has its noun in the right number', () => {
  const format = numberFormat('en');
  expect([0, 1, 2345].map((count) => counted(count, 'row', format))).toEqual([
    '0 rows',
    '1 row',
    '2,345 rows',
  ]);
  expect(counted(2, 'row repeats', format, 'rows repeat')).toBe('2 rows repeat');
});

test('texts stand in a row as people say them', () => {
  expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(listText)).toEqual(['', 'a', 'a and b', 'a, b and c']);
});

test('of many texts the first are named and the others counted', () => {
  const texts = ['a', 'b', 'c'];
  expect([firstOf(texts, 3), firstOf(texts, 2), firstOf([], 2)]).toEqual(['a, b, c', 'a, b and 1 more', '']);
});

test('names stand in quotation marks', () => {
  expect([quotedNames(['a', 'b']), quotedNames(['a', 'b', 'c'], 1)]).toEqual(['“a”, “b”', '“a” and 2 more']);
});
