import { expect, test } from 'vitest';
import { diffOf, editsOf } from './diff';

const marked = (segments: readonly { readonly text: string; readonly mark: string }[]): string[] =>
  segments.map(({ text, mark }) => (mark === 'same' ? text : `${mark}(${text})`));

test('what a swap exchanged is moved on both sides', () => {
  const { parent, made } = diffOf(
    'big 🦊 red car',
    [
      [0, 3, 'car'],
      [10, 3, 'big'],
    ],
    'swap',
  );
  expect(marked(parent)).toEqual(['moved(big)', ' 🦊 red ', 'moved(car)']);
  expect(marked(made)).toEqual(['moved(car)', ' 🦊 red ', 'moved(big)']);
});

test('what was deleted stands with the parent alone, what was inserted with the new text alone', () => {
  expect(marked(diffOf('a big car', [[1, 4, '']], 'deletion').made)).toEqual(['a', ' car']);
  expect(marked(diffOf('a big car', [[1, 4, '']], 'deletion').parent)).toEqual([
    'a',
    'deleted( big)',
    ' car',
  ]);
  const { parent, made } = diffOf('a big car', [[2, 0, '! ']], 'punctuation');
  expect(marked(parent).join('')).toBe('a big car');
  expect(marked(made)).toEqual(['a ', 'inserted(! )', 'big car']);
});

test('what was replaced is told on both sides; without edits both are the same', () => {
  const { parent, made } = diffOf('I am', [[0, 4, "I'm"]], 'contractions');
  expect([...marked(parent), ...marked(made)]).toEqual(['replaced(I am)', "replaced(I'm)"]);
  expect(diffOf('x', [], 'swap').made).toEqual([{ text: 'x', mark: 'same' }]);
  expect(editsOf('null')).toEqual([]);
  expect(editsOf('[[0,1,"a"]]')).toEqual([[0, 1, 'a']]);
});
