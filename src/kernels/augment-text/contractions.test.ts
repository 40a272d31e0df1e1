import { expect, test } from 'vitest';
import { contractionsOf } from './contractions';
import { applyEdits } from './edits';
import { wordsOf } from './tokens';

const changed = (text: string): string => applyEdits(text, contractionsOf(text, wordsOf(text)));

test.each([
  ['I do not know', "I don't know"],
  ["I don't know", 'I do not know'],
  ['I don’t know', 'I do not know'],
  ['DO NOT ENTER', "DON'T ENTER"],
  ["Don't go", 'Do not go'],
  ["I can't and won't", 'I cannot and will not'],
  ['I can not go', "I can't go"],
  ['I am here', "I'm here"],
  ["I'm here", 'I am here'],
  ['they are late', "they're late"],
  ["They're late", 'They are late'],
  ["we'll see, I've seen", 'we will see, I have seen'],
  ["let's go", 'let us go'],
  ['we will go; it is late', "we'll go; it's late"],
  ['he would say, don’t', 'he’d say, do not'],
  ['I have been there', "I've been there"],
  ['I AM HERE', "I'M HERE"],
])('%j becomes %j', (text, expected) => {
  expect(changed(text)).toBe(expected);
});

test.each([
  "it's John's, he'd gone",
  "ain't that so",
  'yes, I am.',
  'I have a car',
  'do  not',
  'do, not',
  'who they are',
  "the dog's o'clock",
])('%j stays', (text) => {
  expect(changed(text)).toBe(text);
});
