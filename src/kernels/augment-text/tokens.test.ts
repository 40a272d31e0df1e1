import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { isUnspaced, looksEnglish } from './languages';
import { wordsOf } from './tokens';

const words = (text: string): string[] => wordsOf(text).map(({ start, end }) => text.slice(start, end));

test.each([
  ['I don’t know, well-known Zoë!', ['I', 'don’t', 'know', 'well-known', 'Zoë']],
  ['Call 0800-123 now or 4ever, B4 3pm £1.50', ['Call', 'now', 'or']],
  ['see https://a.example/b?c=d. and www.x.org ok', ['see', 'and', 'ok']],
  ['write to ann.b+c@mail.example.org, please', ['write', 'to', 'please']],
  ['@zoe_1 loves #tea very much', ['loves', 'very', 'much']],
  ['one<br />two &amp; three', ['one', 'two', 'three']],
  ['ok :-D fine ;P yes', ['ok', 'fine', 'yes']],
  ['e.g. readme.md is here', ['is', 'here']],
  ['naïve café e\u0301te\u0301 Ωmega привет', ['naïve', 'café', 'e\u0301te\u0301', 'Ωmega', 'привет']],
  ['🦊 fox 👩‍👩‍👧 family', ['fox', 'family']],
  ['', []],
  ['…!?', []],
])('the words of %j', (text, expected) => {
  expect(words(text)).toEqual(expected);
});

test('words are in order, apart, and made of letters whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      let end = 0;
      for (const word of wordsOf(text)) {
        expect(word.start).toBeGreaterThanOrEqual(end);
        expect(word.end).toBeGreaterThan(word.start);
        expect(text.slice(word.start, word.end)).toMatch(/^\p{L}[\p{L}\p{M}'’‑-]*$/u);
        end = word.end;
      }
    }),
  );
});

test.each(['a.', 'a-.', 'aa', 'a@', '<a', 'é1', ':D', 'a.a@', '&am', 'w w'])(
  'a megabyte of %j takes no more than linear time',
  (unit) => {
    const start = performance.now();
    wordsOf(unit.repeat(1_000_000 / unit.length));
    expect(performance.now() - start).toBeLessThan(5000);
  },
);

test.each([
  ['今天天气很好，我们去公园。', true],
  ['私は学生です', true],
  ['สวัสดีครับ', true],
  ['ខ្ញុំស្រឡាញ់អ្នក', true],
  ['ສະບາຍດີ', true],
  ['မင်္ဂလာပါ', true],
  ['안녕하세요 반갑습니다', false],
  ['Xin chào các bạn', false],
  ['I love 寿司 and tea', false],
  ['', false],
  ['123 !!', false],
])('whether %j is of a script without spaces: %s', (text, expected) => {
  expect(isUnspaced(text)).toBe(expected);
});

test.each([
  ['I am here and you are not', true],
  ['Free entry to win the cup', true],
  ['Ich bin heute nicht da und komme morgen', false],
  ['Je ne sais pas ce que tu veux', false],
  ['No sé lo que quieres de mí', false],
  ['Non so che cosa vuoi da me', false],
  ['Ik weet niet wat je van me wilt', false],
  ['Nie wiem co to jest i do kogo', false],
  ['Eu não sei o que você quer', false],
  ['Jeg ved ikke hvad du vil have', false],
  ['ok lar', false],
])('whether %j looks English: %s', (text, expected) => {
  expect(looksEnglish(words(text))).toBe(expected);
});
