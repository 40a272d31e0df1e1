import { expect, test } from 'vitest';
import { articleFor, inCaseOf, readTable, synonymsOf } from './synonyms';
import { SYNONYM_TABLE } from './synonyms/table';

test('no form is replaced in two groups, and the table replaces some hundreds of words', () => {
  const { index, twice } = readTable(SYNONYM_TABLE);
  expect(twice).toEqual([]);
  expect(index.size).toBeGreaterThan(700);
  for (const [form, synonyms] of index) {
    expect(synonyms).not.toContain(form);
    expect([form, ...synonyms].join(' ')).toMatch(/^[a-z ]+$/);
  }
});

test.each([
  ['bought', ['purchased']],
  ['buying', ['purchasing']],
  ['buys', ['purchases']],
  ['began', ['commenced', 'started']],
  ['beginning', []],
  ['chose', ['selected', 'picked']],
  // Past and participle at once: only words whose two are the same as well.
  ['selected', ['picked']],
  ['forgiven', ['pardoned']],
  ['pardoned', []],
  ['children', ['kids']],
  ['cars', ['automobiles']],
  ['bigger', ['larger']],
  ['grinning', ['smiling']],
  ['huge', ['enormous', 'gigantic', 'immense', 'vast']],
  ['cities', []],
  ['start', []],
  ['xyzzy', []],
])('the synonyms of %s', (word, expected) => {
  expect(synonymsOf(word)).toEqual(expected);
});

test.each([
  ['Big', 'large', 'Large'],
  ['BIG', 'large', 'LARGE'],
  ['big', 'large', 'large'],
  ['A', 'the', 'The'],
])('in the case of %s, %s is %s', (word, replacement, expected) => {
  expect(inCaseOf(word, replacement)).toBe(expected);
});

test.each([
  ['a', 'big', 'enormous', 'an'],
  ['A', 'big', 'enormous', 'An'],
  ['A', 'BIG', 'ENORMOUS', 'AN'],
  ['an', 'honest', 'truthful', 'a'],
  ['An', 'error', 'mistake', 'A'],
  ['a', 'useful', 'helpful', null],
  ['a', 'helpful', 'useful', null],
  ['a', 'big', 'large', null],
  ['the', 'big', 'enormous', null],
  // Wrong before: left alone.
  ['a', 'error', 'mistake', null],
])('%s %s with %s takes %s', (article, word, replacement, expected) => {
  expect(articleFor(article, word, replacement)).toBe(expected);
});
