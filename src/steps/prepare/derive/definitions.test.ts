import { describe, expect, test } from 'vitest';
import { FailureError } from '../../../core/failure';
import { definitions, requireExpressions } from './definitions';

const refusal = (text: string): string => {
  try {
    requireExpressions(text);
    return 'taken';
  } catch (error) {
    return error instanceof FailureError ? error.failure.code : String(error);
  }
};

describe('definitions', () => {
  test.each([
    ['a + b AS c', [{ text: 'a + b AS c', name: 'c' }]],
    [
      'round(a, 2) as "größe", [1, 2] AS list',
      [
        { text: 'round(a, 2) as "größe"', name: 'größe' },
        { text: '[1, 2] AS list', name: 'list' },
      ],
    ],
    ["'a, b' || x", [{ text: "'a, b' || x", name: null }]],
    ['CAST(a AS INTEGER)', [{ text: 'CAST(a AS INTEGER)', name: null }]],
    [
      'a AS x, -- a comment, with a comma\n b AS y',
      [
        { text: 'a AS x', name: 'x' },
        { text: 'b AS y', name: 'y' },
      ],
    ],
    ['', []],
    [' , ', []],
  ])('of %s', (text, expected) => {
    expect(definitions(text)).toEqual(expected);
  });
});

describe('a list is refused', () => {
  test.each([
    ['', 'derive-unset'],
    ['-- only a comment', 'derive-unset'],
    ['a; DROP TABLE this', 'derive-not-expressions'],
    ['a FROM this', 'derive-not-expressions'],
    ['a UNION ALL SELECT 1', 'derive-not-expressions'],
    ['f(a', 'derive-not-expressions'],
    ['a)', 'derive-not-expressions'],
    ['a AS b,', 'derive-not-expressions'],
  ])('%s', (text, code) => {
    expect(refusal(text)).toBe(code);
  });

  test('but not for what stands in brackets', () => {
    expect(refusal('a - (SELECT avg(a) FROM this) AS d, extract(year FROM day) AS y')).toBe('taken');
  });
});
