import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { describeText, type TextDetails } from './describe-texts';

const limits = { top: 20, mostPatterns: 1000, mostWords: 1000, leastOfSeveralWords: 0.1 };
const detailsOf = (texts: readonly string[], own = {}): TextDetails =>
  describeText({ pieces: texts.map((text) => `${text}\u001e`), separator: '\u001e' }, { ...limits, ...own });
const patternOf = (text: string): string | undefined => detailsOf([text]).patterns?.top[0]?.value;

test.each([
  ['Ab123', 'Aa999'],
  ['Smith', 'Aaaaa'],
  ['Smithson', 'Aa…'],
  ['2024-01-31', '9999-99-99'],
  ['123456789012', '9{12}'],
  ['-----x', '-{5}a'],
  ['', ''],
  ['e\u0301te\u0301', 'aaa'],
  ['東京', 'xx'],
  ['🦊🦊🦊🦊🦊', '🦊{5}'],
  ['٣٤', '99'],
  ['a+', 'a+'],
])('the pattern of %j is %j', (text, pattern) => {
  expect(patternOf(text)).toBe(pattern);
});

test('cuts a long pattern, and keeps one that is just short enough', () => {
  expect(patternOf('a1'.repeat(200))).toBe(`${'a9'.repeat(30)}…`);
  expect(patternOf('a1'.repeat(29))).toBe('a9'.repeat(29));
});

test('counts each text once for every time it occurs', () => {
  const counts = Float64Array.of(3, 4);
  const found = describeText({ pieces: ['a b\u001eC\u001e'], separator: '\u001e', counts }, limits);
  expect(found.texts).toBe(2);
  expect(found.lengths).toEqual([
    [1, 4],
    [3, 3],
  ]);
  expect(found.words).toMatchObject({ total: 10, distinct: 3 });
});

describe('words', () => {
  test('are counted in lower case, parted at all that is no letter, mark or number', () => {
    const { words } = detailsOf(["Don't, don't STOP", 'Straße №7']);
    expect(words).toEqual({
      total: 7,
      distinct: 5,
      top: [
        { value: 't', count: 2 },
        { value: 'don', count: 2 },
        { value: 'straße', count: 1 },
        { value: 'stop', count: 1 },
        { value: '7', count: 1 },
      ],
    });
  });

  test('are not counted where hardly a text has several', () => {
    expect(detailsOf(['one', 'two-three', 'four '])).toMatchObject({ words: 'few' });
  });

  test('and patterns are given up where there are too many different ones', () => {
    const texts = Array.from({ length: 30 }, (_, i) => `w${i} ${'-'.repeat(i)}`);
    const found = detailsOf(texts, { mostPatterns: 5, mostWords: 5, leastOfSeveralWords: 0 });
    expect(found.patterns).toBeNull();
    expect(
      detailsOf(
        texts.map((text) => `${text} x`),
        { mostWords: 5 },
      ).words,
    ).toBeNull();
  });
});

test('every character is of one class, every text of one pattern and length', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1 }), (texts) => {
      const own = texts.map((text) => text.replaceAll('\u001e', ''));
      const found = detailsOf(own, { mostPatterns: Infinity, top: Infinity });
      const sum = (counts: readonly number[]): number => counts.reduce((a, b) => a + b, 0);
      const characters = own.map((text) => Array.from(text).length);
      expect(sum(found.characters)).toBe(sum(characters));
      expect(sum(found.patterns!.top.map(({ count }) => count))).toBe(own.length);
      expect(sum(found.lengths.map(([length, count]) => length * count))).toBe(sum(characters));
    }),
  );
});
