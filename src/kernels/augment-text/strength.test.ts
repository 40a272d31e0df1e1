import { expect, test } from 'vitest';
import { drawsOf } from './draws';
import { analyse, operate } from './operations';
import { applyEdits } from './edits';
import { wordsOf } from './tokens';

const NOBODY = () => false;
const wordsIn = (text: string): string[] =>
  wordsOf(text).map(({ start, end }) => text.slice(start, end).toLowerCase());

test('an inserted word never stands beside itself, nor where another was put', () => {
  const text =
    'The big car is a nice large film, I think that the children bought it and the big house is not here';
  const of = analyse(text, NOBODY);
  for (let seed = 0; seed < 300; seed++) {
    const edits = operate('insertion', of, drawsOf(seed), { alpha: 0.4, most: 10, p: 0.1, rate: 0.1 });
    expect(edits.length).toBeGreaterThan(0);
    expect(new Set(edits.map(([start]) => start)).size).toBe(edits.length);
    const words = wordsIn(applyEdits(text, edits));
    const before = wordsIn(text).join(' ');
    words.forEach((word, place) => {
      if (word === words[place + 1]) expect(before).toContain(`${word} ${word}`);
    });
  }
});

test('of a long text no more words are moved, replaced or inserted than the most allowed', () => {
  const text = 'we do not think that the big old car of the nice people is here today '.repeat(60);
  const of = analyse(text, NOBODY);
  for (const operation of ['swap', 'synonyms', 'insertion'] as const) {
    for (const most of [1, 10, 25]) {
      const edits = operate(operation, of, drawsOf(7), { alpha: 0.1, most, p: 0.1, rate: 0.1 });
      expect(edits.length).toBeGreaterThan(0);
      // A swap touches two words, a synonym sometimes the article before it.
      expect(edits.length).toBeLessThanOrEqual(operation === 'insertion' ? most : 2 * most);
    }
  }
});
