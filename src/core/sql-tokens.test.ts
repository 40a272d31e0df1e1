import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sqlTokens } from './sql-tokens';

const read = (sql: string) => sqlTokens(sql).map(({ kind, value }) => `${kind}:${value}`);

describe('the tokens of a SQL text', () => {
  test.each([
    [
      'words and symbols',
      'SELECT a.b, c::INT',
      ['word:SELECT', 'word:a', 'symbol:.', 'word:b', 'symbol:,', 'word:c', 'symbol:::', 'word:INT'],
    ],
    ['quoted names', '"a ""b"" c" "select"', ['quoted:a "b" c', 'quoted:select']],
    ['texts', `'it''s' ''`, [`string:it's`, 'string:']],
    ['texts with escapes', `E'a\\'b' e'' x`, [`string:a\\'b`, 'string:', 'word:x']],
    ['texts between dollars', `$$a'b$$ $t$x$$y$t$ $1`, [`string:a'b`, 'string:x$$y', 'symbol:$', 'number:1']],
    ['no comment', '1 -- two\n/* three /* four */ five */ 6', ['number:1', 'number:6']],
    ['a comment sign in a text', `'--' "/*" a`, ['string:--', 'quoted:/*', 'word:a']],
    ['numbers', '1 2.5 .5 1e5 1_000', ['number:1', 'number:2.5', 'number:.5', 'number:1e5', 'number:1_000']],
    [
      'names of any script',
      'größe 年齢 a😀b é\u00a0ü',
      ['word:größe', 'word:年齢', 'word:a😀b', 'word:é', 'word:ü'],
    ],
    ['what is not closed', `'a /* b`, ['string:a /* b']],
    ['a name that is not closed', '"a', ['quoted:a']],
    ['a comment that is not closed', '1 /* a', ['number:1']],
  ])('hold %s', (_, sql, wanted) => {
    expect(read(sql)).toEqual(wanted);
  });

  test('stand in order, each the text at its place', () => {
    const piece = fc.constantFrom(
      'SELECT',
      ' ',
      '\n',
      "'",
      '"',
      '$$',
      '--',
      '/*',
      '*/',
      '(',
      ',',
      'ü',
      '😀',
      '1.5',
      'E',
      '\\',
      '.',
    );
    fc.assert(
      fc.property(
        fc.array(piece).map((pieces) => pieces.join('')),
        (sql) => {
          const tokens = sqlTokens(sql);
          expect(tokens.map(({ start, end }) => sql.slice(start, end))).toEqual(
            tokens.map(({ text }) => text),
          );
          expect(tokens.every(({ start }, index) => start >= (tokens[index - 1]?.end ?? 0))).toBe(true);
        },
      ),
    );
  });
});
