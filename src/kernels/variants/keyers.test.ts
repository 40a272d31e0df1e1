import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fingerprint, ngramFingerprint, normalised } from './keyers';

describe('the fingerprint, rule by rule', () => {
  test.each([
    ['blanks at the ends go, Unicode ones too', '\u00a0\u2003 Paris \u3000', 'paris'],
    ['lower case', 'PARIS', 'paris'],
    ['accents go', 'Crème Brûlée', 'brulee creme'],
    ['accents go, composed or not', 'Cre\u0300me', 'creme'],
    ['compatibility forms are taken apart, after the case is gone', 'ﬁne №5 ½', '1⁄2 No5 fine'],
    ['modifier letters and symbols go', 'Hawaiʻi` ^ ˚', 'hawaii'],
    [
      'letters without a decomposition',
      'Straße Æsir Łódź Þór Øst œuvre đak ħal ŋa ŧu ĸa',
      'aesir dak hal ka lodz na oest oeuvre strasse thor tu',
    ],
    ['dotless i, long s, ring', 'ı ſ ƿ', 'i s w'],
    ['a letter with a ring is decomposed first', 'Århus', 'arhus'],
    ['the copyright sign is a c', '©at', 'cat'],
    ['punctuation is deleted, not replaced', 'A.B', 'ab'],
    ['punctuation of any script', '«Tom» & — Jerry’s', 'jerrys tom'],
    ['symbols that are no punctuation stay', 'a+b $5', '$5 a+b'],
    ['control characters are deleted', 'a\u0000b\u007fc\u0085d', 'abcd'],
    ['a line feed is a control character, a tabulator parts words', 'a\nb\tc', 'ab c'],
    ['words are sorted', 'Cruise, Tom', 'cruise tom'],
    ['words are told once', 'new york new york', 'new york'],
    ['any blank parts words', 'b\u00a0a\u2009c', 'a b c'],
    ['digits stay', '10 Downing St.', '10 downing st'],
    ['other scripts stay', 'Москва 東京', 'москва 東京'],
  ])('%s', (_, text, key) => {
    expect(fingerprint(text)).toBe(key);
  });

  test.each(['', '   ', '...', '?!', '\u0301', '—'])('nothing is left of %j: no key', (text) => {
    expect(fingerprint(text)).toBeNull();
    expect(ngramFingerprint(text, 2)).toBeNull();
  });

  test('does not mind the order and the repetition of words', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1 }), (words) => {
        const other = [...words].reverse().concat(words[0] ?? '');
        expect(fingerprint(other.join(' '))).toBe(fingerprint(words.join(' ')));
      }),
    );
  });

  test('a key is its own key', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'aB éß.,-øÅ\t\n1') }), (text) => {
        const key = fingerprint(text);
        if (key !== null) expect(fingerprint(key)).toBe(key);
        expect(normalised(normalised(text).trim())).toBe(normalised(text).trim());
      }),
    );
  });
});

describe('the n-gram fingerprint', () => {
  test.each([
    ['Paris', 2, 'arispari'],
    ['Paris', 1, 'aiprs'],
    ['Paris', 3, 'ariparris'],
    ['PA RIS', 2, 'arispari'],
    ['pa\tri\ns', 2, 'arispari'],
    ['aaaa', 2, 'aa'],
    ['Krzysztof', 2, 'krofrzsztoysztzy'],
    ['Ångström', 2, 'angsngomrosttr'],
    ['Paris', 6, 'paris'],
    ['a', 2, 'a'],
    ['A.', 2, 'a'],
    ['😀a', 2, '😀a'],
  ])('%s by %d is %s', (text, n, key) => {
    expect(ngramFingerprint(text, n)).toBe(key);
  });

  test('short values meet only their like', () => {
    const keys = ['a', 'b', 'A', 'é', 'e', '?'].map((text) => ngramFingerprint(text, 2));
    expect(keys).toEqual(['a', 'b', 'a', 'e', 'e', null]);
  });
});
